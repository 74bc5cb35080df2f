using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.People;

/// <summary>Backbone staff open the form of a partner: its name, its time zone, a pause, their notes.</summary>
public sealed class WritePartner : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        PartnerCard.OwnOf(here, turn.Form) is { } partner
            ? Reply.Shows(PartnerForm.Of(here.Initiative, partner, turn.Culture))
            : Reply.Says(new Texts(turn.Culture).PartnersGone));
}

/// <summary>Keeps what was changed about a partner.</summary>
public sealed class ChangePartner(IGrainFactory grains, PartnerPages pages, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (PartnerCard.OwnOf(here, turn.Form) is not { } before)
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var (partner, faults) = PartnerForm.Read(turn.Form, here.Initiative, before, today, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(PartnerForm.Again(here.Initiative, before, turn.Form, faults, turn.Culture));
        }

        var initiative = here.Initiative;
        if (partner != before)
        {
            initiative = await grains.GetGrain<IInitiativeGrain>(initiative.Id).Change(new InitiativeChange { Partners = [partner] });
            await audit.Keep(turn, here, ActKind.PartnerChanged, partner.Id, partner.Name, partner.Name == before.Name ? "" : before.Name, cancel: cancel);
        }

        return Reply.Shows(PartnerCard.Of(here with { Initiative = initiative }, await pages.Of(initiative, partner, cancel), turn.Now, turn.Culture, here.Zone(turn), new Texts(turn.Culture).PartnerIsChanged));
    }
}

/// <summary>Before a partner has left, backbone staff read what that means.</summary>
public sealed class AskPartnerLeaves(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (PartnerCard.OwnOf(here, turn.Form) is not { LeftAt: null } partner)
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var open = 0;
        foreach (var running in (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Running)
        {
            open += await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, running.Id)).Board() is { } board && StatusCard.Missing(here.Initiative, board, turn.Now).Contains(partner.Id) ? 1 : 0;
        }

        return Reply.Shows(PartnerCard.AskLeave(here.Initiative, partner, open, turn.Culture));
    }
}

/// <summary>A partner has left: it isn't asked and isn't missed from then on, and its history stays.</summary>
public sealed class PartnerLeaves(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (PartnerCard.OwnOf(here, turn.Form) is not { } partner)
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var left = partner.LeftAt ?? turn.Now;
        var initiative = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Partners = [partner with { LeftAt = left }] });
        await audit.Keep(turn, here, ActKind.PartnerLeft, partner.Id, partner.Name, at: left, cancel: cancel);
        foreach (var running in (await grains.GetGrain<IClockGrain>(initiative.Id).Get()).Running)
        {
            await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, running.Id)).PartnerLeft(partner.Id);
        }

        return Reply.Shows(PartnerCard.HasLeft(initiative, partner, turn.Culture));
    }
}

/// <summary>A partner that had left is back.</summary>
public sealed class PartnerComesBack(IGrainFactory grains, PartnerPages pages, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (PartnerCard.OwnOf(here, turn.Form) is not { } partner)
        {
            return Reply.Says(t.PartnersGone);
        }

        var initiative = here.Initiative;
        var (doing, isNew) = (await audit.Begin(turn, here, ActKind.PartnerBack, partner.Id, cancel), partner.LeftAt is not null);
        if (isNew)
        {
            partner = partner with { LeftAt = null };
            initiative = await grains.GetGrain<IInitiativeGrain>(initiative.Id).Change(new InitiativeChange { Partners = [partner] });
        }

        await doing.Keep(isNew, partner.Id, partner.Name, cancel: cancel);

        return Reply.Shows(PartnerCard.Of(here with { Initiative = initiative }, await pages.Of(initiative, partner, cancel), turn.Now, turn.Culture, here.Zone(turn), t.PartnerCameBack(partner.Name)));
    }
}

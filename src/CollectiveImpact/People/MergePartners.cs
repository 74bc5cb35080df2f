using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.People;

/// <summary>Backbone staff say which partner is a double of another.</summary>
public sealed class ChooseDouble : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        PartnerCard.OwnOf(here, turn.Form) is { } kept
            ? Reply.Shows(MergeCard.Ask(here.Initiative, kept, Form.Empty, new Dictionary<string, string>(), turn.Culture))
            : Reply.Says(new Texts(turn.Culture).PartnersGone));
}

/// <summary>Before two partners become one, backbone staff read what that does: it can't be taken back.</summary>
public sealed class LookAtMerge(Doubles doubles) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (PartnerCard.OwnOf(here, turn.Form) is not { } kept)
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var (merged, faults) = MergeCard.Read(turn.Form, here.Initiative, kept, turn.Culture);
        return merged is null || faults.Count > 0
            ? Reply.AsksAgain(MergeCard.Ask(here.Initiative, kept, turn.Form, faults, turn.Culture))
            : Reply.Shows(MergeCard.Look(here.Initiative, await doubles.Look(here.Initiative, kept, merged, cancel), turn.Culture));
    }
}

/// <summary>Two partners become one: once, however often it is pressed, and whoever presses again finishes what was broken off.</summary>
public sealed class MergePartners(IGrainFactory grains, Doubles doubles, PartnerPages pages, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        // As they are now, not a moment ago: two of the backbone may merge two partners into each other.
        var initiative = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Get() ?? here.Initiative;
        if (initiative.Partner(PartnerCard.PartnerOf(turn.Form)) is not { MergedInto: null } kept
            || initiative.Partner(MergeCard.DoubleOf(turn.Form)) is not { } merged || merged.Id == kept.Id || (merged.MergedInto is { } into && into != kept.Id))
        {
            return Reply.Says(t.MergeGone);
        }

        var (doing, isNew) = (await audit.Begin(turn, here, ActKind.PartnersMerged, merged.Id, cancel), merged.MergedInto is null);
        if (isNew)
        {
            var by = new Provenance(new Texts(Languages.CultureOf(initiative.Language)).MergeDone(merged.Name, kept.Name), turn.Person, turn.Name, turn.Now);
            initiative = await doubles.Merge(initiative, kept, merged, by, cancel);
        }

        // Of two who do it in the same moment, the act of whoever was first.
        var at = merged.LeftAt is null ? initiative.Partner(merged.Id)?.LeftAt : null;
        await doing.Keep(isNew, kept.Id, kept.Name, merged.Name, at, cancel: cancel);
        return Reply.Shows(PartnerCard.Of(here with { Initiative = initiative }, await pages.Of(initiative, kept, cancel), turn.Now, turn.Culture, here.Zone(turn), t.MergeDone(merged.Name, kept.Name)));
    }
}

/// <summary>Partners that are in the list twice: what is theirs, and how it becomes that of one.</summary>
public sealed class Doubles(IGrainFactory grains, IRoundStore rounds, IInitiativeStore initiatives)
{
    public async Task<Merging> Look(Initiative initiative, Partner kept, Partner merged, CancellationToken cancel)
    {
        var (moving, both) = (0, new List<Round>());
        await foreach (var history in rounds.All(initiative.Id, cancel))
        {
            var (own, theirs) = (history.Entries.FirstOrDefault(e => e.Partner == kept.Id), history.Entries.FirstOrDefault(e => e.Partner == merged.Id));
            if (Round.Moves(own, theirs))
            {
                moving++;
            }
            else if (theirs is { SkippedBecause: null })
            {
                both.Add(history.Round);
            }
        }

        var invites = (await initiatives.Invites(initiative.Id, cancel)).Count(i => i.PartnerId == merged.Id && i.IsWaiting);
        return new Merging(kept, merged, invites, moving, [.. both.OrderByDescending(r => r.OpenedAt)]);
    }

    /// <summary>Everything that is the double's becomes the partner's. Each step finds what is done already; that it is merged is noted last.</summary>
    public async Task<Initiative> Merge(Initiative initiative, Partner kept, Partner merged, Provenance by, CancellationToken cancel)
    {
        var settings = grains.GetGrain<IInitiativeGrain>(initiative.Id);
        // Its people first: from then on nothing new is said in the double's name.
        await settings.MovePeople(merged.Id, kept.Id);
        await grains.GetGrain<IClockGrain>(initiative.Id).Merge(kept.Id, merged.Id);
        var indicators = grains.GetGrain<IIndicatorsGrain>(initiative.Id);
        foreach (var indicator in (await indicators.All()).Where(i => i.Partners.Contains(merged.Id)))
        {
            await indicators.Save(indicator with { Partners = [.. indicator.Partners.Select(p => p == merged.Id ? kept.Id : p).Distinct()] });
        }

        // The oldest first: a later round about the same time counts what an earlier one says.
        var concerned = new List<Round>();
        await foreach (var history in rounds.All(initiative.Id, cancel))
        {
            if (new[] { kept.Id, merged.Id }.Any(p => history.Round.Names(p) || history.Revisions.Any(e => e.Partner == p)))
            {
                concerned.Add(history.Round);
            }
        }

        foreach (var round in concerned.OrderBy(r => r.OpenedAt))
        {
            await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Merge(kept.Id, merged.Id, by);
        }

        await grains.GetGrain<IActivitiesGrain>(initiative.Id).Merge(kept.Id, merged.Id);
        await grains.GetGrain<IAgendaGrain>(initiative.Id).Merge(kept.Id, merged.Id);
        return await settings.Merged(merged.Id, kept.Id, by.At);
    }
}

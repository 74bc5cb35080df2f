using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff add a partner, and get the code that its reporter joins with.</summary>
public sealed class AddPartner(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    internal static readonly Duration InviteLasts = Duration.FromDays(30);

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPartners.NotHere(turn.Culture);
        }

        var name = PartnersCard.NameOf(turn.Form);
        if (here.Initiative.Partners.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) is { } there
            && !here.Initiative.ReportersOf(there.Id).Any())
        {
            // Pressed twice, or forgotten: the partner is there and waits for its first reporter.
            return Reply.Shows(await Invite(turn, here, there, new InitiativeChange()));
        }

        var (read, faults) = PartnersCard.Read(turn.Form, here.Initiative, turn.Culture);
        if (read is null)
        {
            return Reply.AsksAgain(PartnersCard.List(here.Initiative, turn.Culture, turn.Form, faults));
        }

        var slug = new PartnerId(Codes.Slug(read.Name));
        var partner = read with { Id = here.Initiative.Partner(slug) is null ? slug : new($"{slug}-{Codes.NewId()}") };
        return Reply.Shows(await Invite(turn, here, partner, new InitiativeChange { Partners = [partner] }));
    }

    private async Task<AdaptiveCard> Invite(Turn turn, Here here, Partner partner, InitiativeChange with)
    {
        var invite = new Invite(Codes.NewInvite(here.Initiative.Id), partner.Id, turn.Now + InviteLasts, null);
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(with with { Invites = [invite] });
        await audit.Keep(turn, here, with.Partners.Count > 0 ? ActKind.PartnerAdded : ActKind.Invited, partner.Id, partner.Name);
        return PartnersCard.Invitation(here.Initiative, partner, invite, turn.Culture, here.Zone(turn));
    }
}

/// <summary>Backbone staff ask for one more code: for a partner's second reporter, a colleague of their own, an observer, or because one was lost.</summary>
public sealed class InviteReporter(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPartners.NotHere(turn.Culture);
        }

        var asked = PartnersCard.InvitedFor(turn.Form);
        var partner = here.Initiative.Partner(new(asked));
        if (partner is null && asked is not (PartnersCard.BackboneInvite or PartnersCard.ObserverInvite))
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var invite = new Invite(Codes.NewInvite(here.Initiative.Id), partner?.Id, turn.Now + AddPartner.InviteLasts, null) { ForObserver = asked == PartnersCard.ObserverInvite };
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = [invite] });
        await audit.Keep(turn, here, ActKind.Invited, asked, partner?.Name ?? "", cancel: cancel);
        return Reply.Shows(PartnersCard.Invitation(here.Initiative, partner, invite, turn.Culture, here.Zone(turn)));
    }
}

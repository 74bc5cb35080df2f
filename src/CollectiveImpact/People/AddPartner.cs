using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff add a partner, and get the invite that its reporter joins with.</summary>
public sealed class AddPartner(IGrainFactory grains, InviteLetter letter, AuditLog audit) : IMemberListener
{
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
            return await Invite(turn, here, there, new InitiativeChange());
        }

        var (read, faults) = PartnersCard.Read(turn.Form, here.Initiative, turn.Culture);
        if (read is null)
        {
            return Reply.AsksAgain(PartnersCard.List(here.Initiative, turn.Culture, turn.Form, faults, mailIsOn: letter.MailIsOn));
        }

        var slug = new PartnerId(Codes.Slug(read.Name));
        var partner = read with { Id = here.Initiative.Partner(slug) is null ? slug : new($"{slug}-{Codes.NewId()}") };
        return await Invite(turn, here, partner, new InitiativeChange { Partners = [partner] });
    }

    private async Task<Reply> Invite(Turn turn, Here here, Partner partner, InitiativeChange with)
    {
        var invite = InviteReporter.New(turn, here.Initiative.Id, partner.Id);
        var initiative = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(with with { Invites = [invite] });
        await audit.Keep(turn, here, with.Partners.Count > 0 ? ActKind.PartnerAdded : ActKind.Invited, partner.Id, partner.Name);
        return await InviteReporter.Given(letter, turn, here with { Initiative = initiative }, partner, invite);
    }
}

/// <summary>Backbone staff invite one more person: a partner's second reporter, a colleague of their own, or an observer.</summary>
public sealed class InviteReporter(IGrainFactory grains, InviteLetter letter, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return ShowPartners.NotHere(turn.Culture);
        }

        var asked = PartnersCard.InvitedFor(turn.Form);
        var partner = here.Initiative.PartnerNow(new(asked));
        if (partner is null && asked is not (PartnersCard.BackboneInvite or PartnersCard.ObserverInvite))
        {
            return Reply.Says(new Texts(turn.Culture).PartnersGone);
        }

        var invite = New(turn, here.Initiative.Id, partner?.Id) with { ForObserver = asked == PartnersCard.ObserverInvite };
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = [invite] });
        await audit.Keep(turn, here, ActKind.Invited, asked, InvitesCard.WhomPlain(here.Initiative, invite), cancel: cancel);
        return await Given(letter, turn, here, partner, invite);
    }

    internal static Invite New(Turn turn, InitiativeId initiative, PartnerId? partner) =>
        new(Codes.NewInvite(initiative), partner, turn.Now + InviteLetter.Lasts, null) { By = turn.Person, MadeAt = turn.Now };

    // The list can be pressed on, also to invite the next: what holds the code is a message of its own.
    internal static async Task<Reply> Given(InviteLetter letter, Turn turn, Here here, Partner? partner, Invite invite) => Reply.Shows(
        PartnersCard.List(here.Initiative, turn.Culture, news: InvitesCard.IsBelow(invite, partner, turn.Culture, here.Zone(turn)), mailIsOn: letter.MailIsOn),
        apart: await letter.Write(turn, here, partner, invite));
}

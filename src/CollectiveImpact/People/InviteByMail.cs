using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Backbone staff want to invite somebody who has no Teams.</summary>
public sealed class WriteMailInvite(MailChannel mail) : IMemberListener
{
    /// <summary>The partner that a sentence names.</summary>
    public const string PartnerPlace = "partner";

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        WhyNot(turn, mail) ?? Reply.Shows(MailInviteCard.Draw(here.Initiative, MailInvite.None with { For = Named(turn, here) }, turn.Culture)));

    internal static Reply? WhyNot(Turn turn, MailChannel mail) =>
        !turn.IsPersonal ? ShowPartners.NotHere(turn.Culture)
        : !mail.IsOn ? Reply.Says(new Texts(turn.Culture).MailIsOff)
        : null;

    private static string? Named(Turn turn, Here here) => turn.Words.GetValueOrDefault(PartnerPlace) is { } named
        ? here.Initiative.PresentPartners.FirstOrDefault(p => p.Id.Value == named || string.Equals(p.Name, named, StringComparison.OrdinalIgnoreCase))?.Id.Value
        : null;
}

/// <summary>Backbone staff invite somebody by name and address; a mail brings them the link with which they come in.</summary>
/// <remarks>What is said doesn't tell whether the address is known: it may be in initiatives that are none of the backbone's business.</remarks>
public sealed class InviteByMail(IGrainFactory grains, IPersonStore people, InvitationPost post, MailChannel mail, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (WriteMailInvite.WhyNot(turn, mail) is { } no)
        {
            return no;
        }

        var (wanted, faults) = MailInviteCard.Read(turn.Form, here.Initiative, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(MailInviteCard.Again(here.Initiative, turn.Form, faults, turn.Culture));
        }

        var (t, partner) = (new Texts(turn.Culture), here.Initiative.PartnerNow(new(wanted.For!)));
        var person = await Known(wanted, here.Initiative, cancel);
        if (here.Initiative.Member(person) is { } member && (partner is null ? wanted.For == PartnersCard.ObserverInvite || member.Role == Role.Backbone : member.PartnerId == partner.Id && member.Until is null))
        {
            return Reply.Shows(MailInviteCard.Again(here.Initiative, turn.Form, new Dictionary<string, string>(), turn.Culture, t.IsInAlready(member.Name)));
        }

        var invite = InviteReporter.New(turn, here.Initiative.Id, partner?.Id) with { ForObserver = wanted.For == PartnersCard.ObserverInvite, For = person };
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = [invite] });
        await audit.Keep(turn, here, ActKind.Invited, wanted.For!, InvitesCard.WhomPlain(here.Initiative, invite), cancel: cancel);
        await post.Bring(here.Initiative.Id, invite);
        return Reply.Shows(MailInviteCard.Draw(here.Initiative, MailInvite.None, turn.Culture, t.MailIsOnItsWay(wanted.Name, wanted.Address)));
    }

    // Whoever is new is known from here on by an id of ours: addresses change.
    private async Task<PersonKey> Known(MailInvite wanted, Initiative initiative, CancellationToken cancel)
    {
        var owner = await people.TakeMailbox(wanted.Address, Mailboxes.NewPerson(), cancel);
        var person = grains.GetGrain<IPersonGrain>(owner.ToString());
        var known = await person.Get();
        // A mailbox that wasn't there may be there now. Whoever wants no mail isn't asked by a way round that.
        if (known.IsStranger || known is { IsByMail: true, Unreachable: not null and not Reasons.NoMail })
        {
            await person.WriteByMail(wanted.Address, wanted.Name, Languages.CultureOf(initiative.Language).Name);
        }

        return owner;
    }
}

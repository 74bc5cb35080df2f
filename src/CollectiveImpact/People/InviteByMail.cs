using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.People;

/// <summary>Backbone staff want to invite somebody who has no Teams.</summary>
public sealed class WriteMailInvite(MailIsOn mail) : IMemberListener
{
    /// <summary>The partner that a button or a sentence names.</summary>
    public const string PartnerPlace = "partner";

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        WhyNot(turn, mail) ?? Reply.Shows(MailInviteCard.Form(here.Initiative, MailInvite.None with { For = Named(turn, here) }, turn.Culture)));

    internal static Reply? WhyNot(Turn turn, MailIsOn mail) =>
        !turn.IsPersonal ? ShowPartners.NotHere(turn.Culture)
        : !mail.Value ? Reply.Says(new Texts(turn.Culture).MailIsOff)
        : null;

    private static string? Named(Turn turn, Here here) => turn.Words.GetValueOrDefault(PartnerPlace) is { } named
        ? here.Initiative.PresentPartners.FirstOrDefault(p => p.Id.Value == named || string.Equals(p.Name, named, StringComparison.OrdinalIgnoreCase))?.Id.Value
        : null;
}

/// <summary>Backbone staff invite somebody by name and address; a mail brings them the link with which they come in.</summary>
/// <remarks>What is said doesn't tell whether the address is known: it may be in initiatives that are none of the backbone's business.</remarks>
public sealed class InviteByMail(IGrainFactory grains, IPersonStore people, MailInvitePost post, MailIsOn mail, AuditLog audit) : IMemberListener
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

        var partner = here.Initiative.PartnerNow(new(wanted.For!));
        var person = await Reachable(wanted, here.Initiative, cancel);
        var t = new Texts(turn.Culture);
        if (here.Initiative.Member(person) is { } member && (partner is null ? wanted.For == PartnersCard.ObserverInvite || member.Role == Role.Backbone : member.PartnerId == partner.Id))
        {
            return Reply.Shows(MailInviteCard.Again(here.Initiative, turn.Form, new Dictionary<string, string>(), turn.Culture, t.IsInAlready(member.Name)));
        }

        var invite = InviteReporter.New(turn, here.Initiative.Id, partner?.Id) with { ForObserver = wanted.For == PartnersCard.ObserverInvite, For = person };
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Invites = [invite] });
        await audit.Keep(turn, here, ActKind.Invited, wanted.For!, InvitesCard.WhomPlain(here.Initiative, invite), cancel: cancel);
        await post.Send(here.Initiative, invite);
        return Reply.Shows(MailInviteCard.Form(here.Initiative, MailInvite.None, turn.Culture) is var next
            ? next with { Body = [new Container([RichTextBlock.Of(t.MailIsOnItsWay(wanted.Name, wanted.Address))]) { Style = ContainerStyle.Emphasis }, .. next.Body] }
            : next);
    }

    // Whoever is new is known from here on by an id of ours: addresses change.
    private async Task<PersonKey> Reachable(MailInvite wanted, Initiative initiative, CancellationToken cancel)
    {
        var owner = await people.TakeMailbox(wanted.Address, NewPerson(), cancel);
        var person = grains.GetGrain<IPersonGrain>(owner.ToString());
        if ((await person.Get()).IsStranger)
        {
            await person.WriteByMail(wanted.Address, wanted.Name, Languages.CultureOf(initiative.Language).Name);
        }

        return owner;
    }

    /// <summary>The key of somebody who has no account anywhere.</summary>
    internal static PersonKey NewPerson() => new(ConversationAddress.MailTenant, Guid.NewGuid().ToString());
}

/// <summary>Somebody who was invited in person comes in, or doesn't want to.</summary>
/// <remarks>What the button carries is only a hint: an invite lets in whom it was sent to.</remarks>
public sealed class AnswerInvite(IGrainFactory grains, IInitiativeStore store, JoinInitiative join, AuditLog audit) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        InitiativeId id = new(turn.Form[Conversation.InitiativeField]);
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal || !Codes.IsId(id.Value) || (await store.Invites(id, cancel)).FirstOrDefault(i => i.Key == MailInviteCard.InviteOf(turn.Form)) is not { } invite || invite.For != turn.Person)
        {
            return Reply.Says(t.InviteGone);
        }

        if (turn.Press?.Verb == MailInviteCard.AcceptVerb)
        {
            return (await join.Accept(turn, id, invite.Key, cancel)).Reply;
        }

        return await Decline(turn, id, invite, cancel) ? Reply.Says(t.InviteDeclined) : Reply.Says(t.InviteGone);
    }

    /// <summary>Ends an invite that somebody doesn't want, and what is kept of them if that is all.</summary>
    public async Task<bool> Decline(Turn turn, InitiativeId initiative, Invite invite, CancellationToken cancel)
    {
        if (await grains.GetGrain<IInitiativeGrain>(initiative).Withdraw(invite.Key, null, turn.Person, turn.Now) is not WithdrawOutcome.Withdrawn and not WithdrawOutcome.Already)
        {
            return false;
        }

        if (await grains.GetGrain<IInitiativeGrain>(initiative).Get() is { } known)
        {
            await audit.Keep(turn, initiative, ActKind.InviteWithdrawn, InvitesCard.About(invite), InvitesCard.WhomPlain(known, invite), cancel: cancel);
        }

        await ForgetIfNobody(grains, turn.Person);
        return true;
    }

    /// <summary>Forgets somebody who came into nothing: an address that was only typed isn't kept.</summary>
    public static async Task ForgetIfNobody(IGrainFactory grains, PersonKey person)
    {
        var grain = grains.GetGrain<IPersonGrain>(person.ToString());
        if (person.Tenant == ConversationAddress.MailTenant && await grain.Get() is { Initiatives.Count: 0, Others.Count: 0 })
        {
            await grain.Forget();
        }
    }
}

/// <summary>Brings people the mail with which they come in.</summary>
public sealed class MailInvitePost(IGrainFactory grains, IInitiativeStore store, KnownInitiatives initiatives) : IWriter
{
    private const string Kind = "mail-invite";

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>Sends it once for each invite.</summary>
    public Task Send(Initiative initiative, Invite invite) =>
        Outbox(initiative.Id, invite).Post(Kind, [Recipient.Of(invite.For!)], invite.Expires);

    /// <summary>Sends it to somebody who has the code: once in a span of time, for they ask again when nothing has come.</summary>
    /// <param name="span">Its number.</param>
    public Task Send(Initiative initiative, Invite invite, PersonKey to, long span) =>
        Outbox(initiative.Id, invite).Post($"{Kind}:{span}", [Recipient.Of(to)], invite.Expires);

    /// <summary>What became of the mail of an invite; null when none was planned.</summary>
    public async Task<Delivery?> Sent(InitiativeId initiative, Invite invite) =>
        invite.For is not { } person ? null : (await Outbox(initiative, invite).Deliveries()).FirstOrDefault(d => d.Kind == Kind && d.Recipient == Recipient.Of(person));

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative
            || (await store.Invites(about.Initiative, cancel)).FirstOrDefault(i => i.Key == about.Id) is not { IsWaiting: true } invite)
        {
            return new Letter.NotNeeded("no-invite");
        }

        var known = await grains.GetGrain<IPersonGrain>(recipient).Get();
        if (known.Contact is { WhyNot: { } why })
        {
            return new Letter.Unreachable(why);
        }

        var culture = Languages.CultureOf(known.Culture, initiative.Language);
        return Letter.Of(known.WrittenAt!, culture, await Draw(initiative, invite, culture));
    }

    /// <summary>What somebody is invited to, in their language.</summary>
    public async Task<AdaptiveCard> Draw(Initiative initiative, Invite invite, System.Globalization.CultureInfo culture)
    {
        var partner = initiative.PartnerNow(invite.PartnerId);
        var by = invite.By is { } inviter ? initiative.Member(inviter)?.Name ?? "" : "";
        if (partner is null)
        {
            return MailInviteCard.Letter(initiative, null, invite, by, [], [], culture);
        }

        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        return MailInviteCard.Letter(
            initiative,
            partner,
            invite,
            by,
            [.. indicators.Where(i => !i.Retired && i.Asks(partner.Id)).Select(i => i.In(culture, initiative.Language).Question)],
            [.. timetable.Schedules.Select(s => s.Schedule).Where(s => s.Asks.HasPartner(partner.Id)).Select(s => s.Recurs.InWords(culture)).Distinct()],
            culture);
    }

    private IOutboxGrain Outbox(InitiativeId initiative, Invite invite) => grains.GetGrain<IOutboxGrain>(new Mailing(initiative, Kind, invite.Key).ToString());
}

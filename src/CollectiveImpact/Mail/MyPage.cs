using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Mail;

/// <summary>Sends a link to whoever has lost theirs, or comes with another device; and an invite to whoever comes with a code and no Teams.</summary>
/// <remarks>Whoever asks is told the same whether an address is known or not.</remarks>
public sealed class MyPage(IGrainFactory grains, IPersonStore people, IInitiativeStore invites, InvitationPost post, MailLinks links, KnownInitiatives initiatives, IClock clock) : IWriter
{
    private const string Kind = "my-page";

    // Within that, a code brings one mail to an address, however often it is typed.
    private static readonly Duration Every = Duration.FromMinutes(5);
    private static readonly Duration OfUse = Duration.FromHours(1);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>A link to each initiative that the mailbox's owner is in.</summary>
    /// <remarks>What they were sent before stays: anybody can type an address.</remarks>
    public async Task Send(string mailbox, CancellationToken cancel)
    {
        if (await people.OwnerOf(mailbox, cancel) is not { } person || !await MayAsk(person))
        {
            return;
        }

        foreach (var id in (await grains.GetGrain<IPersonGrain>(person.ToString()).Get()).Initiatives)
        {
            await Send(new InitiativeId(id), person);
        }
    }

    /// <summary>A link for somebody who follows an earlier one: from now on the earlier ones open nothing.</summary>
    public async Task SendAnother(MailLink before, CancellationToken cancel)
    {
        // Nothing ends without something in its place.
        if (await MayAsk(before.Person))
        {
            await links.EndAll(before.Initiative, before.Person, cancel);
            await Send(before.Initiative, before.Person, before.Place);
        }
    }

    private static long SpanOf(Instant now) => now.ToUnixTimeSeconds() / (long)Every.TotalSeconds;

    // Each one that is asked for comes, since the last may not have been found; a few in an hour, since anybody can ask.
    private Task<bool> MayAsk(PersonKey person) =>
        grains.GetGrain<IGuessesGrain>($"{ConversationAddress.MailTenant}:{Kind}:{person}").Counted(person, clock.GetCurrentInstant());

    // The kind says where the link leads to, because that is all that is known when it is written.
    private async Task Send(InitiativeId initiative, PersonKey person, string place = "")
    {
        var kind = place.StartsWith(MailDoors.DeskPlace, StringComparison.Ordinal) ? $"{Kind}:{place[MailDoors.DeskPlace.Length..]}" : Kind;
        var mailing = new Mailing(initiative, Kind, $"{person}~{Codes.NewId()}");
        await grains.GetGrain<IOutboxGrain>(mailing.ToString()).Post(kind, [Recipient.Of(person)], clock.GetCurrentInstant() + OfUse);
    }

    /// <summary>Somebody has a code that was passed on to them, and an address: a mail brings them in.</summary>
    /// <returns>False when there is no such code.</returns>
    public async Task<bool> Invite(string typedCode, string name, string mailbox, string culture, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (Codes.ReadInvite(typedCode) is not { } read || await invites.FindInvite(read.Initiative, read.Code, cancel) is not { IsWaiting: true } invite || invite.Expires <= now
            || await initiatives.Get(read.Initiative) is not { Ended: null } initiative)
        {
            return false;
        }

        // One code, a few addresses: more would be a way to send mail to anybody.
        var tries = grains.GetGrain<IGuessesGrain>($"{ConversationAddress.MailTenant}:{invite.Key}");
        var own = new PersonKey(ConversationAddress.MailTenant, invite.Key);
        if (!await tries.Counted(own, now))
        {
            return true;
        }

        var owner = await people.TakeMailbox(mailbox, Mailboxes.NewPerson(), cancel);
        var person = grains.GetGrain<IPersonGrain>(owner.ToString());
        if ((await person.Get()).IsStranger)
        {
            await person.WriteByMail(mailbox, name, culture);
        }

        await post.Bring(initiative.Id, invite, owner, SpanOf(now));
        return true;
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        var known = await grains.GetGrain<IPersonGrain>(recipient).Get();
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(known.Key) is null || known.Mailbox is not { } mailbox)
        {
            return new Letter.NotNeeded("no-member");
        }

        // Asked for by hand: that somebody wants no other mail doesn't keep this from them.
        var culture = Languages.CultureOf(known.Culture, initiative.Language);
        return Letter.Of(ConversationAddress.OfMail(mailbox), culture, ByMailCard.Link(initiative, about.Id, kind.Split(':', 2) is [_, var place] ? place : "", culture));
    }
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.People;

/// <summary>
/// Brings an invitation to the one person it is for: at once, or when they can be written to. Whoever has never opened the app gets it put
/// into their Teams, where an administrator of their organisation allows that.
/// </summary>
public sealed class InvitationPost(IGrainFactory grains, KnownInitiatives initiatives, IInitiativeStore store, IDirectory directory, IClock clock) : IMorningListener, IWriter
{
    private const string Kind = "invited";
    private const string Coming = "comes-to";
    private const string No = "declined";
    private static readonly Duration OfUse = Duration.FromDays(14);

    public IReadOnlyCollection<string> Kinds => [Kind, Coming, No];

    /// <summary>Brings it as soon as that can be; nobody gets it twice.</summary>
    public async Task Bring(InitiativeId initiative, Invite invite)
    {
        var person = grains.GetGrain<IPersonGrain>(invite.For!.ToString());
        var why = (await person.Get()).Contact.WhyNot;
        if (why is null)
        {
            await Post(initiative, invite, Kind, invite.For, invite.Expires);
            return;
        }

        await person.Invited(initiative);
        // Whoever has removed the app doesn't want it back.
        if (why == Reasons.NeverOpened && directory.ConsentPage is not null)
        {
            var now = clock.GetCurrentInstant();
            await Post(initiative, invite, $"{Coming}:{LocalDatePattern.Iso.Format(now.InUtc().Date)}", invite.For, Instant.Min(now + Duration.FromDays(1), invite.Expires));
        }
    }

    /// <summary>Brings it by mail to somebody to whom its code was passed on: once in a span of time, for they ask again when nothing has come.</summary>
    /// <param name="span">Its number.</param>
    public Task Bring(InitiativeId initiative, Invite invite, PersonKey to, long span) => Post(initiative, invite, $"{Kind}:{span}", to, invite.Expires);

    /// <summary>What became of the message to whom an invite is for; null where none is planned.</summary>
    public async Task<Delivery?> Sent(InitiativeId initiative, Invite invite) =>
        (await grains.GetGrain<IOutboxGrain>(new Mailing(initiative, Kind, invite.Key).ToString()).Deliveries()).FirstOrDefault(d => d.Kind == Kind && invite.For is { } person && d.Recipient == Recipient.Of(person));

    /// <summary>Somebody can be written to now: what they are invited to comes.</summary>
    public async Task Arrived(PersonKey person)
    {
        var grain = grains.GetGrain<IPersonGrain>(person.ToString());
        foreach (var initiative in (await grain.Get()).InvitedTo.Select(i => new InitiativeId(i)).ToArray())
        {
            foreach (var invite in await OpenFor(initiative, person))
            {
                await Post(initiative, invite, Kind, person, invite.Expires);
            }

            await grain.NotInvited(initiative);
        }
    }

    /// <summary>An invite isn't open any more: where the person has never been told of it, nothing is kept of them.</summary>
    public async Task Ended(InitiativeId initiative, Invite invite)
    {
        if (invite.For is { } person && (await OpenFor(initiative, person)).Count == 0)
        {
            await grains.GetGrain<IPersonGrain>(person.ToString()).NotInvited(initiative);
        }
    }

    /// <summary>Tells whoever invited somebody that they said no.</summary>
    public async Task Declined(Initiative initiative, Invite invite)
    {
        PersonKey[] told = invite.By is { } by && initiative.Member(by)?.Role == Role.Backbone ? [by] : [.. initiative.Backbone.Select(m => m.Person)];
        foreach (var person in told)
        {
            await Post(initiative.Id, invite, No, person, clock.GetCurrentInstant() + OfUse);
        }
    }

    // Once a day it is tried again to come to those who haven't been reached, and what has run out is forgotten on the person's side too.
    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        foreach (var invite in (await store.Invites(morning.Initiative.Id, cancel)).Where(i => i is { IsWaiting: true, For: not null } && i.Expires > morning.Now - InviteLetter.Lasts))
        {
            if (!invite.IsOpen(morning.Now))
            {
                await Ended(morning.Initiative.Id, invite);
            }
            else if (invite.App != AddOutcome.Added)
            {
                await Bring(morning.Initiative.Id, invite);
            }
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative
            || (await store.Invites(about.Initiative, cancel)).FirstOrDefault(i => i.Key == about.Id) is not { } invite)
        {
            return new Letter.NotNeeded("gone");
        }

        if (kind == No)
        {
            if (invite.For is not { } invited)
            {
                return new Letter.NotNeeded("gone");
            }

            var name = (await grains.GetGrain<IPersonGrain>(invited.ToString()).Get()).Name;
            return initiative.Member(PersonKey.Parse(recipient)) is { } member ? Letter.For(initiative, member, culture => InvitationCard.Declined(initiative, invite, name, culture)) : new Letter.NotNeeded("gone");
        }

        if (!invite.IsOpen(clock.GetCurrentInstant()))
        {
            return new Letter.NotNeeded("not-open");
        }

        var contact = (await grains.GetGrain<IPersonGrain>(recipient).Get()).Contact;
        if (kind.StartsWith(Coming, StringComparison.Ordinal))
        {
            return contact.WhyNot == Reasons.NeverOpened ? await ComeTo(initiative, invite, cancel) : new Letter.NotNeeded("is-there");
        }

        if (contact.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var culture = Languages.CultureOf(contact.Culture, initiative.Language);
        return Letter.Of(contact.Address!, culture, Draw(initiative, invite, contact, culture));
    }

    /// <summary>What somebody is invited to.</summary>
    public static AdaptiveCard Draw(Initiative initiative, Invite invite, Contact contact, CultureInfo culture) =>
        InvitationCard.Draw(initiative, invite, culture, Time.TimeZones.Known(contact.TimeZone) ?? Time.TimeZones.Of(initiative.TimeZone), contact.Address is { IsMail: true });

    // Nothing is written: once the app is there, Teams says so, and the invitation comes.
    private async Task<Letter> ComeTo(Initiative initiative, Invite invite, CancellationToken cancel)
    {
        var outcome = await directory.Add(invite.For!, cancel);
        await grains.GetGrain<IInitiativeGrain>(initiative.Id).CameTo(invite.Key, outcome);
        return outcome == AddOutcome.Later ? new Letter.Later(Reasons.Busy) : new Letter.NotNeeded($"{Coming}:{outcome}");
    }

    private async Task<IReadOnlyList<Invite>> OpenFor(InitiativeId initiative, PersonKey person) =>
        [.. (await store.Invites(initiative, CancellationToken.None)).Where(i => i.For == person && i.IsOpen(clock.GetCurrentInstant()))];

    private Task Post(InitiativeId initiative, Invite invite, string kind, PersonKey to, Instant until) =>
        grains.GetGrain<IOutboxGrain>(new Mailing(initiative, Kind, invite.Key).ToString()).Post(kind, [Recipient.Of(to)], until);
}

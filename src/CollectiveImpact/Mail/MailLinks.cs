using System.Security.Cryptography;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.People;

namespace CollectiveImpact.Mail;

/// <summary>What somebody finds who follows a link in a mail.</summary>
public abstract record MailVisit
{
    /// <summary>It has ended, is none of ours, or its person isn't in the initiative any more.</summary>
    public sealed record Over : MailVisit;

    /// <summary>An invite that waits for an answer.</summary>
    public sealed record Invited(MailLink Link, Initiative Initiative, Invite Invite, KnownPerson Person) : MailVisit;

    /// <summary>It can be opened here.</summary>
    public sealed record Opens(MailLink Link, Here Here, KnownPerson Person) : MailVisit;

    /// <summary>Another browser opened it first: here it shows no more than whose it is.</summary>
    public sealed record Elsewhere(MailLink Link, Here Here, KnownPerson Person) : MailVisit;
}

/// <summary>Gives the links that stand in mails, and lets in whoever follows one.</summary>
public sealed class MailLinks(IMailLinkStore store, IInitiativeStore invites, Sessions sessions, Leaving leaving, IGrainFactory grains, IClock clock)
{
    /// <summary>Where links lead to, below the service's root.</summary>
    public const string Place = "m";

    /// <summary>Below an initiative's pages: a card that came by mail.</summary>
    public const string CardPlace = "mail";

    /// <summary>How long a browser stays signed in where its person wants that.</summary>
    public static readonly Duration StaysSignedIn = Duration.FromDays(90);

    /// <summary>How long a link works that is about nothing that ends by itself: as long as an answer can be corrected.</summary>
    public static readonly Duration Lifetime = CheckIns.Round.CorrectableFor;

    /// <summary>A secret for a browser, by which a link knows it again.</summary>
    public static string NewBrowser() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>A new link.</summary>
    /// <param name="link">What it leads to; its key is made here.</param>
    /// <returns>The code that stands in it.</returns>
    public async Task<string> Give(MailLink link, CancellationToken cancel)
    {
        var (code, key) = MailCode.New(link.Initiative, link.Until);
        await store.Save(link with { Key = key }, cancel);
        return code;
    }

    /// <param name="browser">The secret that the browser holds; null when it holds none.</param>
    public async Task<MailVisit> Look(string code, string? browser, CancellationToken cancel)
    {
        if (await Find(code, cancel) is not { } link || await grains.GetGrain<IInitiativeGrain>(link.Initiative).Get() is not { Ended: null } initiative)
        {
            return new MailVisit.Over();
        }

        var person = await grains.GetGrain<IPersonGrain>(link.Person.ToString()).Get();
        if (initiative.Member(link.Person) is { } member && !initiative.IsOver(member, clock.GetCurrentInstant()))
        {
            var here = new Here(initiative, member);
            return link.OpensFor(browser) ? new MailVisit.Opens(link, here, person) : new MailVisit.Elsewhere(link, here, person);
        }

        return link.Invite is { } key && (await invites.Invites(initiative.Id, cancel)).FirstOrDefault(i => i.Key == key) is { IsWaiting: true } invite && invite.Expires > clock.GetCurrentInstant()
            ? new MailVisit.Invited(link, initiative, invite, person)
            : new MailVisit.Over();
    }

    /// <summary>Lets in a browser that follows a link.</summary>
    /// <param name="stays">Whether the person wants to stay signed in there.</param>
    /// <param name="device">See <see cref="Session.Device"/>.</param>
    /// <returns>The code that the browser holds from now on; null when the link opens nothing here.</returns>
    public async Task<(string Code, Session Session)?> Open(MailVisit.Opens visit, string browser, bool stays, string? told, string device, CancellationToken cancel)
    {
        if (!await store.Claim(visit.Link, MailLink.KeyOf(browser), cancel))
        {
            return null;
        }

        // A mail has reached them, whatever was heard of an earlier one; only their own word stands.
        if (visit.Person is { IsByMail: true, Unreachable: not null and not Reasons.NoMail })
        {
            await grains.GetGrain<IPersonGrain>(visit.Link.Person.ToString()).Reachable(reachable: true, null);
        }

        return await sessions.Open(visit.Here, told, device, cancel, stays ? StaysSignedIn : Session.Lifetime);
    }

    /// <summary>The link that leads to a card, if it is the reader's.</summary>
    public async Task<MailLink?> CardOf(Reader reader, string name, CancellationToken cancel) =>
        MailCode.ReadName(name) is var (day, key) && await store.Find(reader.Here.Initiative.Id, day, key, cancel) is { Card: not null } link && link.Person == reader.Here.Member.Person && link.Until > clock.GetCurrentInstant()
            ? link
            : null;

    /// <summary>A link that isn't over, whoever is still in the initiative: to end mails, that is enough.</summary>
    public async Task<MailLink?> Find(string code, CancellationToken cancel) =>
        MailCode.Read(code) is var (initiative, day, key) && await store.Find(initiative, day, key, cancel) is { } link && link.Until > clock.GetCurrentInstant() ? link : null;

    /// <summary>Ends the links of a person, when they want another: what was forwarded opens nothing from then on.</summary>
    public Task EndAll(InitiativeId initiative, PersonKey person, CancellationToken cancel) => store.Forget(initiative, person, cancel);

    /// <summary>Takes away what is over, and forgets those who were invited and never came.</summary>
    public async Task Clear(InitiativeId initiative, CancellationToken cancel)
    {
        foreach (var over in await store.Clear(initiative, clock.GetCurrentInstant().InUtc().Date, cancel))
        {
            if (over.Invite is not null)
            {
                await leaving.ForgetIfNobody(over.Person);
            }
        }
    }
}

using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pages;

/// <summary>
/// A person's way to the pages of an initiative: first a link from the bot that opens once, then what one browser holds until it is over.
/// Whoever Teams names needs no link.
/// </summary>
/// <param name="Key">What is kept of its secret; see <see cref="Secrets"/>.</param>
/// <param name="Culture">In which the person reads, as the bot knew it when it gave the link.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record Session(InitiativeId Initiative, string Key, PersonKey Person, string Culture, Instant Until)
{
    /// <summary>How long a link waits to be opened: long enough to bring it to another device.</summary>
    public static readonly Duration LinkLifetime = Duration.FromMinutes(10);

    /// <summary>How long a browser is let in: a long day at work, so that a computer that others use forgets it overnight.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(12);

    /// <summary>Whether it is still the link.</summary>
    public bool IsLink { get; init; }

    /// <summary>The browser and what it runs on, as far as it says so: "Firefox, Windows". Empty when it doesn't.</summary>
    public string Device { get; init; } = "";

    /// <summary>When the link was given, or opened.</summary>
    public Instant Since { get; init; }

    /// <summary>The person's IANA time zone; null when their client never told it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When the person looked at the pages the time before this one; null for never. See <see cref="Looks"/>.</summary>
    public Instant? LookedBefore { get; init; }
}

/// <summary>Where sessions are kept while they last.</summary>
public interface ISessionStore
{
    /// <summary>Keeps a session, and forgets those of its initiative that are over.</summary>
    Task Save(Session session, Instant now, CancellationToken cancel);

    Task<Session?> Find(InitiativeId initiative, string key, CancellationToken cancel);

    /// <summary>All of one person's in an initiative, whether over or not.</summary>
    Task<IReadOnlyList<Session>> Of(InitiativeId initiative, PersonKey person, CancellationToken cancel);

    /// <summary>Ends a session. Of all who try at the same time, one is told that it was there.</summary>
    Task<bool> End(InitiativeId initiative, string key, CancellationToken cancel);

    /// <summary>Ends all of one person's in an initiative, and the links that nobody has opened.</summary>
    Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel);

    /// <summary>Notes that a person looks at the pages. It outlasts their sessions, and goes when they leave.</summary>
    Task<Looks> Look(InitiativeId initiative, PersonKey person, Instant now, CancellationToken cancel);
}

/// <summary>Somebody who reads the pages: who they are in the initiative, looked up anew for every page.</summary>
public sealed record Reader(Here Here, Session Session)
{
    public CultureInfo Culture { get => field ?? Languages.CultureOf(Session.Culture, Here.Initiative.Language); init; }

    /// <summary>The person's own time zone, or the initiative's while theirs isn't known.</summary>
    public DateTimeZone Zone => TimeZones.Known(Session.TimeZone) ?? TimeZones.Of(Here.Initiative.TimeZone);
}

/// <summary>Lets people in to the pages who hold a session and still belong to the initiative.</summary>
public sealed class Sessions(ISessionStore store, IGrainFactory grains, IClock clock)
{
    /// <summary>A link for a person, to be opened once.</summary>
    /// <returns>The code that stands in it.</returns>
    public async Task<string> Link(Turn turn, Initiative initiative, CancellationToken cancel)
    {
        var (code, key) = Secrets.New(initiative.Id);
        await store.Save(
            new Session(initiative.Id, key, turn.Person, turn.Culture.Name, turn.Now + Session.LinkLifetime) { IsLink = true, Since = turn.Now, TimeZone = turn.TimeZone },
            turn.Now,
            cancel);
        return code;
    }

    /// <summary>Who would be let in by a link that nobody has opened; null when it is over, was opened, or was given to somebody who isn't in the initiative any more.</summary>
    public async Task<Reader?> Waiting(string code, CancellationToken cancel) => await Find(code, isLink: true, cancel);

    /// <summary>Opens a link, once.</summary>
    /// <param name="device">See <see cref="Session.Device"/>.</param>
    /// <returns>The code that the browser holds from now on, or null as <see cref="Waiting"/> says.</returns>
    public async Task<(string Code, Session Session)?> Open(string code, string device, CancellationToken cancel)
    {
        if (await Find(code, isLink: true, cancel) is not { Session: var link } || !await store.End(link.Initiative, link.Key, cancel))
        {
            return null;
        }

        return await Begin(link with { IsLink = false, Device = device }, cancel);
    }

    /// <summary>What somebody who has shown who they are may read: where they belong to, under whichever of their identities they came, by name.</summary>
    public async Task<IReadOnlyList<Here>> Readable(PersonKey shown, CancellationToken cancel)
    {
        var known = await grains.GetGrain<IPersonGrain>(shown.ToString()).Get();
        if (known.SpeaksFor is { } other)
        {
            known = await grains.GetGrain<IPersonGrain>(other.ToString()).Get();
        }

        var found = new List<Here>();
        foreach (var initiative in known.Initiatives)
        {
            cancel.ThrowIfCancellationRequested();
            if (await Belonging(new(initiative), known.Key) is { } here)
            {
                found.Add(here);
            }
        }

        return [.. found.OrderBy(h => h.Initiative.Name, StringComparer.OrdinalIgnoreCase).ThenBy(h => h.Initiative.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>Lets in a browser of somebody who has shown who they are.</summary>
    /// <param name="told">The language that their client tells, if it does; one that they chose goes before it.</param>
    /// <param name="device">See <see cref="Session.Device"/>.</param>
    /// <param name="lasts">How long; null for as long as usual.</param>
    /// <returns>The code that the browser holds from now on.</returns>
    public async Task<(string Code, Session Session)> Open(Here here, string? told, string device, CancellationToken cancel, Duration? lasts = null)
    {
        var known = await grains.GetGrain<IPersonGrain>(here.Member.Person.ToString()).Get();
        var culture = (told is null || known.Language is not null) && known.Culture is not null ? known.Culture : told;
        return await Begin(
            new Session(here.Initiative.Id, "", here.Member.Person, Languages.CultureOf(culture, here.Initiative.Language).Name, default) { Device = device, TimeZone = known.TimeZone },
            cancel,
            lasts);
    }

    /// <summary>Who reads with the code that a browser holds; null when the session is over, or the person isn't in the initiative any more.</summary>
    public async Task<Reader?> Enter(InitiativeId initiative, string code, CancellationToken cancel) =>
        await Find(code, isLink: false, cancel) is { } reader && reader.Session.Initiative == initiative ? reader : null;

    /// <summary>The browsers that a person is let in with, the newest first.</summary>
    public async Task<IReadOnlyList<Session>> Of(InitiativeId initiative, PersonKey person, Instant now, CancellationToken cancel) =>
        [.. (await store.Of(initiative, person, cancel)).Where(s => !s.IsLink && s.Until > now).OrderByDescending(s => s.Since)];

    /// <summary>Ends a session of a person; somebody else's stays.</summary>
    public async Task End(InitiativeId initiative, PersonKey person, string key, CancellationToken cancel)
    {
        if (await store.Find(initiative, key, cancel) is { } session && session.Person == person)
        {
            await store.End(initiative, key, cancel);
        }
    }

    /// <summary>Ends all of a person's, and the links that nobody has opened.</summary>
    public Task EndAll(InitiativeId initiative, PersonKey person, CancellationToken cancel) => store.Forget(initiative, person, cancel);

    private async Task<(string Code, Session Session)> Begin(Session of, CancellationToken cancel, Duration? lasts = null)
    {
        var ((held, key), now) = (Secrets.New(of.Initiative), clock.GetCurrentInstant());
        var looks = await store.Look(of.Initiative, of.Person, now, cancel);
        var session = of with { Key = key, Since = now, Until = now + (lasts ?? Session.Lifetime), LookedBefore = looks.Before };
        await store.Save(session, now, cancel);
        return (held, session);
    }

    private async Task<Reader?> Find(string code, bool isLink, CancellationToken cancel) =>
        Secrets.Read(code) is { } read
        && await store.Find(read.Initiative, read.Key, cancel) is { } session
        && session.IsLink == isLink
        && session.Until > clock.GetCurrentInstant()
        && await Belonging(read.Initiative, session.Person) is { } here
            ? new Reader(here, session with { Culture = (await grains.GetGrain<IPersonGrain>(session.Person.ToString()).Get()) is { Language: not null, Culture: { } chosen } ? chosen : session.Culture })
            : null;

    private async Task<Here?> Belonging(InitiativeId id, PersonKey person) =>
        await grains.GetGrain<IInitiativeGrain>(id).Get() is { Ended: null } initiative
        && initiative.Member(person) is { } member
        && !initiative.IsOver(member, clock.GetCurrentInstant())
            ? new Here(initiative, member)
            : null;
}

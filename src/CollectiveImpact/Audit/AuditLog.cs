using System.Collections.Concurrent;
using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Audit;

/// <summary>Keeps who did what. Whoever does something for others says so here, once it is done.</summary>
public sealed class AuditLog(IAuditStore store)
{
    private readonly ConcurrentQueue<(InitiativeId Initiative, Act Act)> _waiting = new();

    /// <summary>For so long an act is offered to be taken back.</summary>
    internal static readonly Duration Undoable = Duration.FromDays(14);

    // An act that is looked for is among the newest; a year of a large initiative is about as many.
    private const int LookedThrough = 500;
    private const char Between = ':';

    /// <summary>The id of a thing whose own id is one only among its kind.</summary>
    public static string About(string kind, string id) => string.Join(Between, kind, id);

    /// <summary>The thing's own id again.</summary>
    public static string IdIn(string about) => about[(about.IndexOf(Between, StringComparison.Ordinal) + 1)..];

    /// <param name="about">The id of what it is done to.</param>
    /// <param name="name">What that is called.</param>
    /// <param name="at">When it was done, where that stands in what was changed: said twice it is one act then.</param>
    /// <param name="before">What it takes to take it back.</param>
    public Task Keep(Turn turn, Here here, ActKind kind, string about, string name, string note = "", Instant? at = null, string before = "", CancellationToken cancel = default) =>
        Keep(here.Initiative.Id, new Act(kind, about, name, turn.Person, turn.Name, at ?? turn.Now) { Note = note, Before = before }, cancel);

    /// <summary>The same of somebody who is no member any more, or not yet.</summary>
    public Task Keep(Turn turn, InitiativeId initiative, ActKind kind, string about, string name, string note = "", Instant? at = null, CancellationToken cancel = default) =>
        Keep(initiative, new Act(kind, about, name, turn.Person, turn.Name, at ?? turn.Now) { Note = note }, cancel);

    /// <summary>Begins an act of several steps, of which the last is to keep it: what breaks off in between is kept by whoever tries again.</summary>
    /// <param name="what">The id of what it is done to, as it is known before; the act is kept about its own.</param>
    public async Task<Doing> Begin(Turn turn, Here here, ActKind kind, string what, CancellationToken cancel)
    {
        var begun = new Act(kind, what, "", turn.Person, turn.Name, turn.Now);
        return new Doing(store, here.Initiative.Id, begun, await store.Begin(here.Initiative.Id, begun, cancel));
    }

    /// <summary>The last act of a kind about something; null when there is none of late.</summary>
    public async Task<Act?> Last(InitiativeId initiative, string about, ActKind kind, CancellationToken cancel) => await NewestAbout(initiative, about, cancel).FirstOrDefaultAsync(a => a.Kind == kind, cancel);

    /// <summary>The last act about something when it is of that kind, so that nobody has done anything about it since; else null.</summary>
    public async Task<Act?> Standing(InitiativeId initiative, string about, ActKind kind, CancellationToken cancel) =>
        await NewestAbout(initiative, about, cancel).FirstOrDefaultAsync(cancel) is { } last && last.Kind == kind ? last : null;

    /// <summary>The last act about something; null when there is none of late.</summary>
    public async Task<Act?> LastAbout(InitiativeId initiative, string about, CancellationToken cancel) => await NewestAbout(initiative, about, cancel).FirstOrDefaultAsync(cancel);

    /// <summary>How many acts are done and wait to be kept.</summary>
    internal int Waiting => _waiting.Count;

    /// <summary>Keeps what waits.</summary>
    /// <returns>Whether nothing waits any more.</returns>
    internal async Task<bool> CatchUp(CancellationToken cancel)
    {
        while (_waiting.TryPeek(out var next))
        {
            try
            {
                await store.Keep(next.Initiative, next.Act, cancel);
            }
            catch (StorageUnavailableException)
            {
                return false;
            }

            _waiting.TryDequeue(out _);
        }

        return true;
    }

    /// <summary>The same of what isn't done in a turn.</summary>
    /// <remarks>It is done: that its trail can't be written just now is no reason to tell its doer that it isn't.</remarks>
    public async Task Keep(InitiativeId initiative, Act act, CancellationToken cancel)
    {
        try
        {
            await store.Keep(initiative, act, cancel);
        }
        catch (StorageUnavailableException)
        {
            _waiting.Enqueue((initiative, act));
        }
    }

    private IAsyncEnumerable<Act> NewestAbout(InitiativeId initiative, string about, CancellationToken cancel) => store.Newest(initiative, cancel).Take(LookedThrough).Where(a => a.About == about);
}

/// <summary>How acts of a kind are taken back: a button that leads to a look at what that would do.</summary>
public sealed record TakeBack(ActKind Kind, Func<Initiative, Act, CultureInfo, CardAction> Button);

using CollectiveImpact.Conversations;
using CollectiveImpact.Search;
using CollectiveImpact.Time;

namespace CollectiveImpact.Audit;

/// <summary>Backbone staff read who did what: all of it, what a person did, what was done to something, or at a time.</summary>
public sealed class ShowAudit(IAuditStore store) : IMemberListener
{
    private const string Place = "words";
    private const int MostRead = 2_000;
    private const int MostShown = 20;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).ForYouAlone);
        }

        var words = turn.Words.GetValueOrDefault(Place) ?? "";
        var zone = here.Zone(turn);
        var span = words.Length == 0 ? null : SpokenDays.Span(words, turn.Now.InZone(zone).Date, turn.Culture);
        var acts = await store.Newest(here.Initiative.Id, cancel).Take(MostRead).Where(Concerns).Take(MostShown + 1).ToListAsync(cancel);
        return Reply.Shows(AuditCard.Of(here.Initiative, words, [.. acts.Take(MostShown)], acts.Count > MostShown, turn.Culture, zone));

        bool Concerns(Act act) => words.Length == 0
            || (span is { } days && act.At.InZone(zone).Date is var day && day >= days.First && day <= days.Last)
            || new[] { act.ByName, act.Name, act.InWords(turn.Culture) }.Any(text => Spelling.Alike(text).Contains(Spelling.Alike(words), StringComparison.Ordinal));
    }
}

/// <summary>Somebody wants to take back what was done: backbone staff see what can be, the newest first, and others how they correct what is theirs.</summary>
public sealed class ShowUndo(IAuditStore store, IEnumerable<TakeBack> ways) : IMemberListener
{
    private const int MostRead = 200;
    private const int MostShown = 5;

    private readonly Dictionary<ActKind, TakeBack> _ways = ways.ToDictionary(w => w.Kind);

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!here.IsBackbone)
        {
            return Reply.Says(t.HowToUndo);
        }

        if (!turn.IsPersonal)
        {
            return Reply.Says(t.ForYouAlone);
        }

        // What was done to the same thing since has taken its place.
        var acts = await store.Newest(here.Initiative.Id, cancel)
            .Take(MostRead)
            .TakeWhile(a => a.At > turn.Now - AuditLog.Undoable)
            .DistinctBy(a => a.About)
            .Where(a => _ways.ContainsKey(a.Kind))
            .Take(MostShown)
            .ToListAsync(cancel);
        return acts.Count == 0
            ? Reply.Says($"{t.NothingToUndo((int)AuditLog.Undoable.TotalDays)} {t.HowToUndo}")
            : Reply.Shows(AuditCard.Undo(here.Initiative, [.. acts.Select(a => (a, _ways[a.Kind].Button(here.Initiative, a, turn.Culture)))], turn.Culture, here.Zone(turn)));
    }
}

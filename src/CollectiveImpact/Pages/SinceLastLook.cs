using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Pages;

/// <summary>When somebody looked at the pages: this time, and the time before.</summary>
/// <param name="At">When this time began. Whatever they open within <see cref="Session.Lifetime"/> belongs to it.</param>
/// <param name="Before">When the time before began; null for never.</param>
public sealed record Looks(Instant At, Instant? Before)
{
    /// <summary>The same after they have opened the pages once more.</summary>
    public static Looks Next(Looks? known, Instant now) => known is not null && now - known.At < Session.Lifetime ? known : new(now, known?.At);
}

/// <summary>What is new since somebody last looked, as far as they may see it; the newest few of each kind.</summary>
/// <param name="Closed">The check-ins that have closed: their totals are there.</param>
/// <param name="Decisions">What was decided.</param>
/// <param name="Terms">The words that were agreed.</param>
/// <param name="Lessons">How many lessons were shared.</param>
/// <param name="HasMoreLessons">Whether there are more than were counted.</param>
/// <param name="Indicators">The indicators that were added or changed, a target among that.</param>
/// <param name="Partners">The partners that joined.</param>
public sealed record SinceLastLook(
    Instant Since,
    IReadOnlyList<Round> Closed,
    IReadOnlyList<Decided> Decisions,
    IReadOnlyList<Term> Terms,
    int Lessons,
    bool HasMoreLessons,
    IReadOnlyList<(Indicator Indicator, bool IsNew)> Indicators,
    IReadOnlyList<Partner> Partners)
{
    public bool IsEmpty => Closed.Count + Decisions.Count + Terms.Count + Lessons + Indicators.Count + Partners.Count == 0;
}

/// <summary>Brings together what is new: of each source its newest few.</summary>
public sealed class ReadSinceLastLook(IGrainFactory grains, ReadDecisions decisions, ReadLearnings learnings, IAuditStore audit)
{
    /// <summary>Of each kind: more is read on its own page.</summary>
    public const int MostOfAKind = 5;

    private const int MostLessons = 50;
    private const int MostActs = 200;

    /// <param name="seen">The indicators that the reader sees.</param>
    /// <returns>Null for whoever looks for the first time.</returns>
    public async Task<SinceLastLook?> Of(Reader reader, Timetable timetable, IReadOnlyList<IndicatorNow> seen, CancellationToken cancel)
    {
        if (reader.Session.LookedBefore is not { } since)
        {
            return null;
        }

        var initiative = reader.Here.Initiative;
        var decided = decisions.Of(initiative, "", upTo: null, MostOfAKind, cancel);
        var terms = grains.GetGrain<IGlossaryGrain>(initiative.Id).All();
        var acts = audit.Since(initiative.Id, since, cancel).Take(MostActs).ToListAsync(cancel);
        // What waits for the backbone's look is theirs alone.
        var rounds = await Task.WhenAll(timetable.Told(reader.Here.IsBackbone).Take(MostOfAKind).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, r)).Get()));
        Round[] closed = [.. rounds.OfType<Round>().Where(r => r.ClosedAt > since && !r.IsOfFiles)];
        var lessons = await Lessons(reader, closed, cancel);
        var done = await acts;
        return new(
            since,
            closed,
            [.. (await decided).Decisions.Where(d => d.At > since)],
            [.. (await terms).Where(t => t.State == TermState.Agreed && t.AgreedAt > since).OrderByDescending(t => t.AgreedAt).Take(MostOfAKind)],
            lessons.Count,
            lessons.HasMore,
            [
                .. done.Where(a => a.Kind is ActKind.IndicatorAdded or ActKind.IndicatorChanged)
                    .GroupBy(a => a.About)
                    .Select(g => (seen.FirstOrDefault(i => i.Indicator.Id == g.Key)?.Indicator, g.Any(a => a.Kind == ActKind.IndicatorAdded)))
                    .Where(i => i.Indicator is not null)
                    .Take(MostOfAKind)
                    .Select(i => (i.Indicator!, i.Item2)),
            ],
            [.. done.Where(a => a.Kind == ActKind.PartnerAdded).Select(a => initiative.Partner(new(a.About))).OfType<Partner>().Where(p => p is { LeftAt: null, MergedInto: null }).Distinct().Take(MostOfAKind)]);
    }

    // Lessons are shared when their check-in closes, and stand under the day on which it was asked.
    private async Task<(int Count, bool HasMore)> Lessons(Reader reader, Round[] closed, CancellationToken cancel)
    {
        if (closed.Length == 0)
        {
            return (0, false);
        }

        var found = await learnings.Of(reader.Here, alone: true, new("", MostLessons) { Since = closed.Min(r => r.Date) }, reader.Culture, cancel);
        return (found.Lessons.Count(l => Array.Exists(closed, r => r.Period == l.Period)), found.Older is not null);
    }
}

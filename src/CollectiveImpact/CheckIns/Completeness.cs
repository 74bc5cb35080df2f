using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>How complete and how timely the answers of some closed rounds are: facts to help with, never a ranking.</summary>
/// <param name="Rounds">The newest first.</param>
/// <param name="Partners">In the initiative's order.</param>
public sealed record Completeness(IReadOnlyList<RoundCompleteness> Rounds, IReadOnlyList<PartnerCompleteness> Partners, IReadOnlyList<IndicatorCompleteness> Indicators)
{
    /// <summary>Counts. Pure.</summary>
    /// <param name="boards">Closed rounds, the newest first.</param>
    public static Completeness Of(Initiative initiative, IReadOnlyList<Board> boards) => new(
        [.. boards.Select(Of)],
        [
            .. initiative.Partners.Select(p => new PartnerCompleteness(
                p,
                boards.Count(b => b.Round.Partners.Contains(p.Id)),
                boards.Count(b => b.Entries.Any(e => e.Partner == p.Id && e.SkippedBecause is null)),
                boards.Count(b => b.Entries.Any(e => e.Partner == p.Id && e.SkippedBecause is not null)),
                HalfWithin(boards.SelectMany(b => b.Entries.Where(e => e.Partner == p.Id).Select(e => After(b.Round, e)))))).Where(p => p.Asked > 0),
        ],
        [
            .. boards.SelectMany(b => b.Indicators.Where(i => b.Round.Indicators.Contains(i.Id) && !i.IsCalculated).Select(i => (b.Round, Indicator: i, b.Entries)))
                .GroupBy(a => a.Indicator.Id)
                .Select(g => new IndicatorCompleteness(
                    g.First().Indicator,
                    g.Sum(a => a.Round.Partners.Count(p => a.Round.Asks(a.Indicator, p)) - a.Entries.Count(e => IsMissing(e, a.Indicator, MissingBecause.NotApplicable))),
                    g.Sum(a => a.Entries.Count(e => e.Values.GetValueOrDefault(a.Indicator.Id) is { } v and not ReportedValue.Missing)))
                {
                    NotApplicable = g.Sum(a => a.Entries.Count(e => IsMissing(e, a.Indicator, MissingBecause.NotApplicable))),
                    NotCollected = g.Sum(a => a.Entries.Count(e => IsMissing(e, a.Indicator, MissingBecause.NotCollected))),
                    NotYetKnown = g.Sum(a => a.Entries.Count(e => IsMissing(e, a.Indicator, MissingBecause.NotYetKnown))),
                }),
        ]);

    private static RoundCompleteness Of(Board board) => new(
        board.Round,
        StatusCard.Asked(board),
        board.Entries.Count(e => e.SkippedBecause is null),
        board.Entries.Count(e => e.SkippedBecause is not null),
        HalfWithin(board.Entries.Select(e => After(board.Round, e))));

    private static bool IsMissing(Entry entry, Indicator indicator, MissingBecause why) =>
        entry.Values.GetValueOrDefault(indicator.Id) is ReportedValue.Missing missing && missing.Why == why;

    // A correction says nothing of when the partner answered.
    private static Duration? After(Round round, Entry entry) => entry.CorrectedBecause is null && entry.At > round.OpenedAt ? entry.At - round.OpenedAt : null;

    private static Duration? HalfWithin(IEnumerable<Duration?> durations)
    {
        var sorted = durations.OfType<Duration>().Order().ToArray();
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
    }
}

/// <param name="HalfWithin">How long after the opening half of the answers had come.</param>
public sealed record RoundCompleteness(Round Round, int Asked, int Answered, int Skipped, Duration? HalfWithin);

/// <param name="Asked">In how many rounds it was asked.</param>
/// <param name="HalfWithin">How soon after the opening it usually answers.</param>
public sealed record PartnerCompleteness(Partner Partner, int Asked, int Answered, int Skipped, Duration? HalfWithin);

/// <param name="Asked">How many values were asked for, without those that don't apply.</param>
public sealed record IndicatorCompleteness(Indicator Indicator, int Asked, int Given)
{
    /// <summary>How often a partner said that it doesn't concern it.</summary>
    public int NotApplicable { get; init; }

    /// <summary>How often a partner said that nobody counted it.</summary>
    public int NotCollected { get; init; }

    /// <summary>How often a partner said that it will be known later.</summary>
    public int NotYetKnown { get; init; }
}

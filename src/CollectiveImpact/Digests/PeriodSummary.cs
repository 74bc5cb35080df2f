using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Commitments;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>What a month or a quarter brought: its closed check-ins together, as each of their digests tells it.</summary>
/// <param name="CheckIns">How many check-ins it is of.</param>
/// <param name="Answered">How many answers came in, over all of them.</param>
/// <param name="Lines">One for each indicator with a number.</param>
/// <param name="Lessons">What partners learned, the newest check-in first, whoever may read it.</param>
public sealed record PeriodSummary(
    Initiative Initiative,
    Period Period,
    int CheckIns,
    int Answered,
    int Asked,
    IReadOnlyList<SummaryLine> Lines,
    IReadOnlyList<SharedLesson> Lessons)
{
    /// <summary>A summary is news for the first days after its time.</summary>
    private const int NewForDays = 7;

    /// <summary>Brings the digests together: what they leave out stays out, and one that was taken down isn't told. Pure.</summary>
    /// <param name="digests">Of closed check-ins, in the order of their time.</param>
    public static PeriodSummary Of(Initiative initiative, Period period, IReadOnlyList<Digest> digests)
    {
        Digest[] told = [.. digests.Where(d => d.Written?.TakenDown is null)];
        return new PeriodSummary(
            initiative,
            period,
            told.Length,
            told.Sum(d => d.Answered),
            told.Sum(d => d.Asked),
            [
                .. told.Reverse().SelectMany(d => d.Lines).Where(l => Kind.Of(l.Indicator.Kind).IsNumeric).DistinctBy(l => l.Indicator.Id)
                    .Select(l => new SummaryLine(l.Indicator, TotalsOf(l.Indicator.Id, told))),
            ],
            [.. told.Reverse().SelectMany(d => d.Lessons)])
        {
            Kept = told.SelectMany(d => d.Kept).GroupBy(k => k.Key).ToDictionary(g => g.Key, g => g.Sum(k => k.Value)),
        };
    }

    /// <summary>The months and quarters that have just ended on a day.</summary>
    public static IReadOnlyList<Period> NewOn(LocalDate today) =>
    [
        .. new[] { Frequency.Monthly, Frequency.Quarterly }.Select(f => Period.LastComplete(today, f)).Where(p => NodaTime.Period.DaysBetween(p.LastDay, today) <= NewForDays),
    ];

    /// <summary>The month or the quarter that two days span; null for any other time.</summary>
    public static Period? Spanning(LocalDate first, LocalDate last) =>
        new[] { Frequency.Monthly, Frequency.Quarterly }.Select(f => Period.Of(first, f)).FirstOrDefault(p => p.FirstDay == first && p.LastDay == last);

    /// <summary>Whether a check-in that asked about some time belongs to a month or quarter: the one in which that time ends.</summary>
    public static bool IsWithin(Period asked, Period period) => IsWithin(asked, period.FirstDay, period.LastDay);

    /// <summary>The same for a time from one day to another.</summary>
    public static bool IsWithin(Period asked, LocalDate first, LocalDate last) => asked.IsReal && asked.LastDay >= first && asked.LastDay <= last;

    /// <summary>As somebody may see it who sees so much: a total that tells one partner's number is left out, and so is a lesson for others.</summary>
    /// <summary>With what is measured in the words of a reader; see <see cref="Indicator.In"/>.</summary>
    public PeriodSummary In(CultureInfo reader) => this with { Lines = [.. Lines.Select(l => l with { Indicator = l.Indicator.In(reader, Initiative.Language) })] };

    public PeriodSummary For(Sharing viewer) => this with
    {
        Lines = [.. Lines.Select(l => l with { Totals = [.. l.Totals.Where(t => SmallCells.MaySee(viewer, l.Indicator, t))] }).Where(l => l.Totals.Count > 0)],
        Lessons = [.. Lessons.Where(l => l.Audience >= viewer)],
    };

    /// <summary>Answered of those asked, in whole percent.</summary>
    public int ResponseRate => Asked == 0 ? 0 : (int)Math.Round(100.0 * Answered / Asked);

    /// <summary>How many check-ins of the time are still open, and so not in it.</summary>
    public int StillOpen { get; init; }

    /// <summary>What came of what the partners had said they would do, counted.</summary>
    public IReadOnlyDictionary<CommitmentOutcome, int> Kept { get; init; } = new Dictionary<CommitmentOutcome, int>();

    /// <summary>What the backbone had said it would do, and settled in the time.</summary>
    public IReadOnlyList<Commitment> Settled { get; init; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Decided> Decisions { get; init; } = [];

    /// <summary>The words that were agreed, changed or retired.</summary>
    public IReadOnlyList<Term> Words { get; init; } = [];

    /// <summary>How many asks were matched with offers.</summary>
    public int Connections { get; init; }

    // Asked about again, a time has the total of the last answer: that one counts the earlier ones in.
    private static Total[] TotalsOf(string indicator, IEnumerable<Digest> digests) =>
    [
        .. digests.SelectMany(d => d.Lines).Where(l => l.Indicator.Id == indicator).Select(l => l.Total)
            .GroupBy(t => t.Period).Select(g => g.Last()).OrderBy(t => t.Period.LastDay),
    ];
}

/// <summary>One indicator through a month or a quarter.</summary>
/// <param name="Indicator">As it is defined in the last check-in that asked it.</param>
/// <param name="Totals">In the order of their time; at least one where it is shown.</param>
/// <remarks>
/// The totals are never added up: the same child comes every week, and four weeks of twenty children are not eighty. Nobody but
/// the partners could tell how many different children they were, so the way from the first to the last is told.
/// </remarks>
public sealed record SummaryLine(Indicator Indicator, IReadOnlyList<Total> Totals)
{
    private const int FewestToRange = 3;

    /// <summary>Those that somebody reported.</summary>
    public IReadOnlyList<Total> Known => [.. Totals.Where(t => t.Value is not null)];

    /// <summary>The last that somebody reported; the last at all where nobody did.</summary>
    public Total Last => Known.Count > 0 ? Known[^1] : Totals[^1];

    /// <summary>The first, where it isn't the last.</summary>
    public Total? First => Known.Count > 1 ? Known[0] : null;

    /// <summary>Those that may be set beside the last one: a week in which half of the partners answered is no low of what they do.</summary>
    public IReadOnlyList<Total> Comparable => [.. Known.Where(t => Last.ComparesWith(t, Indicator))];

    /// <summary>The lowest and the highest of those; null for fewer than three, or when all are the same.</summary>
    public (Total Lowest, Total Highest)? Range =>
        Comparable is { Count: >= FewestToRange } all && all.MinBy(t => t.Value) is { } lowest && all.MaxBy(t => t.Value) is { } highest && lowest.Value != highest.Value
            ? (lowest, highest)
            : null;
}

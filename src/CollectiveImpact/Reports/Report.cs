using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.Pages;
using CollectiveImpact.Time;

namespace CollectiveImpact.Reports;

/// <summary>What an initiative has to tell its board and its funders about a time.</summary>
/// <remarks>
/// It is handed on, so it holds what every member may read and no more, whoever makes it: what is shared with all partners
/// (<see cref="Sees"/>), no names of people, and nothing that the backbone left out of the digests.
/// </remarks>
/// <param name="At">When it was made.</param>
/// <param name="Work">Who works towards what now: of what was, nothing is kept. Its agenda is what the report is about.</param>
/// <param name="Goals">Each with the numbers that show how it moves.</param>
/// <param name="Others">The numbers that no goal names.</param>
/// <param name="StillOpen">How many check-ins about this time are still open.</param>
public sealed record Report(
    ReportTime Time,
    Instant At,
    WorkMap Work,
    IReadOnlyList<ReportedGoal> Goals,
    IReadOnlyList<ReportedNumber> Others,
    ReportedLessons Lessons,
    IReadOnlyList<Decided> Decisions,
    bool HasMoreDecisions,
    int StillOpen)
{
    /// <summary>How much its readers may see: the least that any member may.</summary>
    public const Sharing Sees = Sharing.Partners;

    public Initiative Initiative => Work.Initiative;

    /// <summary>Where its days begin: the initiative's own time, so that it is the same for whoever makes it.</summary>
    public DateTimeZone Zone => TimeZones.Of(Initiative.TimeZone);

    public LocalDate Today => At.InZone(Zone).Date;

    public IEnumerable<ReportedNumber> Numbers => Goals.SelectMany(g => g.Numbers).DistinctBy(n => n.Indicator.Id).Concat(Others);
}

public sealed record ReportedGoal(AgendaGoal Goal, IReadOnlyList<ReportedNumber> Numbers);

/// <summary>An indicator through the time of a report.</summary>
/// <param name="Indicator">In the reader's language, where it is written in it.</param>
/// <param name="Totals">Those of the time that may be told, oldest first.</param>
/// <param name="Before">What stood at the end of the time before; null where nothing did.</param>
/// <param name="IsKeptBack">Whether totals of the time are left out, for they tell what one partner reported.</param>
/// <remarks>As in a <see cref="SummaryLine"/>, totals are never added up: the same child comes every week.</remarks>
public sealed record ReportedNumber(Indicator Indicator, IReadOnlyList<Total> Totals, Total? Before, bool IsKeptBack)
{
    // A quarter of weeks and one; what a table on paper can hold.
    private const int MostPoints = Sparkline.MostPoints + 1;

    /// <summary>The number of the time: the last that is whole, if there is one.</summary>
    public Total? Latest => new IndicatorNow(Indicator, Totals).Latest;

    /// <summary>The first total of the time that <see cref="Latest"/> can be set beside; null where it is the only one.</summary>
    public Total? First => Latest is { } latest ? Totals.TakeWhile(t => t != latest).FirstOrDefault(t => t.Value is not null && latest.ComparesWith(t, Indicator)) : null;

    /// <summary>A newer total, which partners are still missing from; null where there is none.</summary>
    public Total? Unfinished => Totals.LastOrDefault(t => t.Value is not null) is { } newest && newest != Latest ? newest : null;

    /// <summary>The sums of those partners that gave a number both now and in the time before, where the totals don't compare; null where that can't be said.</summary>
    public SamePartners? Same { get; init; }

    /// <summary>The totals from which something else was counted than before.</summary>
    public IReadOnlyList<Total> Breaks => Known is var known ? [.. known.Zip(known.Skip(1)).Where(p => p.First.Version != p.Second.Version).Select(p => p.Second)] : [];

    /// <summary>What is drawn, and stands in the table: each total, or where these are too many the last of each month or quarter.</summary>
    public IReadOnlyList<Total> Points => Thinned.Points;

    /// <summary>Of how long a time each of <see cref="Points"/> is the last; null where all are there.</summary>
    public Frequency? LastOfEach => Thinned.Each;

    private IReadOnlyList<Total> Known => [.. Before is null ? [] : new[] { Before }, .. Totals.Where(t => t.Value is not null)];

    private (IReadOnlyList<Total> Points, Frequency? Each) Thinned
    {
        get
        {
            Total[] known = [.. Totals.Where(t => t.Value is not null)];
            foreach (var each in new Frequency?[] { null, Frequency.Monthly })
            {
                if (Of(each) is { Length: <= MostPoints } points)
                {
                    return (points, each);
                }
            }

            return ([.. Of(Frequency.Quarterly).TakeLast(MostPoints)], Frequency.Quarterly);

            Total[] Of(Frequency? each) => each is not { } frequency
                ? known
                : [.. known.GroupBy(t => Period.Of(t.Period.LastDay, frequency)).Select(g => g.LastOrDefault(t => !t.IsPartial(Indicator)) ?? g.Last())];
        }
    }
}

/// <summary>What was learned in the time of a report: of each kind a few, those that the backbone wants first and then the newest.</summary>
/// <param name="More">How many others there are.</param>
/// <param name="IsCut">Whether there may be more than were counted.</param>
public sealed record ReportedLessons(IReadOnlyList<FoundLesson> Shown, int More, bool IsCut);

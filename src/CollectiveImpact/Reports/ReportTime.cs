using System.Globalization;
using CollectiveImpact.Digests;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Reports;

/// <summary>The time that a report is about.</summary>
public sealed record ReportTime(LocalDate First, LocalDate Last)
{
    /// <summary>The longest time, in years: what is read for it is bounded.</summary>
    public const int MostYears = 3;

    /// <summary>The time before it, of the same length: of whole months as many months.</summary>
    public ReportTime Before => First.Day == 1 && Last.PlusDays(1) is { Day: 1 } next
        ? new(First.PlusMonths(-NodaTime.Period.Between(First, next, PeriodUnits.Months).Months), First.PlusDays(-1))
        : new(First.PlusDays(-1 - NodaTime.Period.DaysBetween(First, Last)), First.PlusDays(-1));

    /// <summary>Whether it is longer than a report can be.</summary>
    public bool IsTooLong => Last >= First.PlusYears(MostYears);

    /// <summary>Whether what a check-in asked about belongs to it, as in a summary.</summary>
    public bool Has(Period asked) => PeriodSummary.IsWithin(asked, First, Last);

    /// <summary>How many periods of a frequency it has, at most.</summary>
    public int Count(Frequency frequency) => (NodaTime.Period.DaysBetween(First, Last) / (frequency switch { Frequency.Weekly => 7, Frequency.Monthly => 28, _ => 90 })) + 1;

    /// <summary>Whether it is called otherwise than by its days.</summary>
    public bool HasName => IsAYear || PeriodSummary.Spanning(First, Last) is not null;

    /// <summary>"quarter 3 of 2026", "2026", "2 March 2026 to 15 May 2026".</summary>
    public string InWords(CultureInfo culture) =>
        PeriodSummary.Spanning(First, Last) is { } period ? period.InWords(culture)
        : IsAYear ? First.Year.ToString(CultureInfo.InvariantCulture).InNumeralsOf(Dates.Words(culture))
        : new Texts(culture).FromTo(First.OnDayOfYear(culture), Last.OnDayOfYear(culture));

    private bool IsAYear => First is { Month: 1, Day: 1 } && Last is { Month: 12, Day: 31 } && First.Year == Last.Year;
}

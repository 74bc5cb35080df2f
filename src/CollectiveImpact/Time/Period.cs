using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Localization;
using NodaTime.Calendars;

namespace CollectiveImpact.Time;

/// <summary>How often a check-in comes back, and so how long the time is that it asks about.</summary>
[GenerateSerializer]
public enum Frequency
{
    Weekly,
    Monthly,
    Quarterly,
}

/// <summary>The time that a round asks about: <c>2026-W48</c>, <c>2026-11</c> or <c>2026-Q4</c>. Ids of one frequency sort by time.</summary>
/// <remarks>Weeks are ISO 8601 weeks, which belong to the year of their Thursday.</remarks>
[GenerateSerializer, Immutable]
public sealed record Period(string Id) : IComparable<Period>
{
    private const int EarliestYear = 1800;
    private const int LatestYear = 2400;
    private const int LongestId = 40;

    public static Period Of(LocalDate date, Frequency frequency)
    {
        var iso = CultureInfo.InvariantCulture;
        return new Period(frequency switch
        {
            Frequency.Monthly => string.Create(iso, $"{date.Year:0000}-{date.Month:00}"),
            Frequency.Quarterly => string.Create(iso, $"{date.Year:0000}-Q{((date.Month - 1) / 3) + 1}"),
            _ => string.Create(iso, $"{WeekYearRules.Iso.GetWeekYear(date):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}"),
        });
    }

    /// <summary>The last one that was over on a day.</summary>
    public static Period LastComplete(LocalDate date, Frequency frequency) => Of(Of(date, frequency).FirstDay.PlusDays(-1), frequency);

    /// <summary>Whether the id names a time at all; one that was stored may not.</summary>
    public bool IsReal =>
        Id.Length is >= 7 and <= 8
        && Id.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9') == false && Id[4] == '-'
        && int.Parse(Id.AsSpan(0, 4), CultureInfo.InvariantCulture) is >= EarliestYear and <= LatestYear and var year
        && (Id[5], Id.Length) switch
        {
            ('W', 8) => NumberIn(6) is var week && week >= 1 && week <= WeekYearRules.Iso.GetWeeksInWeekYear(year),
            ('Q', 7) => NumberIn(6) is >= 1 and <= 4,
            (not ('W' or 'Q'), 7) => NumberIn(5) is >= 1 and <= 12,
            _ => false,
        };

    /// <summary>The last day of the period; a day long ago when the id names none.</summary>
    public LocalDate LastDay
    {
        get
        {
            if (!IsReal)
            {
                return new LocalDate(EarliestYear, 1, 1);
            }

            var year = int.Parse(Id.AsSpan(0, 4), CultureInfo.InvariantCulture);
            var number = int.Parse(Number, CultureInfo.InvariantCulture);
            return Frequency switch
            {
                Frequency.Weekly => WeekYearRules.Iso.GetLocalDate(year, number, IsoDayOfWeek.Sunday),
                Frequency.Monthly => new LocalDate(year, number, 1).PlusMonths(1).PlusDays(-1),
                _ => new LocalDate(year, (number * 3) - 2, 1).PlusMonths(3).PlusDays(-1),
            };
        }
    }

    /// <summary>The first day of the period; a day long ago when the id names none.</summary>
    public LocalDate FirstDay => !IsReal ? LastDay : Frequency switch
    {
        Frequency.Weekly => LastDay.PlusDays(-6),
        Frequency.Monthly => LastDay.With(DateAdjusters.StartOfMonth),
        _ => LastDay.With(DateAdjusters.StartOfMonth).PlusMonths(-2),
    };

    /// <summary>The period for people: "week 48 of 2026", "November 2026", "quarter 4 of 2026".</summary>
    public string InWords(CultureInfo culture)
    {
        if (!IsReal)
        {
            return PeoplesWords.Shorten(Id, LongestId);
        }

        var (t, year) = (new Texts(culture), Id[..4].InNumeralsOf(Dates.Words(culture)));
        return Id[5] switch
        {
            'W' => t.PeriodWeek(int.Parse(Id.AsSpan(6), CultureInfo.InvariantCulture), year),
            'Q' => t.PeriodQuarter(int.Parse(Id.AsSpan(6), CultureInfo.InvariantCulture), year),
            _ => new LocalDate(int.Parse(Id.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(Id.AsSpan(5), CultureInfo.InvariantCulture), 1)
                .InMonth(culture),
        };
    }

    /// <summary>The period's number under a chart, where there is room for two characters: "48", "11", "4".</summary>
    public string Number => !IsReal ? "" : char.IsAsciiLetter(Id[5]) ? Id[6..] : Id[5..];

    public Frequency Frequency => Letter switch
    {
        'W' => Frequency.Weekly,
        'Q' => Frequency.Quarterly,
        _ => Frequency.Monthly,
    };

    /// <summary>What <see cref="Number"/> counts.</summary>
    public string Counts(CultureInfo culture) => Letter switch
    {
        'W' => new Texts(culture).PeriodCountsWeeks,
        'Q' => new Texts(culture).PeriodCountsQuarters,
        _ => new Texts(culture).PeriodCountsMonths,
    };

    private char Letter => Id.Length > 5 ? Id[5] : ' ';

    private int? NumberIn(int from) => int.TryParse(Id.AsSpan(from), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int CompareTo(Period? other) => string.CompareOrdinal(Id, other?.Id);

    public override string ToString() => Id;

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;
}

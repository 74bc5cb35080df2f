using System.Globalization;
using CollectiveImpact.Time;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace CollectiveImpact.Schedules;

/// <summary>On which dates a check-in comes back.</summary>
/// <param name="Frequency">Also the length of the period that a round asks about.</param>
/// <param name="Every">Every so many weeks; 1 for months and quarters.</param>
/// <param name="Days">The weekdays of a weekly check-in; for the others the first of them, where <paramref name="InMonth"/> counts weekdays.</param>
/// <param name="InMonth">Which day of the month; of a quarter, counted in its first month, or from the back in its last; not read for weeks.</param>
[GenerateSerializer, Immutable]
public sealed record Recurrence(Frequency Frequency, int Every, IReadOnlyList<IsoDayOfWeek> Days, DayInMonth InMonth)
{
    public const int MostWeeks = 12;

    public static Recurrence Weekly(params IsoDayOfWeek[] days) => new(Frequency.Weekly, 1, days, DayInMonth.First);

    /// <summary>The recurrence as an RFC 5545 rule, such as <c>FREQ=WEEKLY;WKST=MO;BYDAY=MO,TH</c>.</summary>
    /// <remarks>RFC 5545 section 3.3.10. Of quarters, only their first or their last months count, so that BYSETPOS counts within the month.</remarks>
    public string Rule => Frequency switch
    {
        Frequency.Weekly => $"FREQ=WEEKLY{(Every == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $";INTERVAL={Every}"))};WKST=MO;BYDAY={string.Join(',', Days.Order().Select(Two))}",
        Frequency.Monthly => "FREQ=MONTHLY;" + InMonth.RuleFor(Two(Days[0])),
        _ => $"FREQ=MONTHLY;BYMONTH={(InMonth.Count < 0 ? "3,6,9,12" : "1,4,7,10")};" + InMonth.RuleFor(Two(Days[0])),
    };

    /// <summary>Every date of the rule from a date on, in order, without end. Weeks are counted from the first of them.</summary>
    public IEnumerable<LocalDate> From(LocalDate start, LocalDate after)
    {
        // RFC 5545 takes the first date for an occurrence, whatever the rule says: here it is one, or lies before the start.
        var first = Frequency == Frequency.Weekly
            ? Enumerable.Range(0, 7).Select(start.PlusDays).First(d => Days.Contains(d.DayOfWeek))
            : start.With(DateAdjusters.StartOfMonth).PlusDays(-1);
        var calendar = new CalendarEvent { Start = On(first), RecurrenceRule = new RecurrencePattern(Rule) };
        return calendar.GetOccurrences(On(LocalDate.Max(first, after)))
            .Select(o => LocalDate.FromDateOnly(o.Period.StartTime.Date))
            .Where(d => d >= start && d > after);
    }

    /// <summary>How many days lie between one date and the next, at least.</summary>
    public int ShortestGap(LocalDate start)
    {
        const int someYears = 60;
        var dates = From(start, start.PlusDays(-1)).Take(someYears).ToArray();
        return dates.Zip(dates.Skip(1), (one, next) => NodaTime.Period.DaysBetween(one, next)).Min();
    }

    /// <summary>The dates in words: "every two weeks on Monday and Thursday", "every month on the last Friday".</summary>
    public string InWords(CultureInfo culture)
    {
        var t = new Texts(culture);
        if (Frequency == Frequency.Weekly)
        {
            return t.EveryWeeks(Every, Schedule.InWords([.. Days.Order().Select(d => t.DayInAList((int)d, NameOf(d, culture)))], t));
        }

        var (day, name, isMonthly) = ((int)Days[0], NameOf(Days[0], culture), Frequency == Frequency.Monthly);
        return InMonth switch
        {
            { Kind: DayKind.Weekday, Count: 1 } => isMonthly ? t.EveryMonthOnFirst(day, name) : t.EveryQuarterOnFirst(day, name),
            { Kind: DayKind.Weekday, Count: 2 } => isMonthly ? t.EveryMonthOnSecond(day, name) : t.EveryQuarterOnSecond(day, name),
            { Kind: DayKind.Weekday, Count: 3 } => isMonthly ? t.EveryMonthOnThird(day, name) : t.EveryQuarterOnThird(day, name),
            { Kind: DayKind.Weekday, Count: 4 } => isMonthly ? t.EveryMonthOnFourth(day, name) : t.EveryQuarterOnFourth(day, name),
            { Kind: DayKind.Weekday } => isMonthly ? t.EveryMonthOnLast(day, name) : t.EveryQuarterOnLast(day, name),
            { Kind: DayKind.WorkingDay, Count: > 0 } => isMonthly ? t.EveryMonthOnFirstWorkingDay : t.EveryQuarterOnFirstWorkingDay,
            { Kind: DayKind.WorkingDay } => isMonthly ? t.EveryMonthOnLastWorkingDay : t.EveryQuarterOnLastWorkingDay,
            { Count: > 0 } => isMonthly ? t.EveryMonthOnDate(InMonth.Count) : t.EveryQuarterOnDate(InMonth.Count),
            _ => isMonthly ? t.EveryMonthOnLastDay : t.EveryQuarterOnLastDay,
        };
    }

    private static CalDateTime On(LocalDate date) => new(date.Year, date.Month, date.Day);

    private static string Two(IsoDayOfWeek day) => day.ToString()[..2].ToUpperInvariant();

    private static string NameOf(IsoDayOfWeek day, CultureInfo culture) => culture.DateTimeFormat.GetDayName((DayOfWeek)((int)day % 7));
}

/// <summary>Which day of a month: the first Monday, the last working day, the fifteenth.</summary>
/// <param name="Count">Counted from the front from 1, or from the back from -1.</param>
[GenerateSerializer, Immutable]
public sealed record DayInMonth(DayKind Kind, int Count)
{
    public static readonly DayInMonth First = new(DayKind.Weekday, 1);

    /// <summary>All that a form offers: no date is later than the 28th, so that every month has it.</summary>
    public static IReadOnlyList<DayInMonth> All { get; } =
    [
        .. new[] { 1, 2, 3, 4, -1 }.Select(n => new DayInMonth(DayKind.Weekday, n)),
        new(DayKind.WorkingDay, 1),
        new(DayKind.WorkingDay, -1),
        .. Enumerable.Range(1, 28).Append(-1).Select(n => new DayInMonth(DayKind.Date, n)),
    ];

    /// <summary>As it is stored and carried by forms: <c>Weekday 1</c>, <c>Date -1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Count}");

    /// <summary>Reads what <see cref="ToString"/> wrote, or null for anything else.</summary>
    public static DayInMonth? Read(string text) => All.FirstOrDefault(d => d.ToString() == text);

    internal string RuleFor(string day) => string.Create(CultureInfo.InvariantCulture, $"{Kind switch
    {
        DayKind.Weekday => $"BYDAY={Count}{day}",
        DayKind.WorkingDay => $"BYDAY=MO,TU,WE,TH,FR;BYSETPOS={Count}",
        _ => $"BYMONTHDAY={Count}",
    }}");
}

/// <summary>What is counted in a month.</summary>
[GenerateSerializer]
public enum DayKind
{
    Weekday,

    /// <summary>Monday to Friday; holidays are not known here.</summary>
    WorkingDay,
    Date,
}

using System.Collections.Concurrent;
using System.Globalization;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Time;

/// <summary>
/// Days and times as a reader's language writes them: in the words of the language that they read the sentence around it in, and in the
/// order that its translator gives.
/// </summary>
public static class Dates
{
    // As the texts are written.
    private const string English = "en-GB";

    private static readonly ConcurrentDictionary<string, CultureInfo> s_words = [];

    /// <summary>"28 November"</summary>
    public static string OnDay(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateDay, Words(culture)).InNumeralsOf(Words(culture));

    public static string OnDay(this ZonedDateTime at, CultureInfo culture) => at.Date.OnDay(culture);

    /// <summary>"28 November 2026"</summary>
    public static string OnDayOfYear(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateDayOfYear, Words(culture)).InNumeralsOf(Words(culture));

    public static string OnDayOfYear(this ZonedDateTime at, CultureInfo culture) => at.Date.OnDayOfYear(culture);

    /// <summary>"Saturday 28 November"</summary>
    public static string OnWeekday(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateWeekday, Words(culture)).InNumeralsOf(Words(culture));

    public static string OnWeekday(this ZonedDateTime at, CultureInfo culture) => at.Date.OnWeekday(culture);

    /// <summary>"Saturday 28 November 2026"</summary>
    public static string OnWeekdayOfYear(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateWeekdayOfYear, Words(culture)).InNumeralsOf(Words(culture));

    /// <summary>"Sat 28 November"</summary>
    public static string OnShortWeekday(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateShortWeekday, Words(culture)).InNumeralsOf(Words(culture));

    /// <summary>"Sat 28 November 2026"</summary>
    public static string OnShortWeekdayOfYear(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateShortWeekdayOfYear, Words(culture)).InNumeralsOf(Words(culture));

    /// <summary>"November 2026"</summary>
    public static string InMonth(this LocalDate day, CultureInfo culture) => day.ToString(Patterns(culture).DateMonth, Words(culture)).InNumeralsOf(Words(culture));

    /// <summary>"November"</summary>
    public static string InMonthAlone(this LocalDate day, CultureInfo culture) => day.ToString("MMMM", Words(culture)).InNumeralsOf(Words(culture));

    /// <summary>"10:00"</summary>
    public static string AtTime(this LocalTime time, CultureInfo culture) => time.ToString("HH:mm", Words(culture)).InNumeralsOf(Words(culture));

    public static string AtTime(this ZonedDateTime at, CultureInfo culture) => at.TimeOfDay.AtTime(culture);

    /// <summary>"28 November 10:00"</summary>
    public static string OnDayAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.OnDay(culture), at, culture);

    /// <summary>"28 November 2026 10:00"</summary>
    public static string OnDayOfYearAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.OnDayOfYear(culture), at, culture);

    /// <summary>"Saturday 28 November 10:00"</summary>
    public static string OnWeekdayAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.OnWeekday(culture), at, culture);

    /// <summary>"Sat 28 November 2026 10:00"</summary>
    public static string OnShortWeekdayOfYearAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.Date.OnShortWeekdayOfYear(culture), at, culture);

    /// <summary>"Sat 28 Nov 10:00", where there is little room.</summary>
    public static string OnBriefDayAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.Date.ToString(Patterns(culture).DateBrief, Words(culture)).InNumeralsOf(Words(culture)), at, culture);

    /// <summary>"Sat 10:00", within a week.</summary>
    public static string OnBriefWeekdayAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.Date.ToString("ddd", Words(culture)), at, culture);

    /// <summary>"Saturday 10:00", within a week.</summary>
    public static string OnWeekdayAloneAtTime(this ZonedDateTime at, CultureInfo culture) => At(at.Date.ToString("dddd", Words(culture)), at, culture);

    /// <summary>
    /// The culture whose names of days and months stand in a text for this reader: their own where we write their language, else British
    /// English, for an English sentence holds no Swedish weekday; and always with the months of the calendar that dates are counted in.
    /// </summary>
    public static CultureInfo Words(CultureInfo culture) => s_words.GetOrAdd(Command.Nearest(Texts.Languages, culture) is not null ? culture.Name : English, static name =>
    {
        var own = CultureInfo.GetCultureInfo(name);
        if (own.Calendar is GregorianCalendar)
        {
            return own;
        }

        // Of Saudi Arabia and Persia, for example: the usual calendar there has other months.
        var counted = (CultureInfo)own.Clone();
        counted.DateTimeFormat.Calendar = own.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } known ? known : counted.DateTimeFormat.Calendar;
        return CultureInfo.ReadOnly(counted);
    });

    private static string At(string day, ZonedDateTime at, CultureInfo culture) => new Texts(culture).DateAt(day, at.AtTime(culture));

    // A pattern isn't words: the language that is made up of the English one has the English ones.
    private static Texts Patterns(CultureInfo culture) => new(PseudoLanguage.Is(culture) ? CultureInfo.InvariantCulture : culture);
}

using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Schedules;

/// <summary>When a check-in comes back: opens, reminds, closes; and the digest follows the close.</summary>
/// <param name="Id">Names the check-in in an initiative that has several.</param>
/// <param name="Name">What people call it.</param>
/// <param name="At">The local time of every opening and reminder, where each reporter is. Nine o'clock stays nine o'clock when the clocks change.</param>
/// <param name="TimeZone">The IANA id of the zone in which it closes for everyone at once.</param>
/// <param name="ClosesAfterDays">Days from opening to closing, at the same local time.</param>
/// <param name="RemindDaysBefore">On how many days before the close those who are missing are reminded, most first.</param>
/// <param name="Asks">Whom it asks what.</param>
/// <param name="StartsOn">No occurrence is before this date.</param>
[GenerateSerializer, Immutable]
public sealed record Schedule(
    string Id,
    string Name,
    Recurrence Recurs,
    LocalTime At,
    string TimeZone,
    int ClosesAfterDays,
    IReadOnlyList<int> RemindDaysBefore,
    Scope Asks,
    LocalDate StartsOn)
{
    /// <summary>Until which local time after the close the digest waits for the backbone; null when it is posted at the close.</summary>
    [Id(0)] public LocalTime? DigestAt { get; init; }

    /// <summary>The check-in that an initiative has before it has chosen any.</summary>
    public const string UsualId = "check-in";

    public const string UsualName = "Check-in";

    public const int LongestOpenDays = 60;

    /// <summary>What most initiatives want: Monday at nine, three days, a reminder the day before.</summary>
    public static Schedule Usual(Initiative initiative, Instant now) => new(
        UsualId,
        UsualName,
        Recurrence.Weekly(IsoDayOfWeek.Monday),
        new LocalTime(9, 0),
        initiative.TimeZone,
        3,
        [1],
        Scope.Everything,
        now.InZone(TimeZones.Of(initiative.TimeZone)).Date);

    /// <summary>Every occurrence after a date, in order, without end.</summary>
    public IEnumerable<Occurrence> After(LocalDate date) => Recurs.From(StartsOn, date).Select(On);

    /// <summary>The schedule in words: "every week on Monday at 09:00, closes after 3 days, reminds the day before it closes".</summary>
    public string InWords(CultureInfo culture)
    {
        var t = new Texts(culture);
        var (when, at) = (Recurs.InWords(culture), At.AtTime(culture));
        return RemindDaysBefore switch
        {
            [] => t.NoReminder(when, at, ClosesAfterDays),
            [1] => t.RemindsTheDayBefore(when, at, ClosesAfterDays),
            [var days] => t.RemindsDaysBefore(when, at, ClosesAfterDays, days),
            var several => t.RemindsOnSeveralDays(when, at, ClosesAfterDays, InWords([.. several.Select(d => d.InNumerals(culture))], t)),
        };
    }

    /// <summary>Several in a sentence: "Monday, Wednesday and Friday".</summary>
    internal static string InWords(string[] listed, Texts t) => listed switch
    {
        [] => "",
        [var only] => only,
        [var first, var last] => t.ListOfTwo(first, last),
        [.. var others, var last] => t.ListEnds(others.Aggregate(t.ListGoesOn), last),
    };

    /// <summary>The last date that is no longer to be followed when the schedule starts to hold at an instant.</summary>
    public LocalDate HeldBy(Instant now)
    {
        var here = now.InZone(TimeZones.Of(TimeZone)).LocalDateTime;
        return here.TimeOfDay >= At ? here.Date : here.Date.PlusDays(-1);
    }

    private Occurrence On(LocalDate date)
    {
        var closes = date.PlusDays(ClosesAfterDays);
        return new Occurrence(date, LocalMoment.In(TimeZones.Of(TimeZone), closes, At), [.. RemindDaysBefore.Select(d => closes.PlusDays(-d))]);
    }
}

/// <summary>One time that a schedule comes round.</summary>
/// <param name="Date">The local date that it opens on, wherever a reporter is; with the schedule it names the occurrence.</param>
/// <param name="Closes">The one moment at which it closes for everyone.</param>
/// <param name="Reminds">The local dates of its reminders, in order.</param>
[GenerateSerializer, Immutable]
public sealed record Occurrence(LocalDate Date, Instant Closes, IReadOnlyList<LocalDate> Reminds)
{
    public bool Equals(Occurrence? other) => other is not null && Date == other.Date && Closes == other.Closes && Reminds.SequenceEqual(other.Reminds);

    public override int GetHashCode() => HashCode.Combine(Date, Closes, Reminds.Count);
}

/// <summary>Local times as instants.</summary>
public static class LocalMoment
{
    /// <summary>A time that the clocks skip moves forward by the gap, one that comes twice is the first.</summary>
    public static Instant In(DateTimeZone zone, LocalDate date, LocalTime at) => date.At(at).InZoneLeniently(zone).ToInstant();
}

using System.Globalization;
using CollectiveImpact.Initiatives;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace CollectiveImpact.Scheduling;

/// <summary>When a check-in comes back: opens, reminds, closes; and the digest follows the close.</summary>
/// <param name="Frequency">How often; also the length of the period that a round asks about.</param>
/// <param name="Day">The weekday for weekly and fortnightly check-ins; for the others, the first such weekday of the month or quarter.</param>
/// <param name="At">Local time in <paramref name="TimeZone"/>. Nine o'clock stays nine o'clock when the clocks change.</param>
/// <param name="TimeZone">An IANA time zone id.</param>
/// <param name="ClosesAfterDays">Days from opening to closing, at the same local time.</param>
/// <param name="RemindDaysBefore">Days before the close when those who are missing are reminded once; null for never.</param>
/// <param name="StartsOn">No occurrence is before this date; a fortnight is counted from it.</param>
[GenerateSerializer, Immutable]
public sealed record Schedule(
    Frequency Frequency,
    IsoDayOfWeek Day,
    LocalTime At,
    string TimeZone,
    int ClosesAfterDays,
    int? RemindDaysBefore,
    LocalDate StartsOn)
{
    public const int LongestOpenDays = 28;

    /// <summary>The recurrence as an RFC 5545 rule, such as <c>FREQ=WEEKLY;BYDAY=MO</c>.</summary>
    /// <remarks>RFC 5545 section 3.3.10; BYSETPOS=1 picks the first such weekday of a quarter.</remarks>
    public string Rule
    {
        get
        {
            var day = Day.ToString()[..2].ToUpperInvariant();
            return Frequency switch
            {
                Frequency.Weekly => $"FREQ=WEEKLY;WKST=MO;BYDAY={day}",
                Frequency.Fortnightly => $"FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY={day}",
                Frequency.Monthly => $"FREQ=MONTHLY;BYDAY=1{day}",
                _ => $"FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1{day}",
            };
        }
    }

    /// <summary>Every occurrence that opens after an instant, in order, without end.</summary>
    public IEnumerable<Occurrence> After(Instant after)
    {
        var zone = DateTimeZoneProviders.Tzdb[TimeZone];
        // Dates only: the local time is put on afterwards, so that no occurrence is lost or doubled when the clocks change.
        var calendar = new CalendarEvent { Start = new CalDateTime(StartsOn.Year, StartsOn.Month, StartsOn.Day), RecurrenceRule = new RecurrencePattern(Rule) };
        var from = LocalDate.Max(after.InZone(zone).Date.PlusDays(-1), StartsOn);
        return calendar.GetOccurrences(new CalDateTime(from.Year, from.Month, from.Day))
            .Select(o => LocalDate.FromDateOnly(o.Period.StartTime.Date))
            // The first date is always an occurrence in RFC 5545, even when the rule doesn't name it.
            .Where(d => d.DayOfWeek == Day)
            .Select(d => On(d, zone))
            .Where(o => o.Opens > after);
    }

    /// <summary>The schedule in words: "every week on Monday at 09:00, closes after 3 days, reminds the day before it closes".</summary>
    public string InWords(CultureInfo culture)
    {
        var day = culture.DateTimeFormat.GetDayName((DayOfWeek)((int)Day % 7));
        var often = Frequency switch
        {
            Frequency.Weekly => $"every week on {day}",
            Frequency.Fortnightly => $"every two weeks on {day}",
            Frequency.Monthly => $"every month on the first {day}",
            _ => $"every quarter on the first {day}",
        };
        var reminds = RemindDaysBefore switch
        {
            null => "no reminder",
            1 => "reminds the day before it closes",
            _ => $"reminds {RemindDaysBefore} days before it closes",
        };
        var closes = ClosesAfterDays == 1 ? "closes after 1 day" : $"closes after {ClosesAfterDays} days";
        return $"{often} at {At.ToString("HH:mm", CultureInfo.InvariantCulture)}, {closes}, {reminds}";
    }

    private Occurrence On(LocalDate date, DateTimeZone zone)
    {
        var closes = date.PlusDays(ClosesAfterDays);
        return new Occurrence(
            date,
            Meet(date, zone),
            Meet(closes, zone),
            RemindDaysBefore is { } days ? Meet(closes.PlusDays(-days), zone) : null);
    }

    // A time that the clocks skip moves forward by the gap, one that comes twice is the first.
    private Instant Meet(LocalDate date, DateTimeZone zone) => date.At(At).InZoneLeniently(zone).ToInstant();
}

/// <summary>One time that a schedule comes round.</summary>
/// <param name="Date">The local date that it opens on; with the schedule it names the occurrence.</param>
[GenerateSerializer, Immutable]
public sealed record Occurrence(LocalDate Date, Instant Opens, Instant Closes, Instant? Reminds);

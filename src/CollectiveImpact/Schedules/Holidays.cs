using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace CollectiveImpact.Schedules;

/// <summary>Reads the days off out of a calendar file.</summary>
/// <remarks>
/// RFC 5545: an all-day event ends on the day before its DTEND; one without an end lasts one day. Calendars write whole days as
/// dates, from midnight to midnight in a zone or in none, or as the same moments in UTC. An occurrence that was moved or cancelled
/// is an event of its own with a RECURRENCE-ID.
/// </remarks>
public static class Holidays
{
    public const int LongestFile = 200_000;
    public const int MostPauses = 200;

    private const int MostEvents = 2_000;
    private const int MostDates = 2_000;
    private const int MostRuleParts = 100;
    private const int MostDepth = 5;
    private const int LongestLine = 8_000;

    private static readonly string[] Within = ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "BYHOUR=", "BYMINUTE=", "BYSECOND="];

    // Whoever pasted it is looking at the card.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A rule that never meets a date must not be followed for ever.
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = 1000 };

    /// <summary>The limit that a calendar file is past, before it is read; null for none.</summary>
    public static CalendarLimit? LimitOf(string text)
    {
        if (text.Length > LongestFile)
        {
            return CalendarLimit.Length;
        }

        var (depth, events, dates) = (0, 0, 0);
        // A line that begins with a space goes on from the one before.
        foreach (var line in text.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal).Split('\n'))
        {
            if (line.Length > LongestLine)
            {
                return CalendarLimit.Line;
            }

            depth += Begins(line, "BEGIN:") ? 1 : Begins(line, "END:") ? -1 : 0;
            events += Begins(line, "BEGIN:VEVENT") ? 1 : 0;
            dates += Begins(line, "RDATE") || Begins(line, "EXDATE") ? line.Count(c => c == ',') + 1 : 0;
            if (depth > MostDepth)
            {
                return CalendarLimit.Depth;
            }

            if (Begins(line, "RRULE") || Begins(line, "EXRULE"))
            {
                if (line.Split(',', ';').Length > MostRuleParts)
                {
                    return CalendarLimit.RuleParts;
                }

                if (Within.Any(w => line.Contains(w, StringComparison.OrdinalIgnoreCase)))
                {
                    return CalendarLimit.WithinADay;
                }
            }
        }

        return events > MostEvents ? CalendarLimit.Events : dates > MostDates ? CalendarLimit.Dates : null;
    }

    /// <summary>What to do about a limit.</summary>
    internal static string InWords(CalendarLimit limit, Texts t) => limit switch
    {
        CalendarLimit.Length => t.FileTooLong(LongestFile),
        CalendarLimit.Line => t.FileLineTooLong(LongestLine),
        CalendarLimit.Depth => t.FileTooDeep(MostDepth),
        CalendarLimit.RuleParts => t.FileRuleTooLong(MostRuleParts),
        CalendarLimit.WithinADay => t.FileWithinADay,
        CalendarLimit.Events => t.FileManyEvents(MostEvents),
        CalendarLimit.Dates => t.FileManyDates(MostDates),
        _ => t.FileTooSlow,
    };

    /// <summary>The events of the next two years, each as a pause, without a name where it has none; null when the text isn't a calendar.</summary>
    /// <param name="zone">Where a moment in UTC is a day.</param>
    /// <exception cref="TimeoutException">Its rules take too long to follow.</exception>
    public static IReadOnlyList<Pause>? Read(string text, LocalDate today, DateTimeZone zone, TimeProvider time)
    {
        var began = time.GetTimestamp();
        CalendarCollection calendars;
        try
        {
            calendars = CalendarCollection.Load(text);
        }
#pragma warning disable CA1031 // Whatever the library can't read isn't a calendar; it throws many kinds.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }

        if (calendars.Count == 0)
        {
            return null;
        }

        var until = today.PlusYears(2);
        var pauses = new List<Pause>();
        foreach (var calendar in calendars.Where(c => !string.Equals(c.Method, "CANCEL", StringComparison.OrdinalIgnoreCase)))
        {
            var others = calendar.Events.Where(e => e.RecurrenceIdentifier is not null).ToLookup(e => e.Uid ?? "", e => e.RecurrenceIdentifier!.StartTime);
            foreach (var one in calendar.Events.Where(e => e.Start is not null && !string.Equals(e.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase)))
            {
                if (time.GetElapsedTime(began) > Patience)
                {
                    throw new TimeoutException("The rules of a calendar take too long.");
                }

                // What was moved or cancelled is not where its rule has it.
                var moved = one.RecurrenceIdentifier is null ? others[one.Uid ?? ""].Select(m => DayOf(m, zone)).ToHashSet() : [];
                pauses.AddRange(Occurrences(one, moved, today, until, zone));
            }
        }

        return [.. pauses.DistinctBy(p => (p.First, p.Last)).OrderBy(p => p.First)];
    }

    private static List<Pause> Occurrences(CalendarEvent one, HashSet<LocalDate> moved, LocalDate today, LocalDate until, DateTimeZone zone)
    {
        // Of every day in two years, and of what began before them.
        const int mostOfOne = 800;
        var found = new List<Pause>();
        try
        {
            // From a month before, for a holiday that has begun already.
            var from = today.PlusDays(-31);
            foreach (var occurrence in one.GetOccurrences(new CalDateTime(from.Year, from.Month, from.Day), Bounded).Take(mostOfOne))
            {
                var (start, end) = (occurrence.Period.StartTime, occurrence.Period.EffectiveEndTime);
                if (moved.Contains(DayOf(start, zone)))
                {
                    continue;
                }

                // From midnight to midnight in UTC it is a day of UTC; any other moment is a day where the initiative is.
                var place = start.IsUtc && IsMidnight(start) && (end is null || IsMidnight(end)) ? DateTimeZone.Utc : zone;
                var (first, last) = (DayOf(start, place), end is null ? DayOf(start, place) : DayOf(end, place));
                // What ends at midnight ends with the day before.
                last = last > first && EndsAtMidnight(end!, place) ? last.PlusDays(-1) : last;
                if (first > until)
                {
                    break;
                }

                if (last >= today)
                {
                    found.Add(new Pause(first, last, NameOf(one)));
                }
            }
        }
#pragma warning disable CA1031 // A rule that can't be followed names no days; the other events still count.
        catch (Exception)
#pragma warning restore CA1031
        {
            return found;
        }

        return found;
    }

    private static LocalDate DayOf(CalDateTime moment, DateTimeZone zone) => moment.IsUtc ? In(moment, zone).Date : LocalDate.FromDateOnly(moment.Date);

    private static bool EndsAtMidnight(CalDateTime end, DateTimeZone zone) => end.IsUtc ? In(end, zone).TimeOfDay == LocalTime.Midnight : IsMidnight(end);

    private static LocalDateTime In(CalDateTime moment, DateTimeZone zone) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(moment.Value, DateTimeKind.Utc)).InZone(zone).LocalDateTime;

    private static bool IsMidnight(CalDateTime moment) => !moment.HasTime || moment.Value.TimeOfDay == TimeSpan.Zero;

    private static bool Begins(string line, string with) => line.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(CalendarEvent one)
    {
        var name = (one.Summary ?? "").Trim();
        return name.Length > Pause.LongestName ? name[..Pause.LongestName] : name;
    }
}

/// <summary>What a calendar file has too much of.</summary>
public enum CalendarLimit
{
    Length,
    Line,
    Depth,
    RuleParts,
    WithinADay,
    Events,
    Dates,

    /// <summary>Its rules take too long to follow.</summary>
    Time,
}

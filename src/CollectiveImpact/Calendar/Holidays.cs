using CollectiveImpact.Scheduling;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace CollectiveImpact.Calendar;

/// <summary>Reads the days off out of a calendar file.</summary>
/// <remarks>RFC 5545: an all-day event ends on the day before its DTEND; one without an end lasts one day.</remarks>
public static class Holidays
{
    public const int LongestFile = 200_000;
    public const int MostPauses = 200;

    // A rule that never meets a date must not be followed for ever.
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = 1000 };

    /// <summary>The events of the next two years, each as a pause; null when the text isn't a calendar.</summary>
    public static IReadOnlyList<Pause>? Read(string text, LocalDate today)
    {
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
        foreach (var one in calendars.SelectMany(c => c.Events).Where(e => e.Start is not null))
        {
            pauses.AddRange(Occurrences(one, today, until));
        }

        return [.. pauses.DistinctBy(p => (p.First, p.Last)).OrderBy(p => p.First).Take(MostPauses)];
    }

    private static List<Pause> Occurrences(CalendarEvent one, LocalDate today, LocalDate until)
    {
        const int mostOfOne = 60;
        var found = new List<Pause>();
        try
        {
            // From a month before, for a holiday that has begun already.
            var from = today.PlusDays(-31);
            foreach (var occurrence in one.GetOccurrences(new CalDateTime(from.Year, from.Month, from.Day), Bounded).Take(mostOfOne))
            {
                var first = LocalDate.FromDateOnly(occurrence.Period.StartTime.Date);
                var end = occurrence.Period.EffectiveEndTime is { } e ? LocalDate.FromDateOnly(e.Date) : first;
                // The end of a whole day is the next; a time of day belongs to its own.
                var last = end > first && occurrence.Period.EffectiveEndTime is { HasTime: false } ? end.PlusDays(-1) : end;
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

    private static string NameOf(CalendarEvent one)
    {
        var name = (one.Summary ?? "").Trim();
        return name.Length == 0 ? "Holiday" : name.Length > PausesCard.LongestName ? name[..PausesCard.LongestName] : name;
    }
}

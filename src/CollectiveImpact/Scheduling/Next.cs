using System.Globalization;

namespace CollectiveImpact.Scheduling;

/// <summary>When the next check-in opens, in words.</summary>
public static class Next
{
    /// <summary>What to say when no check-in is open.</summary>
    public static string InWords(Timetable timetable, CultureInfo culture) =>
        timetable.Schedules.Count == 0 ? "No check-in is open, and none is scheduled." : $"No check-in is open. {Coming(timetable, culture)}";

    /// <summary>What opens next, whatever is open now.</summary>
    public static string Coming(Timetable timetable, CultureInfo culture)
    {
        var next = timetable.Schedules
            .Select(s => (s.Schedule, timetable.Coming(s).First().Date))
            .OrderBy(n => n.Date)
            .ToArray();
        if (next.Length == 0)
        {
            return "No other is scheduled.";
        }

        var (schedule, date) = next[0];
        var name = next.Length == 1 ? "The next one" : $"The next one, {schedule.Name},";
        return $"{name} opens on {date.ToString("dddd d MMMM", culture)} at {schedule.At.ToString("HH:mm", culture)}.";
    }
}

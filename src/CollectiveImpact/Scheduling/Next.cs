using System.Globalization;

namespace CollectiveImpact.Scheduling;

/// <summary>What to say when no check-in is open.</summary>
public static class Next
{
    public static string InWords(Timetable timetable, CultureInfo culture)
    {
        var next = timetable.Schedules
            .Select(s => (s.Schedule, timetable.Coming(s).First().Date))
            .OrderBy(n => n.Date)
            .ToArray();
        if (next.Length == 0)
        {
            return "No check-in is open, and none is scheduled.";
        }

        var (schedule, date) = next[0];
        var name = next.Length == 1 ? "The next one" : $"The next one, {schedule.Name},";
        return $"No check-in is open. {name} opens on {date.ToString("dddd d MMMM", culture)} at {schedule.At.ToString("HH:mm", culture)}.";
    }
}

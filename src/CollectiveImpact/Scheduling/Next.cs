using System.Globalization;

namespace CollectiveImpact.Scheduling;

/// <summary>What to say when no check-in is open.</summary>
public static class Next
{
    public static string InWords(Timetable timetable, CultureInfo culture, DateTimeZone zone) => timetable.Schedule is null
        ? "No check-in is open, and none is scheduled."
        : $"No check-in is open. The next one opens on {timetable.Schedule.After(timetable.FollowedTo).First().Opens.InZone(zone).ToString("dddd d MMMM 'at' HH:mm", culture)}.";
}

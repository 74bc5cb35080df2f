using System.Globalization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Schedules;

/// <summary>When the next check-in opens, in words.</summary>
public static class Next
{
    /// <summary>What to say when no check-in is open.</summary>
    public static string InWords(Timetable timetable, CultureInfo culture) =>
        timetable.Schedules.Count == 0 ? new Texts(culture).NoneOpenNoneScheduled : $"{new Texts(culture).NoneOpen} {Coming(timetable, culture)}";

    /// <summary>What opens next, whatever is open now.</summary>
    public static string Coming(Timetable timetable, CultureInfo culture)
    {
        var next = timetable.Schedules
            .Select(s => (s.Schedule, timetable.Coming(s).First().Date))
            .OrderBy(n => n.Date)
            .ToArray();
        var t = new Texts(culture);
        if (next.Length == 0)
        {
            return t.NoOther;
        }

        var (schedule, date) = next[0];
        var (on, at) = (date.OnWeekday(culture), schedule.At.AtTime(culture));
        return next.Length == 1 ? t.NextOpens(on, at) : t.NextOpensByName(schedule.Name, on, at);
    }
}

using System.Globalization;
using NodaTime.Text;

namespace CollectiveImpact.Schedules;

/// <summary>What happens on a date.</summary>
public enum DateKind
{
    Opens,
    Reminds,
    Closes,

    /// <summary>The digest of a check-in is posted.</summary>
    Digest,

    /// <summary>A check-in would open, and doesn't: it is skipped, or nothing opens on that day.</summary>
    LeftOut,

    /// <summary>Days on which nothing opens.</summary>
    DaysOff,

    /// <summary>What belongs to no check-in.</summary>
    Other,
}

/// <summary>One date that is to come.</summary>
/// <param name="Id">Names it among all of an initiative, for good.</param>
/// <param name="Day">Where the reader is.</param>
/// <param name="At">When; null for what has no time of the day.</param>
/// <param name="Words">What happens.</param>
public sealed record ComingDate(DateKind Kind, string Id, LocalDate Day, Instant? At, string Words)
{
    /// <summary>The last day of what lasts for several.</summary>
    public LocalDate Last { get; init; } = Day;

    /// <summary>On which of the days from one to another it is.</summary>
    public IEnumerable<LocalDate> Days(LocalDate from, LocalDate to)
    {
        for (var day = LocalDate.Max(Day, from); day <= LocalDate.Min(Last, to); day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}

/// <summary>The dates that follow from a timetable.</summary>
public static class ComingDates
{
    /// <summary>All of them from one day to another, in their order.</summary>
    /// <param name="reader">Where the reader is: check-ins open and remind by everybody's own clock, and close for all at one moment.</param>
    /// <param name="hasHomes">Whether a channel gets digests; else none is posted.</param>
    public static IReadOnlyList<ComingDate> Of(Timetable timetable, LocalDate from, LocalDate to, DateTimeZone reader, bool hasHomes, CultureInfo culture)
    {
        var t = new Texts(culture);
        return [.. All().Where(d => d.Last >= from && d.Day <= to).OrderBy(d => d.Day).ThenBy(d => d.At is null).ThenBy(d => d.At)];

        IEnumerable<ComingDate> All() =>
        [
            .. timetable.Pauses.Select(p => new ComingDate(DateKind.DaysOff, Id(DateKind.DaysOff, p.Name, p.First), p.First, null, p.Name.Length > 0 ? p.Name : t.DayOff) { Last = p.Last }),
            .. timetable.Digests.Where(_ => hasHomes).Select(d => Timed(DateKind.Digest, d.Round.Schedule, d.Round.Name, d.At)),
            .. timetable.Running.SelectMany(r => Round(r.Schedule, r.Name, r.AtOnce ? null : r.Date, r.At, r.Reminds, r.ClosesAt)),
            .. timetable.Schedules.SelectMany(Scheduled),
        ];

        IEnumerable<ComingDate> Scheduled(FollowedSchedule followed) => followed.Schedule.After(LocalDate.Max(followed.Through, from.PlusDays(-1))).TakeWhile(o => o.Date <= to).SelectMany(o =>
            followed.Skipped.Contains(o.Date) ? [Missed(followed.Schedule, o.Date, t.IsLeftOut(followed.Schedule.Name))]
            : timetable.Pauses.FirstOrDefault(p => p.Has(o.Date)) is { } pause ? [Missed(followed.Schedule, o.Date, t.IsLeftOutFor(followed.Schedule.Name, pause.Name.Length > 0 ? pause.Name : t.DayOff))]
            : Round(followed.Schedule.Id, followed.Schedule.Name, o.Date, followed.Schedule.At, o.Reminds, o.Closes));

        IEnumerable<ComingDate> Round(string schedule, string name, LocalDate? opens, LocalTime at, IReadOnlyList<LocalDate> reminds, Instant closes) =>
        [
            .. opens is { } day ? [Timed(DateKind.Opens, schedule, name, LocalMoment.In(reader, day, at))] : Array.Empty<ComingDate>(),
            .. reminds.Where(r => !(r <= opens)).Select(r => Timed(DateKind.Reminds, schedule, name, LocalMoment.In(reader, r, at))).Where(r => r.At < closes),
            Timed(DateKind.Closes, schedule, name, closes),
            .. hasHomes ? [Timed(DateKind.Digest, schedule, name, timetable.DigestAt(schedule, closes) ?? closes)] : Array.Empty<ComingDate>(),
        ];

        ComingDate Timed(DateKind kind, string schedule, string name, Instant at) => new(kind, Id(kind, schedule, at.InZone(reader).Date), at.InZone(reader).Date, at, kind switch
        {
            DateKind.Opens => t.DateOpens(name),
            DateKind.Reminds => t.DateReminds(name),
            DateKind.Closes => t.DateCloses(name),
            _ => t.DateDigest(name),
        });

        static ComingDate Missed(Schedule schedule, LocalDate day, string words) => new(DateKind.LeftOut, Id(DateKind.LeftOut, schedule.Id, day), day, null, words);
    }

    private static string Id(DateKind kind, string what, LocalDate day) => $"{kind}-{what}-{LocalDatePattern.Iso.Format(day)}";
}

using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Schedules;

/// <summary>When what belongs to no check-in is done: once a working day, at one time of the day wherever people are.</summary>
public static class Mornings
{
    /// <summary>The times of a day at which something may be done for an initiative's people: the usual one where each is, and those that some chose.</summary>
    public static IReadOnlyCollection<(DateTimeZone Zone, LocalTime Time)> Of(Initiative initiative) =>
        [.. initiative.Zones.Select(z => (z, Morning.Usual)).Concat(initiative.Backbone.Where(m => m.BriefAt is not null).Select(m => (initiative.ZoneOf(m), m.BriefAt!.Value))).Distinct()];

    /// <summary>The times of this day that have come and were not seen to yet.</summary>
    /// <param name="seenTo">All mornings up to then have been seen to; null for none.</param>
    /// <remarks>A day that is over is not made up for: whoever listens looks at what stands, and not at what has passed.</remarks>
    public static IReadOnlyList<(DateTimeZone Zone, LocalTime Time)> Come(IEnumerable<(DateTimeZone Zone, LocalTime Time)> times, IReadOnlyList<Pause> pauses, Instant? seenTo, Instant now) =>
        [.. times.Where(t => IsWorking(DateIn(t.Zone, now), pauses) && LocalMoment.In(t.Zone, DateIn(t.Zone, now), t.Time) is var at && at <= now && !(at <= seenTo))];

    /// <summary>When the next comes anywhere.</summary>
    public static Instant Next(IEnumerable<(DateTimeZone Zone, LocalTime Time)> times, IReadOnlyList<Pause> pauses, Instant now) => times.Min(t =>
    {
        var date = DateIn(t.Zone, now);
        while (!IsWorking(date, pauses) || LocalMoment.In(t.Zone, date, t.Time) <= now)
        {
            date = date.PlusDays(1);
        }

        return LocalMoment.In(t.Zone, date, t.Time);
    });

    /// <summary>How many working days there are after one date, up to another.</summary>
    public static int Between(LocalDate after, LocalDate upTo) => Enumerable.Range(1, Math.Max(0, NodaTime.Period.DaysBetween(after, upTo))).Count(d => IsWorkingDay(after.PlusDays(d)));

    /// <summary>The first day with a morning, from a day on; what an initiative leaves out isn't known here.</summary>
    public static LocalDate OnOrAfter(LocalDate day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    private static LocalDate DateIn(DateTimeZone zone, Instant now) => now.InZone(zone).Date;

    internal static bool IsWorking(LocalDate date, IReadOnlyList<Pause> pauses) => IsWorkingDay(date) && !pauses.Any(p => p.Has(date));

    // Where the week runs otherwise, one of its days is a day late at most.
    internal static bool IsWorkingDay(LocalDate date) => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
}

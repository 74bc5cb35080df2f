namespace CollectiveImpact.Schedules;

/// <summary>When what belongs to no check-in is done: once a working day, at one time of the day wherever people are.</summary>
public static class Mornings
{
    // An hour after most check-ins open, so that they don't come together.
    private static readonly LocalTime At = new(10, 0);

    /// <summary>The zones where this day's morning has come and was not seen to yet.</summary>
    /// <param name="seenTo">All mornings up to then have been seen to; null for none.</param>
    /// <remarks>A day that is over is not made up for: whoever listens looks at what stands, and not at what has passed.</remarks>
    public static IReadOnlyList<DateTimeZone> Come(IEnumerable<DateTimeZone> zones, IReadOnlyList<Pause> pauses, Instant? seenTo, Instant now) =>
        [.. zones.Where(z => IsWorking(DateIn(z, now), pauses) && In(z, DateIn(z, now)) is var at && at <= now && !(at <= seenTo))];

    /// <summary>When the next comes anywhere.</summary>
    public static Instant Next(IEnumerable<DateTimeZone> zones, IReadOnlyList<Pause> pauses, Instant now) => zones.Min(zone =>
    {
        var date = DateIn(zone, now);
        while (!IsWorking(date, pauses) || In(zone, date) <= now)
        {
            date = date.PlusDays(1);
        }

        return In(zone, date);
    });

    /// <summary>How many working days there are after one date, up to another.</summary>
    public static int Between(LocalDate after, LocalDate upTo) => Enumerable.Range(1, Math.Max(0, NodaTime.Period.DaysBetween(after, upTo))).Count(d => IsWorkingDay(after.PlusDays(d)));

    private static LocalDate DateIn(DateTimeZone zone, Instant now) => now.InZone(zone).Date;

    private static Instant In(DateTimeZone zone, LocalDate date) => LocalMoment.In(zone, date, At);

    internal static bool IsWorking(LocalDate date, IReadOnlyList<Pause> pauses) => IsWorkingDay(date) && !pauses.Any(p => p.Has(date));

    // Where the week runs otherwise, one of its days is a day late at most.
    internal static bool IsWorkingDay(LocalDate date) => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
}

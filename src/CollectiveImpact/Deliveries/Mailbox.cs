namespace CollectiveImpact.Deliveries;

/// <summary>What a person has set in their mailbox: when they are out of office, and how they read. Nothing of what is in it.</summary>
/// <param name="OutFrom">Since when, or from when, they are out of office; null for not at all.</param>
/// <param name="OutUntil">When that ends; null for as long as they say so.</param>
/// <param name="TimeZone">An IANA id; null where they have set none that we know.</param>
/// <param name="Culture">A BCP 47 tag; null where they have set none that we know.</param>
public sealed record Mailbox(Instant? OutFrom, Instant? OutUntil, string? TimeZone, string? Culture)
{
    /// <summary>The days of the week on which they work; empty where they have set none.</summary>
    public IReadOnlyCollection<IsoDayOfWeek> WorksOn { get; init; } = [];

    // Who sets an end in the afternoon means the end of their last day away.
    private static readonly LocalTime Noon = LocalTime.Noon;

    /// <summary>The first day on which the person is back, while they are out of office; null when they aren't.</summary>
    /// <param name="zone">Where they are.</param>
    public LocalDate? BackOn(Instant now, DateTimeZone zone)
    {
        if (OutFrom is not { } from || from > now || OutUntil <= now)
        {
            return null;
        }

        // Without an end they are asked after anew each day.
        var today = now.InZone(zone).Date;
        if (OutUntil is not { } until)
        {
            return today.PlusDays(1);
        }

        var end = until.InZone(zone).LocalDateTime;
        var back = end.TimeOfDay < Noon ? end.Date : end.Date.PlusDays(1);
        return back > today ? back : null;
    }

    /// <summary>The next day on which the person works, when a day is none of theirs; null when it is one, or nothing is known.</summary>
    public LocalDate? WorksAgainOn(LocalDate day) =>
        WorksOn.Count == 0 || WorksOn.Contains(day.DayOfWeek) ? null : Enumerable.Range(1, 6).Select(day.PlusDays).First(d => WorksOn.Contains(d.DayOfWeek));
}

namespace CollectiveImpact.Initiatives;

public static class Whereabouts
{
    public static DateTimeZone ZoneOf(this Initiative initiative, Member member) => DateTimeZoneProviders.Tzdb[initiative.TimeZone];

    /// <summary>The time zones of those whom a check-in asks; the initiative's while it asks nobody.</summary>
    public static IReadOnlyCollection<DateTimeZone> ZonesOf(this Initiative initiative, Scope asks) =>
    [
        .. initiative.Members
            .Where(m => m.PartnerId is { } partner && asks.HasPartner(partner))
            .Select(initiative.ZoneOf)
            .DefaultIfEmpty(DateTimeZoneProviders.Tzdb[initiative.TimeZone])
            .Distinct(),
    ];
}

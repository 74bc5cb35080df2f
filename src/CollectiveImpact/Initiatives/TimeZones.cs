namespace CollectiveImpact.Initiatives;

/// <summary>Finds the time zones that people name and that are stored.</summary>
public static class TimeZones
{
    /// <summary>The zone of a stored IANA id; UTC for an id that this machine doesn't know, whoever stored it.</summary>
    public static DateTimeZone Of(string? id) => Known(id) ?? DateTimeZone.Utc;

    /// <summary>The zone of an IANA id, or null.</summary>
    public static DateTimeZone? Known(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    /// <summary>The zone with this IANA id, or with this city, in any case and with spaces: "Europe/Lisbon", "new york".</summary>
    public static DateTimeZone? Find(string typed)
    {
        var id = typed.Trim().Replace(' ', '_');
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(typed)
            ?? DateTimeZoneProviders.Tzdb.Ids
                .Where(i => string.Equals(i, id, StringComparison.OrdinalIgnoreCase)
                    || (id.Length > 0 && i.EndsWith("/" + id, StringComparison.OrdinalIgnoreCase) && !i.StartsWith("Etc/", StringComparison.Ordinal)))
                .Select(i => DateTimeZoneProviders.Tzdb[i])
                .FirstOrDefault();
    }
}

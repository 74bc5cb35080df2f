using CollectiveImpact.Search;

namespace CollectiveImpact.Time;

/// <summary>Finds the time zones that people name and that are stored.</summary>
public static class TimeZones
{
    /// <summary>The zone of a stored IANA id; UTC for an id that this machine doesn't know, whoever stored it.</summary>
    public static DateTimeZone Of(string? id) => Known(id) ?? DateTimeZone.Utc;

    /// <summary>The zone of an IANA id, or null.</summary>
    public static DateTimeZone? Known(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    // Kept for old programs: an offset for ever, where whoever names it puts the clocks forward in summer.
    private static readonly string[] Obsolete = ["EST", "MST", "HST"];

    /// <summary>The zone with this IANA id, or with this city, whatever the case, spaces, dashes and accents: "Europe/Lisbon", "new york", "São Paulo".</summary>
    /// <returns>Null also for the obsolete ids that are an offset for ever, such as EST: who names one is asked which place is meant.</returns>
    public static DateTimeZone? Find(string typed)
    {
        if (DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(i => string.Equals(i, typed.Trim(), StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return Obsolete.Contains(exact) ? null : DateTimeZoneProviders.Tzdb[exact];
        }

        var name = Spelling.Alike(typed);
        return name.Length == 0 ? null : DateTimeZoneProviders.Tzdb.Ids
            .Where(i => i.Contains('/', StringComparison.Ordinal) && !i.StartsWith("Etc/", StringComparison.Ordinal))
            .Where(i => Spelling.Alike(i) == name || Spelling.Alike(i[(i.LastIndexOf('/') + 1)..]) == name)
            .Select(i => DateTimeZoneProviders.Tzdb[i])
            .FirstOrDefault();
    }

    /// <summary>Whether somebody typed one of the obsolete ids that are an offset for ever.</summary>
    public static bool IsObsolete(string typed) => Obsolete.Contains(typed.Trim(), StringComparer.OrdinalIgnoreCase);
}

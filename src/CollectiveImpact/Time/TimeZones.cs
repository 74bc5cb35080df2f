using System.Globalization;
using CollectiveImpact.Search;
using NodaTime.TimeZones;

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

    /// <summary>What people call the zone of an IANA id: its city in their language, "Lisboa" for Europe/Lisbon. <see cref="Find"/> finds it again.</summary>
    public static string InWords(string id, CultureInfo culture)
    {
        var today = Today(id);
        return Cities.Of(today, culture) ?? today[(today.LastIndexOf('/') + 1)..].Replace('_', ' ');
    }

    /// <summary>The zone with this IANA id, or with this city in any language of ours, whatever the case, spaces, dashes and accents: "Europe/Lisbon", "new york", "São Paulo", "القاهرة".</summary>
    /// <returns>Null also for the obsolete ids that are an offset for ever, such as EST: who names one is asked which place is meant.</returns>
    public static DateTimeZone? Find(string typed)
    {
        if (DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(i => string.Equals(i, typed.Trim(), StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return Obsolete.Contains(exact) ? null : DateTimeZoneProviders.Tzdb[Today(exact)];
        }

        var name = Spelling.Alike(typed);
        if (name.Length == 0)
        {
            return null;
        }

        return (Cities.ZoneOf(typed) ?? DateTimeZoneProviders.Tzdb.Ids
            .Where(i => i.Contains('/', StringComparison.Ordinal) && !i.StartsWith("Etc/", StringComparison.Ordinal))
            .FirstOrDefault(i => Spelling.Alike(i) == name || Spelling.Alike(i[(i.LastIndexOf('/') + 1)..]) == name)) is { } id
            ? DateTimeZoneProviders.Tzdb[Today(id)]
            : null;
    }

    // A zone that was renamed, Asia/Calcutta or US/Eastern; one that only keeps another's clock today, as Amsterdam does, stays what it is.
    private static string Today(string id) =>
        Cities.Of(id, CultureInfo.InvariantCulture) is null && TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var now) ? now : id;

    /// <summary>Whether somebody typed one of the obsolete ids that are an offset for ever.</summary>
    public static bool IsObsolete(string typed) => Obsolete.Contains(typed.Trim(), StringComparer.OrdinalIgnoreCase);
}

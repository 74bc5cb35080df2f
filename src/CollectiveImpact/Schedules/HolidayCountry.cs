using CollectiveImpact.Search;
using PublicHoliday;

namespace CollectiveImpact.Schedules;

/// <summary>A country whose public holidays are known.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Regions">Where some holidays are of their own, as people would write them; empty where all are the country's.</param>
public sealed record HolidayCountry(string Code, IReadOnlyList<string> Regions)
{
    /// <summary>Reckons the holidays of the country, or of one of its regions.</summary>
    internal Func<string?, IPublicHolidays> In { get; init; } = _ => throw new InvalidOperationException("A country without holidays.");

    /// <summary>The region as it stands in the list, whatever its case, spaces and accents; null for none of them.</summary>
    public string? Region(string typed) => Regions.FirstOrDefault(r => Spelling.Alike(r) == Spelling.Alike(typed));
}

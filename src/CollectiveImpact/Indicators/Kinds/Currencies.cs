using System.Collections.Frozen;
using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.TimeZones;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>The currencies of the world, by the codes of ISO 4217, as far as this system knows them.</summary>
internal static class Currencies
{
    // Those that most initiatives reckon in; every other one can be typed.
    private static readonly string[] Common =
    [
        "EUR", "USD", "GBP", "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP",
        "ETB", "GHS", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "LKR", "MAD", "MXN", "NGN", "NOK", "NPR", "NZD",
        "PEN", "PHP", "PKR", "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY", "TZS", "UAH", "UGX", "VND", "XAF", "XOF", "ZAR",
    ];

    private static readonly Lazy<FrozenDictionary<string, RegionInfo>> ByCountry = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name))
        .Where(r => r.ISOCurrencySymbol.Length == 3 && r.TwoLetterISORegionName.Length == 2)
        .DistinctBy(r => r.TwoLetterISORegionName)
        .ToFrozenDictionary(r => r.TwoLetterISORegionName));

    // By code, a country that pays in it.
    private static readonly Lazy<FrozenDictionary<string, RegionInfo>> Countries = new(() => ByCountry.Value.Values
        .GroupBy(r => r.ISOCurrencySymbol)
        .ToFrozenDictionary(g => g.Key, g => g.MinBy(r => r.TwoLetterISORegionName)!, StringComparer.OrdinalIgnoreCase));

    public static bool IsCode(string text) => text.Length == 3 && Countries.Value.ContainsKey(text);

    /// <summary>The currency whose code or name somebody wrote; null for none.</summary>
    public static string? Read(string typed, CultureInfo culture) =>
        IsCode(typed) ? typed.ToUpperInvariant() : Countries.Value.Keys.Order(StringComparer.Ordinal).FirstOrDefault(c => Says(NameOf(c, culture), typed, culture) || Says(EnglishNameOf(c), typed, culture));

    /// <summary>The currency that an initiative probably reckons in; null where neither its other indicators nor its time zone tell.</summary>
    public static string? Of(Initiative initiative, IEnumerable<Indicator> known) =>
        known.LastOrDefault(i => Kind.Of(i.Kind).CurrencyOf(i.Unit).Length > 0) is { } other ? Kind.Of(other.Kind).CurrencyOf(other.Unit)
        : TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(l => l.ZoneId == TimeZones.Of(initiative.TimeZone).Id) is { } place ? ByCountry.Value.GetValueOrDefault(place.CountryCode)?.ISOCurrencySymbol
        : null;

    /// <summary>Those to choose from: first the likely ones, then the others by their names.</summary>
    public static IReadOnlyList<(string Code, string Name)> Offered(IEnumerable<string?> likely, CultureInfo culture)
    {
        string[] first = [.. likely.OfType<string>().Where(IsCode).Select(c => c.ToUpperInvariant()).Distinct()];
        return [.. first.Select(Named), .. Common.Where(IsCode).Except(first).Select(Named).OrderBy(c => c.Name, StringComparer.Create(culture, ignoreCase: true))];

        (string Code, string Name) Named(string code) => (code, NameOf(code, culture));
    }

    // A language and a country that doesn't speak it make a place, too, whose currency has a name in that language.
    private static string NameOf(string code, CultureInfo culture) =>
        LanguageOf(culture) is { Length: > 0 } language && new RegionInfo($"{language}-{Countries.Value[code].TwoLetterISORegionName}") is { } place && string.Equals(place.ISOCurrencySymbol, code, StringComparison.OrdinalIgnoreCase)
            ? place.CurrencyNativeName
            : EnglishNameOf(code);

    private static bool Says(string name, string typed, CultureInfo culture) => culture.CompareInfo.Compare(name, typed, CompareOptions.IgnoreCase) == 0;

    private static string EnglishNameOf(string code) => Countries.Value[code].CurrencyEnglishName;

    // With its script, where it has several.
    private static string LanguageOf(CultureInfo culture) => culture.IsNeutralCulture || culture.Name.Length == 0 ? culture.Name : LanguageOf(culture.Parent);
}

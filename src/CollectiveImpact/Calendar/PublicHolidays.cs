using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using PublicHoliday;

namespace CollectiveImpact.Calendar;

/// <summary>A country whose public holidays are known.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Regions">Where some holidays are of their own, as people would write them; empty where all are the country's.</param>
public sealed record HolidayCountry(string Code, string Name, IReadOnlyList<string> Regions)
{
    /// <summary>Reckons the holidays of the country, or of one of its regions.</summary>
    internal Func<string?, IPublicHolidays> In { get; init; } = _ => throw new InvalidOperationException("A country without holidays.");

    /// <summary>The region as it stands in the list, whatever its case, spaces and accents; null for none of them.</summary>
    public string? Region(string typed) => Regions.FirstOrDefault(r => Spelling.Alike(r) == Spelling.Alike(typed));
}

/// <summary>Public holidays, as a library reckons them: the days on which they are kept.</summary>
public static class PublicHolidays
{
    private const int Years = 2;

    public static IReadOnlyList<HolidayCountry> Countries { get; } = new[]
    {
        Of<AustraliaPublicHoliday.States>("AU", "Australia", s => s is { } state ? new AustraliaPublicHoliday { State = state } : new AustraliaPublicHoliday()),
        Of("AT", "Austria", () => new AustriaPublicHoliday()),
        Of("BE", "Belgium", () => new BelgiumPublicHoliday()),
        Of("BR", "Brazil", () => new BrazilPublicHoliday()),
        new HolidayCountry("CA", "Canada", ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]) { In = province => new CanadaPublicHoliday(province) },
        Of("HR", "Croatia", () => new CroatiaPublicHoliday()),
        Of("CZ", "Czech Republic", () => new CzechRepublicPublicHoliday()),
        Of("DK", "Denmark", () => new DenmarkPublicHoliday()),
        Of("EE", "Estonia", () => new EstoniaPublicHoliday()),
        Of("FI", "Finland", () => new FinlandPublicHoliday()),
        Of<FrancePublicHoliday.Regions>("FR", "France", r => r is { } region ? new FrancePublicHoliday { Region = region } : new FrancePublicHoliday()),
        Of<GermanPublicHoliday.States>("DE", "Germany", s => s is { } state ? new GermanPublicHoliday { State = state } : new GermanPublicHoliday()),
        Of("GR", "Greece", () => new GreecePublicHoliday()),
        Of("HU", "Hungary", () => new HungaryPublicHoliday()),
        Of("IE", "Ireland", () => new IrelandPublicHoliday()),
        Of("IT", "Italy", () => new ItalyPublicHoliday()),
        Of("JP", "Japan", () => new JapanPublicHoliday()),
        Of("KZ", "Kazakhstan", () => new KazakhstanPublicHoliday()),
        Of("LV", "Latvia", () => new LatviaPublicHoliday()),
        Of("LT", "Lithuania", () => new LithuaniaPublicHoliday()),
        Of("LU", "Luxembourg", () => new LuxembourgPublicHoliday()),
        Of("MX", "Mexico", () => new MexicoPublicHoliday()),
        Of("ME", "Montenegro", () => new MontenegroPublicHoliday()),
        Of("NL", "Netherlands", () => new DutchPublicHoliday()),
        Of<NewZealandPublicHoliday.ProvincialDistricts>("NZ", "New Zealand", d => d is { } district ? new NewZealandPublicHoliday { ProvincialDistrict = district } : new NewZealandPublicHoliday()),
        Of("NO", "Norway", () => new NorwayPublicHoliday()),
        Of("PL", "Poland", () => new PolandPublicHoliday()),
        Of<PortugalPublicHoliday.Regions>("PT", "Portugal", r => r is { } region ? new PortugalPublicHoliday { Region = region } : new PortugalPublicHoliday()),
        Of("RO", "Romania", () => new RomanianPublicHoliday()),
        Of("RS", "Serbia", () => new SerbianPublicHoliday()),
        Of("SK", "Slovakia", () => new SlovakiaPublicHoliday()),
        Of("SI", "Slovenia", () => new SloveniaPublicHoliday()),
        Of("ZA", "South Africa", () => new SouthAfricaPublicHoliday()),
        Of("ES", "Spain", () => new SpainPublicHoliday()),
        Of("SE", "Sweden", () => new SwedenPublicHoliday()),
        Of<SwitzerlandPublicHoliday.Cantons>("CH", "Switzerland", c => c is { } canton ? new SwitzerlandPublicHoliday { Canton = canton } : new SwitzerlandPublicHoliday()),
        Of("TR", "Türkiye", () => new TurkeyPublicHoliday()),
        Of<UKBankHoliday.UkCountries>("GB", "United Kingdom", c => c is { } country ? new UKBankHoliday(country) : new UKBankHoliday()),
        Of("US", "United States", () => new USAPublicHoliday()),
    }.OrderBy(c => c.Name, StringComparer.Ordinal).ToArray();

    public static HolidayCountry? Find(string code) => Countries.FirstOrDefault(c => c.Code == code);

    /// <summary>The holidays of the next two years, each as a pause on the day on which it is kept.</summary>
    /// <param name="region">One of the country's regions; null for what is kept everywhere.</param>
    /// <returns>Null when the library can't reckon one of the years: it fails where two holidays of a region are on one day.</returns>
    public static IReadOnlyList<Pause>? Coming(HolidayCountry country, string? region, LocalDate today)
    {
        try
        {
            return Reckoned(country, region, today);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Pause[] Reckoned(HolidayCountry country, string? region, LocalDate today) =>
    [
        .. Enumerable.Range(today.Year, Years + 1)
            .SelectMany(year => country.In(region).PublicHolidaysInformation(year))
            .Select(h => (Day: LocalDate.FromDateTime(h.ObservedDate), Name: NameOf(h)))
            .Where(h => h.Day >= today && h.Day <= today.PlusYears(Years))
            .Select(h => new Pause(h.Day, h.Day, h.Name))
            .DistinctBy(p => p.First)
            .OrderBy(p => p.First),
    ];

    private static string NameOf(Holiday holiday)
    {
        var name = string.IsNullOrWhiteSpace(holiday.EnglishName) ? holiday.Name : holiday.EnglishName;
        return string.IsNullOrWhiteSpace(name) ? "Public holiday" : name.Length > PausesCard.LongestName ? name[..PausesCard.LongestName] : name;
    }

    private static HolidayCountry Of(string code, string name, Func<IPublicHolidays> holidays) => new(code, name, []) { In = _ => holidays() };

    private static HolidayCountry Of<T>(string code, string name, Func<T?, IPublicHolidays> holidays)
        where T : struct, Enum => new(code, name, [.. Enum.GetNames<T>().Where(n => !string.Equals(n, "ALL", StringComparison.OrdinalIgnoreCase))])
        {
            In = region => holidays(region is null ? null : Enum.Parse<T>(region)),
        };
}

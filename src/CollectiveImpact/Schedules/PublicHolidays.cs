using PublicHoliday;

namespace CollectiveImpact.Schedules;

/// <summary>Public holidays, as a library reckons them: the days on which they are kept.</summary>
public static class PublicHolidays
{
    private const int Years = 2;

    public static IReadOnlyList<HolidayCountry> Countries { get; } =
    [
        Of<AustraliaPublicHoliday.States>("AU", s => s is { } state ? new AustraliaPublicHoliday { State = state } : new AustraliaPublicHoliday()),
        Of("AT", () => new AustriaPublicHoliday()),
        Of("BE", () => new BelgiumPublicHoliday()),
        Of("BR", () => new BrazilPublicHoliday()),
        new HolidayCountry("CA", ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]) { In = province => new CanadaPublicHoliday(province) },
        Of("HR", () => new CroatiaPublicHoliday()),
        Of("CZ", () => new CzechRepublicPublicHoliday()),
        Of("DK", () => new DenmarkPublicHoliday()),
        Of("EE", () => new EstoniaPublicHoliday()),
        Of("FI", () => new FinlandPublicHoliday()),
        Of<FrancePublicHoliday.Regions>("FR", r => r is { } region ? new FrancePublicHoliday { Region = region } : new FrancePublicHoliday()),
        Of<GermanPublicHoliday.States>("DE", s => s is { } state ? new GermanPublicHoliday { State = state } : new GermanPublicHoliday()),
        Of("GR", () => new GreecePublicHoliday()),
        Of("HU", () => new HungaryPublicHoliday()),
        Of("IE", () => new IrelandPublicHoliday()),
        Of("IT", () => new ItalyPublicHoliday()),
        Of("JP", () => new JapanPublicHoliday()),
        Of("KZ", () => new KazakhstanPublicHoliday()),
        Of("LV", () => new LatviaPublicHoliday()),
        Of("LT", () => new LithuaniaPublicHoliday()),
        Of("LU", () => new LuxembourgPublicHoliday()),
        Of("MX", () => new MexicoPublicHoliday()),
        Of("ME", () => new MontenegroPublicHoliday()),
        Of("NL", () => new DutchPublicHoliday()),
        Of<NewZealandPublicHoliday.ProvincialDistricts>("NZ", d => d is { } district ? new NewZealandPublicHoliday { ProvincialDistrict = district } : new NewZealandPublicHoliday()),
        Of("NO", () => new NorwayPublicHoliday()),
        Of("PL", () => new PolandPublicHoliday()),
        Of<PortugalPublicHoliday.Regions>("PT", r => r is { } region ? new PortugalPublicHoliday { Region = region } : new PortugalPublicHoliday()),
        Of("RO", () => new RomanianPublicHoliday()),
        Of("RS", () => new SerbianPublicHoliday()),
        Of("SK", () => new SlovakiaPublicHoliday()),
        Of("SI", () => new SloveniaPublicHoliday()),
        Of("ZA", () => new SouthAfricaPublicHoliday()),
        Of("ES", () => new SpainPublicHoliday()),
        Of("SE", () => new SwedenPublicHoliday()),
        Of<SwitzerlandPublicHoliday.Cantons>("CH", c => c is { } canton ? new SwitzerlandPublicHoliday { Canton = canton } : new SwitzerlandPublicHoliday()),
        Of("TR", () => new TurkeyPublicHoliday()),
        Of<UKBankHoliday.UkCountries>("GB", c => c is { } country ? new UKBankHoliday(country) : new UKBankHoliday()),
        Of("US", () => new USAPublicHoliday()),
    ];

    public static HolidayCountry? Find(string code) => Countries.FirstOrDefault(c => c.Code == code);

    /// <summary>The holidays of the next two years, each as a pause on the day on which it is kept; without a name where the library knows none.</summary>
    /// <param name="region">One of the country's regions; null for what is kept everywhere.</param>
    /// <param name="inEnglish">Whether whoever reads them reads English: then they have their English names where the library knows some, else those of the country.</param>
    /// <returns>Null when the library can't reckon one of the years: it fails where two holidays of a region are on one day.</returns>
    public static IReadOnlyList<Pause>? Coming(HolidayCountry country, string? region, LocalDate today, bool inEnglish)
    {
        try
        {
            return Reckoned(country, region, today, inEnglish);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Pause[] Reckoned(HolidayCountry country, string? region, LocalDate today, bool inEnglish) =>
    [
        .. Enumerable.Range(today.Year, Years + 1)
            .SelectMany(year => Of(country.In(region), year, inEnglish))
            .Where(h => h.Day >= today && h.Day <= today.PlusYears(Years))
            .Select(h => new Pause(h.Day, h.Day, h.Name))
            .DistinctBy(p => p.First)
            .OrderBy(p => p.First),
    ];

    private static IEnumerable<(LocalDate Day, string Name)> Of(IPublicHolidays holidays, int year, bool inEnglish)
    {
        // Of many countries the library names the days in this list only.
        var names = holidays.PublicHolidayNames(year);
        return holidays.PublicHolidaysInformation(year).Select(h => (LocalDate.FromDateTime(h.ObservedDate), NameOf(h, names.TryGetValue(h.ObservedDate.Date, out var there) || names.TryGetValue(h.HolidayDate.Date, out there) ? there : "", inEnglish)));
    }

    private static string NameOf(Holiday holiday, string there, bool inEnglish)
    {
        string?[] names = inEnglish ? [holiday.EnglishName, holiday.Name, there] : [holiday.Name, there, holiday.EnglishName];
        var name = Array.Find(names, n => !string.IsNullOrWhiteSpace(n)) ?? "";
        return name.Length > Pause.LongestName ? name[..Pause.LongestName] : name;
    }

    private static HolidayCountry Of(string code, Func<IPublicHolidays> holidays) => new(code, []) { In = _ => holidays() };

    private static HolidayCountry Of<T>(string code, Func<T?, IPublicHolidays> holidays)
        where T : struct, Enum => new(code, [.. Enum.GetNames<T>().Where(n => !string.Equals(n, "ALL", StringComparison.OrdinalIgnoreCase))])
        {
            In = region => holidays(region is null ? null : Enum.Parse<T>(region)),
        };
}

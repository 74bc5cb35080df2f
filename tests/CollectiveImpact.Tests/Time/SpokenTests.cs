using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;
using CollectiveImpact.Time;
using CsCheck;
using NodaTime.Text;

namespace CollectiveImpact.Tests.Time;

/// <summary>Days, times, languages, zones and names are read as people say them.</summary>
public sealed class SpokenTests
{
    // A Wednesday.
    private static readonly LocalDate Today = new(2026, 11, 25);

    private static readonly string[] Bits = ["1", "31", "/", ".", "-", " ", "w", "q", "next", "end", "of", "month", "2026", "9999", "0", "th", "may", "pm"];

    [Theory]
    [InlineData("tomorrow", "en-GB", "2026-11-26")]
    [InlineData("next week", "en-GB", "2026-11-30")]
    [InlineData("next month", "en-GB", "2026-12-01")]
    [InlineData("Friday", "en-GB", "2026-11-27")]
    [InlineData("Freitag", "de-DE", "2026-11-27")]
    [InlineData("next Friday", "en-GB", "2026-12-04")]
    [InlineData("January 5", "en-US", "2027-01-05")]
    [InlineData("5 January", "en-GB", "2027-01-05")]
    [InlineData("the 5th of January", "en-GB", "2027-01-05")]
    [InlineData("Jan 5th, 2027", "en-US", "2027-01-05")]
    [InlineData("5. Januar", "de-DE", "2027-01-05")]
    [InlineData("5 de janeiro", "pt-PT", "2027-01-05")]
    [InlineData("the 5th", "en-GB", "2026-12-05")]
    [InlineData("31", "en-GB", "2026-12-31")]
    [InlineData("24.12.", "de-DE", "2026-12-24")]
    [InlineData("24.12.", "en-US", "2026-12-24")]
    [InlineData("24.12.2026", "de-DE", "2026-12-24")]
    [InlineData("12/24", "en-US", "2026-12-24")]
    [InlineData("24/12", "en-GB", "2026-12-24")]
    [InlineData("24/12", "en-US", "2026-12-24")]
    [InlineData("3/2", "en-US", "2027-03-02")]
    [InlineData("3/2", "en-GB", "2027-02-03")]
    [InlineData("12/24/26", "en-US", "2026-12-24")]
    [InlineData("2026-12-24", "en-US", "2026-12-24")]
    [InlineData("Thursday, 24 December", "en-GB", "2026-12-24")]
    [InlineData("two weeks", "en-GB", "2026-12-09")]
    [InlineData("in 3 days", "en-GB", "2026-11-28")]
    [InlineData("a week", "en-GB", "2026-12-02")]
    [InlineData("the end of the month", "en-GB", "2026-12-01")]
    [InlineData("end of December", "en-GB", "2027-01-01")]
    [InlineData("mañana", "es-MX", "2026-11-26")]
    [InlineData("manana", "es-MX", "2026-11-26")]
    [InlineData("la semana que viene", "es-ES", "2026-11-30")]
    [InlineData("hasta el 5 de enero", "es-ES", "2027-01-05")]
    [InlineData("demain", "fr-FR", "2026-11-26")]
    [InlineData("la semaine prochaine", "fr-FR", "2026-11-30")]
    [InlineData("dans 3 jours", "fr-CA", "2026-11-28")]
    [InlineData("amanhã", "pt-BR", "2026-11-26")]
    [InlineData("fim do mês", "pt-BR", "2026-12-01")]
    [InlineData("morgen", "de-DE", "2026-11-26")]
    [InlineData("nächste Woche", "de-AT", "2026-11-30")]
    [InlineData("غدا", "ar-EG", "2026-11-26")]
    [InlineData("غداً", "ar-EG", "2026-11-26")]
    [InlineData("الأسبوع القادم", "ar-MA", "2026-11-30")]
    [InlineData("5 يناير", "ar-EG", "2027-01-05")]
    [InlineData("5 يناير", "ar-JO", "2027-01-05")]
    [InlineData("٥ يناير", "ar-EG", "2027-01-05")]
    [InlineData("5 كانون الثاني", "ar-SY", "2027-01-05")]
    [InlineData("يوم 15", "ar-EG", "2026-12-15")]
    [InlineData("1er octobre", "fr-FR", "2027-10-01")]
    [InlineData("ab dem 5.", "de-DE", null)]
    [InlineData("dem 5.", "de-DE", "2026-12-05")]
    [InlineData("५ जनवरी", "hi-IN", "2027-01-05")]
    [InlineData("next week", "ar-EG", "2026-11-30")]
    [InlineData("29 February", "en-GB", "2028-02-29")]
    [InlineData("31 November", "en-GB", null)]
    [InlineData("32.12.", "de-DE", null)]
    [InlineData("whenever", "en-GB", null)]
    [InlineData("", "en-GB", null)]
    public void A_day_is_read_as_it_is_said(string said, string culture, string? day) =>
        Assert.Equal(day, SpokenDays.Day(said, Today, CultureInfo.GetCultureInfo(culture)) is { } read ? LocalDatePattern.Iso.Format(read) : null);

    [Theory]
    [InlineData("October", "2026-10-01 2026-10-31")]
    [InlineData("Oct", "2026-10-01 2026-10-31")]
    [InlineData("December", "2025-12-01 2025-12-31")]
    [InlineData("october 2025", "2025-10-01 2025-10-31")]
    [InlineData("last month", "2026-10-01 2026-10-31")]
    [InlineData("this week", "2026-11-23 2026-11-29")]
    [InlineData("last week", "2026-11-16 2026-11-22")]
    [InlineData("last quarter", "2026-07-01 2026-09-30")]
    [InlineData("this half-year", "2026-07-01 2026-12-31")]
    [InlineData("last half year", "2026-01-01 2026-06-30")]
    [InlineData("last 12 months", "2025-11-26 2026-11-25")]
    [InlineData("2026-W40", "2026-09-28 2026-10-04")]
    [InlineData("week 40", "2026-09-28 2026-10-04")]
    [InlineData("Q3", "2026-07-01 2026-09-30")]
    [InlineData("2026-10", "2026-10-01 2026-10-31")]
    [InlineData("2025", "2025-01-01 2025-12-31")]
    [InlineData("week 54", null)]
    [InlineData("marmalade", null)]
    public void A_span_is_read_as_it_is_said(string said, string? span) => Assert.Equal(
        span, SpokenDays.Span(said, Today, CultureInfo.GetCultureInfo("en-GB")) is { } read ? $"{LocalDatePattern.Iso.Format(read.First)} {LocalDatePattern.Iso.Format(read.Last)}" : null);

    [Fact]
    public void Any_day_is_read_back_from_every_way_of_writing_it()
    {
        string[] cultures = ["en-GB", "en-US", "de-DE", "pt-PT", "fr-FR", "uk-UA", "pl-PL"];
        Gen.Select(Gen.Int[1, 364], Gen.Int[0, cultures.Length - 1].Select(i => cultures[i])).Sample((days, name) =>
        {
            var (date, culture) = (Today.PlusDays(days), CultureInfo.GetCultureInfo(name));
            foreach (var pattern in new[] { "d MMMM uuuu", "d MMMM", "MMMM d", "d. MMMM", "d.M.", "dd.MM.uuuu", "uuuu-MM-dd", "d MMM" })
            {
                var written = date.ToString(pattern, culture);
                Assert.True(SpokenDays.Day(written, Today, culture) == date, $"{written} ({name})");
            }
        });
    }

    [Fact]
    public void Whatever_is_said_as_a_day_or_a_time_is_read_or_not_and_never_an_error() => Gen.OneOf<string>(
        Gen.String, Gen.Int[0, Bits.Length - 1].Select(i => Bits[i]).Array[0, 6].Select(string.Concat)).Sample(said =>
        {
            SpokenDays.Day(said, Today, CultureInfo.InvariantCulture);
            SpokenDays.Span(said, Today, CultureInfo.InvariantCulture);
            SpokenTimes.Read(said);
            TimeZones.Find(said);
            Languages.Named(said);
            _ = Abbreviation.NamesIn(said).Count();
        });

    [Theory]
    [InlineData("9:00 AM", "09:00")]
    [InlineData("9:00 PM", "21:00")]
    [InlineData("12:30 am", "00:30")]
    [InlineData("12 pm", "12:00")]
    [InlineData("9 a.m.", "09:00")]
    [InlineData("09:00", "09:00")]
    [InlineData("9.30", "09:30")]
    [InlineData("9h30", "09:30")]
    [InlineData("17", "17:00")]
    [InlineData("13:00 PM", null)]
    [InlineData("24:00", null)]
    [InlineData("9:5", null)]
    [InlineData("noonish", null)]
    public void A_time_of_day_is_read_as_it_is_typed(string typed, string? time) =>
        Assert.Equal(time, SpokenTimes.Read(typed)?.ToString("HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("German", "de")]
    [InlineData("Deutsch", "de")]
    [InlineData("allemand", "de")]
    [InlineData("português", "pt")]
    [InlineData("Portugiesisch", "pt")]
    [InlineData("البرتغالية", "pt")]
    [InlineData("الإنجليزية", "en")]
    [InlineData("tigriña", "ti")]
    [InlineData("Persisch", "fa")]
    [InlineData("farsi", "fa")]
    [InlineData("romeno", "ro")]
    [InlineData("holandés", "nl")]
    [InlineData("brasilianisches Portugiesisch", null)]
    [InlineData("portugues", "pt")]
    [InlineData("Ukrainian", "uk")]
    [InlineData("українська", "uk")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("Klingon", null)]
    public void A_language_is_known_by_its_name(string typed, string? tag) => Assert.Equal(tag, Languages.Named(typed));

    [Theory]
    [InlineData("new york", "America/New_York")]
    [InlineData("New-York", "America/New_York")]
    [InlineData("São Paulo", "America/Sao_Paulo")]
    [InlineData("europe/lisbon", "Europe/Lisbon")]
    [InlineData("Etc/GMT-5", "Etc/GMT-5")]
    [InlineData("UTC", "Etc/UTC")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("Europe/Amsterdam", "Europe/Amsterdam")]
    [InlineData("lissabon", "Europe/Lisbon")]
    [InlineData("Lisboa", "Europe/Lisbon")]
    [InlineData("nova york", "America/New_York")]
    [InlineData("القاهرة", "Africa/Cairo")]
    [InlineData("EST", null)]
    [InlineData("est", null)]
    [InlineData("MST", null)]
    [InlineData("Atlantis", null)]
    public void A_zone_is_known_by_its_city_and_an_obsolete_offset_is_none(string typed, string? id) => Assert.Equal(id, TimeZones.Find(typed)?.Id);

    public static TheoryData<string> OurLanguages() => [.. CollectiveImpact.Initiatives.Languages.Ours, "zz"];

    [Theory]
    [MemberData(nameof(OurLanguages))]
    public void A_zone_that_people_live_in_is_called_by_a_city_that_finds_it_again(string language)
    {
        var culture = System.Globalization.CultureInfo.GetCultureInfo(language);
        var places = NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(l => l.ZoneId).ToArray();

        Assert.All(places, zone => Assert.Equal(zone, TimeZones.Find(TimeZones.InWords(zone, culture))?.Id));
        Assert.DoesNotContain(places, zone => TimeZones.InWords(zone, culture).Contains('/', StringComparison.Ordinal));
        Assert.Equal(places.Length, places.DistinctBy(zone => Spelling.Alike(TimeZones.InWords(zone, culture))).Count());
    }

    [Fact]
    public void Every_language_of_ours_has_its_own_names_of_cities() =>
        Assert.Superset(CollectiveImpact.Initiatives.Languages.Ours.Select(l => System.Globalization.CultureInfo.GetCultureInfo(l).TwoLetterISOLanguageName).ToHashSet(), Cities.InLanguages.ToHashSet());

    [Theory]
    [InlineData("Europe/Lisbon", "en", "Lisbon")]
    [InlineData("Europe/Lisbon", "pt-BR", "Lisboa")]
    [InlineData("Europe/Lisbon", "de-CH", "Lissabon")]
    [InlineData("Asia/Calcutta", "es", "Calcuta")]
    [InlineData("US/Eastern", "es", "Nueva York")]
    [InlineData("Africa/Cairo", "ar-EG", "القاهرة")]
    [InlineData("Etc/UTC", "en", "UTC")]
    [InlineData("Nowhere/At_All", "fr", "At All")]
    public void A_zone_is_called_by_its_city_in_its_readers_language(string zone, string reader, string city) =>
        Assert.Equal(city, TimeZones.InWords(zone, System.Globalization.CultureInfo.GetCultureInfo(reader)));

    [Theory]
    [InlineData("Escola São João", "escola sao joao")]
    [InlineData("Escola São João", "Escola-Sa\u0303o  Joa\u0303o")]
    [InlineData("City‑Library", "city library")]
    [InlineData("O’Brien House", "O'Brien house")]
    [InlineData("Straße 5", "STRASSE 5")]
    [InlineData("Łódź Center", "lodz center")]
    public void A_name_is_the_same_whatever_its_spaces_dashes_and_accents(string name, string said) =>
        Assert.Equal([name], Spelling.Called([name, "Another", name + " North"], n => n, said));
}

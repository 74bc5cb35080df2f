using CollectiveImpact.Schedules;
using NodaTime.Text;

namespace CollectiveImpact.Tests.Schedules;

public sealed class PublicHolidaysTests
{
    private static readonly LocalDate Today = new(2026, 11, 25);

    [Theory]
    [InlineData("US", null, "2026-11-26 2026-12-25 2027-01-01")]
    [InlineData("DE", null, "2026-12-25 2027-01-01")]
    [InlineData("DE", "by", "2027-01-06 2027-05-27")]
    [InlineData("PT", null, "2026-12-01 2026-12-08 2026-12-25")]
    [InlineData("GB", null, "2026-12-25 2026-12-28 2027-01-01")]
    [InlineData("CA", "qc", "2027-06-24")]
    public void A_countrys_holidays_are_pauses_and_its_regions_have_their_own(string code, string? region, string days)
    {
        var country = PublicHolidays.Find(code)!;
        var coming = PublicHolidays.Coming(country, region is null ? null : country.Region(region)!, Today, inEnglish: true)!.Select(p => LocalDatePattern.Iso.Format(p.First)).ToArray();

        Assert.All(days.Split(' '), day => Assert.Contains(day, coming));
    }

    [Fact]
    public void Every_country_and_region_has_holidays_in_the_years_to_come()
    {
        foreach (var country in PublicHolidays.Countries)
        {
            foreach (var region in country.Regions.Prepend<string?>(null))
            {
                for (var year = 2026; year < 2036; year++)
                {
                    var coming = PublicHolidays.Coming(country, region, new LocalDate(year, 3, 1), inEnglish: true);
                    if (coming is null)
                    {
                        Assert.Equal("FR", country.Code);
                        Assert.NotNull(region);
                        continue;
                    }

                    Assert.InRange(coming.Count, 8, 60);
                    Assert.All(coming, p => Assert.True(p.First == p.Last, $"{country.Code} {region}"));
                }
            }
        }
    }

    [Theory]
    [InlineData("DE", false, "2027-01-01", "Neujahrstag")]
    [InlineData("DE", true, "2027-01-01", "Neujahrstag")]
    [InlineData("PT", false, "2027-01-01", "Ano Novo")]
    [InlineData("PT", true, "2027-01-01", "New Year")]
    [InlineData("ES", false, "2027-10-12", "Fiesta Nacional de España")]
    [InlineData("US", false, "2027-07-05", "Independence Day")]
    public void A_holiday_is_called_as_in_its_country_unless_English_is_read(string code, bool inEnglish, string day, string name) =>
        Assert.Equal(name, PublicHolidays.Coming(PublicHolidays.Find(code)!, null, Today, inEnglish)!.Single(p => LocalDatePattern.Iso.Format(p.First) == day).Name);

    /// <summary>Of some others the library knows the days of movable feasts only.</summary>
    [Fact]
    public void Every_holiday_has_a_name_where_our_languages_are_spoken() =>
        Assert.All("AT AU BE BR CA CH DE ES FR GB IE LU MX NZ PT US ZA".Split(' '), code => Assert.All(PublicHolidays.Coming(PublicHolidays.Find(code)!, null, Today, inEnglish: false)!, p => Assert.True(p.Name.Length > 0, $"{code} {p.First}")));

    [Fact]
    public void Every_country_is_called_something() =>
        Assert.All(PublicHolidays.Countries, c => Assert.NotEqual(c.Code, CountryNames.Of(c, new Texts(Riverside.English))));
}

using System.Globalization;
using CollectiveImpact.Membership;

namespace CollectiveImpact.Tests.Membership;

public sealed class AwayCardTests
{
    private static readonly LocalDate Wednesday = new(2026, 11, 25);

    [Theory]
    [InlineData("2027-01-05", "en-GB", "2027-01-05")]
    [InlineData("5 January", "en-GB", "2027-01-05")]
    [InlineData("January 5", "en-US", "2027-01-05")]
    [InlineData("5 january 2027", "en-GB", "2027-01-05")]
    [InlineData("05/01/2027", "en-GB", "2027-01-05")]
    [InlineData("1/5/2027", "en-US", "2027-01-05")]
    [InlineData("5 janeiro", "pt-PT", "2027-01-05")]
    [InlineData("Monday", "en-GB", "2026-11-30")]
    [InlineData("wednesday", "en-GB", "2026-12-02")]
    [InlineData("segunda-feira", "pt-PT", "2026-11-30")]
    [InlineData("tomorrow", "en-GB", "2026-11-26")]
    public void The_day_is_read_as_people_of_that_language_write_it(string typed, string culture, string back) => Assert.Equal(
        (NodaTime.Text.LocalDatePattern.Iso.Parse(back).Value, null),
        AwayCard.Read(typed, Wednesday, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("", "On which day")]
    [InlineData("soon", "I can't read that as a day")]
    [InlineData("2026-11-25", "has come already")]
    [InlineData("2028-11-26", "more than a year")]
    [InlineData("31 February", "I can't read that as a day")]
    public void What_is_no_day_to_come_back_on_is_said_kindly(string typed, string fault) =>
        Assert.StartsWith(fault, AwayCard.Read(typed, Wednesday, CultureInfo.GetCultureInfo("en-GB")).Fault!.Replace("That day ", "", StringComparison.Ordinal).Replace("That is ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void Every_culture_of_the_platform_has_dates_that_can_be_read() => Assert.All(
        CultureInfo.GetCultures(CultureTypes.SpecificCultures),
        culture => Assert.Equal(new LocalDate(2027, 1, 5), AwayCard.Read("2027-01-05", Wednesday, culture).Back));
}

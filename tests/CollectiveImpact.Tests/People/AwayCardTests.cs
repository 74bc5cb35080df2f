using System.Globalization;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

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
    public void The_day_is_read_as_people_of_that_language_write_it(string typed, string culture, string back)
    {
        var (read, faults) = Read(typed, CultureInfo.GetCultureInfo(culture));
        Assert.Empty(faults);
        Assert.Equal(NodaTime.Text.LocalDatePattern.Iso.Parse(back).Value, read);
    }

    [Fact]
    public void What_is_no_day_to_come_back_on_is_said_kindly()
    {
        var british = CultureInfo.GetCultureInfo("en-GB");
        var t = new Texts(british);
        var noDay = t.NoDay("9 December", "2026-12-09");
        Assert.Equal(t.DayMissing, Fault(""));
        Assert.Equal(t.FaultOf("soon", noDay), Fault("soon"));
        Assert.Equal(t.FaultOf("31 February", noDay), Fault("31 February"));
        Assert.Equal(t.DayHasCome, Fault("2026-11-25"));
        Assert.Equal(t.DayTooFar, Fault("2028-11-26"));

        string Fault(string typed) => Assert.Single(Read(typed, british).Faults).Value;
    }

    [Fact]
    public void Every_culture_of_the_platform_has_dates_that_can_be_read() => Assert.All(
        CultureInfo.GetCultures(CultureTypes.SpecificCultures),
        culture => Assert.Equal(new LocalDate(2027, 1, 5), Read("2027-01-05", culture).Back));

    private static (LocalDate? Back, IReadOnlyDictionary<string, string> Faults) Read(string typed, CultureInfo culture) => AwayCard.Read(AwayCard.Said(typed), Wednesday, culture);
}

using System.Globalization;
using CollectiveImpact.Time;
using CsCheck;

namespace CollectiveImpact.Tests.Time;

public sealed class PeriodTests
{
    private static readonly Gen<LocalDate> Dates = Gen.Int[0, 60 * 365].Select(days => new LocalDate(1990, 1, 1).PlusDays(days));

    [Theory]
    // A week belongs to the year of its Thursday.
    [InlineData(2024, 12, 29, "2024-W52")]
    [InlineData(2024, 12, 30, "2025-W01")]
    [InlineData(2025, 12, 28, "2025-W52")]
    [InlineData(2025, 12, 29, "2026-W01")]
    [InlineData(2026, 12, 31, "2026-W53")]
    [InlineData(2027, 1, 1, "2026-W53")]
    [InlineData(2027, 1, 3, "2026-W53")]
    [InlineData(2027, 1, 4, "2027-W01")]
    public void A_week_is_the_ISO_week_of_its_Thursday(int year, int month, int day, string id)
    {
        Assert.Equal(id, Period.Of(new LocalDate(year, month, day), Frequency.Weekly).Id);
    }

    [Theory]
    [InlineData(1, "2026-01", "2026-Q1")]
    [InlineData(3, "2026-03", "2026-Q1")]
    [InlineData(4, "2026-04", "2026-Q2")]
    [InlineData(9, "2026-09", "2026-Q3")]
    [InlineData(12, "2026-12", "2026-Q4")]
    public void A_month_and_a_quarter_are_those_of_the_calendar(int month, string ofMonth, string ofQuarter)
    {
        Assert.Equal(ofMonth, Period.Of(new LocalDate(2026, month, 1), Frequency.Monthly).Id);
        Assert.Equal(ofQuarter, Period.Of(new LocalDate(2026, month, 28), Frequency.Quarterly).Id);
    }

    [Fact]
    public void Weeks_are_those_of_the_calendar_of_dotnet_too() => Dates.Sample(date =>
    {
        var day = date.ToDateTimeUnspecified();
        Assert.Equal($"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}", Period.Of(date, Frequency.Weekly).Id);
    });

    [Fact]
    public void Ids_of_one_frequency_sort_by_time() => Gen.Select(Dates, Dates, Gen.Enum<Frequency>()).Sample((one, other, frequency) =>
    {
        var (early, late) = (LocalDate.Min(one, other), LocalDate.Max(one, other));
        Assert.True(Period.Of(early, frequency) <= Period.Of(late, frequency));
        Assert.True(Period.Of(late, frequency) >= Period.Of(early, frequency));
        Assert.True(Period.Of(early, frequency) < Period.Of(late.PlusYears(1), frequency));
    });

    public static TheoryData<string, string> InWords => new()
    {
        { "2026-W48", En.Time.PeriodWeek(48, "2026") },
        { "2027-W01", En.Time.PeriodWeek(1, "2027") },
        { "2026-11", "November 2026" },
        { "2026-Q4", En.Time.PeriodQuarter(4, "2026") },
    };

    [Theory]
    [MemberData(nameof(InWords))]
    public void A_period_is_said_in_words(string id, string words) =>
        Assert.Equal(words, new Period(id).InWords(CultureInfo.GetCultureInfo("en-GB")));

    [Theory]
    [InlineData("2026-W48", "48", "week")]
    [InlineData("2027-W01", "01", "week")]
    [InlineData("2026-11", "11", "month")]
    [InlineData("2026-Q4", "4", "quarter")]
    public void Under_a_chart_a_period_is_its_number(string id, string number, string counts)
    {
        Assert.Equal(number, new Period(id).Number);
        Assert.Equal(counts, new Period(id).Counts(CultureInfo.GetCultureInfo("en-GB")));
    }
}

using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Time;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class TotalTests
{
    private static readonly Period Week = new("2026-W48");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData(RollUp.Sum, 24)]
    [InlineData(RollUp.Mean, 8)]
    [InlineData(RollUp.Latest, 5)]
    [InlineData(RollUp.Max, 12)]
    [InlineData(RollUp.Min, 5)]
    public void Numbers_roll_up_in_the_way_that_was_agreed(RollUp rollUp, double value) =>
        Assert.Equal(new Total("i", Week, (decimal)value, 3, 6), Of(IndicatorKind.Number, rollUp, 6, Number(7), Number(12), Number(5)));

    [Fact]
    public void A_percentage_of_the_initiative_is_all_parts_of_all_wholes_and_no_average() =>
        // The average of 100 % and 10 % would be 55 %.
        Assert.Equal(
            new Total("i", Week, 100m * 11 / 101, 2, 2),
            Of(IndicatorKind.Percentage, RollUp.RatioOfSums, 2, new ReportedValue.Ratio(1, 1), new ReportedValue.Ratio(10, 100)));

    [Fact]
    public void The_initiatives_percentage_lies_between_its_partners_and_weighs_them_by_size() => Gen.Select(Gen.Int[0, 100], Gen.Int[1, 100]).Array[1, 20].Sample(pairs =>
    {
        var ratios = pairs.Select(p => new ReportedValue.Ratio(Math.Min(p.Item1, p.Item2), p.Item2)).ToArray();

        var total = Of(IndicatorKind.Percentage, RollUp.RatioOfSums, ratios.Length, ratios);

        Assert.Equal(100m * ratios.Sum(r => r.Part) / ratios.Sum(r => r.Whole), total.Value);
        Assert.InRange(total.Value!.Value, ratios.Min(r => r.AsNumber!.Value) - 0.0001m, ratios.Max(r => r.AsNumber!.Value) + 0.0001m);
    });

    [Fact]
    public void Yes_is_counted_and_no_is_covered() =>
        Assert.Equal(
            new Total("i", Week, 2, 3, 5),
            Of(IndicatorKind.YesNo, RollUp.CountYes, 5, new ReportedValue.YesNo(Yes: true), new ReportedValue.YesNo(Yes: false), new ReportedValue.YesNo(Yes: true)));

    [Theory]
    [InlineData(RollUp.Sum)]
    [InlineData(RollUp.Mean)]
    [InlineData(RollUp.Latest)]
    [InlineData(RollUp.Max)]
    [InlineData(RollUp.Min)]
    public void Nothing_reported_is_no_value_and_not_zero(RollUp rollUp)
    {
        Assert.Equal(new Total("i", Week, null, 0, 4), Of(IndicatorKind.Number, rollUp, 4));
        Assert.Equal(En.Indicators.NobodyReported, Of(IndicatorKind.Number, rollUp, 4).InWords(Indicator(IndicatorKind.Number, rollUp), English));
    }

    [Fact]
    public void A_reported_zero_is_a_value() =>
        Assert.Equal(new Total("i", Week, 0, 1, 4), Of(IndicatorKind.Number, RollUp.Sum, 4, Number(0)));

    [Fact]
    public void Words_are_counted_and_not_added_up() =>
        Assert.Equal(new Total("i", Week, null, 2, 3), Of(IndicatorKind.Text, RollUp.None, 3, new ReportedValue.Words("a"), new ReportedValue.Words("b")));

    public static TheoryData<IndicatorKind, RollUp, string> Totals => new()
    {
        { IndicatorKind.Number, RollUp.Sum, "1,234.5 children" },
        { IndicatorKind.Percentage, RollUp.RatioOfSums, "1,234.5 %" },
        { IndicatorKind.YesNo, RollUp.CountYes, En.Indicators.SayYes("1,234.5", 3, 1234) },
    };

    [Theory]
    [MemberData(nameof(Totals))]
    public void A_total_is_said_in_words(IndicatorKind kind, RollUp rollUp, string words) =>
        Assert.Equal(words, new Total("i", Week, 1234.5m, 3, 4).InWords(Indicator(kind, rollUp), English));

    [Fact]
    public void Only_roll_ups_that_mean_something_are_offered()
    {
        Assert.Equal([RollUp.RatioOfSums], Kind.Of(IndicatorKind.Percentage).RollUps);
        Assert.DoesNotContain(RollUp.RatioOfSums, Kind.Of(IndicatorKind.Number).RollUps);
        Assert.Equal([RollUp.CountYes], Kind.Of(IndicatorKind.YesNo).RollUps);
        Assert.Equal([RollUp.None], Kind.Of(IndicatorKind.Text).RollUps);
    }

    public static TheoryData<GoodDirection, double, double, string> Trends => new()
    {
        { GoodDirection.Up, 112, 100, En.Indicators.Up("12") },
        { GoodDirection.Up, 88, 100, En.Indicators.DownTheWrongWay("12") },
        { GoodDirection.Down, 88, 100, En.Indicators.Down("12") },
        { GoodDirection.Down, 112, 100, En.Indicators.UpTheWrongWay("12") },
        { GoodDirection.Up, 100, 100, En.Indicators.Unchanged },
        { GoodDirection.Up, 100.001, 100, En.Indicators.Unchanged },
    };

    [Theory]
    [MemberData(nameof(Trends))]
    public void A_trend_says_which_way_and_whether_that_is_the_right_one(GoodDirection good, double now, double before, string words) =>
        Assert.Equal(words, Trend.InWords((decimal)now, (decimal)before, Indicator(IndicatorKind.Number, RollUp.Sum) with { Direction = good }, English));

    [Fact]
    public void A_trend_of_a_percentage_is_in_points() =>
        Assert.Equal(En.Indicators.Up(En.Indicators.Points("2.5")), Trend.InWords(62.5m, 60m, Indicator(IndicatorKind.Percentage, RollUp.RatioOfSums), English));

    [Fact]
    public void Without_a_value_before_there_is_no_trend()
    {
        Assert.Equal("", Trend.InWords(12, null, Indicator(IndicatorKind.Number, RollUp.Sum), English));
        Assert.Equal("", Trend.InWords(null, 12, Indicator(IndicatorKind.Number, RollUp.Sum), English));
    }

    [Theory]
    [InlineData(GoodDirection.Up, 900, "target 900 children, reached")]
    [InlineData(GoodDirection.Up, 899, "target 900 children")]
    [InlineData(GoodDirection.Down, 900, "target 900 children, reached")]
    [InlineData(GoodDirection.Down, 901, "target 900 children")]
    public void A_target_is_reached_from_the_good_side(GoodDirection good, double now, string words) =>
        Assert.Equal(words, Trend.AgainstTarget((decimal)now, Indicator(IndicatorKind.Number, RollUp.Sum) with { Direction = good, Target = 900 }, new LocalDate(2026, 11, 29), English));

    [Theory]
    [InlineData(RollUp.Sum, 4, 0, 6, true)]
    [InlineData(RollUp.Sum, 4, 2, 6, false)]
    [InlineData(RollUp.Sum, 6, 0, 6, false)]
    [InlineData(RollUp.CountYes, 5, 0, 6, true)]
    [InlineData(RollUp.Mean, 3, 0, 6, false)]
    [InlineData(RollUp.Mean, 2, 0, 6, true)]
    [InlineData(RollUp.RatioOfSums, 2, 0, 6, true)]
    public void A_sum_is_judged_when_all_whom_it_concerns_are_in_it_and_other_figures_when_half_are(RollUp rollUp, int covers, int notApplicable, int asked, bool partial) =>
        Assert.Equal(partial, (new Total("i", Week, 1, covers, asked) { NotApplicable = notApplicable }).IsPartial(Indicator(IndicatorKind.Number, rollUp)));

    [Fact]
    public void What_was_counted_in_whole_ones_is_reckoned_in_whole_ones()
    {
        var indicator = Indicator(IndicatorKind.Number, RollUp.Sum) with { Baseline = 10, BaselineOn = new LocalDate(2026, 1, 1), Target = 61, TargetBy = new LocalDate(2027, 6, 30) };
        Total[] totals = [.. Enumerable.Range(0, 6).Select(w => new Total("i", Period.Of(new LocalDate(2026, 10, 5).PlusWeeks(w), Frequency.Weekly), 20 + (w * 3 % 5), 3, 3))];

        Assert.Equal(En.Indicators.IfItGoesOn("22 children"), Trend.Ahead(totals, indicator, English));
        Assert.Equal(En.Indicators.ThePathSays(En.Indicators.Behind(En.Indicators.TargetBy("61 children", "30 June 2027")), "41 children"), Trend.AgainstTarget(22, indicator, new LocalDate(2026, 11, 29), English));
        Assert.Equal("", Trend.Ahead([.. totals[..^1], totals[^1] with { Covers = 2 }], indicator, English));
        Assert.Equal(En.Indicators.TargetBy("61 children", "30 June 2027"), Trend.AgainstTarget(22, indicator, new LocalDate(2026, 11, 29), English, isPartial: true));
        Assert.Equal(En.Indicators.Reached(En.Indicators.TargetBy("61 children", "30 June 2027")), Trend.AgainstTarget(70, indicator, new LocalDate(2026, 11, 29), English, isPartial: true));
    }

    [Fact]
    public void A_total_says_how_many_are_in_it_and_why_others_are_not() => Assert.Equal(
        $"{En.Indicators.FromPartners(1, 5)}; {En.Indicators.DoesntApplyTo(1)}; {En.Indicators.DontCollect(1)}; {En.Indicators.DontKnowYet(2)}",
        Of(IndicatorKind.Number, RollUp.Sum, 5, Number(3), Missing(MissingBecause.NotApplicable), Missing(MissingBecause.NotCollected), Missing(MissingBecause.NotYetKnown), Missing(MissingBecause.NotYetKnown)).Coverage(English));

    private static ReportedValue.Missing Missing(MissingBecause why) => new(why);

    private static ReportedValue.Number Number(decimal value) => new(value);

    private static Total Of(IndicatorKind kind, RollUp rollUp, int asked, params ReportedValue[] values) =>
        Total.Of(Indicator(kind, rollUp), Week, values, asked);

    private static Indicator Indicator(IndicatorKind kind, RollUp rollUp) =>
        new("i", "How many?", "children", kind, GoodDirection.Up, rollUp, null, [], 1, Retired: false);

    [Theory]
    [InlineData(450, null, GoodDirection.Up, "0.5")]
    [InlineData(900, null, GoodDirection.Up, "1")]
    [InlineData(1200, null, GoodDirection.Up, "1")]
    [InlineData(0, null, GoodDirection.Up, "0")]
    [InlineData(500, 100, GoodDirection.Up, "0.5")]
    [InlineData(50, 100, GoodDirection.Up, "0")]
    [InlineData(1000, 1100, GoodDirection.Down, "0.5")]
    [InlineData(1200, 1100, GoodDirection.Down, "0")]
    [InlineData(800, null, GoodDirection.Down, "1")]
    [InlineData(1000, null, GoodDirection.Down, null)]
    [InlineData(1000, 900, GoodDirection.Down, null)]
    public void The_way_to_a_target_begins_at_the_baseline_or_at_zero(int now, int? baseline, GoodDirection direction, string? way) =>
        Assert.Equal(way, Trend.WayToTarget(now, Riverside.Sessions with { Direction = direction, Baseline = baseline })?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Without_a_target_or_a_value_there_is_no_way()
    {
        Assert.Null(Trend.WayToTarget(4, Riverside.Met));
        Assert.Null(Trend.WayToTarget(null, Riverside.Sessions));
    }
}

using CollectiveImpact.Cards;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests.Indicators;

/// <summary>What a chart leaves out, so that a check-in that few answered doesn't look like a collapse.</summary>
public sealed class TrendChartTests
{
    private static readonly (int Value, int Covers)[] Weeks = [(120, 4), (30, 1), (55, 2), (118, 4)];

    [Theory]
    [InlineData(RollUp.Sum, "120 55 118")]
    [InlineData(RollUp.CountYes, "120 55 118")]
    [InlineData(RollUp.Mean, "120 30 55 118")]
    [InlineData(RollUp.Max, "120 30 55 118")]
    public void A_sum_of_less_than_half_of_the_partners_is_left_out_and_counted(RollUp rollUp, string drawn)
    {
        var indicator = Riverside.Sessions with { RollUp = rollUp, Target = null };
        var series = Series(Weeks);

        Assert.Equal(drawn.Split(' ').Select(double.Parse), Points(indicator, series));
        Assert.Equal(Weeks.Length - drawn.Split(' ').Length, TrendChart.LeftOut(indicator, series));
    }

    [Fact]
    public void Where_few_ever_answered_all_is_drawn()
    {
        var series = Series((30, 1), (25, 1), (118, 4));

        Assert.Equal([30, 25, 118], Points(Riverside.Sessions with { Target = null }, series));
        Assert.Equal(0, TrendChart.LeftOut(Riverside.Sessions, series));
    }

    private static IEnumerable<double> Points(Indicator indicator, IReadOnlyList<TrendPoint> series) =>
        ((LineChart)TrendChart.Of(indicator, series, Riverside.English)).Data.Single().Values.Select(p => p.Y);

    private static TrendPoint[] Series(params (int Value, int Covers)[] weeks) =>
        [.. weeks.Select((w, i) => new TrendPoint(new($"2026-W{40 + i}"), w.Value, 1) { Missing = w.Covers < 4 ? (w.Covers, 4) : null })];
}

using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests.Indicators;

public sealed class SparklineTests
{
    [Fact]
    public void The_lowest_and_the_highest_value_fill_the_line() => Assert.Equal("▁▅█▃", Drawn(10, 18, 24, 14));

    [Fact]
    public void Of_values_that_are_all_the_same_none_is_low() => Assert.Equal("▅▅▅", Drawn(7, 7, 7));

    [Fact]
    public void One_value_is_no_line() => Assert.Equal(["", ""], [Drawn(), Drawn(5)]);

    [Fact]
    public void Only_the_last_quarter_is_drawn() => Assert.Equal("▁▁▁▁▁▁▁▁▁▁▁▁█", Drawn([999, .. Enumerable.Repeat(1m, 12), 2]));

    [Fact]
    public void What_partners_are_missing_from_is_hollow_and_bends_no_scale()
    {
        var points = Points(10, 1, 20);
        points[1] = points[1] with { Missing = (1, 6) };

        Assert.Equal("▁○█", Sparkline.Of(Riverside.Sessions, points));
    }

    [Fact]
    public void A_period_without_a_value_is_a_dot_and_a_new_meaning_a_gap()
    {
        var points = Points(10, 15, 20, 10);
        points[1] = points[1] with { Value = null };
        points[3] = points[3] with { Version = 2 };

        Assert.Equal("▁·█╎▁", Sparkline.Of(Riverside.Sessions with { Version = 2 }, points));
        Assert.Equal("", Sparkline.Of(Riverside.Sessions with { Version = 2, ComparesFrom = 2 }, points));
    }

    private static string Drawn(params decimal[] values) => Sparkline.Of(Riverside.Sessions, Points(values));

    private static TrendPoint[] Points(params decimal[] values) => [.. values.Select((v, i) => new TrendPoint(new Period($"2026-W{10 + i}"), v, 1))];
}

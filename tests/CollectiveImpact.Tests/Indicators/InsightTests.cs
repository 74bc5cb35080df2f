using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests.Indicators;

public sealed class InsightTests
{
    private static readonly Indicator Down = Riverside.Sessions with { Direction = GoodDirection.Down, Target = 20, Unit = "" };

    [Fact]
    public void A_first_value_has_moved_nowhere() => Assert.Equal("", Moved(5));

    [Fact]
    public void It_says_by_how_much_a_value_moved()
    {
        Assert.Equal(En.Indicators.MovedUp("2"), Moved(12, 20, 10));
        Assert.Equal(En.Indicators.MovedDown("3"), Moved(7, 5, 10));
        Assert.Equal(En.Indicators.MovedNot, Moved(10, 9, 10));
    }

    [Fact]
    public void It_says_since_when_it_has_not_been_so_high_or_so_low()
    {
        // Weeks 10 to 15 of 2026: the first two end in March.
        Assert.Equal(En.Indicators.MovedTo(En.Indicators.MovedUp("6"), En.Indicators.HighestSince("March")), Moved(16, 20, 17, 10, 10, 10, 10));
        Assert.Equal(En.Indicators.MovedTo(En.Indicators.MovedUp("1"), En.Indicators.HighestSoFar), Moved(11, 7, 8, 9, 10));
        Assert.Equal(En.Indicators.MovedTo(En.Indicators.MovedDown("1"), En.Indicators.LowestSoFar), Moved(6, 10, 9, 8, 7));
        // Ahead of three is no news.
        Assert.Equal(En.Indicators.MovedUp("1"), Moved(11, 8, 9, 10));
    }

    [Fact]
    public void What_partners_are_missing_from_is_no_measure()
    {
        TrendPoint[] before = [.. Points(10, 2)];
        before[1] = before[1] with { Missing = (1, 6) };

        Assert.Equal(En.Indicators.MovedUp("1"), Insight.Moved(11, before, Riverside.Sessions, Riverside.English));
    }

    [Fact]
    public void It_says_how_far_the_target_is()
    {
        Assert.Equal("", Insight.Distance(5, Riverside.Sessions with { Target = null }, Riverside.English, isPartial: false));
        Assert.Equal(En.Indicators.Target("900 children"), Distance(null, isPartial: false));
        Assert.Equal(En.Indicators.ShortOf("59", "900 children"), Distance(841, isPartial: false));
        Assert.Equal(En.Indicators.Reached(En.Indicators.Target("900 children")), Distance(900, isPartial: false));
        Assert.Equal(En.Indicators.Over("4", "20"), Insight.Distance(24, Down, Riverside.English, isPartial: false));
        Assert.Equal(En.Indicators.Reached(En.Indicators.Target("20")), Insight.Distance(20, Down, Riverside.English, isPartial: false));
    }

    [Fact]
    public void A_few_partners_are_set_beside_the_target_of_all_as_that()
    {
        Assert.Equal(En.Indicators.TargetOfAllPartners("900 children"), Distance(100, isPartial: true));
        // What is to rise can be reached by some of them alone; what is to fall can't.
        Assert.Equal(En.Indicators.Reached(En.Indicators.Target("900 children")), Distance(950, isPartial: true));
        Assert.Equal(En.Indicators.TargetOfAllPartners("20"), Insight.Distance(3, Down, Riverside.English, isPartial: true));
    }

    private static string Distance(decimal? value, bool isPartial) => Insight.Distance(value, Riverside.Sessions, Riverside.English, isPartial);

    private static string Moved(decimal value, params decimal[] before) => Insight.Moved(value, Points(before), Riverside.Sessions, Riverside.English);

    private static IReadOnlyList<TrendPoint> Points(params decimal[] values) => [.. values.Select((v, i) => new TrendPoint(new Period($"2026-W{10 + i}"), v, 1))];
}

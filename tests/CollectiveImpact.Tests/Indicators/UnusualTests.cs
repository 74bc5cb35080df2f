using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class UnusualTests
{
    private static readonly decimal[] Steady = [40, 42, 39, 41, 43, 40, 38, 41];

    private static readonly Gen<(decimal Value, decimal[] History)> Any =
        Gen.Select(Gen.Int[-1_000, 1_000], Gen.Int[-1_000, 1_000].Array[Unusual.Fewest, 20]).Select((v, h) => ((decimal)v, h.Select(x => (decimal)x).ToArray()));

    [Theory]
    [InlineData(41, false)]
    [InlineData(45, false)]
    [InlineData(400, true)]
    [InlineData(0, true)]
    public void A_value_far_from_the_own_median_is_unusual(double value, bool unusual) =>
        Assert.Equal(unusual, Unusual.Is((decimal)value, Steady));

    [Fact]
    public void Five_values_are_too_few_to_say() => Assert.False(Unusual.Is(4_000, Steady[..5]));

    [Theory]
    [InlineData(10, false)]
    [InlineData(14, false)]
    [InlineData(16, true)]
    [InlineData(4, true)]
    public void Where_nothing_ever_changed_a_change_by_half_is_unusual(double value, bool unusual) =>
        Assert.Equal(unusual, Unusual.Is((decimal)value, [10, 10, 10, 10, 10, 10]));

    [Fact]
    public void One_odd_week_among_equal_ones_does_not_make_everything_usual() =>
        Assert.True(Unusual.Is(1_000, [10, 10, 10, 10, 10, 10, 10, 30]));

    [Fact]
    public void The_verdict_does_not_depend_on_the_order_or_the_scale() => Any.Sample((value, history) =>
    {
        var verdict = Unusual.Is(value, history);

        Assert.Equal(verdict, Unusual.Is(value, [.. history.Reverse()]));
        Assert.Equal(verdict, Unusual.Is(value * 8, [.. history.Select(h => h * 8)]));
    });

    [Fact]
    public void The_median_itself_is_never_unusual() => Any.Sample((_, history) => Assert.False(Unusual.Is(Unusual.Median(history), history)));

    [Theory]
    [InlineData(150, 100, 50, false)]
    [InlineData(151, 100, 50, true)]
    [InlineData(49, 100, 50, true)]
    [InlineData(5, 0, 50, false)]
    public void A_change_is_measured_against_the_value_before(double value, double last, double percent, bool more) =>
        Assert.Equal(more, Unusual.ChangedMoreThan((decimal)value, (decimal)last, (decimal)percent));
}

using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class AimTests
{
    private static readonly LocalDate Start = new(2026, 1, 1);

    // A hundred days from 50 to 90.
    private static readonly Aim Line = new(50, Start, 90, Start.PlusDays(100), TargetPath.Linear);

    [Theory]
    [InlineData(-5, 50)]
    [InlineData(0, 50)]
    [InlineData(25, 60)]
    [InlineData(50, 70)]
    [InlineData(100, 90)]
    [InlineData(500, 90)]
    public void A_straight_way_asks_for_the_same_every_day(int day, double expected) => Assert.Equal((decimal)expected, Line.Expected(Start.PlusDays(day)));

    [Theory]
    [InlineData(24, 50)]
    [InlineData(25, 60)]
    [InlineData(49, 60)]
    [InlineData(99, 80)]
    [InlineData(100, 90)]
    public void A_way_by_steps_asks_for_a_quarter_when_a_quarter_of_the_time_has_passed(int day, double expected) =>
        Assert.Equal((decimal)expected, (Line with { Path = TargetPath.ByStep }).Expected(Start.PlusDays(day)));

    [Theory]
    [InlineData(50, 72, Pace.Ahead)]
    [InlineData(50, 70.5, Pace.OnTrack)]
    [InlineData(50, 69.5, Pace.OnTrack)]
    [InlineData(50, 68, Pace.Behind)]
    [InlineData(100, 89.9, Pace.Behind)]
    [InlineData(100, 90, Pace.OnTrack)]
    public void A_total_is_ahead_on_track_or_behind(int day, double value, Pace pace) =>
        Assert.Equal(pace, Line.Of((decimal)value, Start.PlusDays(day), GoodDirection.Up));

    [Fact]
    public void Less_is_ahead_where_less_is_good() => Gen.Select(Gen.Int[0, 120], Gen.Int[0, 140]).Sample((day, value) =>
    {
        var mirrored = new Aim(-50, Start, -90, Start.PlusDays(100), TargetPath.Linear);

        Assert.Equal(Line.Of(value, Start.PlusDays(day), GoodDirection.Up), mirrored.Of(-value, Start.PlusDays(day), GoodDirection.Down));
    });

    [Fact]
    public void A_level_to_hold_is_an_aim_as_well()
    {
        var hold = new Aim(90, Start, 90, Start.PlusDays(100), TargetPath.Linear);

        Assert.Equal(Pace.OnTrack, hold.Of(90, Start.PlusDays(10), GoodDirection.Up));
        Assert.Equal(Pace.Behind, hold.Of(89, Start.PlusDays(10), GoodDirection.Up));
    }

    [Fact]
    public void A_straight_line_is_forecast_exactly() => Gen.Select(Gen.Int[-50, 50], Gen.Int[-500, 500], Gen.Int[Forecast.Fewest, 12]).Sample((slope, height, points) =>
    {
        var series = Enumerable.Range(0, points).Select(n => (Start.PlusDays(7 * n), (decimal)(height + (slope * 7 * n)))).ToArray();

        Assert.Equal(height + (slope * 700), Forecast.At(Start.PlusDays(700), series));
        Assert.Equal(height + (slope * 700), Forecast.At(Start.PlusDays(700), [.. series.Reverse()]));
    });

    [Fact]
    public void One_odd_week_does_not_turn_a_forecast()
    {
        (LocalDate, decimal)[] series = [.. Enumerable.Range(0, 9).Select(n => (Start.PlusDays(7 * n), n == 4 ? 4_000m : 10m + n))];

        Assert.Equal(30, Math.Round(Forecast.At(Start.PlusDays(140), series)!.Value));
    }

    [Fact]
    public void Three_points_are_no_trend() => Assert.Null(Forecast.At(Start.PlusDays(70), [(Start, 1), (Start.PlusDays(7), 2), (Start.PlusDays(14), 3)]));

    [Fact]
    public void Only_an_indicator_with_baseline_target_and_dates_has_a_way()
    {
        var full = Riverside.Sessions with { Baseline = 100, BaselineOn = Start, Target = 900, TargetBy = Start.PlusDays(365) };

        Assert.NotNull(Aim.Of(full));
        Assert.Null(Aim.Of(full with { Baseline = null }));
        Assert.Null(Aim.Of(full with { TargetBy = Start }));
        Assert.Null(Aim.Of(Riverside.Sessions));
    }
}

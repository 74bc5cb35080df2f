namespace CollectiveImpact.Indicators;

/// <summary>How the way from a baseline to a target is meant to go.</summary>
public enum TargetPath
{
    /// <summary>The same distance every day.</summary>
    Linear,

    /// <summary>In four equal steps, each due when a quarter of the time has passed.</summary>
    ByStep,
}

/// <summary>Where a total stands on its way.</summary>
public enum Pace
{
    Ahead,
    OnTrack,
    Behind,
}

/// <summary>The way from where an indicator started to where it is to be.</summary>
public sealed record Aim(decimal Baseline, LocalDate BaselineOn, decimal Target, LocalDate By, TargetPath Path)
{
    private const int Steps = 4;

    // Of the whole way: nearer than that to the path is on it.
    private const decimal Near = 0.02m;

    /// <summary>The aim of an indicator that has a baseline and a date; null when it has only a target, or none.</summary>
    public static Aim? Of(Indicator indicator) =>
        indicator is { Baseline: { } baseline, BaselineOn: { } on, Target: { } target, TargetBy: { } by } && on < by
            ? new Aim(baseline, on, target, by, indicator.ByStep ? TargetPath.ByStep : TargetPath.Linear)
            : null;

    /// <summary>What the path asks for on a day; the baseline before it began, and the target after it ended.</summary>
    public decimal Expected(LocalDate on)
    {
        var share = Share(on);
        return Baseline + ((Target - Baseline) * (Path == TargetPath.ByStep ? Math.Floor(share * Steps) / Steps : share));
    }

    public Pace Of(decimal value, LocalDate on, GoodDirection good)
    {
        var ahead = (value - Expected(on)) * (good == GoodDirection.Up ? 1 : -1);
        var near = Math.Abs(Target - Baseline) * Near;
        // At the end there is no almost.
        return on >= By
            ? ahead > 0 ? Pace.Ahead : ahead == 0 ? Pace.OnTrack : Pace.Behind
            : ahead > near ? Pace.Ahead : ahead >= -near ? Pace.OnTrack : Pace.Behind;
    }

    private decimal Share(LocalDate on)
    {
        var (passed, whole) = (NodaTime.Period.DaysBetween(BaselineOn, on), NodaTime.Period.DaysBetween(BaselineOn, By));
        return passed <= 0 ? 0m : passed >= whole ? 1m : (decimal)passed / whole;
    }
}

/// <summary>Where a series will be if it goes on as it does.</summary>
/// <remarks>
/// The line through the points whose slope is the median of the slopes between all pairs of them (Theil 1950; Sen, "Estimates of
/// the Regression Coefficient Based on Kendall's Tau", 1968): one odd week doesn't turn it.
/// </remarks>
public static class Forecast
{
    /// <summary>How many points are needed to speak of a trend.</summary>
    public const int Fewest = 4;

    private const int Most = 12;

    /// <param name="series">Values with the day each is about, in any order; the last twelve count.</param>
    /// <returns>The value on the day, or null with too few points.</returns>
    public static decimal? At(LocalDate day, IReadOnlyList<(LocalDate On, decimal Value)> series)
    {
        var points = series.OrderBy(p => p.On).TakeLast(Most).Select(p => (Day: NodaTime.Period.DaysBetween(day, p.On), p.Value)).ToArray();
        if (points.Length < Fewest)
        {
            return null;
        }

        var slopes = new List<decimal>();
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = i + 1; j < points.Length; j++)
            {
                if (points[j].Day != points[i].Day)
                {
                    slopes.Add((points[j].Value - points[i].Value) / (points[j].Day - points[i].Day));
                }
            }
        }

        if (slopes.Count == 0)
        {
            return null;
        }

        // The day that is asked about is day zero, so the line's height there is its intercept.
        var slope = Unusual.Median(slopes);
        return Unusual.Median([.. points.Select(p => p.Value - (slope * p.Day))]);
    }
}

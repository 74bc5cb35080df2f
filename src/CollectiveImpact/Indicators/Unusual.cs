namespace CollectiveImpact.Indicators;

/// <summary>Whether a value stands out from a partner's own history.</summary>
/// <remarks>
/// The modified z-score of Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (ASQC, 1993): the distance from the median in
/// units of the median absolute deviation, which a few odd values don't move as they move a standard deviation.
/// </remarks>
public static class Unusual
{
    /// <summary>How many earlier values are needed to say what is usual.</summary>
    public const int Fewest = 6;

    private const decimal MostScore = 3.5m;
    private const decimal OfMedianDeviation = 0.6745m;
    private const decimal OfMeanDeviation = 1.253314m;

    /// <param name="history">The earlier values, in any order.</param>
    public static bool Is(decimal value, IReadOnlyList<decimal> history)
    {
        if (history.Count < Fewest)
        {
            return false;
        }

        var median = Median(history);
        var distance = Math.Abs(value - median);
        decimal[] deviations = [.. history.Select(h => Math.Abs(h - median))];
        if (Median(deviations) is > 0 and var spread)
        {
            return OfMedianDeviation * distance > MostScore * spread;
        }

        // More than half of the history is the same number: the mean deviation takes over, and without any a change by half counts.
        return deviations.Average() is > 0 and var mean
            ? distance > MostScore * OfMeanDeviation * mean
            : 2 * distance > Math.Abs(median);
    }

    /// <summary>Whether a value moved by more than a share of the one before.</summary>
    /// <param name="percent">In percent of the value before. From zero, no change can be judged so.</param>
    public static bool ChangedMoreThan(decimal value, decimal last, decimal percent) =>
        last != 0 && Math.Abs(value - last) > Math.Abs(last) * (percent / 100m);

    /// <exception cref="ArgumentException">There are no values.</exception>
    public static decimal Median(IReadOnlyCollection<decimal> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("Nothing has no median.", nameof(values));
        }

        decimal[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

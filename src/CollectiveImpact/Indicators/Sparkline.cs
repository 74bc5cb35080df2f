using System.Text;

namespace CollectiveImpact.Indicators;

/// <summary>
/// The last quarter of an indicator in characters that every client draws: ▁ for the lowest value and █ for the highest. A period that
/// partners are missing from is hollow, for its sum would look like a fall; where the meaning changed there is a gap.
/// </summary>
/// <remarks>A screen reader may leave the signs out: whatever they tell stands in words beside them.</remarks>
public static class Sparkline
{
    /// <summary>A quarter of weeks.</summary>
    public const int MostPoints = 13;

    /// <summary>A period that not all partners are in.</summary>
    public const char Hollow = '○';

    private const string Heights = "▁▂▃▄▅▆▇█";
    private const char Nothing = '·';
    private const char Break = '╎';

    /// <param name="series">Oldest first.</param>
    /// <returns>Empty where there is nothing to compare.</returns>
    public static string Of(Indicator indicator, IReadOnlyList<TrendPoint> series)
    {
        TrendPoint[] shown = [.. series.Where(p => p.Version >= indicator.ComparesFrom).TakeLast(MostPoints)];
        decimal[] whole = [.. shown.Where(p => !p.IsPartial).Select(p => p.Value).OfType<decimal>()];
        if (whole.Length < 2)
        {
            return "";
        }

        var (lowest, highest, line) = (whole.Min(), whole.Max(), new StringBuilder());
        for (var i = 0; i < shown.Length; i++)
        {
            if (i > 0 && shown[i].Version != shown[i - 1].Version)
            {
                line.Append(Break);
            }

            line.Append(shown[i] switch
            {
                { Value: null } => Nothing,
                { IsPartial: true } => Hollow,
                { Value: { } value } => Heights[HeightOf(value, lowest, highest)],
            });
        }

        return line.ToString();
    }

    // Of values that are all the same, none is low.
    private static int HeightOf(decimal value, decimal lowest, decimal highest) => lowest == highest
        ? Heights.Length / 2
        : (int)Math.Round((value - lowest) / (highest - lowest) * (Heights.Length - 1), MidpointRounding.AwayFromZero);
}

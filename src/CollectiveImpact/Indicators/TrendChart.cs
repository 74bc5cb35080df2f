using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Indicators;

/// <summary>A value in a trend, and the version of the definition that it was answered by.</summary>
public sealed record TrendPoint(Period Period, decimal? Value, int Version);

/// <summary>
/// A small line of an indicator's recent values, up to two years of weeks; clients without charts read the same numbers. Where the
/// meaning changed the line breaks off, and another one goes on.
/// </summary>
public static class TrendChart
{
    private const int MostPoints = 104;

    public static Element Of(Indicator indicator, IReadOnlyList<TrendPoint> series, CultureInfo culture)
    {
        var known = series.Where(s => s.Value is not null && s.Version >= indicator.ComparesFrom).ToArray();
        var shown = known.TakeLast(MostPoints).ToArray();
        // A year has each week once: only then is its number enough.
        var number = shown.Select(s => s.Period.Number).Distinct().Count() == shown.Length;
        var meanings = shown.GroupBy(s => s.Version).OrderBy(g => g.Key).ToArray();
        return new LineChart(
        [
            .. meanings.Select(m => new LineSeries(
                PeoplesWords.Plain(meanings.Length == 1 ? indicator.Question : m.Key == meanings[^1].Key ? $"{indicator.Question}, as it counts now" : $"as it counted until {m.Last().Period.InWords(culture)}"),
                [.. m.Select(s => new ChartPoint(number ? s.Period.Number : s.Period.Id, (double)Math.Round(s.Value!.Value, indicator.Kind == IndicatorKind.Percentage ? 1 : 2)))])),
        ])
        {
            XAxisTitle = shown.Length == 0 ? null : shown[0].Period.Counts,
            Fallback = RichTextBlock.Of(InWords(indicator, shown, culture), isSubtle: true, size: TextSize.Small),
        };
    }

    private static string InWords(Indicator indicator, TrendPoint[] shown, CultureInfo culture)
    {
        var words = new List<string>();
        for (var i = 0; i < shown.Length; i++)
        {
            words.Add((i > 0 && shown[i].Version != shown[i - 1].Version ? "then by a new meaning " : "") + Text(indicator, shown[i].Value!.Value, culture));
        }

        return $"So far: {string.Join(", ", words)}";
    }

    private static string Text(Indicator indicator, decimal value, CultureInfo culture) =>
        indicator.Kind == IndicatorKind.Percentage ? Figures.Percent(value, culture) : Figures.Plain(value, culture);
}

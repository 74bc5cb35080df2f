using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Indicators;

/// <summary>A small line of an indicator's recent values; clients without charts read the same numbers.</summary>
public static class TrendChart
{
    public static Element Of(Indicator indicator, IReadOnlyList<(Period Period, decimal? Value)> series, CultureInfo culture)
    {
        var known = series.Where(s => s.Value is not null).ToArray();
        var shown = known.Length > 12 ? known[^12..] : known;
        return new LineChart([new LineSeries(PeoplesWords.Plain(indicator.Question), [.. shown.Select(s => new ChartPoint(s.Period.Number, (double)Math.Round(s.Value!.Value, 2)))])])
        {
            XAxisTitle = shown.Length == 0 ? null : shown[0].Period.Counts,
            Fallback = RichTextBlock.Of(
                $"So far: {string.Join(", ", shown.Select(s => Text(indicator, s.Value!.Value, culture)))}", isSubtle: true, size: TextSize.Small),
        };
    }

    private static string Text(Indicator indicator, decimal value, CultureInfo culture) =>
        indicator.Kind == IndicatorKind.Percentage ? Figures.Percent(value, culture) : Figures.Plain(value, culture);
}

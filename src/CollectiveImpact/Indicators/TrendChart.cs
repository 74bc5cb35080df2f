using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Indicators;

/// <summary>A value in a trend, and the version of the definition that it was answered by.</summary>
public sealed record TrendPoint(Period Period, decimal? Value, int Version)
{
    /// <summary>How many partners are in it, of how many that were asked, where not all are; null where nobody is missing, or it is one partner's.</summary>
    public (int Covers, int Asked)? Missing { get; init; }

    /// <summary>Whether it would look lower or higher than it is, for partners are missing from it.</summary>
    public bool IsPartial => Missing is not null;

    public static TrendPoint Of(Total total, Indicator indicator) => new(total.Period, total.Value, total.Version) { Missing = total.IsPartial(indicator) ? (total.Covers, total.Asked) : null };
}

/// <summary>
/// A line of an indicator's last quarter with its target; clients without charts read the same numbers. Where the meaning changed the line
/// breaks off, and another one goes on.
/// </summary>
public static class TrendChart
{
    private const int Ticks = 4;

    public static Element Of(Indicator indicator, IReadOnlyList<TrendPoint> series, CultureInfo culture)
    {
        TrendPoint[] shown = [.. Drawn(indicator, Known(indicator, series)).TakeLast(Sparkline.MostPoints)];
        var meanings = shown.GroupBy(s => s.Version).OrderBy(g => g.Key).ToArray();
        var (kind, t) = (Kind.Of(indicator.Kind), new Texts(culture));
        var (lowest, highest) = Scale(shown, indicator);
        return new LineChart(
        [
            .. meanings.Select(m => new LineSeries(
                PeoplesWords.Plain(meanings.Length == 1 ? indicator.Question : m.Key == meanings[^1].Key ? t.AsItCountsNow(indicator.Question) : t.AsItCountedUntil(m.Last().Period.InWords(culture))),
                [.. m.Select(s => new ChartPoint(Label(s), (double)Math.Round(s.Value!.Value, kind.Decimals)))])),
            .. indicator.Target is { } target && shown.Length > 0 ? [new LineSeries(t.TargetLine, [.. shown.Select(s => new ChartPoint(Label(s), (double)target))])] : Array.Empty<LineSeries>(),
        ])
        {
            Title = kind.IsShare ? "%" : indicator.Unit.Length > 0 ? PeoplesWords.Plain(indicator.Unit) : null,
            XAxisTitle = shown.Length == 0 ? null : shown[0].Period.Counts(culture),
            YMin = lowest,
            YMax = highest,
            Fallback = RichTextBlock.Of(InWords(kind, indicator, shown, t), isSubtle: true, size: TextSize.Small),
        };

        string Label(TrendPoint point)
        {
            var number = point.Period.Number.InNumeralsOf(culture);
            return point.Missing is { } missing ? $"{number} ({t.PartOfWhole(Figures.Plain(missing.Covers, culture), Figures.Plain(missing.Asked, culture))})" : number;
        }
    }

    /// <summary>How many of the values are left out, for too many partners are missing from them.</summary>
    public static int LeftOut(Indicator indicator, IReadOnlyList<TrendPoint> series) => Known(indicator, series) is var known ? known.Length - Drawn(indicator, known).Length : 0;

    private static TrendPoint[] Known(Indicator indicator, IReadOnlyList<TrendPoint> series) => [.. series.Where(s => s.Value is not null && s.Version >= indicator.ComparesFrom)];

    // A sum of less than half of the partners would look like a collapse, without anything having become worse.
    private static TrendPoint[] Drawn(Indicator indicator, TrendPoint[] known) =>
        indicator.RollUp is RollUp.Sum or RollUp.CountYes && known.Where(s => s.Missing is not { } missing || 2 * missing.Covers >= missing.Asked).ToArray() is { Length: > 1 } whole ? whole : known;

    // Between two whole numbers that leave whole ones for the ticks between them.
    private static (double? Lowest, double? Highest) Scale(TrendPoint[] shown, Indicator indicator)
    {
        decimal[] values = [.. shown.Select(s => s.Value!.Value), .. indicator.Target is { } target ? [target] : Array.Empty<decimal>()];
        if (values.Length == 0 || values.Any(v => Math.Abs(v) > Figures.Largest))
        {
            return (null, null);
        }

        var (lowest, highest) = (Math.Floor(values.Min()), Math.Ceiling(values.Max()));
        var step = Math.Max(Math.Ceiling((highest - lowest) / Ticks), 1);
        var from = Math.Floor(lowest / step) * step;
        return ((double)from, (double)(from + (step * Math.Max(Math.Ceiling((highest - from) / step), 1))));
    }

    private static string InWords(Kind kind, Indicator indicator, TrendPoint[] shown, Texts t)
    {
        var words = new List<string>();
        for (var i = 0; i < shown.Length; i++)
        {
            var value = kind.InShort(shown[i].Value!.Value, t.Culture);
            var told = shown[i].Missing is { } missing ? $"{value} ({t.PartOfWhole(Figures.Plain(missing.Covers, t.Culture), Figures.Plain(missing.Asked, t.Culture))})" : value;
            words.Add(i > 0 && shown[i].Version != shown[i - 1].Version ? t.ByANewMeaning(told) : told);
        }

        var values = string.Join(", ", words);
        return indicator.Target is { } target && shown.Length > 0 ? t.SoFarAndTarget(values, kind.InShort(target, t.Culture)) : t.SoFar(values);
    }
}

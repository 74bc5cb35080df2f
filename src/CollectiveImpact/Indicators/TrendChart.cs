using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators.Kinds;

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
        var (kind, t) = (Kind.Of(indicator.Kind), new Texts(culture));
        return new LineChart(
        [
            .. meanings.Select(m => new LineSeries(
                PeoplesWords.Plain(meanings.Length == 1 ? indicator.Question : m.Key == meanings[^1].Key ? t.AsItCountsNow(indicator.Question) : t.AsItCountedUntil(m.Last().Period.InWords(culture))),
                [.. m.Select(s => new ChartPoint(number ? s.Period.Number : s.Period.Id, (double)Math.Round(s.Value!.Value, kind.Decimals)))])),
        ])
        {
            XAxisTitle = shown.Length == 0 ? null : shown[0].Period.Counts(culture),
            Fallback = RichTextBlock.Of(InWords(kind, shown, t), isSubtle: true, size: TextSize.Small),
        };
    }

    private static string InWords(Kind kind, TrendPoint[] shown, Texts t)
    {
        var words = new List<string>();
        for (var i = 0; i < shown.Length; i++)
        {
            var value = kind.InShort(shown[i].Value!.Value, t.Culture);
            words.Add(i > 0 && shown[i].Version != shown[i - 1].Version ? t.ByANewMeaning(value) : value);
        }

        return t.SoFar(string.Join(", ", words));
    }
}

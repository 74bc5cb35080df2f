using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.Bot.Web.Components;

/// <summary>Where the line of an indicator goes on a plane of <see cref="Width"/> by <see cref="Height"/>, with its words.</summary>
/// <param name="Lines">Each as the points of a polyline; one breaks off where the meaning changed. What partners are missing from is left out: it would look like a fall.</param>
/// <param name="Dots">The values that are marked.</param>
/// <param name="Breaks">Where the meaning changed.</param>
/// <param name="Target">How high the target lies; null where there is none.</param>
/// <param name="First">The first period, in words.</param>
/// <param name="Last">The last.</param>
/// <param name="Top">The value at the upper end.</param>
/// <param name="Bottom">The value at the lower end.</param>
/// <param name="InWords">What the line says at a glance; the table says all.</param>
internal sealed record TrendDrawing(
    IReadOnlyList<string> Lines, IReadOnlyList<TrendDot> Dots, IReadOnlyList<string> Breaks, string? Target, string First, string Last, string Top, string Bottom, string InWords)
{
    public const int Width = 300;
    public const int Height = 100;

    // So that the thickest line and its dots stay inside.
    private const double Margin = 6;

    /// <summary>Null where there is nothing to compare.</summary>
    /// <param name="isSmall">Whether there is little room: then only the line is drawn, with its end marked.</param>
    public static TrendDrawing? Of(Indicator indicator, IReadOnlyList<TrendPoint> series, Texts t, CultureInfo culture, bool isSmall)
    {
        TrendPoint[] known = [.. series.Where(p => p.Value is not null)];
        TrendPoint[] whole = [.. known.Where(p => !p.IsPartial)];
        // While nothing is whole, what there is says at least where it goes.
        var line = whole.Length > 1 ? whole : known;
        var points = isSmall ? line : known;
        if (points.Length < 2)
        {
            return null;
        }

        var isMirrored = t.Language().TextInfo.IsRightToLeft;
        decimal[] heights = [.. points.Select(p => p.Value!.Value), .. indicator.Target is { } aim ? [aim] : Array.Empty<decimal>()];
        var (lowest, highest) = (heights.Min(), heights.Max());
        var (start, end) = (points[0].Period.LastDay, points[^1].Period.LastDay);
        var days = Math.Max(1, NodaTime.Period.DaysBetween(start, end));

        var (first, last) = (points[0], points[^1]);
        return new(
            [.. Segments(line).Select(s => string.Join(' ', s.Select(At)))],
            [.. points.Where(p => p == last || !isSmall).Select(p => new TrendDot(At(p), p.IsPartial))],
            [.. points.Zip(points.Skip(1)).Where(pair => pair.First.Version != pair.Second.Version).Select(pair => Number((X(pair.First) + X(pair.Second)) / 2))],
            indicator.Target is { } target ? Number(Y(target)) : null,
            first.Period.InWords(culture),
            last.Period.InWords(culture),
            InWords(highest),
            InWords(lowest),
            t.TrendSays(InWords(line[0].Value!.Value), line[0].Period.InWords(culture), InWords(line[^1].Value!.Value), line[^1].Period.InWords(culture)));

        string At(TrendPoint point) => $"{Number(X(point))},{Number(Y(point.Value!.Value))}";

        // Where people read from right to left, time goes that way too.
        double X(TrendPoint point)
        {
            var way = Margin + ((Width - (2 * Margin)) * NodaTime.Period.DaysBetween(start, point.Period.LastDay) / days);
            return isMirrored ? Width - way : way;
        }

        double Y(decimal value) => highest == lowest ? Height / 2.0 : Margin + ((Height - (2 * Margin)) * (double)((highest - value) / (highest - lowest)));

        string InWords(decimal value) => Kind.Of(indicator.Kind).InWords(value, indicator, culture);
    }

    private static IEnumerable<TrendPoint[]> Segments(TrendPoint[] points)
    {
        var start = 0;
        for (var i = 1; i <= points.Length; i++)
        {
            if (i == points.Length || points[i].Version != points[i - 1].Version)
            {
                yield return points[start..i];
                start = i;
            }
        }
    }

    private static string Number(double at) => at.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>A value that is marked.</summary>
/// <param name="At">Where, as a path names it.</param>
/// <param name="IsPartial">Whether partners are missing from it: it is hollow, for a sum would look like a fall.</param>
internal sealed record TrendDot(string At, bool IsPartial);

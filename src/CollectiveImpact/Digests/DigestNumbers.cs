using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.Digests;

/// <summary>Draws the numbers of a digest: each in one row, and all that is known of it in its details.</summary>
internal static class DigestNumbers
{
    /// <summary>A number in one row: its name, the total, how it went for a quarter, and what that says.</summary>
    /// <param name="longest">How much of its name is shown.</param>
    /// <param name="hasLine">Whether there is room for how it went.</param>
    public static IEnumerable<Element> Row(DigestLine line, Texts t, int longest, bool hasLine)
    {
        var (indicator, total) = (line.Indicator, line.Total);
        string[] says = [Stands(line, t), Insight.Distance(total.Value, indicator, t.Culture, total.IsPartial(indicator)), total.Coverage(t.Culture)];
        return NumberRow.Of(indicator, total.InWords(indicator, t.Culture), hasLine ? Drawn(line) : "", says, longest);
    }

    /// <summary>Whether a row of these marks a period that not all partners are in.</summary>
    public static bool HasHollow(IEnumerable<DigestLine> lines) => lines.Any(l => Drawn(l).Contains(Sparkline.Hollow, StringComparison.Ordinal));

    /// <summary>All that is known of a number, with a chart where the client draws one.</summary>
    public static IEnumerable<Element> Details(DigestLine line, Sharing viewer, Texts t, bool hasChart)
    {
        var (indicator, total, before) = (line.Indicator, line.Total, line.Before);
        var target = Trend.AgainstTarget(total.Value, indicator, total.Period.LastDay, t.Culture, total.IsPartial(indicator));
        string[] says = [Change(line, t), target, Trend.Ahead([.. before, total], indicator, t.Culture), total.Coverage(t.Culture)];
        yield return RichTextBlock.Of(indicator.Question, TextWeight.Bolder) with { Separator = true };
        yield return new RichTextBlock(
        [
            TextRun.Plain(total.InWords(indicator, t.Culture)) with { Weight = TextWeight.Bolder },
            TextRun.Plain("  " + string.Join(" · ", says.Where(s => s.Length > 0))) with { IsSubtle = true },
        ])
        {
            Spacing = Spacing.Small,
        };
        if (hasChart && before.Count > 0)
        {
            yield return TrendChart.Of(indicator, Series(line), t.Culture);
        }

        if (PartsInWords(indicator, total, viewer, t.Culture) is { Length: > 0 } parts)
        {
            yield return RichTextBlock.Of(parts, isSubtle: true);
        }
    }

    /// <summary>The parts of a total, without those by which a few people could be known; empty where there are none that a viewer may see.</summary>
    public static string PartsInWords(Indicator indicator, Total total, Sharing viewer, CultureInfo culture)
    {
        if (total.Parts is not { } parts || indicator.Breakdown is not { } breakdown || breakdown.Sharing < viewer)
        {
            return "";
        }

        var (t, shown) = (new Texts(culture), SmallCells.Of(indicator, parts));
        var inWords = string.Join(" · ", breakdown.Categories.Where(c => shown.ContainsKey(c.Id)).Select(c => $"{c.Name} {(shown[c.Id] is { } part ? Figures.Plain(part, t.Culture) : t.TooFewToShow)}"));
        return total.PartsCover < total.Covers ? t.BreakdownFrom(breakdown.Name, inWords, total.PartsCover) : t.Breakdown(breakdown.Name, inWords);
    }

    /// <summary>How a total stands to the one before it: as a whole where both mean and cover the same, else at the same partners; empty where nothing can be said.</summary>
    public static string ChangeIn(DigestLine line, Texts t) => Compared(
        line,
        before => Trend.InWords(line.Total.Value, before[^1].Value, line.Indicator, t.Culture),
        same => Trend.InWords(same.Now, same.Before, line.Indicator, t.Culture),
        t);

    private static string Change(DigestLine line, Texts t) => ChangeIn(line, t) is { Length: > 0 } change ? change : LastTime(line, t);

    // The same in a few words, and with since when it hasn't been so.
    private static string Stands(DigestLine line, Texts t) => line.Total.Value is { } value && Compared(
        line,
        before => Insight.Moved(value, [.. before.Where(b => b.Version == line.Total.Version).Select(b => TrendPoint.Of(b, line.Indicator))], line.Indicator, t.Culture),
        same => Insight.Moved(same.Now, [new TrendPoint(line.Before[^1].Period, same.Before, line.Total.Version)], line.Indicator, t.Culture),
        t) is { Length: > 0 } stands ? stands : LastTime(line, t);

    private static string Compared(DigestLine line, Func<IReadOnlyList<Total>, string> whole, Func<SamePartners, string> atTheSame, Texts t) => line.Before is not [.., var last] ? ""
        : line.Total.ComparesWith(last, line.Indicator) ? whole(line.Before)
        : last.Version != line.Total.Version ? t.CountedAnew
        : line.SameBefore is { } same ? t.AtTheSamePartners(atTheSame(same), same.Partners)
        : "";

    private static string LastTime(DigestLine line, Texts t) =>
        line.Before is [.., var last] && (line.Total.Value is null || !line.Total.ComparesWith(last, line.Indicator)) ? t.LastTime(last.InWords(line.Indicator, t.Culture), last.Covers) : "";

    private static TrendPoint[] Series(DigestLine line) =>
        [.. line.Before.Select(b => TrendPoint.Of(b, line.Indicator)), .. line.Total.Value is null ? Array.Empty<TrendPoint>() : [TrendPoint.Of(line.Total, line.Indicator)]];

    private static string Drawn(DigestLine line) => Kind.Of(line.Indicator.Kind).HasTrend ? Sparkline.Of(line.Indicator, Series(line)) : "";
}

using System.Globalization;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Time;

namespace CollectiveImpact.Indicators;

/// <summary>What a number says, in a few words: "up 7, highest since March · 59 short of 900".</summary>
public static class Insight
{
    // Being ahead of fewer than that is no news.
    private const int FewestBeaten = 4;

    /// <summary>How a value stands among those before it: by how much it moved, and since when it hasn't been so high or so low.</summary>
    /// <param name="before">Oldest first; only those that compare with it.</param>
    public static string Moved(decimal value, IReadOnlyList<TrendPoint> before, Indicator indicator, CultureInfo culture)
    {
        TrendPoint[] known = [.. before.Where(p => p.Value is not null && !p.IsPartial)];
        if (known.Length == 0)
        {
            return "";
        }

        var t = new Texts(culture);
        var change = value - known[^1].Value!.Value;
        var moved = Math.Round(change, 2) switch
        {
            0 => t.MovedNot,
            > 0 => t.MovedUp(Kind.Of(indicator.Kind).ChangeInWords(change, t)),
            _ => t.MovedDown(Kind.Of(indicator.Kind).ChangeInWords(-change, t)),
        };
        return Record(value, known, culture) is { Length: > 0 } record ? t.MovedTo(moved, record) : moved;
    }

    /// <summary>How far a value is from the initiative's target; empty where there is none.</summary>
    /// <param name="isPartial">Whether too few partners are in it to judge it: then only the target is said.</param>
    public static string Distance(decimal? value, Indicator indicator, CultureInfo culture, bool isPartial)
    {
        if (indicator.Target is not { } target)
        {
            return "";
        }

        var (t, kind) = (new Texts(culture), Kind.Of(indicator.Kind));
        var aim = kind.InWords(target, indicator, culture);
        if (value is not { } now)
        {
            return t.Target(aim);
        }

        return indicator.IsReachedBy(now) && (!isPartial || indicator.CanBeReachedBySome) ? t.Reached(t.Target(aim))
            : isPartial ? t.TargetOfAllPartners(aim)
            : indicator.Direction == GoodDirection.Up ? t.ShortOf(kind.ChangeInWords(target - now, t), aim)
            : t.Over(kind.ChangeInWords(now - target, t), aim);
    }

    private static string Record(decimal value, TrendPoint[] before, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (notBelow, notAbove) = (Array.FindLastIndex(before, p => p.Value >= value), Array.FindLastIndex(before, p => p.Value <= value));
        return before.Length - 1 - notBelow >= FewestBeaten ? (notBelow < 0 ? t.HighestSoFar : t.HighestSince(When(before[notBelow])))
            : before.Length - 1 - notAbove >= FewestBeaten ? (notAbove < 0 ? t.LowestSoFar : t.LowestSince(When(before[notAbove])))
            : "";

        // A month says more than the number of a week.
        string When(TrendPoint point) => point.Period.LastDay.Year == before[^1].Period.LastDay.Year
            ? point.Period.LastDay.InMonthAlone(culture)
            : point.Period.LastDay.InMonth(culture);
    }
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.CheckIns;

/// <summary>A value that is possible but unlikely: asked back once, and kept with what the partner says about it.</summary>
[GenerateSerializer, Immutable]
public sealed record Doubt(string Indicator, DoubtKind Kind, decimal Value, decimal Against)
{
    /// <summary>What looks unusual, for each value at most one thing.</summary>
    /// <param name="past">The partner's values before this round, by indicator, oldest first.</param>
    public static IReadOnlyList<Doubt> All(
        IReadOnlyList<Indicator> asked, IReadOnlyDictionary<string, ReportedValue> values, IReadOnlyDictionary<string, IReadOnlyList<PastValue>> past) =>
    [
        .. asked.Where(i => values.ContainsKey(i.Id)).Select(i => Of(i, values, past.GetValueOrDefault(i.Id, []))).OfType<Doubt>(),
    ];

    public string InWords(Indicator indicator, IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        var (value, against) = (Text(indicator, Value, culture), Text(indicator, Against, culture));
        return Kind switch
        {
            DoubtKind.MoreThanOther => $"{value} is more than “{Short(asked.FirstOrDefault(i => i.Id == indicator.AtMost)?.Question ?? "")}”, which is {against}.",
            DoubtKind.ChangedMuch => $"{value} is a large change: last time it was {against}.",
            _ => $"{value} is unlike what you reported so far, mostly around {against}.",
        };
    }

    private static Doubt? Of(Indicator indicator, IReadOnlyDictionary<string, ReportedValue> values, IReadOnlyList<PastValue> past)
    {
        if (indicator.Kind is IndicatorKind.YesNo or IndicatorKind.Rating || values[indicator.Id].AsNumber is not { } value)
        {
            return null;
        }

        if (indicator.AtMost is { } other && values.TryGetValue(other, out var most) && most.AsNumber is { } limit && value > limit)
        {
            return new Doubt(indicator.Id, DoubtKind.MoreThanOther, value, limit);
        }

        // Only values of the same meaning say what is usual.
        decimal[] before = [.. past.Where(p => p.Version >= indicator.ComparesFrom).Select(p => p.Value.AsNumber).OfType<decimal>()];
        if (before.Length > 0 && indicator.ExpectedChange is { } percent && Unusual.ChangedMoreThan(value, before[^1], percent))
        {
            return new Doubt(indicator.Id, DoubtKind.ChangedMuch, value, before[^1]);
        }

        return Unusual.Is(value, before) ? new Doubt(indicator.Id, DoubtKind.UnlikeOwnHistory, value, Unusual.Median(before)) : null;
    }

    private static string Short(string text) => PeoplesWords.Shorten(text, 80);

    private static string Text(Indicator indicator, decimal value, CultureInfo culture) => indicator.Kind == IndicatorKind.Percentage
        ? Figures.Percent(value, culture)
        : Figures.WithUnit(value, indicator.Unit, culture);
}

[GenerateSerializer]
public enum DoubtKind
{
    /// <summary>Far from the partner's own median.</summary>
    UnlikeOwnHistory,

    /// <summary>Further from the value before than the indicator is expected to move.</summary>
    ChangedMuch,

    /// <summary>More than the indicator that is its limit.</summary>
    MoreThanOther,
}

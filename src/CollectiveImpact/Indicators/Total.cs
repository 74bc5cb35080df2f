using System.Globalization;

namespace CollectiveImpact.Indicators;

/// <summary>The initiative's value of one indicator in one period, and how many partners it covers.</summary>
/// <param name="Value">Null when no partner reported it. Percentages are 0 to 100.</param>
/// <param name="Covers">How many partners' answers are in it.</param>
/// <param name="Asked">How many partners were asked.</param>
[GenerateSerializer, Immutable]
public sealed record Total(string Indicator, Period Period, decimal? Value, int Covers, int Asked)
{
    /// <summary>Rolls the partners' values up. Values come in the order in which they were reported.</summary>
    public static Total Of(Indicator indicator, Period period, IReadOnlyCollection<ReportedValue> values, int asked)
    {
        var numbers = values.Select(v => v.AsNumber).OfType<decimal>().ToArray();
        decimal? value = indicator.RollUp switch
        {
            _ when numbers.Length == 0 => null,
            RollUp.Sum => numbers.Sum(),
            RollUp.RatioOfSums => RatioOfSums(values),
            RollUp.Mean => numbers.Average(),
            RollUp.Latest => numbers[^1],
            RollUp.Max => numbers.Max(),
            RollUp.Min => numbers.Min(),
            RollUp.CountYes => numbers.Count(n => n == 1m),
            _ => null,
        };
        return new Total(indicator.Id, period, value, indicator.Kind == IndicatorKind.Text ? values.Count : numbers.Length, asked);
    }

    /// <summary>
    /// Whether this total may be set beside an earlier one. A sum over fewer partners is smaller without anything having
    /// become worse, and a few partners' percentage says little of what all of theirs was.
    /// </summary>
    public bool ComparesWith(Total before, Indicator indicator) =>
        indicator.RollUp is RollUp.Sum or RollUp.CountYes ? Covers == before.Covers : 2 * Covers >= before.Covers;

    public string InWords(Indicator indicator, CultureInfo culture) => (Value, indicator.Kind) switch
    {
        (null, _) => "nobody reported",
        ({ } v, IndicatorKind.Percentage) => Figures.Percent(v, culture),
        ({ } v, IndicatorKind.YesNo) => $"{Figures.Plain(v, culture)} of {Covers.ToString(culture)} say yes",
        ({ } v, _) => Figures.WithUnit(v, indicator.Unit, culture),
    };

    private static decimal? RatioOfSums(IReadOnlyCollection<ReportedValue> values)
    {
        var ratios = values.OfType<ReportedValue.Ratio>().ToArray();
        var whole = ratios.Sum(r => r.Whole);
        return whole == 0 ? null : 100m * ratios.Sum(r => r.Part) / whole;
    }
}

/// <summary>Which way a series moves, and whether that is good.</summary>
public static class Trend
{
    /// <summary>"up 12 since last time, which is good", or empty when there is nothing to compare.</summary>
    public static string InWords(decimal? now, decimal? before, Indicator indicator, CultureInfo culture)
    {
        if (now is not { } n || before is not { } b)
        {
            return "";
        }

        var change = n - b;
        if (Math.Round(change, 2) == 0)
        {
            return "unchanged since last time";
        }

        var size = indicator.Kind == IndicatorKind.Percentage
            ? $"{Math.Round(Math.Abs(change), 1).ToString("#,0.#", culture)} points"
            : Figures.Plain(Math.Abs(change), culture);
        var good = change > 0 == (indicator.Direction == GoodDirection.Up);
        return $"{(change > 0 ? "▲ up" : "▼ down")} {size} since last time{(good ? "" : ", the wrong way")}";
    }

    /// <summary>How far the value is from the target, in words.</summary>
    public static string AgainstTarget(decimal? now, Indicator indicator, CultureInfo culture)
    {
        if (indicator.Target is not { } target)
        {
            return "";
        }

        var goal = indicator.Kind == IndicatorKind.Percentage ? Figures.Percent(target, culture) : Figures.WithUnit(target, indicator.Unit, culture);
        if (now is not { } n)
        {
            return $"target {goal}";
        }

        var reached = indicator.Direction == GoodDirection.Up ? n >= target : n <= target;
        return reached ? $"target {goal}, reached" : $"target {goal}";
    }
}

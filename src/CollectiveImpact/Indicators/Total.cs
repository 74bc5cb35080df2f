using System.Globalization;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Time;

namespace CollectiveImpact.Indicators;

/// <summary>The initiative's value of one indicator in one period, and how many partners it covers.</summary>
/// <param name="Value">Null when no partner reported it. Percentages are 0 to 100.</param>
/// <param name="Covers">How many partners' answers are in it.</param>
/// <param name="Asked">How many partners were asked.</param>
[GenerateSerializer, Immutable]
public sealed record Total(string Indicator, Period Period, decimal? Value, int Covers, int Asked)
{
    /// <summary>How many partners say that the question doesn't concern them.</summary>
    [Id(0)] public int NotApplicable { get; init; }

    /// <summary>The version of the definition that it was answered by.</summary>
    [Id(1)] public int Version { get; init; } = 1;

    /// <summary>The totals by the breakdown's categories, or null; they cover the partners that gave parts.</summary>
    [Id(2)] public IReadOnlyDictionary<string, decimal>? Parts { get; init; }

    /// <summary>How many partners' parts are in <see cref="Parts"/>.</summary>
    [Id(3)] public int PartsCover { get; init; }

    /// <summary>When the round was opened that it comes from: of two that ask about one period, the later one counts.</summary>
    [Id(4)] public Instant AskedAt { get; init; }

    /// <summary>How many partners say that nobody counted it.</summary>
    [Id(5)] public int NotCollected { get; init; }

    /// <summary>How many partners say that it will be known later.</summary>
    [Id(6)] public int NotYetKnown { get; init; }

    /// <summary>Whether two say the same; their own equality compares parts by reference.</summary>
    public bool SaysTheSameAs(Total other) =>
        this with { Parts = null } == other with { Parts = null }
        && (Parts?.Count ?? 0) == (other.Parts?.Count ?? 0)
        && (Parts is null || Parts.All(p => other.Parts!.TryGetValue(p.Key, out var part) && part == p.Value));

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
        var split = values.OfType<ReportedValue.Split>().Where(s => s.Parts.Count > 0).ToArray();
        return new Total(indicator.Id, period, value, Kind.Of(indicator.Kind).Covers(values), asked)
        {
            NotApplicable = HowMany(MissingBecause.NotApplicable),
            NotCollected = HowMany(MissingBecause.NotCollected),
            NotYetKnown = HowMany(MissingBecause.NotYetKnown),
            Version = indicator.Version,
            Parts = split.Length == 0 ? null : split.SelectMany(s => s.Parts).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value)),
            PartsCover = split.Length,
        };

        int HowMany(MissingBecause why) => values.Count(v => v is ReportedValue.Missing missing && missing.Why == why);
    }

    /// <summary>The total of a calculated indicator: its formula over the totals of the others.</summary>
    public static Total Calculated(Indicator indicator, Period period, IReadOnlyDictionary<string, Total> totals, IReadOnlyList<Indicator> all)
    {
        // It rests on the fewest partners of any number that goes into it.
        var (covers, asked) = (int.MaxValue, 0);
        var value = Value(indicator);
        return new Total(indicator.Id, period, value, value is null ? 0 : covers, asked) { Version = indicator.Version };

        decimal? Value(Indicator calculated) => Formula.Of(calculated)?.Of(id =>
        {
            if (totals.TryGetValue(id, out var total))
            {
                (covers, asked) = (Math.Min(covers, total.Covers), Math.Max(asked, total.Asked));
                return total.Value;
            }

            // Circles are refused when a formula is saved.
            return all.FirstOrDefault(i => i.Id == id) is { IsCalculated: true } other ? Value(other) : null;
        });
    }

    /// <summary>
    /// Whether this total may be set beside an earlier one. A sum over fewer partners is smaller without anything having
    /// become worse, and a few partners' percentage says little of what all of theirs was.
    /// </summary>
    public bool ComparesWith(Total before, Indicator indicator) =>
        before.Version == Version && (indicator.RollUp is RollUp.Sum or RollUp.CountYes ? Covers == before.Covers : 2 * Covers >= before.Covers);

    /// <summary>
    /// Whether too few partners are in it to judge it: a sum lacks what anyone whom it concerns has not said, and other figures
    /// say little of the whole when fewer than half are in them.
    /// </summary>
    public bool IsPartial(Indicator indicator) =>
        indicator.RollUp is RollUp.Sum or RollUp.CountYes ? Covers + NotApplicable < Asked : 2 * Covers < Asked;

    /// <summary>How many partners are in it, and why others are not: "from 4 of 6 partners; it doesn't apply to 1; 1 doesn't know it yet".</summary>
    public string Coverage(CultureInfo culture)
    {
        var t = new Texts(culture);
        return string.Join("; ", new[]
        {
            t.FromPartners(Covers, Asked),
            NotApplicable > 0 ? t.DoesntApplyTo(NotApplicable) : "",
            NotCollected > 0 ? t.DontCollect(NotCollected) : "",
            NotYetKnown > 0 ? t.DontKnowYet(NotYetKnown) : "",
        }.Where(w => w.Length > 0));
    }

    public string InWords(Indicator indicator, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Value is { } value ? Kind.Of(indicator.Kind).TotalInWords(value, Covers, indicator, t) : t.NobodyReported;
    }

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

        var t = new Texts(culture);
        var change = n - b;
        if (Math.Round(change, 2) == 0)
        {
            return t.Unchanged;
        }

        var size = Kind.Of(indicator.Kind).ChangeInWords(Math.Abs(change), t);
        return (change > 0, change > 0 == (indicator.Direction == GoodDirection.Up)) switch
        {
            (true, true) => t.Up(size),
            (true, false) => t.UpTheWrongWay(size),
            (false, true) => t.Down(size),
            _ => t.DownTheWrongWay(size),
        };
    }

    /// <summary>How far the value is from the target, in words: with a baseline and a date also where it should be by now.</summary>
    /// <param name="on">The day that the value is about.</param>
    /// <param name="isPartial">Whether too few partners are in it to judge it. What is to rise can be reached by them alone.</param>
    public static string AgainstTarget(decimal? now, Indicator indicator, LocalDate on, CultureInfo culture, bool isPartial = false)
    {
        if (indicator.Target is not { } target)
        {
            return "";
        }

        var t = new Texts(culture);
        var goal = indicator.TargetBy is { } by ? t.TargetBy(Text(target), by.OnDayOfYear(culture)) : t.Target(Text(target));
        if (now is not { } n)
        {
            return goal;
        }

        var isReached = indicator.IsReachedBy(n);
        if (isPartial)
        {
            return isReached && indicator.CanBeReachedBySome ? t.Reached(goal) : goal;
        }

        if (isReached)
        {
            return t.Reached(goal);
        }

        if (Aim.Of(indicator) is not { } aim)
        {
            return goal;
        }

        var stands = aim.Of(n, on, indicator.Direction) switch
        {
            Pace.Ahead => t.Ahead(goal),
            Pace.OnTrack => t.OnTrack(goal),
            _ => t.Behind(goal),
        };
        return on < aim.By ? t.ThePathSays(stands, Text(AsCounted(aim.Expected(on), indicator, [aim.Baseline, target, n]))) : stands;

        string Text(decimal value) => Kind.Of(indicator.Kind).InWords(value, indicator, culture);
    }

    /// <summary>How far a value has come on the way to the target, from 0 to 1: from the baseline, or from zero where there is none.</summary>
    /// <returns>Null where that can't be said: without a target, or where less is wanted and nobody has said of how much.</returns>
    public static decimal? WayToTarget(decimal? now, Indicator indicator)
    {
        if (now is not { } n || indicator.Target is not { } target)
        {
            return null;
        }

        if (indicator.IsReachedBy(n))
        {
            return 1;
        }

        var from = indicator.Baseline is { } baseline && baseline != target ? baseline : indicator.Direction == GoodDirection.Up ? 0 : (decimal?)null;
        return from is { } start && start != target ? Math.Clamp((n - start) / (target - start), 0, 1) : null;
    }

    /// <summary>Where the present trend leads, or empty while there is no date or no trend. See <see cref="Forecast"/> for how it is computed.</summary>
    public static string Ahead(IReadOnlyList<Total> totals, Indicator indicator, CultureInfo culture)
    {
        if (indicator.TargetBy is not { } by || totals.Count == 0 || totals[^1].Period.LastDay >= by)
        {
            return "";
        }

        // A sum that some are missing from looks like a fall, and would bend the line.
        var series = totals.Where(t => t.Value is not null && t.Version >= indicator.ComparesFrom && !t.IsPartial(indicator)).Select(t => (t.Period.LastDay, t.Value!.Value)).ToArray();
        return !totals[^1].IsPartial(indicator) && Forecast.At(by, series) is { } value
            ? new Texts(culture).IfItGoesOn(Kind.Of(indicator.Kind).InWords(AsCounted(Kind.Of(indicator.Kind).Bounded(value, indicator), indicator, series.Select(s => s.Value)), indicator, culture))
            : "";
    }

    // What was always counted in whole ones has no decimals when it is reckoned: nobody meets 5.75 children.
    private static decimal AsCounted(decimal value, Indicator indicator, IEnumerable<decimal> counted) =>
        Math.Round(value, Kind.Of(indicator.Kind).IsCount && counted.All(decimal.IsInteger) ? 0 : 1, MidpointRounding.AwayFromZero);
}

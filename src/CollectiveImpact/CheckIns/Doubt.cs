using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.CheckIns;

/// <summary>A value that is possible but unlikely, or read from words: asked back once, and kept with what the partner says about it.</summary>
[GenerateSerializer, Immutable]
public sealed record Doubt(string Indicator, DoubtKind Kind, decimal Value, decimal Against)
{
    private const int FarBeyond = 10;

    /// <summary>What was typed, where it was read from words.</summary>
    [Id(0)] public string Typed { get => field ?? ""; init; } = "";

    /// <summary>What the person confirms: this value, and no other that is typed in its place.</summary>
    public string Key => KeyOf(Indicator, Value, Kind == DoubtKind.ReadFromWords);

    public static string KeyOf(string indicator, decimal value, bool fromWords = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{indicator}{(fromWords ? '~' : '=')}{value}");

    /// <summary>What was read from words.</summary>
    public static IReadOnlyList<Doubt> AllRead(IReadOnlyList<Indicator> asked, Answers answers) =>
    [
        .. asked.SelectMany(i => answers.Readings.GetValueOrDefault(i.Id, []).Select(r => new Doubt(i.Id, DoubtKind.ReadFromWords, r.Value, 0) { Typed = r.Typed })),
    ];

    /// <summary>What looks unusual, for each value at most one thing.</summary>
    /// <param name="past">The partner's values before this round, by indicator, oldest first.</param>
    public static IReadOnlyList<Doubt> All(
        IReadOnlyList<Indicator> asked, IReadOnlyDictionary<string, ReportedValue> values, IReadOnlyDictionary<string, IReadOnlyList<PastValue>> past) =>
    [
        .. asked.Where(i => values.ContainsKey(i.Id)).Select(i => Of(i, values, past.GetValueOrDefault(i.Id, []))).OfType<Doubt>(),
    ];

    public string InWords(Indicator indicator, IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        var (t, kind) = (new Texts(culture), Indicators.Kinds.Kind.Of(indicator.Kind));
        var (value, against) = (kind.InWords(Value, indicator, culture), kind.InWords(Against, indicator, culture));
        return Kind switch
        {
            DoubtKind.MoreThanOther => t.MoreThanOther(value, PeoplesWords.Shorten(asked.FirstOrDefault(i => i.Id == indicator.AtMost)?.Question ?? "", 80), against),
            DoubtKind.ReadFromWords => t.ReadFromWords(PeoplesWords.Shorten(Typed, 60), Figures.Plain(Value, culture)),
            DoubtKind.ChangedMuch => t.ChangedMuch(value, against),
            DoubtKind.FarBeyondTarget => t.FarBeyondTarget(value, against),
            _ => t.UnlikeSoFar(value, against),
        };
    }

    private static Doubt? Of(Indicator indicator, IReadOnlyDictionary<string, ReportedValue> values, IReadOnlyList<PastValue> past)
    {
        if (!Indicators.Kinds.Kind.Of(indicator.Kind).CanBeUnusual || values[indicator.Id].AsNumber is not { } value)
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

        // A first number has nothing beside it but what all are to reach together.
        if (before.Length == 0 && indicator is { Direction: GoodDirection.Up, Target: > 0 and var target } && value / FarBeyond > target)
        {
            return new Doubt(indicator.Id, DoubtKind.FarBeyondTarget, value, target);
        }

        return Unusual.Is(value, before) ? new Doubt(indicator.Id, DoubtKind.UnlikeOwnHistory, value, Unusual.Median(before)) : null;
    }
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

    /// <summary>Not written as a number: "about 120".</summary>
    ReadFromWords,

    /// <summary>A first number, many times what the initiative aims at with all partners together.</summary>
    FarBeyondTarget,
}

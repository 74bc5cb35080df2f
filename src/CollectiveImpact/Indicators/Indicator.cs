namespace CollectiveImpact.Indicators;

/// <summary>A shared measure: what every partner is asked, and how their answers become one number of the initiative.</summary>
/// <param name="Question">What the partners read above the field.</param>
/// <param name="Target">The initiative's aim for the rolled-up value.</param>
/// <param name="Terms">Slugs of the glossary terms that the question relies on; it can be asked only when all are agreed.</param>
/// <param name="Version">Rises with each change of the definition.</param>
[GenerateSerializer, Immutable]
public sealed record Indicator(
    string Id,
    string Question,
    string Unit,
    IndicatorKind Kind,
    GoodDirection Direction,
    RollUp RollUp,
    decimal? Target,
    IReadOnlyList<string> Terms,
    int Version,
    bool Retired)
{
    /// <summary>The roll-ups that mean something for a kind; averages of percentages don't.</summary>
    public static IReadOnlyList<RollUp> RollUpsOf(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Number => [RollUp.Sum, RollUp.Mean, RollUp.Latest, RollUp.Max, RollUp.Min],
        IndicatorKind.Percentage => [RollUp.RatioOfSums],
        IndicatorKind.YesNo => [RollUp.CountYes],
        _ => [RollUp.None],
    };
}

[GenerateSerializer]
public enum IndicatorKind
{
    /// <summary>A count or amount that is never negative.</summary>
    Number,

    /// <summary>A part of a whole: both are asked, so that the whole initiative's percentage can be computed.</summary>
    Percentage,
    YesNo,
    Text,
}

/// <summary>Whether more or less of it is good.</summary>
[GenerateSerializer]
public enum GoodDirection
{
    Up,
    Down,
}

/// <summary>How the partners' values become the initiative's.</summary>
[GenerateSerializer]
public enum RollUp
{
    None,
    Sum,

    /// <summary>All parts divided by all wholes; never an average of percentages.</summary>
    RatioOfSums,
    Mean,
    Latest,
    Max,
    Min,
    CountYes,
}

/// <summary>Where indicators are kept, beside the initiative's other settings.</summary>
public interface IIndicatorStore
{
    Task<IReadOnlyList<Indicator>> Load(string initiative, CancellationToken cancel);

    Task Save(string initiative, Indicator indicator, CancellationToken cancel);
}

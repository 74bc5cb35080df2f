namespace CollectiveImpact.Indicators;

/// <summary>What is read of an indicator, in another language than the initiative's; what is empty there is read in the initiative's own.</summary>
/// <param name="Question">Never empty.</param>
/// <param name="Version">The version of the meaning that these words say: of a later one they would say what no longer counts.</param>
/// <param name="Written">The question in the initiative's language when these words were written, to see whether it has been worded anew.</param>
[GenerateSerializer, Immutable]
public sealed record IndicatorWords(string Question, int Version, string Written)
{
    private static readonly IReadOnlyDictionary<string, string> NoCategories = new Dictionary<string, string>();

    /// <summary>See <see cref="Indicator.Definition"/>.</summary>
    [Id(0)] public string Definition { get => field ?? ""; init; } = "";

    /// <summary>See <see cref="Indicator.Unit"/>; a currency has none, for its code is the same in every language.</summary>
    [Id(1)] public string Unit { get => field ?? ""; init; } = "";

    /// <summary>See <see cref="Indicator.UnitOfOne"/>.</summary>
    [Id(2)] public string UnitOfOne { get => field ?? ""; init; } = "";

    /// <summary>See <see cref="Indicator.PartName"/>.</summary>
    [Id(3)] public string PartName { get => field ?? ""; init; } = "";

    /// <summary>See <see cref="Indicator.WholeName"/>.</summary>
    [Id(4)] public string WholeName { get => field ?? ""; init; } = "";

    /// <summary>See <see cref="Indicator.WhatChanged"/>.</summary>
    [Id(5)] public string WhatChanged { get => field ?? ""; init; } = "";

    /// <summary>See <see cref="Breakdown.Name"/>.</summary>
    [Id(6)] public string Breakdown { get => field ?? ""; init; } = "";

    /// <summary>The names of categories, by their ids.</summary>
    [Id(7)] public IReadOnlyDictionary<string, string> Categories { get => field ?? NoCategories; init; } = NoCategories;

    /// <summary>Whether the indicator has been worded anew since, or means something else now.</summary>
    public bool IsBehind(Indicator indicator) => Version != indicator.Version || Written != indicator.Question;

    internal Indicator Of(Indicator indicator) => indicator with
    {
        Question = Question,
        Definition = Or(Definition, indicator.Definition),
        // One child and the children belong together.
        Unit = Or(Unit, indicator.Unit),
        UnitOfOne = Unit.Length > 0 ? UnitOfOne : indicator.UnitOfOne,
        PartName = Or(PartName, indicator.PartName),
        WholeName = Or(WholeName, indicator.WholeName),
        WhatChanged = Or(WhatChanged, indicator.WhatChanged),
        Breakdown = indicator.Breakdown is not { } parts ? null : parts with
        {
            Name = Or(Breakdown, parts.Name),
            Categories = [.. parts.Categories.Select(c => c with { Name = Or(Categories.GetValueOrDefault(c.Id, ""), c.Name) })],
        },
    };

    private static string Or(string words, string own) => words.Length > 0 ? words : own;
}

using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Indicators;

/// <summary>A shared measure: what every partner is asked, and how their answers become one number of the initiative.</summary>
/// <param name="Question">What the partners read above the field.</param>
/// <param name="Target">The initiative's aim for the rolled-up value.</param>
/// <param name="Terms">Slugs of the glossary terms that the question relies on; it can be asked only when all are agreed.</param>
/// <param name="Unit">For money, the ISO 4217 code of its currency.</param>
/// <param name="Version">Rises with each change of what the indicator means; wording alone leaves it.</param>
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
    // One for all, so that two that say the same are equal.
    private static readonly IReadOnlyDictionary<string, IndicatorWords> InNoOther = new Dictionary<string, IndicatorWords>();

    /// <summary>What counts and what doesn't: a press away from the question.</summary>
    [Id(0)] public string Definition { get => field ?? ""; init; } = "";

    /// <summary>The smallest value that is possible; null for zero.</summary>
    [Id(1)] public decimal? Least { get; init; }

    /// <summary>The largest value that is possible; null for none.</summary>
    [Id(2)] public decimal? Most { get; init; }

    /// <summary>By how much, in percent of the value before, it may change without a second look; null for no such look.</summary>
    [Id(3)] public decimal? ExpectedChange { get; init; }

    /// <summary>The id of another indicator that this one never exceeds: graduates are at most as many as enrolled.</summary>
    [Id(4)] public string? AtMost { get; init; }

    /// <summary>What the whole is divided into, or null.</summary>
    [Id(5)] public Breakdown? Breakdown { get; init; }

    /// <summary>How it is calculated from others, which nobody is asked then; empty when the partners are asked.</summary>
    [Id(6)] public string Formula { get => field ?? ""; init; } = "";

    /// <summary>How often it is asked; null whenever the check-in comes.</summary>
    [Id(7)] public Frequency? Every { get; init; }

    /// <summary>The partners that answer it; empty for all.</summary>
    [Id(8)] public IReadOnlyList<PartnerId> Partners { get => field ?? []; init; } = [];

    /// <summary>Where it started.</summary>
    [Id(9)] public decimal? Baseline { get; init; }

    [Id(10)] public LocalDate? BaselineOn { get; init; }

    /// <summary>When the target is to be reached.</summary>
    [Id(11)] public LocalDate? TargetBy { get; init; }

    /// <summary>How the way from baseline to target is meant to go.</summary>
    [Id(12)] public bool ByStep { get; init; }

    /// <summary>Who may see the initiative's total.</summary>
    [Id(13)] public Sharing Sharing { get; init; } = Sharing.Partners;

    /// <summary>Who may see what one partner reported, besides that partner.</summary>
    [Id(14)] public Sharing PartnerSharing { get; init; } = Sharing.Partners;

    /// <summary>What changed for those who answer, when the meaning changed last.</summary>
    [Id(15)] public string WhatChanged { get => field ?? ""; init; } = "";

    /// <summary>The first version whose values compare with today's; earlier ones are held apart.</summary>
    [Id(16)] public int ComparesFrom { get; init; } = 1;

    /// <summary>The unit of exactly one, such as "child" where the unit is "children"; empty for the unit itself.</summary>
    [Id(17)] public string UnitOfOne { get => field ?? ""; init; } = "";

    /// <summary>What the part of a percentage is called: "children reading at level"; empty for the question.</summary>
    [Id(18)] public string PartName { get => field ?? ""; init; } = "";

    /// <summary>What the whole of a percentage is called: "of all children tested"; empty for a question.</summary>
    [Id(19)] public string WholeName { get => field ?? ""; init; } = "";

    /// <summary>How many decimals its numbers are shown with, 0 to 2; null for as many as they have, up to two.</summary>
    [Id(20)] public int? Decimals { get; init; }

    /// <summary>What is read of it in other languages than the initiative's, by BCP 47 tag.</summary>
    [Id(21)] public IReadOnlyDictionary<string, IndicatorWords> Translations { get => field ?? InNoOther; init; } = InNoOther;

    public bool IsCalculated => Formula.Length > 0;

    /// <summary>
    /// As a reader is shown it: in their language where the backbone has written it in that, for what it means now; else as it is.
    /// The number is one number. Never to be saved.
    /// </summary>
    /// <param name="own">The tag of the initiative's own language.</param>
    public Indicator In(CultureInfo reader, string own) =>
        Translations.Count == 0 ? this
        : Translations.GetValueOrDefault(Languages.Among(Translations.Keys, reader, own)) is { } words && words.Version == Version ? words.Of(this) : this;

    /// <summary>Whether a value has reached the target.</summary>
    public bool IsReachedBy(decimal value) => Target is { } target && (Direction == GoodDirection.Up ? value >= target : value <= target);

    /// <summary>Whether what has reached the target stays there whoever is still missing: what is to rise can be reached by some of them alone.</summary>
    public bool CanBeReachedBySome => this is { Direction: GoodDirection.Up, RollUp: RollUp.Sum or RollUp.CountYes };

    /// <summary>Whether a partner is asked for it.</summary>
    public bool Asks(PartnerId partner) => !IsCalculated && (Partners.Count == 0 || Partners.Contains(partner));

    /// <summary>Whether the two ask for the same thing, whatever the wording.</summary>
    public bool CountsAs(Indicator other) =>
        Kind == other.Kind && Unit == other.Unit && RollUp == other.RollUp && Formula == other.Formula && Every == other.Every
        && (Breakdown is null ? other.Breakdown is null : Breakdown.DividesAs(other.Breakdown));
}

/// <summary>What a whole is divided into, such as neighbourhoods or age bands.</summary>
/// <param name="Name">What divides it: "Neighbourhood".</param>
/// <param name="Sharing">Who may see the parts.</param>
[GenerateSerializer, Immutable]
public sealed record Breakdown(string Name, IReadOnlyList<Category> Categories, Sharing Sharing)
{
    public const int MostCategories = 12;

    internal bool DividesAs(Breakdown? other) => other is not null && Categories.Select(c => c.Id).SequenceEqual(other.Categories.Select(c => c.Id));
}

[GenerateSerializer, Immutable]
public sealed record Category(string Id, string Name);

/// <summary>How far something is shared; each includes those before.</summary>
[GenerateSerializer]
public enum Sharing
{
    Backbone,

    /// <summary>The observers too: funders and the steering committee.</summary>
    Steering,
    Partners,
    Public,
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

    /// <summary>By a formula from other indicators' totals; never from the partners' results of it.</summary>
    Calculated,
}

/// <summary>Where indicators are kept, beside the initiative's other settings.</summary>
public interface IIndicatorStore
{
    Task<IReadOnlyList<Indicator>> Load(InitiativeId initiative, CancellationToken cancel);

    /// <summary>Saves indicators, and keeps each version of their definitions: in as few transactions as storage allows, each whole, all of them or, after a fault, the first of them.</summary>
    Task SaveAll(InitiativeId initiative, IReadOnlyList<Indicator> indicators, CancellationToken cancel);

    /// <summary>Every version that an indicator's definition has had, oldest first.</summary>
    Task<IReadOnlyList<Indicator>> Versions(InitiativeId initiative, string indicator, CancellationToken cancel);
}

public static class IndicatorStores
{
    /// <summary>The same with one.</summary>
    public static Task Save(this IIndicatorStore store, InitiativeId initiative, Indicator indicator, CancellationToken cancel) => store.SaveAll(initiative, [indicator], cancel);
}

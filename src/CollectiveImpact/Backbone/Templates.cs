using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Indicators, shared words and a rhythm that another initiative can begin with.</summary>
/// <param name="Id">As cards name it.</param>
/// <param name="Schedule">When to ask, in words; a suggestion.</param>
public sealed record Template(string Id, string Name, string About, string Schedule, IReadOnlyList<Indicator> Indicators, IReadOnlyList<Wording> Terms);

/// <summary>What of a template is new in an initiative.</summary>
/// <param name="Left">The questions that are there already.</param>
/// <param name="NoRoom">The questions that don't fit any more.</param>
/// <param name="Unfounded">The calculated ones that would rest on something that isn't there.</param>
public sealed record NewIndicators(IReadOnlyList<Indicator> Add, IReadOnlyList<string> Left, IReadOnlyList<string> NoRoom, IReadOnlyList<string> Unfounded);

/// <summary>The templates that come with the product, and those that an initiative is for another.</summary>
public static class Templates
{
    private const string OfInitiative = "of:";

    public static readonly IReadOnlyList<Template> Shipped = [EarlyReading.Template, Homelessness.Template, YouthEmployment.Template];

    /// <summary>How a card names the template that an initiative is.</summary>
    public static string IdOf(string initiative) => OfInitiative + initiative;

    /// <summary>The initiative that a template's id names, or null when it names none.</summary>
    public static string? InitiativeIn(string id) => id.StartsWith(OfInitiative, StringComparison.Ordinal) ? id[OfInitiative.Length..] : null;

    /// <summary>An initiative as a template: what it asks and means now, without its own aims and partners.</summary>
    public static Template Of(Initiative initiative, IEnumerable<Indicator> indicators, IEnumerable<Term> terms, string schedule) => new(
        IdOf(initiative.Id),
        initiative.Name,
        "",
        schedule,
        [
            .. indicators.Where(i => !i.Retired).Select(i => i with
            {
                Partners = [],
                Target = null,
                TargetBy = null,
                Baseline = null,
                BaselineOn = null,
                WhatChanged = "",
                Version = 1,
                ComparesFrom = 1,
            }),
        ],
        [.. terms.Where(t => t is { InForce: not null, Retired: null }).Select(t => t.InForce!)]);

    /// <summary>What a template brings to an initiative that has indicators: nothing that is there is changed.</summary>
    /// <param name="most">How many indicators an initiative has at most.</param>
    public static NewIndicators NewIn(Template template, IReadOnlyList<Indicator> known, int most)
    {
        var ids = new Dictionary<string, string>();
        var add = new List<Indicator>();
        var (left, noRoom, unfounded) = (new List<string>(), new List<string>(), new List<string>());
        var room = most - known.Count(k => !k.Retired);
        // What is calculated comes after what it is calculated from.
        foreach (var indicator in template.Indicators.OrderBy(i => i.IsCalculated))
        {
            if (known.FirstOrDefault(k => k.Id == indicator.Id || Same(k.Question, indicator.Question)) is { } there)
            {
                ids[indicator.Id] = there.Id;
                left.Add(indicator.Question);
            }
            else if (add.Count >= room)
            {
                noRoom.Add(indicator.Question);
            }
            else if (Formula.Of(indicator) is { } formula && !formula.Uses.All(ids.ContainsKey))
            {
                unfounded.Add(indicator.Question);
            }
            else
            {
                ids[indicator.Id] = indicator.Id;
                add.Add(indicator with
                {
                    Formula = Formula.Of(indicator)?.Uses.Aggregate(indicator.Formula, (text, used) => text.Replace($"[{used}]", $"[{ids[used]}]", StringComparison.Ordinal)) ?? "",
                });
            }
        }

        return new NewIndicators([.. add.Select(i => i with { AtMost = i.AtMost is { } most ? ids.GetValueOrDefault(most) : null })], left, noRoom, unfounded);
    }

    internal static Indicator Number(string id, string question, string unit, GoodDirection good, string definition, params string[] terms) =>
        new(id, question, unit, IndicatorKind.Number, good, RollUp.Sum, null, terms, 1, Retired: false) { Definition = definition };

    internal static Indicator Percentage(string id, string question, GoodDirection good, string definition, params string[] terms) =>
        new(id, question, "", IndicatorKind.Percentage, good, RollUp.RatioOfSums, null, terms, 1, Retired: false) { Definition = definition };

    internal static Wording Word(string name, string definition, string source, params string[] synonyms) => new(name, definition) { Source = source, Synonyms = synonyms };

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}

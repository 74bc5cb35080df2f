using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.Indicators;

/// <summary>One of an indicator's texts that can be written in other languages, whether on a card or in a file.</summary>
/// <param name="Name">What files call it, in every language alike; it doesn't change.</param>
/// <param name="Field">Cards in people's chats carry it: it doesn't change.</param>
/// <param name="Own">In the initiative's own language. What is empty there has nothing to be said in another.</param>
internal sealed record IndicatorText(string Name, string Field, string Own, int Longest, Func<Texts, string> Label, Func<IndicatorWords, string> Get, Func<IndicatorWords, string, IndicatorWords> Set)
{
    private const string CategoryField = "category.";
    private const string CategoryName = "Category ";

    private const string DefinitionField = "definition";
    private const string PartNameField = "partname";
    private const string WholeNameField = "wholename";
    private const string WhatChangedField = "whatchanged";

    private static readonly Dictionary<string, string> InFileWords = new()
    {
        [IndicatorFields.QuestionField] = "Question",
        [DefinitionField] = "Definition",
        [IndicatorFields.UnitField] = "Unit",
        [IndicatorFields.UnitOfOneField] = "Unit of one",
        [PartNameField] = "Part",
        [WholeNameField] = "Whole",
        [WhatChangedField] = "What changed",
        [IndicatorFields.BreakdownField] = "Split by",
    };

    /// <summary>Whether it may have several lines.</summary>
    public bool IsLong => Longest == IndicatorFields.LongestText;

    /// <summary>All that an indicator may have, the question first; also those of which it has none any more, while words of theirs are kept.</summary>
    public static IReadOnlyList<IndicatorText> Of(Indicator indicator)
    {
        var hasUnit = Kind.Of(indicator.Kind).HasUnit;
        return
        [
            Of(IndicatorFields.QuestionField, indicator.Question, IndicatorFields.LongestQuestion, t => t.Question, w => w.Question, (w, x) => w with { Question = x }),
            Of(DefinitionField, indicator.Definition, IndicatorFields.LongestText, t => t.Definition, w => w.Definition, (w, x) => w with { Definition = x }),
            // The code of a currency is the same in every language.
            Of(IndicatorFields.UnitField, hasUnit ? indicator.Unit : "", IndicatorFields.LongestName, t => t.Unit, w => w.Unit, (w, x) => w with { Unit = x }),
            Of(IndicatorFields.UnitOfOneField, hasUnit ? indicator.UnitOfOne : "", IndicatorFields.LongestName, t => t.UnitOfOne, w => w.UnitOfOne, (w, x) => w with { UnitOfOne = x }),
            Of(PartNameField, indicator.PartName, IndicatorFields.LongestTitle, t => t.PartName, w => w.PartName, (w, x) => w with { PartName = x }),
            Of(WholeNameField, indicator.WholeName, IndicatorFields.LongestTitle, t => t.WholeName, w => w.WholeName, (w, x) => w with { WholeName = x }),
            Of(WhatChangedField, indicator.WhatChanged, IndicatorFields.LongestText, t => t.WhatChanges, w => w.WhatChanged, (w, x) => w with { WhatChanged = x }),
            Of(IndicatorFields.BreakdownField, indicator.Breakdown?.Name ?? "", IndicatorFields.LongestName, t => t.BreakdownBy, w => w.Breakdown, (w, x) => w with { Breakdown = x }),
            .. CategoriesOf(indicator).Select(c => new IndicatorText(
                CategoryName + c.Id,
                CategoryField + c.Id,
                c.Name,
                IndicatorFields.LongestName,
                t => t.Category,
                w => w.Categories.GetValueOrDefault(c.Id, ""),
                (w, x) => w with { Categories = w.Categories.Where(k => k.Key != c.Id).Concat(x.Length > 0 ? [KeyValuePair.Create(c.Id, x)] : []).ToDictionary() })),
        ];

        static IndicatorText Of(string field, string own, int longest, Func<Texts, string> label, Func<IndicatorWords, string> get, Func<IndicatorWords, string, IndicatorWords> set) =>
            new(InFileWords[field], field, own, longest, label, get, set);
    }

    /// <summary>Whether two readings of one indicator found the same to translate, and the same translations of it.</summary>
    public static bool IsSame(Indicator one, Indicator other)
    {
        var (texts, others) = (Of(one), Of(other));
        return (one.Version, one.Retired, one.Translations.Count) == (other.Version, other.Retired, other.Translations.Count)
            && texts.Select(t => (t.Name, t.Own)).SequenceEqual(others.Select(t => (t.Name, t.Own)))
            && one.Translations.All(t => other.Translations.GetValueOrDefault(t.Key) is { } words
                && (words.Version, words.Written) == (t.Value.Version, t.Value.Written)
                && texts.All(text => text.Get(words) == text.Get(t.Value)));
    }

    private static IEnumerable<Category> CategoriesOf(Indicator indicator)
    {
        Category[] there = [.. indicator.Breakdown?.Categories.DistinctBy(c => c.Id) ?? []];
        return there.Concat(indicator.Translations.Values.SelectMany(w => w.Categories.Keys).Distinct().Where(id => !Array.Exists(there, c => c.Id == id)).Select(id => new Category(id, "")));
    }
}

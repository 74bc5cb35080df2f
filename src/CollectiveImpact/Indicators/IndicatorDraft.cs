using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>What a form of an indicator stands on.</summary>
/// <param name="Editing">The indicator that is changed; null for a new one.</param>
/// <param name="Kind">How it is answered, which says what can be asked about it.</param>
/// <param name="Terms">Of the glossary, what can be chosen.</param>
/// <param name="KnownTerms">Slugs of terms that may be chosen besides.</param>
internal sealed record IndicatorGround(
    Initiative Initiative, IReadOnlyList<Indicator> Known, Indicator? Editing, Kind Kind, IReadOnlyList<Term> Terms, IReadOnlyCollection<string> KnownTerms, Texts T)
{
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>The other indicators that are numbers, to calculate from and to stay below.</summary>
    public IEnumerable<Indicator> Others => Known.Where(i => i.Id != Editing?.Id && Kind.Of(i.Kind).CanBeUsed);
}

/// <summary>An indicator as far as it is written.</summary>
internal sealed record IndicatorDraft(Indicator Is, Edit Edit, string RollUp, IReadOnlyList<string> Chosen, string TermsTyped, Breakdown Breakdown, IReadOnlyList<string> Categories, string OtherCurrency)
{
    public const int MostTerms = 20;
    private const int LongestId = 40;

    private static readonly Breakdown NoBreakdown = new("", [], Sharing.Partners);

    public static IndicatorDraft Of(Indicator? indicator, Kind kind) => new(
        indicator ?? new Indicator("", "", "", kind.Id, GoodDirection.Up, CollectiveImpact.Indicators.RollUp.Sum, null, [], 1, Retired: false),
        Edit.Wording,
        indicator is null || indicator.RollUp == kind.RollUps[0] ? "" : indicator.RollUp.ToString(),
        [],
        "",
        indicator?.Breakdown ?? NoBreakdown,
        [],
        "");

    public IndicatorDraft With(Func<Indicator, Indicator> change) => this with { Is = change(Is) };

    /// <summary>The slugs of terms that aren't among those to choose from.</summary>
    public IEnumerable<string> TypedTerms(IReadOnlyList<Term> terms) => Is.Terms.Where(s => !terms.Any(t => t.Slug == s));

    /// <summary>The indicator that it makes of what was there; what is wrong is said by field.</summary>
    public Indicator Whole(IndicatorGround ground, Dictionary<string, string> faults)
    {
        var (t, editing) = (ground.T, ground.Editing);
        string[] words = [.. Chosen.Concat(TypedList.Names(TermsTyped).Select(Codes.Slug)).Distinct()];
        if (words.Length > MostTerms)
        {
            faults[IndicatorFields.TermsField] = t.TooManyTerms(MostTerms, words.Length);
        }

        var id = editing?.Id ?? NewId(Is.Question, ground.Known);
        var formula = ReadFormula(ground, id, faults);
        return Is with
        {
            Id = id,
            Kind = ground.Kind.Id,
            Unit = ReadUnit(ground, faults),
            Formula = formula,
            RollUp = formula.Length > 0 ? CollectiveImpact.Indicators.RollUp.Calculated : ReadRollUp(ground, faults),
            Terms = words,
            Version = editing?.Version ?? 1,
            Retired = false,
            Breakdown = ReadBreakdown(ground, faults),
            WhatChanged = Edit == Edit.Wording ? editing?.WhatChanged ?? "" : Is.WhatChanged,
            ComparesFrom = editing?.ComparesFrom ?? 1,
        };
    }

    private string ReadUnit(IndicatorGround ground, Dictionary<string, string> faults)
    {
        if (OtherCurrency.Length == 0)
        {
            return ground.Kind.Unit(Is.Unit);
        }

        if (Currencies.Read(OtherCurrency, ground.T.Culture) is { } code)
        {
            return code;
        }

        faults[IndicatorFields.OtherCurrencyField] = ground.T.CurrencyUnknown(PeoplesWords.Shorten(OtherCurrency, LongestId));
        return ground.Kind.Unit(Is.Unit);
    }

    private RollUp ReadRollUp(IndicatorGround ground, Dictionary<string, string> faults)
    {
        var (ways, asked) = (ground.Kind.RollUps, EnumNames.Read<RollUp>(RollUp));
        // A kind with one meaningful way needs no question.
        if (RollUp.Length == 0 || (ways.Count == 1 && asked is not null))
        {
            return ways[0];
        }

        if (asked is { } way && ways.Contains(way))
        {
            return way;
        }

        faults[IndicatorFields.RollUpField] = ground.T.RollUpNotOfKind(string.Join(", ", ways.Select(r => IndicatorCard.InWords(r, ground.T))));
        return default;
    }

    private string ReadFormula(IndicatorGround ground, string id, Dictionary<string, string> faults)
    {
        var t = ground.T;
        if (Is.Formula.Length == 0)
        {
            return "";
        }

        if (Formula.Read(Is.Formula, [.. ground.Others.Select(i => (i.Id, i.Question))], out var fault) is not { } read)
        {
            faults[IndicatorFields.FormulaField] = fault!.InWords(t);
            return "";
        }

        if (Formula.Circle(id, read, i => Formula.Of(ground.Known.FirstOrDefault(o => o.Id == i))) is { } circle)
        {
            faults[IndicatorFields.FormulaField] = t.FormulaCircle(string.Join(", ", circle.Select(c => ground.Known.FirstOrDefault(i => i.Id == c)?.Question ?? Is.Question)));
        }

        return read.Text;
    }

    private Breakdown? ReadBreakdown(IndicatorGround ground, Dictionary<string, string> faults)
    {
        var t = ground.T;
        if (!ground.Kind.CanBeDivided || (Categories.Count == 0 && Breakdown.Name.Length == 0))
        {
            return null;
        }

        // What keeps its name keeps its numbers.
        var categories = Categories
            .Select(n => ground.Editing?.Breakdown?.Categories.FirstOrDefault(c => string.Equals(c.Name, n, StringComparison.OrdinalIgnoreCase)) ?? new Category(Codes.Slug(n), n))
            .ToArray();
        if (Breakdown.Name.Length == 0)
        {
            faults.TryAdd(IndicatorFields.BreakdownField, t.BreakdownMissing);
        }
        else if (categories.Length is < 2 or > Indicators.Breakdown.MostCategories)
        {
            faults[IndicatorFields.CategoriesField] = t.CategoriesTooMany(Indicators.Breakdown.MostCategories);
        }
        else if (Categories.Any(n => n.Length > IndicatorFields.LongestName))
        {
            faults[IndicatorFields.CategoriesField] = t.CategoryTooLong(IndicatorFields.LongestName);
        }
        else if (categories.DistinctBy(c => c.Id).Count() < categories.Length)
        {
            faults[IndicatorFields.CategoriesField] = t.CategoriesAlike;
        }

        return Breakdown with { Categories = categories };
    }

    private static string NewId(string question, IReadOnlyList<Indicator> known)
    {
        var slug = Codes.Slug(question);
        var id = slug.Length > LongestId ? slug[..LongestId].TrimEnd('-') : slug;
        // An indicator that was retired keeps its id, and so its history.
        return known.Any(i => i.Id == id) ? $"{id}-{Codes.NewId()}" : id;
    }
}

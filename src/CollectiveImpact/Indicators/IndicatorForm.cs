using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Indicators;

/// <summary>The form of an indicator.</summary>
public static class IndicatorForm
{
    public const string SaveVerb = "indicators.save";

    internal const string IdField = "indicator";
    internal const int MostIndicators = 18;

    private const string QuestionField = "question";
    private const string KindField = "kind";
    private const string UnitField = "unit";
    private const string UnitOfOneField = "unitofone";
    private const string PartNameField = "partname";
    private const string RollUpField = "rollup";
    private const string TermsField = "terms";
    private const string ChosenTermsField = "chosenterms";
    private const string MostField = "most";
    private const string BreakdownField = "breakdown";
    private const string CategoriesField = "categories";
    private const string FormulaField = "formula";
    private const string TargetField = "target";
    private const string TargetByField = "targetby";
    private const string BaselineField = "baseline";
    private const string BaselineOnField = "baselineon";
    private const string EditField = "edit";

    private const string Always = nameof(Always);
    private const string NoLimit = "nothing";

    private const int LongestQuestion = 200;
    private const int LongestName = 40;
    private const int LongestText = 1_000;
    private const int LongestTitle = 60;
    private const int MostTerms = 20;
    private const int MostFields = 28;

    private static readonly Breakdown NoBreakdown = new("", [], Sharing.Partners);

    // Values of choices that say nothing more than that they were left alone.
    private static readonly HashSet<string> Usual = [Always, NoLimit, nameof(TargetPath.Linear), nameof(Sharing.Partners)];

    /// <summary>Reads the form; without an indicator, the faults say why, by field.</summary>
    /// <param name="terms">Of the glossary's terms that the form names, those that are there.</param>
    public static (Indicator? Indicator, Edit Edit, IReadOnlyDictionary<string, string> Faults) Read(
        Form form, Initiative initiative, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyCollection<string>? terms = null)
    {
        var ground = new Ground(initiative, known, known.FirstOrDefault(i => i.Id == form[IdField]), [], terms ?? [], new Texts(culture));
        var (draft, faults) = Fields(ground, isEdited: true).Read(form, Draft.Of(null));
        var indicator = Whole(draft, ground, faults);
        IndicatorRules.Check(indicator, ground, form.Has(IdField), faults);
        if (faults.Count == 0 && ground.Editing is { } before && draft.Edit == Edit.Wording && !indicator.CountsAs(before))
        {
            faults[EditField] = ground.T.MeaningChanged;
        }

        return (faults.Count == 0 ? indicator : null, draft.Edit, faults);
    }

    /// <summary>The form as it was read: a number that was written in words is written as a number, to be saved so when it's right.</summary>
    public static Form AsRead(Form form, CultureInfo culture) =>
        form.With(Fields(new Ground(null, [], null, [], [], new Texts(culture)), isEdited: true).Parts.SelectMany(p => p.Fields).OfType<FigureField<Draft>>()
            .Select(f => KeyValuePair.Create(f.Name, f.AsRead(form, culture)))
            .Where(f => f.Value is not null)
            .ToDictionary(f => f.Key, f => f.Value!));

    /// <param name="terms">Of the glossary's terms, those that the form names and some more to choose from.</param>
    public static AdaptiveCard Of(Initiative initiative, Indicator? indicator, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyList<Term> terms)
    {
        var ground = new Ground(initiative, known, indicator, terms, [], new Texts(culture));
        return Draw(ground, Fields(ground, isEdited: true).Of(Draft.Of(indicator), indicator is null ? null : new Dictionary<string, string> { [IdField] = indicator.Id }), new Dictionary<string, string>());
    }

    public static AdaptiveCard Again(
        Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyList<Term> terms) =>
        Draw(new Ground(initiative, known, known.FirstOrDefault(i => i.Id == typed[IdField]), terms, [], new Texts(culture)), typed, faults);

    /// <summary>The terms that a form names, in whichever state.</summary>
    public static IReadOnlyList<string> TermsIn(Form form) => form.Several(ChosenTermsField) is { Count: <= MostTerms } few ? few : [];

    private static AdaptiveCard Draw(Ground ground, Form shown, IReadOnlyDictionary<string, string> faults)
    {
        var (t, isEdited) = (ground.T, shown.Has(IdField));
        var form = Fields(ground with { Chosen = TermsIn(shown) }, isEdited);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.FormInShort,
                Body = [Heading.Of(isEdited ? t.EditIndicator : t.AddIndicator), .. drawn.Body],
                Actions =
                [
                    new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, ground.Initiative!.Id), (IdField, ground.Editing?.Id ?? ""))) { Title = t.Save, Style = ActionStyle.Positive },
                    Conversation.SayButton(t.Cancel, Spoken.Indicators, ground.Initiative.Id),
                ],
            };
        });
    }

    private static Form<Draft> Fields(Ground ground, bool isEdited)
    {
        var t = ground.T;
        return new Form<Draft>(t.Culture,
        [
            new TextField<Draft>(QuestionField, t.Question, d => d.Is.Question, (d, x) => d.With(i => i with { Question = x })) { Longest = LongestQuestion, Required = t.QuestionMissing, Placeholder = t.QuestionExample },
            Words("definition", t.Definition, i => i.Definition, (i, x) => i with { Definition = x }, LongestText, t.DefinitionExample) with { IsMultiline = true },
            new ChoiceField<Draft>(KindField, t.Kind, [.. Kind.All.Select(k => new Choice(k.Name(t), k.Id.ToString()))], d => d.Is.Kind.ToString(), (d, x) => d.With(i => i with { Kind = Enum.Parse<IndicatorKind>(x!) })) { Required = t.KindMissing, AreNames = false },
            Words(UnitField, t.Unit, i => i.Unit, (i, x) => i with { Unit = x }, LongestName, t.UnitExample),
            ChoiceField.Of<Draft, GoodDirection>("direction", t.Direction, w => w == GoodDirection.Up ? t.DirectionUp : t.DirectionDown, d => d.Is.Direction, (d, x) => d.With(i => i with { Direction = x!.Value })) with { Required = t.DirectionMissing },
            new ChoiceField<Draft>(RollUpField, t.RollUp, [.. Enum.GetValues<RollUp>().Where(r => r != RollUp.Calculated).Select(r => new Choice(IndicatorCard.InWords(r, t), r.ToString()))], d => d.RollUp, (d, x) => d with { RollUp = x ?? "" }) { Accepts = _ => true, Placeholder = t.RollUpUsual, AreNames = false },
            .. ground.Initiative is null ? (FormPart<Draft>[])[] : [ChosenTerms(ground)],
            new TextField<Draft>(TermsField, t.Terms, d => string.Join(", ", d.TypedTerms(ground.Terms)), (d, x) => d with { TermsTyped = x }) { Longest = LongestText, Placeholder = ground.Terms.Count > 0 ? t.TermsOthers : t.TermsExample },
            Figure(TargetField, t.TargetOfAll, i => i.Target, (i, x) => i with { Target = x }, 0, t.TargetExample),
            Fold("writing", t.SectionWriting,
                Words(UnitOfOneField, t.UnitOfOne, i => i.UnitOfOne, (i, x) => i with { UnitOfOne = x }, LongestName, t.UnitOfOneExample),
                Words(PartNameField, t.PartName, i => i.PartName, (i, x) => i with { PartName = x }, LongestTitle, t.PartNameExample),
                Words("wholename", t.WholeName, i => i.WholeName, (i, x) => i with { WholeName = x }, LongestTitle, t.WholeNameExample),
                new ChoiceField<Draft>("decimals", t.Decimals, [new Choice(t.DecimalsAsCounted, Always), .. Enumerable.Range(0, 3).Select(d => new Choice(t.DecimalsOf(d), Written(d)))], d => d.Is.Decimals is { } n ? Written(n) : Always, (d, x) => d.With(i => i with { Decimals = x is null or Always ? null : int.Parse(x, CultureInfo.InvariantCulture) })) { AreNames = false }),
            Fold("targets", t.SectionTargets,
                new DateField<Draft>(TargetByField, t.TargetByDay, d => d.Is.TargetBy, (d, x) => d.With(i => i with { TargetBy = x })),
                Figure(BaselineField, t.Baseline, i => i.Baseline, (i, x) => i with { Baseline = x }, 0, t.BaselineExample),
                new DateField<Draft>(BaselineOnField, t.BaselineOn, d => d.Is.BaselineOn, (d, x) => d.With(i => i with { BaselineOn = x })),
                ChoiceField.Of<Draft, TargetPath>("path", t.Path, p => p == TargetPath.ByStep ? t.PathBySteps : t.PathStraight, d => d.Is.ByStep ? TargetPath.ByStep : TargetPath.Linear, (d, x) => d.With(i => i with { ByStep = x == TargetPath.ByStep }))),
            Fold("asking", t.SectionAsking,
                new ChoiceField<Draft>("every", t.Every, [new Choice(t.EveryTime, Always), new Choice(t.EveryMonth, nameof(Frequency.Monthly)), new Choice(t.EveryQuarter, nameof(Frequency.Quarterly))], d => d.Is.Every?.ToString() ?? Always, (d, x) => d.With(i => i with { Every = x is null or Always ? null : Enum.Parse<Frequency>(x) }))
                {
                    // What an earlier version of the form offered.
                    Accepts = x => x == nameof(Frequency.Weekly),
                },
                new MultiChoiceField<Draft>("partners", t.Partners, [.. ground.Initiative?.OwnPartners.Select(p => new Choice(Short(p.Name), p.Id)) ?? []], d => [.. d.Is.Partners], (d, x) => d.With(i => i with { Partners = [.. x.Select(p => new PartnerId(p))] }))),
            Fold("checks", t.SectionChecks,
                Figure("least", t.Least, i => i.Least, (i, x) => i with { Least = x }, -Figures.Largest, t.LeastExample),
                Figure(MostField, t.Most, i => i.Most, (i, x) => i with { Most = x }, -Figures.Largest, null),
                Figure("change", t.Change, i => i.ExpectedChange, (i, x) => i with { ExpectedChange = x }, 0, t.ChangeExample),
                new ChoiceField<Draft>("atmost", t.AtMost, [new Choice(t.NoLimit, NoLimit), .. ground.Others.Select(i => new Choice(Short(i.Question), i.Id))], d => d.Is.AtMost ?? NoLimit, (d, x) => d.With(i => i with { AtMost = x is null or NoLimit ? null : x }))
                {
                    Accepts = id => ground.Known.Any(i => i.Id == id && i != ground.Editing),
                }),
            Fold("parts", t.SectionParts,
                new TextField<Draft>(BreakdownField, t.BreakdownBy, d => d.Breakdown.Name, (d, x) => d with { Breakdown = d.Breakdown with { Name = x } }) { Longest = LongestName, Placeholder = t.BreakdownExample },
                new TextField<Draft>(CategoriesField, t.Categories, d => string.Join(", ", d.Breakdown.Categories.Select(c => c.Name)), (d, x) => d with { Categories = Several(x) }) { Longest = LongestText, Placeholder = t.CategoriesExample },
                Shared("breakdownsharing", t.BreakdownSharing, d => d.Breakdown.Sharing, (d, x) => d with { Breakdown = d.Breakdown with { Sharing = x } })),
            Fold("formula", t.SectionFormula,
                // How long it may be says the formula itself.
                Words(FormulaField, t.Formula, i => i.Formula, (i, x) => i with { Formula = x }, int.MaxValue, t.FormulaExample)),
            Fold("sharing", t.SectionSharing,
                Shared("sharing", t.TotalSharing, d => d.Is.Sharing, (d, x) => d.With(i => i with { Sharing = x })),
                Shared("partnersharing", t.PartnerSharing, d => d.Is.PartnerSharing, (d, x) => d.With(i => i with { PartnerSharing = x }))),
            .. isEdited ?
            (FormPart<Draft>[])[
                ChoiceField.Of<Draft, Edit>(EditField, t.WhatIsThisChange, e => e switch { Edit.Wording => t.EditWording, Edit.Meaning => t.EditMeaning, _ => t.EditNewSeries }, d => d.Edit, (d, x) => d with { Edit = x ?? Edit.Wording }) with { Style = ChoiceStyle.Expanded, Separator = true },
                new TextField<Draft>("whatchanged", t.WhatChanges, _ => "", (d, x) => d.With(i => i with { WhatChanged = x })) { Longest = LongestText, Placeholder = t.WhatChangesExample, IsMultiline = true },
            ] : [],
        ]);

        TextField<Draft> Words(string name, string label, Func<Indicator, string> get, Func<Indicator, string, Indicator> set, int longest, string placeholder) =>
            new(name, label, d => get(d.Is), (d, x) => d.With(i => set(i, x))) { Longest = longest, Placeholder = placeholder };

        FigureField<Draft> Figure(string name, string label, Func<Indicator, decimal?> get, Func<Indicator, decimal?, Indicator> set, decimal smallest, string? placeholder) =>
            new(name, label, d => get(d.Is), (d, x) => d.With(i => set(i, x))) { Smallest = smallest, Placeholder = placeholder, Beside = (KindField, UnitField) };

        ChoiceField<Draft> Shared(string name, string label, Func<Draft, Sharing> get, Func<Draft, Sharing, Draft> set) =>
            ChoiceField.Of<Draft, Sharing>(name, label, s => IndicatorCard.InWords(s, t), d => get(d), (d, x) => set(d, x ?? Sharing.Partners));

        // Folded while nothing in it is used: most indicators need none of them.
        Fold<Draft> Fold(string subject, string title, params Field<Draft>[] fields) => new("section." + subject, title, fields) { IsUsual = Usual.Contains, Style = ContainerStyle.Emphasis };
    }

    private static MultiChoiceField<Draft> ChosenTerms(Ground ground) => new(
        ChosenTermsField,
        ground.T.ChosenTerms,
        [.. TermChoices.Of(ground.Terms, ground.Chosen, ground.Terms.Count)],
        d => [.. d.Is.Terms.Where(s => ground.Terms.Any(term => term.Slug == s))],
        (d, x) => d with { Chosen = x })
    {
        Accepts = slug => ground.KnownTerms.Contains(slug) || ground.Editing?.Terms.Contains(slug) == true,
        Style = ChoiceStyle.Filtered,
        More = new ChoiceQuery(TermChoices.Dataset(ground.Initiative!.Id)),
    };

    /// <summary>The indicator that a draft makes of what was there.</summary>
    private static Indicator Whole(Draft draft, Ground ground, Dictionary<string, string> faults)
    {
        var (t, editing, kind) = (ground.T, ground.Editing, Kind.Of(draft.Is.Kind));
        string[] words = [.. draft.Chosen.Concat(Several(draft.TermsTyped).Select(Codes.Slug)).Distinct()];
        if (words.Length > MostTerms)
        {
            faults[TermsField] = t.TooManyTerms(MostTerms, words.Length);
        }

        var id = editing?.Id ?? NewId(draft.Is.Question, ground.Known);
        var formula = ReadFormula(draft, ground, id, faults);
        return draft.Is with
        {
            Id = id,
            Unit = kind.Unit(draft.Is.Unit),
            Formula = formula,
            RollUp = formula.Length > 0 ? RollUp.Calculated : ReadRollUp(draft, kind, t, faults),
            Terms = words,
            Version = editing?.Version ?? 1,
            Breakdown = ReadBreakdown(draft, ground, faults),
            WhatChanged = draft.Edit == Edit.Wording ? editing?.WhatChanged ?? "" : draft.Is.WhatChanged,
            ComparesFrom = editing?.ComparesFrom ?? 1,
        };
    }

    private static RollUp ReadRollUp(Draft draft, Kind kind, Texts t, Dictionary<string, string> faults)
    {
        var asked = EnumNames.Read<RollUp>(draft.RollUp);
        // A kind with one meaningful way needs no question.
        if (draft.RollUp.Length == 0 || (kind.RollUps.Count == 1 && asked is not null))
        {
            return kind.RollUps[0];
        }

        if (asked is { } way && kind.RollUps.Contains(way))
        {
            return way;
        }

        if (!faults.ContainsKey(KindField))
        {
            faults[RollUpField] = t.RollUpNotOfKind(string.Join(", ", kind.RollUps.Select(r => IndicatorCard.InWords(r, t))));
        }

        return default;
    }

    private static string ReadFormula(Draft draft, Ground ground, string id, Dictionary<string, string> faults)
    {
        var t = ground.T;
        if (draft.Is.Formula.Length == 0)
        {
            return "";
        }

        if (Formula.Read(draft.Is.Formula, [.. ground.Others.Select(i => (i.Id, i.Question))], out var fault) is not { } read)
        {
            faults[FormulaField] = fault!.InWords(t);
            return "";
        }

        if (!Kind.Of(draft.Is.Kind).CanBeCalculated && !faults.ContainsKey(KindField))
        {
            faults[FormulaField] = t.FormulaNotOfKind;
        }
        else if (Formula.Circle(id, read, i => Formula.Of(ground.Known.FirstOrDefault(o => o.Id == i))) is { } circle)
        {
            faults[FormulaField] = t.FormulaCircle(string.Join(", ", circle.Select(c => ground.Known.FirstOrDefault(i => i.Id == c)?.Question ?? draft.Is.Question)));
        }

        return read.Text;
    }

    private static Breakdown? ReadBreakdown(Draft draft, Ground ground, Dictionary<string, string> faults)
    {
        var t = ground.T;
        if (draft.Categories.Length == 0 && draft.Breakdown.Name.Length == 0)
        {
            return null;
        }

        // What keeps its name keeps its numbers.
        var categories = draft.Categories
            .Select(n => ground.Editing?.Breakdown?.Categories.FirstOrDefault(c => string.Equals(c.Name, n, StringComparison.OrdinalIgnoreCase)) ?? new Category(Codes.Slug(n), n))
            .ToArray();
        if (draft.Breakdown.Name.Length == 0)
        {
            faults.TryAdd(BreakdownField, t.BreakdownMissing);
        }
        else if (categories.Length is < 2 or > Breakdown.MostCategories)
        {
            faults[CategoriesField] = t.CategoriesTooMany(Breakdown.MostCategories);
        }
        else if (Array.Exists(draft.Categories, n => n.Length > LongestName))
        {
            faults[CategoriesField] = t.CategoryTooLong(LongestName);
        }
        else if (categories.DistinctBy(c => c.Id).Count() < categories.Length)
        {
            faults[CategoriesField] = t.CategoriesAlike;
        }

        return draft.Breakdown with { Categories = categories };
    }

    private static string NewId(string question, IReadOnlyList<Indicator> known)
    {
        var slug = Codes.Slug(question);
        var id = slug.Length > LongestName ? slug[..LongestName].TrimEnd('-') : slug;
        // An indicator that was retired keeps its id, and so its history.
        return known.Any(i => i.Id == id) ? $"{id}-{Codes.NewId()}" : id;
    }

    private static string[] Several(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Short(string text) => PeoplesWords.Shorten(text, LongestTitle);

    /// <summary>What a form of an indicator stands on.</summary>
    /// <param name="Initiative">Null where only the names of the fields are needed.</param>
    /// <param name="Editing">The indicator that is changed; null for a new one.</param>
    /// <param name="Terms">Of the glossary, what can be chosen.</param>
    /// <param name="KnownTerms">Slugs of terms that may be chosen besides.</param>
    private sealed record Ground(Initiative? Initiative, IReadOnlyList<Indicator> Known, Indicator? Editing, IReadOnlyList<Term> Terms, IReadOnlyCollection<string> KnownTerms, Texts T)
    {
        public IReadOnlyList<string> Chosen { get; init; } = [];

        /// <summary>The other indicators that are numbers, to calculate from and to stay below.</summary>
        public IEnumerable<Indicator> Others => Known.Where(i => i.Id != Editing?.Id && Kind.Of(i.Kind).CanBeUsed);
    }

    /// <summary>An indicator as far as it is written.</summary>
    private sealed record Draft(Indicator Is, Edit Edit, string RollUp, IReadOnlyList<string> Chosen, string TermsTyped, Breakdown Breakdown, string[] Categories)
    {
        public static Draft Of(Indicator? indicator) => new(
            indicator ?? new Indicator("", "", "", Kinds.Kind.All[0].Id, GoodDirection.Up, CollectiveImpact.Indicators.RollUp.Sum, null, [], 1, Retired: false),
            Edit.Wording,
            indicator?.RollUp.ToString() ?? "",
            [],
            "",
            indicator?.Breakdown ?? NoBreakdown,
            []);

        public Draft With(Func<Indicator, Indicator> change) => this with { Is = change(Is) };

        /// <summary>The slugs of terms that aren't among those to choose from.</summary>
        public IEnumerable<string> TypedTerms(IReadOnlyList<Term> terms) => Is.Terms.Where(s => !terms.Any(t => t.Slug == s));
    }

    /// <summary>What has to fit together in an indicator, field by field.</summary>
    private static class IndicatorRules
    {
        public static void Check(Indicator indicator, Ground ground, bool isOfOne, Dictionary<string, string> faults)
        {
            var t = ground.T;
            if (QuestionFault(indicator, ground, isOfOne) is var (field, fault))
            {
                faults[field] = fault;
            }

            if (!faults.ContainsKey(KindField))
            {
                CheckKind(indicator, ground, faults);
            }

            if (indicator.Least > indicator.Most)
            {
                faults[MostField] = t.MostUnderLeast;
            }

            if (indicator.Breakdown is not null && indicator.IsCalculated)
            {
                faults[BreakdownField] = t.CalculatedHasNoParts;
            }

            CheckAim(indicator, t, faults);
        }

        /// <summary>Why it can't be asked beside the others; null when it can, or when there is no question, which is said at its field already.</summary>
        private static (string Field, string Fault)? QuestionFault(Indicator indicator, Ground ground, bool isOfOne)
        {
            var t = ground.T;
            var others = ground.Known.Where(i => !i.Retired && i.Id != indicator.Id).ToArray();
            return isOfOne && ground.Editing is null ? (QuestionField, t.IndicatorGone)
                : indicator.Question.Length == 0 ? null
                : Array.Exists(others, i => string.Equals(i.Question, indicator.Question, StringComparison.OrdinalIgnoreCase)) ? (QuestionField, t.QuestionTaken)
                : others.Sum(Fields) + 1 + (indicator.Breakdown?.Categories.Count ?? 0) > MostFields ? (CategoriesField, t.TooManyFields(MostFields))
                : ground.Editing is null && ground.Known.Count(i => !i.Retired) >= MostIndicators ? (QuestionField, t.TooManyIndicators(MostIndicators))
                : null;
        }

        /// <summary>Whether what was filled in goes with the kind.</summary>
        private static void CheckKind(Indicator indicator, Ground ground, Dictionary<string, string> faults)
        {
            var (t, kind) = (ground.T, Kind.Of(indicator.Kind));
            if (ground.Editing is { } before && indicator.Kind != before.Kind)
            {
                faults[KindField] = t.KindCantChange;
            }

            if (kind.UnitFault(indicator.Unit, t) is { } fault)
            {
                faults[UnitField] = fault;
            }

            if (indicator.UnitOfOne.Length > 0 && indicator.Unit.Length == 0)
            {
                faults[UnitOfOneField] = t.UnitOfOneWithoutUnit;
            }

            if (indicator.PartName.Length + indicator.WholeName.Length > 0 && !kind.IsShare)
            {
                faults[PartNameField] = t.PartNameNotOfKind;
            }

            if (indicator.Breakdown is not null && !kind.CanBeDivided)
            {
                faults[BreakdownField] = t.BreakdownNotOfKind;
            }
        }

        /// <summary>Whether there is a way from the baseline to the target.</summary>
        private static void CheckAim(Indicator indicator, Texts t, Dictionary<string, string> faults)
        {
            if (indicator is { TargetBy: not null, Target: null })
            {
                faults.TryAdd(TargetField, t.TargetMissing);
            }

            if (indicator is { Baseline: not null, TargetBy: null })
            {
                faults.TryAdd(TargetByField, t.TargetByMissing);
            }

            if (indicator.Baseline is null != indicator.BaselineOn is null && !faults.ContainsKey(BaselineField) && !faults.ContainsKey(BaselineOnField))
            {
                faults[indicator.Baseline is null ? BaselineField : BaselineOnField] = t.BaselineHalf;
            }

            if (indicator.BaselineOn >= indicator.TargetBy)
            {
                faults[TargetByField] = t.TargetBeforeBaseline;
            }
        }

        private static int Fields(Indicator indicator) => indicator.IsCalculated ? 0 : Kind.Of(indicator.Kind).Fields(indicator);
    }
}

/// <summary>What a change of an indicator does to its numbers.</summary>
[GenerateSerializer]
public enum Edit
{
    /// <summary>Other words for the same thing.</summary>
    Wording,

    /// <summary>A new version; the trend shows the break.</summary>
    Meaning,

    /// <summary>A new version, whose values are set beside no earlier ones.</summary>
    NewSeries,
}

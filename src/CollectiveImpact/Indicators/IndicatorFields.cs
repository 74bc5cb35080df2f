using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Indicators;

/// <summary>The fields in which an indicator is written: of those that there are, the ones that its kind has.</summary>
internal static class IndicatorFields
{
    // Cards in people's chats carry these: they don't change.
    public const string QuestionField = "question";
    public const string KindField = "kind";
    public const string UnitField = "unit";
    public const string OtherCurrencyField = "currency";
    public const string UnitOfOneField = "unitofone";
    public const string RollUpField = "rollup";
    public const string TermsField = "terms";
    public const string ChosenTermsField = "chosenterms";
    public const string MostField = "most";
    public const string BreakdownField = "breakdown";
    public const string CategoriesField = "categories";
    public const string FormulaField = "formula";
    public const string TargetField = "target";
    public const string TargetByField = "targetby";
    public const string BaselineField = "baseline";
    public const string BaselineOnField = "baselineon";
    public const string EditField = "edit";

    public const int LongestName = 40;

    private const string Always = nameof(Always);
    private const string NoLimit = "nothing";

    public const int LongestQuestion = 200;
    public const int LongestText = 1_000;
    public const int LongestTitle = 60;

    // Values of choices that say nothing more than that they were left alone.
    private static readonly HashSet<string> Usual = [Always, NoLimit, nameof(TargetPath.Linear), nameof(Sharing.Partners), nameof(Edit.Wording)];

    public static Form<IndicatorDraft> Of(IndicatorGround ground)
    {
        var (t, kind) = (ground.T, ground.Kind);
        return new Form<IndicatorDraft>(t.Culture,
        [
            new TextField<IndicatorDraft>(QuestionField, t.Question, d => d.Is.Question, (d, x) => d.With(i => i with { Question = x })) { Longest = LongestQuestion, Required = t.QuestionMissing, Placeholder = t.QuestionExample(kind.ExampleQuestion(t)) },
            Words("definition", t.Definition, i => i.Definition, (i, x) => i with { Definition = x }, LongestText, t.DefinitionExample) with { IsMultiline = true },
            .. Basics(ground),
            new Fold<IndicatorDraft>("section.more", t.SectionMore,
            [
                Section("terms", t.SectionTerms,
                    ChosenTerms(ground),
                    new TextField<IndicatorDraft>(TermsField, t.Terms, d => TypedList.Write(d.TypedTerms(ground.Terms)), (d, x) => d with { TermsTyped = x }) { Longest = LongestText, Placeholder = ground.Terms.Count > 0 ? t.TermsOthers : t.TermsExample, IsMultiline = true }),
                .. Writing(ground),
                .. kind.IsNumeric ? [Way(t)] : (FormPart<IndicatorDraft>[])[],
                Asking(ground),
                .. Checks(ground) is { Length: > 0 } checks ? [Section("checks", t.SectionChecks, checks)] : (FormPart<IndicatorDraft>[])[],
                .. kind.CanBeDivided ? [Parts(t)] : (FormPart<IndicatorDraft>[])[],
                // How long it may be says the formula itself.
                .. kind.CanBeCalculated ? [Section("formula", t.SectionFormula, Words(FormulaField, t.Formula, i => i.Formula, (i, x) => i with { Formula = x }, int.MaxValue, t.FormulaExample))] : (FormPart<IndicatorDraft>[])[],
                Section("sharing", t.SectionSharing,
                    Shared("sharing", t.TotalSharing, t, d => d.Is.Sharing, (d, x) => d.With(i => i with { Sharing = x })),
                    Shared("partnersharing", t.PartnerSharing, t, d => d.Is.PartnerSharing, (d, x) => d.With(i => i with { PartnerSharing = x }))),
            ])
            {
                // Whoever edits an indicator mostly changes what is in sight; all that is used stands on the card that comes next.
                IsUsual = _ => true,
            },
            .. ground.Editing is null ? [] : (FormPart<IndicatorDraft>[])[Change(t)],
        ]);
    }

    // What makes a question of this kind one that can be answered and added up.
    private static IEnumerable<FormPart<IndicatorDraft>> Basics(IndicatorGround ground)
    {
        var (t, kind) = (ground.T, ground.Kind);
        if (kind.HasUnit)
        {
            yield return new Row<IndicatorDraft>(
            [
                Words(UnitField, t.Unit, i => i.Unit, (i, x) => i with { Unit = x }, LongestName, t.UnitExample),
                Words(UnitOfOneField, t.UnitOfOne, i => i.UnitOfOne, (i, x) => i with { UnitOfOne = x }, LongestName, t.UnitOfOneExample),
            ]);
        }

        if (kind.HasCurrency)
        {
            yield return Currency(ground);
        }

        if (kind.IsShare)
        {
            yield return Words("partname", t.PartName, i => i.PartName, (i, x) => i with { PartName = x }, LongestTitle, t.PartNameExample);
            yield return Words("wholename", t.WholeName, i => i.WholeName, (i, x) => i with { WholeName = x }, LongestTitle, t.WholeNameExample);
        }

        if (kind.IsNumeric)
        {
            yield return ChoiceField.Of<IndicatorDraft, GoodDirection>("direction", t.Direction, w => w == GoodDirection.Up ? t.DirectionUp : t.DirectionDown, d => d.Is.Direction, (d, x) => d.With(i => i with { Direction = x!.Value })) with { Required = t.DirectionMissing };
            yield return new Row<IndicatorDraft>(
            [
                Figure(TargetField, t.TargetOfAll, i => i.Target, (i, x) => i with { Target = x }, 0, t.TargetExample),
                new DateField<IndicatorDraft>(TargetByField, t.TargetByDay, d => d.Is.TargetBy, (d, x) => d.With(i => i with { TargetBy = x })),
            ]);
        }
    }

    // What it's counted in: one of the list, or another by its code or name.
    private static ChoiceField<IndicatorDraft> Currency(IndicatorGround ground)
    {
        var likely = Currencies.Of(ground.Initiative, ground.Known);
        return new ChoiceField<IndicatorDraft>(
            UnitField,
            ground.T.Currency,
            [.. Currencies.Offered([ground.Editing?.Unit, likely], ground.T.Culture).Select(c => new Choice(ground.T.CurrencyNamed(c.Name, c.Code), c.Code))],
            d => d.Is.Unit.Length > 0 ? ground.Kind.Unit(d.Is.Unit) : null,
            (d, x) => d.With(i => i with { Unit = x ?? "" }))
        {
            Usual = likely,
            // What an earlier version of the form let people type.
            Accepts = Currencies.IsCode,
            NotOffered = ground.T.UnitNoCurrency,
            AreNames = false,
            Style = ChoiceStyle.Filtered,
        };
    }

    // How its numbers become one, and how they are written.
    private static IEnumerable<FormPart<IndicatorDraft>> Writing(IndicatorGround ground)
    {
        var (t, kind) = (ground.T, ground.Kind);
        if (kind.HasCurrency)
        {
            yield return new TextField<IndicatorDraft>(OtherCurrencyField, t.OtherCurrencyThan, d => d.OtherCurrency, (d, x) => d with { OtherCurrency = x }) { Longest = LongestText, Placeholder = t.OtherCurrencyExample };
        }

        if (kind.RollUps.Count > 1)
        {
            yield return new ChoiceField<IndicatorDraft>(RollUpField, t.RollUp, [.. kind.RollUps.Select(r => new Choice(IndicatorCard.InWords(r, t), r.ToString()))], d => d.RollUp, (d, x) => d with { RollUp = x ?? "" })
            {
                // Earlier versions of the form offered those of all kinds: which ones there are is said then.
                Accepts = _ => true,
                Placeholder = t.RollUpUsual,
                AreNames = false,
            };
        }

        if (kind.HasDecimals)
        {
            yield return new ChoiceField<IndicatorDraft>(
                "decimals",
                t.Decimals,
                [new Choice(t.DecimalsAsCounted, Always), .. Enumerable.Range(0, 3).Select(d => new Choice(t.DecimalsOf(d), Written(d)))],
                d => d.Is.Decimals is { } n ? Written(n) : Always,
                (d, x) => d.With(i => i with { Decimals = x is null or Always ? null : int.Parse(x, CultureInfo.InvariantCulture) }))
            {
                AreNames = false,
            };
        }
    }

    private static Fold<IndicatorDraft> Way(Texts t) => Section("targets", t.SectionTargets,
        new Row<IndicatorDraft>(
        [
            Figure(BaselineField, t.Baseline, i => i.Baseline, (i, x) => i with { Baseline = x }, 0, t.BaselineExample),
            new DateField<IndicatorDraft>(BaselineOnField, t.BaselineOn, d => d.Is.BaselineOn, (d, x) => d.With(i => i with { BaselineOn = x })),
        ]),
        ChoiceField.Of<IndicatorDraft, TargetPath>("path", t.Path, p => p == TargetPath.ByStep ? t.PathBySteps : t.PathStraight, d => d.Is.ByStep ? TargetPath.ByStep : TargetPath.Linear, (d, x) => d.With(i => i with { ByStep = x == TargetPath.ByStep })));

    private static Fold<IndicatorDraft> Asking(IndicatorGround ground)
    {
        var t = ground.T;
        return Section("asking", t.SectionAsking,
            new ChoiceField<IndicatorDraft>("every", t.Every, [new Choice(t.EveryTime, Always), new Choice(t.EveryMonth, nameof(Frequency.Monthly)), new Choice(t.EveryQuarter, nameof(Frequency.Quarterly))], d => d.Is.Every?.ToString() ?? Always, (d, x) => d.With(i => i with { Every = x is null or Always ? null : Enum.Parse<Frequency>(x) }))
            {
                // What an earlier version of the form offered.
                Accepts = x => x == nameof(Frequency.Weekly),
            },
            new MultiChoiceField<IndicatorDraft>("partners", t.Partners, [.. ground.Initiative.OwnPartners.Select(p => new Choice(Short(p.Name), p.Id))], d => [.. d.Is.Partners], (d, x) => d.With(i => i with { Partners = [.. x.Select(p => new PartnerId(p))] })));
    }

    private static FormPart<IndicatorDraft>[] Checks(IndicatorGround ground)
    {
        var (t, kind) = (ground.T, ground.Kind);
        return
        [
            .. kind.HasRange ?
            [
                new Row<IndicatorDraft>(
                [
                    Figure("least", t.Least, i => i.Least, (i, x) => i with { Least = x }, -Figures.Largest, t.LeastExample),
                    Figure(MostField, t.Most, i => i.Most, (i, x) => i with { Most = x }, -Figures.Largest, null),
                ]),
            ]
            : (FormPart<IndicatorDraft>[])[],
            .. kind.CanBeUnusual ? [Figure("change", t.Change, i => i.ExpectedChange, (i, x) => i with { ExpectedChange = x }, 0, t.ChangeExample)] : (FormPart<IndicatorDraft>[])[],
            .. kind.CanBeUsed ?
            [
                new ChoiceField<IndicatorDraft>("atmost", t.AtMost, [new Choice(t.NoLimit, NoLimit), .. ground.Others.Select(i => new Choice(Short(i.Question), i.Id))], d => d.Is.AtMost ?? NoLimit, (d, x) => d.With(i => i with { AtMost = x is null or NoLimit ? null : x }))
                {
                    Accepts = id => ground.Known.Any(i => i.Id == id && i != ground.Editing),
                },
            ]
            : (FormPart<IndicatorDraft>[])[],
        ];
    }

    private static Fold<IndicatorDraft> Parts(Texts t) => Section("parts", t.SectionParts,
        new TextField<IndicatorDraft>(BreakdownField, t.BreakdownBy, d => d.Breakdown.Name, (d, x) => d with { Breakdown = d.Breakdown with { Name = x } }) { Longest = LongestName, Placeholder = t.BreakdownExample },
        new TextField<IndicatorDraft>(CategoriesField, t.Categories, d => TypedList.Write(d.Breakdown.Categories.Select(c => c.Name)), (d, x) => d with { Categories = TypedList.Names(x) }) { Longest = LongestText, Placeholder = t.CategoriesExample, IsMultiline = true },
        Shared("breakdownsharing", t.BreakdownSharing, t, d => d.Breakdown.Sharing, (d, x) => d with { Breakdown = d.Breakdown with { Sharing = x } }));

    // What a change of an indicator that is there does to its numbers.
    private static Fold<IndicatorDraft> Change(Texts t) => Section("change", t.SectionChange,
        ChoiceField.Of<IndicatorDraft, Edit>(EditField, t.WhatIsThisChange, e => e switch { Edit.Wording => t.EditWording, Edit.Meaning => t.EditMeaning, _ => t.EditNewSeries }, d => d.Edit, (d, x) => d with { Edit = x ?? Edit.Wording }) with { Style = ChoiceStyle.Expanded },
        new TextField<IndicatorDraft>("whatchanged", t.WhatChanges, _ => "", (d, x) => d.With(i => i with { WhatChanged = x })) { Longest = LongestText, Placeholder = t.WhatChangesExample, IsMultiline = true });

    private static MultiChoiceField<IndicatorDraft> ChosenTerms(IndicatorGround ground) => new(
        ChosenTermsField,
        ground.T.ChosenTerms,
        [.. TermChoices.Of(ground.Terms, ground.Chosen, ground.Terms.Count)],
        d => [.. d.Is.Terms.Where(s => ground.Terms.Any(term => term.Slug == s))],
        (d, x) => d with { Chosen = x })
    {
        Accepts = slug => ground.KnownTerms.Contains(slug) || ground.Editing?.Terms.Contains(slug) == true,
        Style = ChoiceStyle.Filtered,
        More = new ChoiceQuery(TermChoices.Dataset(ground.Initiative.Id)),
    };

    private static TextField<IndicatorDraft> Words(string name, string label, Func<Indicator, string> get, Func<Indicator, string, Indicator> set, int longest, string placeholder) =>
        new(name, label, d => get(d.Is), (d, x) => d.With(i => set(i, x))) { Longest = longest, Placeholder = placeholder };

    private static FigureField<IndicatorDraft> Figure(string name, string label, Func<Indicator, decimal?> get, Func<Indicator, decimal?, Indicator> set, decimal smallest, string? placeholder) =>
        new(name, label, d => get(d.Is), (d, x) => d.With(i => set(i, x))) { Smallest = smallest, Placeholder = placeholder, Beside = (KindField, UnitField) };

    private static ChoiceField<IndicatorDraft> Shared(string name, string label, Texts t, Func<IndicatorDraft, Sharing> get, Func<IndicatorDraft, Sharing, IndicatorDraft> set) =>
        ChoiceField.Of<IndicatorDraft, Sharing>(name, label, s => IndicatorCard.InWords(s, t), d => get(d), (d, x) => set(d, x ?? Sharing.Partners));

    // Folded while nothing in it is used: most indicators need none of them.
    private static Fold<IndicatorDraft> Section(string subject, string title, params FormPart<IndicatorDraft>[] parts) =>
        new("section." + subject, title, parts) { IsUsual = Usual.Contains, Style = ContainerStyle.Emphasis };

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Short(string text) => PeoplesWords.Shorten(text, LongestTitle);
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>
/// How an indicator is written, in three cards: what kind of answer it asks for, the form with the fields that this kind has, and a look at
/// the question as partners will see it.
/// </summary>
public static class IndicatorForm
{
    /// <summary>Asks for the kind, with what was typed before.</summary>
    public const string AskKindVerb = "indicators.kind";

    /// <summary>Shows the form of a kind, with what was typed before.</summary>
    public const string WriteVerb = "indicators.write";

    /// <summary>Shows the question before it is saved.</summary>
    public const string LookVerb = "indicators.look";

    public const string SaveVerb = "indicators.save";

    internal const string IdField = "indicator";

    private const int LongestLabel = 100;
    private const int LongestDefinition = 300;

    // A unit belongs to its kind; all else that the next one has too comes along.
    private static readonly HashSet<string> OfOneKind = [IndicatorFields.UnitField, IndicatorFields.UnitOfOneField, IndicatorFields.OtherCurrencyField];

    private static readonly Dictionary<string, string> NoFaults = [];

    /// <summary>The kind that a form names, or else that of the indicator it is about; null for neither.</summary>
    public static Kind? KindOf(Form form, Indicator? indicator) =>
        EnumNames.Read<IndicatorKind>(form[IndicatorFields.KindField]) is { } typed ? Kind.Of(typed) : indicator is null ? null : Kind.Of(indicator.Kind);

    /// <summary>Reads the form; without an indicator, the faults say why, by field.</summary>
    /// <param name="terms">Of the glossary's terms that the form names, those that are there.</param>
    public static (Indicator? Indicator, Edit Edit, IReadOnlyDictionary<string, string> Faults) Read(
        Form form, Kind kind, Initiative initiative, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyCollection<string>? terms = null)
    {
        var ground = new IndicatorGround(initiative, known, Editing(form, known), kind, [], terms ?? [], new Texts(culture));
        // What its kind has no field for stays as it was.
        var (draft, faults) = IndicatorFields.Of(ground).Read(form, IndicatorDraft.Of(ground.Editing, kind));
        var indicator = draft.Whole(ground, faults);
        IndicatorRules.Check(indicator, ground, form.Has(IdField), faults);
        if (faults.Count == 0 && ground.Editing is { } before && draft.Edit == Edit.Wording && !indicator.CountsAs(before))
        {
            faults[IndicatorFields.EditField] = ground.T.MeaningChanged;
        }

        return (faults.Count == 0 ? indicator : null, draft.Edit, faults);
    }

    /// <summary>The form as it was read: a number that was written in words is written as a number, to be saved so when it's right.</summary>
    public static Form AsRead(Form form, Kind kind, Initiative initiative, CultureInfo culture) =>
        form.With(IndicatorFields.Of(new IndicatorGround(initiative, [], null, kind, [], [], new Texts(culture))).Parts.SelectMany(p => p.Fields).OfType<FigureField<IndicatorDraft>>()
            .Select(f => KeyValuePair.Create(f.Name, f.AsRead(form, culture)))
            .Where(f => f.Value is not null)
            .ToDictionary(f => f.Key, f => f.Value!));

    /// <summary>The terms that a form names, in whichever state.</summary>
    public static IReadOnlyList<string> TermsIn(Form form) => form.Several(IndicatorFields.ChosenTermsField) is { Count: <= IndicatorDraft.MostTerms } few ? few : [];

    /// <summary>What kind of answer a new indicator asks for, with an example of each.</summary>
    /// <param name="typed">What was typed before, which comes along.</param>
    public static AdaptiveCard AskKind(Initiative initiative, Form typed, CultureInfo culture)
    {
        var t = new Texts(culture);
        var names = Kind.All.SelectMany(k => NamesOf(new IndicatorGround(initiative, [], null, k, [], [], t))).Distinct().Except(OfOneKind);
        return new AdaptiveCard
        {
            FallbackText = t.WhatKind,
            Body =
            [
                Heading.Of(t.WhatKind),
                .. Kind.All.Select(kind => new Container(
                [
                    new ActionSet([new Execute(WriteVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [IndicatorFields.KindField] = kind.Id.ToString() }) { Title = kind.Name(t) }]),
                    new TextBlock(kind.ExampleQuestion(t)) { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.None },
                ])),
                .. UnseenFields.Of(typed, names),
            ],
            Actions = [Conversation.SayButton(t.Cancel, Spoken.Indicators, initiative.Id)],
        };
    }

    /// <summary>The form of an indicator that is there.</summary>
    /// <param name="terms">Of the glossary's terms, those that the form names and some more to choose from.</param>
    public static AdaptiveCard Of(Initiative initiative, Indicator indicator, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyList<Term> terms)
    {
        var kind = Kind.Of(indicator.Kind);
        var ground = new IndicatorGround(initiative, known, indicator, kind, terms, [], new Texts(culture));
        return Draw(ground, IndicatorFields.Of(ground).Of(IndicatorDraft.Of(indicator, kind), new Dictionary<string, string> { [IdField] = indicator.Id }), NoFaults);
    }

    /// <summary>The form of a kind, with what was typed before where this kind has a field for it.</summary>
    public static AdaptiveCard Of(Initiative initiative, Kind kind, Form typed, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyList<Term> terms)
    {
        var ground = new IndicatorGround(initiative, known, Editing(typed, known), kind, terms, [], new Texts(culture));
        return Draw(ground, IndicatorFields.Of(ground).Of(IndicatorDraft.Of(null, kind)).With(typed.Fields), NoFaults);
    }

    /// <summary>The form as it was typed, with what is wrong at its fields.</summary>
    public static AdaptiveCard Again(
        Initiative initiative, Kind kind, Form typed, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> known, CultureInfo culture, IReadOnlyList<Term> terms)
    {
        var editing = Editing(typed, known);
        return Draw(new IndicatorGround(initiative, known, editing, editing is null ? kind : Kind.Of(editing.Kind), terms, [], new Texts(culture)), typed, faults);
    }

    /// <summary>The question as partners will see it, before it is saved; the form goes along unseen.</summary>
    public static AdaptiveCard Look(Initiative initiative, Indicator indicator, Form typed, IReadOnlyList<Indicator> known, CultureInfo culture)
    {
        var t = new Texts(culture);
        var ground = new IndicatorGround(initiative, known, Editing(typed, known), Kind.Of(indicator.Kind), [], [], t);
        (string, string)[] data = [(Conversation.InitiativeField, initiative.Id), (IdField, ground.Editing?.Id ?? ""), (IndicatorFields.KindField, indicator.Kind.ToString())];
        return SizeLadder.Fit(room => new AdaptiveCard
        {
            FallbackText = t.AsPartnersSeeIt,
            Body =
            [
                Heading.Of(t.AsPartnersSeeIt),
                new Container(indicator.IsCalculated ? [RichTextBlock.Of(indicator.Question, TextWeight.Bolder), new TextBlock(t.NobodyIsAsked)] : Asked(indicator, room, t)) { Style = ContainerStyle.Emphasis },
                RichTextBlock.Of(IndicatorCard.InWords(indicator, known, t), isSubtle: true, size: TextSize.Small),
                .. UnseenFields.Of(typed, NamesOf(ground)),
            ],
            Actions =
            [
                new Execute(SaveVerb, data.ToDictionary(d => d.Item1, d => d.Item2)) { Title = t.Save, Style = ActionStyle.Positive },
                new Execute(WriteVerb, data.ToDictionary(d => d.Item1, d => d.Item2)) { Title = t.ChangeIt },
            ],
        });
    }

    // Drawn as a check-in draws it.
    private static IReadOnlyList<Element> Asked(Indicator indicator, Room room, Texts t)
    {
        var drawn = new DrawnForm(Form.Empty, NoFaults, room, t.Culture);
        var question = PeoplesWords.Shorten(indicator.Question, Math.Max(room.Letters, LongestLabel));
        Kind.Of(indicator.Kind).Draw(drawn, new AskedQuestion(indicator, AskedQuestion.UnitOf(indicator) is { Length: > 0 } unit ? $"{question} ({unit})" : question, t));
        return indicator.Definition.Length == 0 ? drawn.Body : [.. drawn.Body, RichTextBlock.Of(PeoplesWords.Shorten(indicator.Definition, LongestDefinition), isSubtle: true, size: TextSize.Small)];
    }

    private static IEnumerable<string> NamesOf(IndicatorGround ground) => IndicatorFields.Of(ground).Parts.SelectMany(p => p.Names);

    private static Indicator? Editing(Form form, IReadOnlyList<Indicator> known) => known.FirstOrDefault(i => i.Id == form[IdField]);

    private static AdaptiveCard Draw(IndicatorGround ground, Form shown, IReadOnlyDictionary<string, string> faults)
    {
        var (t, id) = (ground.T, ground.Initiative.Id);
        var form = IndicatorFields.Of(ground with { Chosen = TermsIn(shown) });
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            var data = drawn.With((Conversation.InitiativeField, id), (IdField, ground.Editing?.Id ?? ""), (IndicatorFields.KindField, ground.Kind.Id.ToString()));
            return new AdaptiveCard
            {
                FallbackText = t.FormInShort,
                Body =
                [
                    Heading.Of(ground.Editing is null ? t.AddIndicator : t.EditIndicator),
                    new TextBlock(ground.Kind.Name(t)) { IsSubtle = true, Spacing = Spacing.None },
                    .. faults.TryGetValue(IndicatorFields.KindField, out var fault) ? [FaultLine.Of(fault)] : (IEnumerable<Element>)[],
                    .. drawn.Body,
                ],
                Actions =
                [
                    new Execute(LookVerb, data) { Title = t.SeeAsPartners, Style = ActionStyle.Positive },
                    // An indicator that has answers keeps its kind.
                    .. ground.Editing is null ? [new Execute(AskKindVerb, data) { Title = t.AnotherKind }] : (CardAction[])[],
                    Conversation.SayButton(t.Cancel, Spoken.Indicators, id),
                ],
            };
        });
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

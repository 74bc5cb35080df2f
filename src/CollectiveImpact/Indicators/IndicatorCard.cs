using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Draws the indicators and the form for one, and reads that form back.</summary>
public static class IndicatorCard
{
    public const string AddVerb = "indicators.add";
    public const string EditVerb = "indicators.edit";
    public const string SaveVerb = "indicators.save";
    public const string RetireVerb = "indicators.retire";
    public const string RestoreVerb = "indicators.restore";

    private const string IdField = "indicator";
    private const string QuestionField = "question";
    private const string KindField = "kind";
    private const string UnitField = "unit";
    private const string DirectionField = "direction";
    private const string RollUpField = "rollup";
    private const string TargetField = "target";
    private const string TermsField = "terms";
    private const int LongestQuestion = 200;
    private const int MostIndicators = 20;

    public static string IndicatorOf(Form form) => form[IdField];

    /// <summary>Reads the form; without an indicator, the faults say why, by field.</summary>
    public static (Indicator? Indicator, IReadOnlyDictionary<string, string> Faults) Read(Form form, IReadOnlyList<Indicator> known, CultureInfo culture)
    {
        var faults = new Dictionary<string, string>();
        var question = form[QuestionField];
        if (question.Length is 0 or > LongestQuestion)
        {
            faults[QuestionField] = question.Length == 0 ? "What do you ask the partners?" : $"Please keep it to {LongestQuestion} characters; this has {question.Length}.";
        }

        var editing = known.FirstOrDefault(i => i.Id == form[IdField]);
        if (known.Any(i => !i.Retired && i.Id != editing?.Id && string.Equals(i.Question, question, StringComparison.OrdinalIgnoreCase)))
        {
            faults[QuestionField] = "There is an indicator with this question already.";
        }

        if (editing is null && known.Count(i => !i.Retired) >= MostIndicators)
        {
            faults[QuestionField] = $"A check-in holds at most {MostIndicators} indicators. Retire one first; shorter check-ins get answered.";
        }

        var kind = Choice<IndicatorKind>(KindField, "Please choose what kind of answer it is.");
        if (editing is not null && kind is { } k && k != editing.Kind)
        {
            faults[KindField] = "The kind can't change, or its history would mean nothing. Retire it and add a new one.";
        }

        var direction = Choice<GoodDirection>(DirectionField, "Please choose which way is good.");
        RollUp? rollUp = null;
        if (kind is { } chosen)
        {
            var possible = Indicator.RollUpsOf(chosen);
            rollUp = Enum.TryParse<RollUp>(form[RollUpField], out var asked) && possible.Contains(asked) ? asked : null;
            // A kind with one meaningful way needs no question.
            rollUp ??= possible.Count == 1 || form[RollUpField].Length == 0 ? possible[0] : null;
            if (rollUp is null)
            {
                faults[RollUpField] = $"For this kind the ways are: {string.Join(", ", possible.Select(InWords))}.";
            }
        }

        decimal? target = null;
        if (form.Has(TargetField))
        {
            target = Figures.Read(form[TargetField], culture);
            if (target is null or < 0 or > Figures.Largest)
            {
                faults[TargetField] = $"This isn't a number that I can use. Write it like {Figures.Example(culture)}, or leave it empty.";
            }
        }

        if (form[UnitField].Length > 40)
        {
            faults[UnitField] = "A unit has at most 40 characters.";
        }

        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var terms = form[TermsField].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Codes.Slug).Distinct();
        return (new Indicator(
            editing?.Id ?? NewId(question, known),
            question,
            form[UnitField],
            kind!.Value,
            direction!.Value,
            rollUp!.Value,
            target,
            [.. terms],
            editing?.Version ?? 0,
            Retired: false), faults);

        T? Choice<T>(string field, string message)
            where T : struct, Enum
        {
            if (Enum.TryParse<T>(form[field], out var value) && Enum.IsDefined(value))
            {
                return value;
            }

            faults[field] = message;
            return null;
        }
    }

    /// <param name="retired">The indicator that has just been retired, to say so and offer a way back.</param>
    public static AdaptiveCard List(Here here, IReadOnlyList<Indicator> indicators, CultureInfo culture, Indicator? retired = null) => CardJson.FirstThatFits(
        new[] { (LongestQuestion, true), (LongestQuestion, false), (80, false) }.Select(s => List(here, indicators, culture, retired, s.Item1, s.Item2)));

    private static AdaptiveCard List(
        Here here, IReadOnlyList<Indicator> indicators, CultureInfo culture, Indicator? retired, int longest, bool details)
    {
        var current = indicators.Where(i => !i.Retired).ToArray();
        var body = new List<Element>
        {
            new TextBlock("What we measure together") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (retired is not null)
        {
            body.Add(new Container(
            [
                RichTextBlock.Of($"“{retired.Question}” is retired: the next check-in doesn't ask it, one that is open still does, and its history stays."),
                new ActionSet([Button(RestoreVerb, "Bring it back", here.Initiative.Id, retired.Id)]),
            ])
            {
                Style = ContainerStyle.Emphasis,
            });
        }

        if (current.Length == 0)
        {
            body.Add(new TextBlock(here.IsBackbone ? "Nothing yet. Add the first indicator: one question that every partner can answer." : "Nothing yet."));
        }

        foreach (var indicator in current)
        {
            var question = indicator.Question.Length > longest ? indicator.Question[..longest] + "…" : indicator.Question;
            var lines = new List<Element> { RichTextBlock.Of(question, TextWeight.Bolder) };
            if (details)
            {
                lines.Add(RichTextBlock.Of(InWords(indicator, culture), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
            }

            body.Add(here.IsBackbone
                ? new ColumnSet(
                [
                    new Column(lines),
                    new Column([new ActionSet([Button(EditVerb, "Edit", here.Initiative.Id, indicator.Id), Button(RetireVerb, "Retire", here.Initiative.Id, indicator.Id)])], "auto"),
                ])
                {
                    Separator = true,
                }
                : new Container(lines) { Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = $"{current.Length} indicators",
            Body = body,
            Actions = here.IsBackbone ? [Button(AddVerb, "Add indicator", here.Initiative.Id, "")] : null,
        };
    }

    public static AdaptiveCard Form(string initiative, Indicator? indicator, CultureInfo culture) => Draw(
        initiative,
        new Form(indicator is null
            ? new Dictionary<string, string> { [KindField] = nameof(IndicatorKind.Number), [DirectionField] = nameof(GoodDirection.Up), [RollUpField] = nameof(RollUp.Sum) }
            : new Dictionary<string, string>
            {
                [IdField] = indicator.Id,
                [QuestionField] = indicator.Question,
                [KindField] = indicator.Kind.ToString(),
                [UnitField] = indicator.Unit,
                [DirectionField] = indicator.Direction.ToString(),
                [RollUpField] = indicator.RollUp.ToString(),
                [TargetField] = indicator.Target is { } target ? Figures.ForInput(target, culture) : "",
                [TermsField] = string.Join(", ", indicator.Terms),
            }),
        new Dictionary<string, string>());

    public static AdaptiveCard FormAgain(string initiative, Form typed, IReadOnlyDictionary<string, string> faults) => Draw(initiative, typed, faults);

    private static AdaptiveCard Draw(string initiative, Form fields, IReadOnlyDictionary<string, string> faults)
    {
        var body = new List<Element>
        {
            new TextBlock(fields.Has(IdField) ? "Edit indicator" : "Add indicator") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
        };
        Add(QuestionField, new TextInput { Id = QuestionField, Label = "Question", Placeholder = "For example: Children reading at grade level", Value = Kept(QuestionField), IsRequired = true, ErrorMessage = "What do you ask the partners?" });
        Add(KindField, new ChoiceInput([.. Enum.GetValues<IndicatorKind>().Select(k => new Choice(InWords(k), k.ToString()))]) { Id = KindField, Label = "Kind of answer", Value = Kept(KindField), IsRequired = true, ErrorMessage = "Please choose what kind of answer it is." });
        Add(UnitField, new TextInput { Id = UnitField, Label = "Unit", Placeholder = "For example: children", Value = Kept(UnitField) });
        Add(DirectionField, new ChoiceInput([new Choice("More is good", nameof(GoodDirection.Up)), new Choice("Less is good", nameof(GoodDirection.Down))]) { Id = DirectionField, Label = "Which way is good?", Value = Kept(DirectionField), IsRequired = true, ErrorMessage = "Please choose which way is good." });
        Add(RollUpField, new ChoiceInput([.. Enum.GetValues<RollUp>().Select(r => new Choice(InWords(r), r.ToString()))]) { Id = RollUpField, Label = "How partners' answers become one", Value = Kept(RollUpField) });
        Add(TargetField, new TextInput { Id = TargetField, Label = "Target", Placeholder = "The number that the whole initiative aims for", Value = Kept(TargetField) });
        Add(TermsField, new TextInput { Id = TermsField, Label = "Glossary words it relies on", Placeholder = "Separated by commas; it is asked once all are agreed", Value = Kept(TermsField) });
        return new AdaptiveCard
        {
            FallbackText = "An indicator's form",
            Body = body,
            Actions =
            [
                new Execute(SaveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative, [IdField] = fields[IdField] }) { Title = "Save", Style = ActionStyle.Positive },
                Conversation.SayButton("Cancel", "indicators", initiative),
            ],
        };

        string? Kept(string field) => fields.Has(field) ? fields[field] : null;

        void Add(string field, Element input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(field, faults));
        }
    }

    private static string NewId(string question, IReadOnlyList<Indicator> known)
    {
        var slug = Codes.Slug(question);
        var id = slug.Length > 40 ? slug[..40].TrimEnd('-') : slug;
        // An indicator that was retired keeps its id, and so its history.
        return known.Any(i => i.Id == id) ? $"{id}-{Codes.NewId()}" : id;
    }

    private static Execute Button(string verb, string title, string initiative, string indicator) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [IdField] = indicator,
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string InWords(Indicator indicator, CultureInfo culture)
    {
        var parts = new List<string> { InWords(indicator.Kind) };
        if (indicator.Unit.Length > 0)
        {
            parts.Add("in " + indicator.Unit);
        }

        if (indicator.Kind != IndicatorKind.Text)
        {
            parts.Add(indicator.Direction == GoodDirection.Up ? "more is good" : "less is good");
            parts.Add(InWords(indicator.RollUp));
        }

        if (indicator.Target is not null)
        {
            parts.Add(Trend.AgainstTarget(null, indicator, culture));
        }

        if (indicator.Terms.Count > 0)
        {
            parts.Add("relies on " + string.Join(", ", indicator.Terms));
        }

        return string.Join(" · ", parts);
    }

    private static string InWords(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Number => "Number",
        IndicatorKind.Percentage => "Percentage (a part and a whole)",
        IndicatorKind.YesNo => "Yes or no",
        _ => "Text",
    };

    private static string InWords(RollUp rollUp) => rollUp switch
    {
        RollUp.Sum => "sum of all partners",
        RollUp.RatioOfSums => "all parts of all wholes",
        RollUp.Mean => "mean of the partners",
        RollUp.Latest => "the latest answer",
        RollUp.Max => "the largest",
        RollUp.Min => "the smallest",
        RollUp.CountYes => "how many say yes",
        _ => "not added up",
    };
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Draws what the initiative measures.</summary>
public static class IndicatorCard
{
    public const string AddVerb = "indicators.add";
    public const string EditVerb = "indicators.edit";
    public const string RetireVerb = "indicators.retire";
    public const string RestoreVerb = "indicators.restore";

    private const int LongestQuestion = 200;
    private const int MostOfDefinition = 200;
    private const int MostSuggestions = 3;

    public static string IndicatorOf(Form form) => form[IndicatorForm.IdField];

    /// <param name="notAgreed">By indicator, the words that it relies on and that nobody has agreed on: it isn't asked until they are.</param>
    /// <param name="proposed">Of those words, by slug, the names of the ones that are proposed and wait for agreement.</param>
    /// <param name="retired">The indicator that has just been retired, to say so and offer a way back.</param>
    public static AdaptiveCard List(
        Here here,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyDictionary<string, IReadOnlyList<string>> notAgreed,
        IReadOnlyDictionary<string, string> proposed,
        CultureInfo culture,
        Indicator? retired = null) => CardJson.FirstThatFits(
        new[] { (LongestQuestion, true), (LongestQuestion, false), (80, false) }.Select(s => List(here, indicators, notAgreed, proposed, culture, retired, s.Item1, s.Item2)));

    private static AdaptiveCard List(
        Here here,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyDictionary<string, IReadOnlyList<string>> notAgreed,
        IReadOnlyDictionary<string, string> proposed,
        CultureInfo culture,
        Indicator? retired,
        int longest,
        bool details)
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
            var question = PeoplesWords.Shorten(indicator.Question, longest);
            var lines = new List<Element> { RichTextBlock.Of(question, TextWeight.Bolder) };
            if (details)
            {
                lines.Add(RichTextBlock.Of(InWords(indicator, indicators, culture), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
                if (indicator.Definition.Length > 0)
                {
                    lines.Add(RichTextBlock.Of(PeoplesWords.Shorten(indicator.Definition, MostOfDefinition), size: TextSize.Small));
                }
            }

            if (notAgreed.GetValueOrDefault(indicator.Id) is { Count: > 0 } words)
            {
                lines.Add(FieldFaults.Line($"Not asked yet: nobody has agreed on what {(words.Count == 1 ? "this word means" : "these words mean")}: {string.Join(", ", words.Select(w => proposed.GetValueOrDefault(w, w)))}."));
                if (details)
                {
                    lines.Add(new ActionSet([.. words.Take(MostSuggestions).Select(w => proposed.TryGetValue(w, out var name)
                        ? Conversation.SayButton(PeoplesWords.Plain($"See “{PeoplesWords.Shorten(name, 40)}”, proposed"), $"what is {name}", here.Initiative.Id)
                        : Conversation.SayButton(PeoplesWords.Plain($"Suggest “{w}”"), $"suggest {w}", here.Initiative.Id))]));
                }
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

    private static Execute Button(string verb, string title, string initiative, string indicator) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [IndicatorForm.IdField] = indicator,
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string InWords(Indicator indicator, IReadOnlyList<Indicator> all, CultureInfo culture)
    {
        var parts = new List<string> { InWords(indicator.Kind) };
        if (indicator.Unit.Length > 0)
        {
            parts.Add("in " + indicator.Unit);
        }

        if (indicator.Every is { } every)
        {
            parts.Add(every == Frequency.Monthly ? "once a month" : every == Frequency.Quarterly ? "once a quarter" : "every week");
        }

        if (indicator.Partners.Count > 0)
        {
            parts.Add(indicator.Partners.Count == 1 ? "one partner answers" : $"{indicator.Partners.Count.ToString(culture)} partners answer");
        }

        if (indicator.Breakdown is { } breakdown)
        {
            parts.Add($"by {breakdown.Name} ({string.Join(", ", breakdown.Categories.Select(c => c.Name))})");
        }

        if (Indicators.Formula.Of(indicator) is { } formula)
        {
            parts.Add($"calculated from {string.Join(", ", formula.Uses.Select(u => all.FirstOrDefault(i => i.Id == u)?.Question ?? u))}");
        }

        if (indicator.Kind != IndicatorKind.Text)
        {
            parts.Add(indicator.Direction == GoodDirection.Up ? "more is good" : "less is good");
            parts.Add(InWords(indicator.RollUp));
        }

        if (indicator.Version > 1)
        {
            parts.Add($"meaning {indicator.Version.ToString(culture)}");
        }

        if (indicator.Sharing != Sharing.Partners)
        {
            parts.Add("for " + InWords(indicator.Sharing));
        }

        if (indicator.Target is not null)
        {
            parts.Add(Trend.AgainstTarget(null, indicator, default, culture));
        }

        if (indicator.Terms.Count > 0)
        {
            parts.Add("relies on " + string.Join(", ", indicator.Terms));
        }

        return string.Join(" · ", parts);
    }

    public static string InWords(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Number => "Number",
        IndicatorKind.Percentage => "Percentage (a part and a whole)",
        IndicatorKind.YesNo => "Yes or no",
        IndicatorKind.Money => "Money",
        IndicatorKind.Rating => "Rating (1 to 5)",
        _ => "Text",
    };

    public static string InWords(RollUp rollUp) => rollUp switch
    {
        RollUp.Sum => "sum of all partners",
        RollUp.RatioOfSums => "all parts of all wholes",
        RollUp.Mean => "mean of the partners",
        RollUp.Latest => "the latest answer",
        RollUp.Max => "the largest",
        RollUp.Min => "the smallest",
        RollUp.CountYes => "how many say yes",
        RollUp.Calculated => "calculated from the totals",
        _ => "not added up",
    };

    public static string InWords(Sharing sharing) => sharing switch
    {
        Sharing.Backbone => "the backbone only",
        Sharing.Steering => "the backbone and the observers",
        Sharing.Partners => "all partners",
        _ => "everyone, also outside",
    };
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Backbone;

/// <summary>What became of a template's rhythm.</summary>
/// <param name="Waits">Whether something that the new check-ins are to ask about waits for the agreement of its words.</param>
public sealed record RhythmUsed(NewSchedules Schedules, Timetable Timetable, bool Waits);

/// <summary>Draws the templates, what one brings, and what came of using it.</summary>
public static class TemplatesCard
{
    public const string LookVerb = "backbone.template";
    public const string UseVerb = "backbone.usetemplate";

    private const string TemplateField = "template";
    private const string OtherField = "other";
    private const string RhythmField = "rhythm";
    private const int MostOthers = 40;
    private const int LongestName = 80;
    private const int LongestRhythm = 1_000;

    // The fullest drawing that fits: so many of each, and so much of each definition.
    private static readonly (int Most, int Longest)[] Sizes = [(100, 600), (60, 300), (30, 120), (20, 40), (10, 0)];

    /// <summary>The template that was chosen; empty for none.</summary>
    public static string TemplateOf(Form form) => form.Has(TemplateField) ? form[TemplateField] : form.Has(OtherField) ? Templates.IdOf(form[OtherField]) : "";

    /// <param name="others">The other initiatives that the person runs.</param>
    public static AdaptiveCard List(Initiative initiative, IReadOnlyList<Initiative> others)
    {
        var names = Initiative.NamesApart(others);
        var body = new List<Element>
        {
            new TextBlock("Templates") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock("Begin with indicators and shared words that others have worked out. You see what a template brings before you use it, and nothing that you have is changed."),
        };
        foreach (var template in Templates.Shipped)
        {
            body.Add(new ColumnSet(
            [
                new Column(
                [
                    RichTextBlock.Of(template.Name, TextWeight.Bolder),
                    RichTextBlock.Of($"{template.About} {template.Indicators.Count} indicators, {template.Terms.Count} words.", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                ]),
                new Column([new ActionSet([Button(LookVerb, "Look", initiative.Id, template.Id)])], "auto"),
            ])
            {
                Separator = true,
            });
        }

        if (others.Count == 0)
        {
            return new AdaptiveCard { FallbackText = "Templates", Body = body };
        }

        body.Add(new ChoiceInput([.. others.Take(MostOthers).Select(o => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(names[o.Id], LongestName)), o.Id))])
        {
            Id = OtherField,
            Label = "From my other initiatives",
            Style = ChoiceStyle.Compact,
            Value = others[0].Id,
            Separator = true,
        });
        return new AdaptiveCard
        {
            FallbackText = "Templates",
            Body = body,
            Actions = [new Execute(LookVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Look at that one" }],
        };
    }

    /// <summary>Whether the template's check-ins are to come along.</summary>
    public static bool IsWithRhythm(Form form) => form.IsOn(RhythmField);

    public static AdaptiveCard Show(Initiative initiative, Template template, CultureInfo culture) =>
        CardJson.FirstThatFits(Sizes.Select(size => Draw(initiative, template, size.Most, size.Longest, culture)));

    /// <param name="rhythm">What became of the template's check-ins; null when it was used without them.</param>
    public static AdaptiveCard Used(
        Initiative initiative, Template template, NewIndicators indicators, IReadOnlyList<string> words, IReadOnlyList<string> wordsLeft, RhythmUsed? rhythm, CultureInfo culture) => CardJson.FirstThatFits(
        new[] { (40, 200), (15, 80), (5, 60) }.Select(size =>
        {
            var lines = new List<Element>
            {
                RichTextBlock.Of($"From the template {PeoplesWords.Shorten(template.Name, LongestName)}", TextWeight.Bolder, TextSize.Large),
            };
            var schedules = rhythm?.Schedules ?? NewSchedules.None;
            if (indicators.Add.Count + words.Count + schedules.Add.Count == 0)
            {
                lines.Add(new TextBlock("Nothing was added."));
            }

            Add("Indicators that were added", indicators.Add.Select(i => i.Question));
            Add("Words that were proposed, for you or the partners to agree", words);
            Add("Check-ins that come by themselves from now on", schedules.Add.Select(s => InWords(s, rhythm!.Timetable, culture)), 2 * size.Item2);
            Add("Indicators that you have already, left as they are", indicators.Left);
            Add("Words that you have already, left as they are", wordsLeft);
            Add("Indicators for which there is no room: retire some, then use the template again", indicators.NoRoom);
            Add("Calculated ones that rest on something that isn't here", indicators.Unfounded);
            Add("Check-ins that you have already, left as they are", schedules.Left);
            Add("Check-ins that would ask about nothing that you have", schedules.Empty);
            Add("Check-ins for which there is no room: end some, then use the template again", schedules.NoRoom);
            if (rhythm?.Waits == true || indicators.Add.Any(i => i.Terms.Count > 0))
            {
                lines.Add(new TextBlock("An indicator is asked once the words that it rests on are agreed: say **terms**."));
            }

            if (rhythm is null && template.InWords(culture) is { Length: > 0 } suggests)
            {
                lines.Add(RichTextBlock.Of($"Your schedule is as it was. What the template suggests: {PeoplesWords.Shorten(suggests, LongestRhythm)}", isSubtle: true));
            }

            return new AdaptiveCard
            {
                FallbackText = $"{indicators.Add.Count} indicators were added, {words.Count} words proposed.",
                Body = lines,
                Actions =
                [
                    Conversation.SayButton("Indicators", "indicators", initiative.Id),
                    Conversation.SayButton("Terms", "terms", initiative.Id),
                    Conversation.SayButton("Schedule", "schedule", initiative.Id),
                ],
            };

            void Add(string title, IEnumerable<string> names, int? longest = null)
            {
                var all = names.ToArray();
                if (all.Length == 0)
                {
                    return;
                }

                lines.Add(new TextBlock($"{title}:") { Weight = TextWeight.Bolder, Separator = true });
                lines.AddRange(all.Take(size.Item1).Select(n => RichTextBlock.Of("• " + PeoplesWords.Shorten(n, longest ?? size.Item2)) with { Spacing = Spacing.None }));
                if (all.Length > size.Item1)
                {
                    lines.Add(new TextBlock($"and {all.Length - size.Item1} more") { IsSubtle = true, Spacing = Spacing.None });
                }
            }
        }));

    private static string InWords(Schedule schedule, Timetable timetable, CultureInfo culture) =>
        $"{PeoplesWords.Shorten(schedule.Name, LongestName)}, {schedule.InWords(culture)}"
        + (timetable.Find(schedule.Id) is { } followed ? $"; next on {timetable.Coming(followed).First().Date.ToString("dddd d MMMM yyyy", culture)}" : "");

    private static AdaptiveCard Draw(Initiative initiative, Template template, int most, int longest, CultureInfo culture)
    {
        var hasRhythm = template.Schedules.Count > 0;
        var body = new List<Element> { RichTextBlock.Of(PeoplesWords.Shorten(template.Name, LongestName), TextWeight.Bolder, TextSize.Large) };
        if (template.About.Length > 0)
        {
            body.Add(RichTextBlock.Of(template.About));
        }

        body.Add(new TextBlock($"Indicators ({template.Indicators.Count})") { Weight = TextWeight.Bolder, Separator = true, Style = TextBlockStyle.Heading });
        foreach (var indicator in template.Indicators.Take(most))
        {
            var about = $"{IndicatorCard.InFewWords(indicator, culture)}. {indicator.Definition}";
            body.Add(new RichTextBlock(
            [
                TextRun.Plain(longest == 0 ? PeoplesWords.Shorten(indicator.Question, LongestName) : indicator.Question) with { Weight = TextWeight.Bolder },
                .. longest == 0 ? (IEnumerable<TextRun>)[] : [TextRun.Plain("\n" + PeoplesWords.Shorten(about.Trim(), longest))],
            ])
            {
                Spacing = Spacing.Small,
            });
        }

        More(template.Indicators.Count);
        body.Add(new TextBlock($"Words ({template.Terms.Count})") { Weight = TextWeight.Bolder, Separator = true, Style = TextBlockStyle.Heading });
        foreach (var term in template.Terms.Take(most))
        {
            body.Add(new RichTextBlock(
            [
                TextRun.Plain(term.Name) with { Weight = TextWeight.Bolder },
                .. longest == 0 ? (IEnumerable<TextRun>)[] : [TextRun.Plain(": " + PeoplesWords.Shorten(term.Definition, longest))],
                .. longest == 0 || term.Source.Length == 0 ? (IEnumerable<TextRun>)[] : [TextRun.Plain($" ({PeoplesWords.Shorten(term.Source, longest)})") with { IsSubtle = true }],
            ])
            {
                Spacing = Spacing.Small,
            });
        }

        More(template.Terms.Count);
        if (template.InWords(culture) is { Length: > 0 } suggests)
        {
            body.Add(RichTextBlock.Of($"When to ask, as a suggestion: {PeoplesWords.Shorten(suggests, LongestRhythm)}") with { Separator = true });
        }

        body.Add(new TextBlock("Using it adds what you don't have yet. Words come as proposals, so that your partners agree on what they mean." + (hasRhythm ? " With its rhythm, the check-ins that you don't have come too, for all partners; yours stay as they are." : "")) { IsSubtle = true });
        return new AdaptiveCard
        {
            FallbackText = $"{template.Name}: {template.Indicators.Count} indicators, {template.Terms.Count} words",
            Body = body,
            Actions =
            [
                .. hasRhythm
                    ? [
                        new Execute(UseVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [TemplateField] = template.Id, [RhythmField] = "true" })
                        {
                            Title = "Use it with its rhythm",
                            Style = ActionStyle.Positive,
                            AssociatedInputs = AssociatedInputs.None,
                        },
                        Button(UseVerb, "Use it without", initiative.Id, template.Id),
                    ]
                    : new[] { Button(UseVerb, "Use it", initiative.Id, template.Id) with { Style = ActionStyle.Positive } },
                Conversation.SayButton("Other templates", "templates", initiative.Id),
            ],
        };

        void More(int count)
        {
            if (count > most)
            {
                body.Add(new TextBlock($"and {count - most} more") { IsSubtle = true, Spacing = Spacing.Small });
            }
        }
    }

    private static Execute Button(string verb, string title, string initiative, string template) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [TemplateField] = template,
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Templates;

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
    public static string TemplateOf(Form form) => form.Has(TemplateField) ? form[TemplateField] : form.Has(OtherField) ? TemplateLibrary.IdOf(new(form[OtherField])) : "";

    /// <param name="others">The other initiatives that the person runs.</param>
    public static AdaptiveCard List(Initiative initiative, IReadOnlyList<Initiative> others, CultureInfo culture)
    {
        var t = new Texts(culture);
        var names = Initiative.NamesApart(others);
        var body = new List<Element>
        {
            Heading.Of(t.Templates),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock(t.TemplatesMean),
        };
        foreach (var template in TemplateLibrary.Shipped)
        {
            body.Add(new Container(
            [
                RichTextBlock.Of(template.Name, TextWeight.Bolder),
                RichTextBlock.Of($"{template.About} {t.TemplatesHas(template.Indicators.Count, template.Terms.Count)}", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                QuietActions.About(template.Name, Button(LookVerb, t.TemplatesLook, initiative.Id, template.Id)),
            ])
            {
                Separator = true,
            });
        }

        if (others.Count == 0)
        {
            return new AdaptiveCard { FallbackText = t.Templates, Body = body };
        }

        body.Add(new ChoiceInput([.. others.Take(MostOthers).Select(o => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(names[o.Id], LongestName)), o.Id))])
        {
            Id = OtherField,
            Label = t.TemplatesOfOthers,
            Style = ChoiceStyle.Compact,
            Value = others[0].Id,
            Separator = true,
        });
        return new AdaptiveCard
        {
            FallbackText = t.Templates,
            Body = body,
            Actions = [new Execute(LookVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = t.TemplatesLookAtOther }],
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
            var t = new Texts(culture);
            var lines = new List<Element>
            {
                RichTextBlock.Of(t.TemplatesFrom(PeoplesWords.Shorten(template.Name, LongestName)), TextWeight.Bolder, TextSize.Large),
            };
            var schedules = rhythm?.Schedules ?? NewSchedules.None;
            if (indicators.Add.Count + words.Count + schedules.Add.Count == 0)
            {
                lines.Add(new TextBlock(t.TemplatesNothingAdded));
            }

            Add(t.TemplatesIndicatorsAdded, indicators.Add.Select(i => i.Question));
            Add(t.TemplatesWordsProposed, words);
            Add(t.TemplatesCheckInsAdded, schedules.Add.Select(s => InWords(s, rhythm!.Timetable, t)), 2 * size.Item2);
            Add(t.TemplatesIndicatorsLeft, indicators.Left);
            Add(t.TemplatesWordsLeft, wordsLeft);
            Add(t.TemplatesIndicatorsNoRoom, indicators.NoRoom);
            Add(t.TemplatesIndicatorsUnfounded, indicators.Unfounded);
            Add(t.TemplatesCheckInsLeft, schedules.Left);
            Add(t.TemplatesCheckInsEmpty, schedules.Empty);
            Add(t.TemplatesCheckInsNoRoom, schedules.NoRoom);
            if (rhythm?.Waits == true || indicators.Add.Any(i => i.Terms.Count > 0))
            {
                lines.Add(new TextBlock(t.TemplatesWordsFirst));
            }

            if (rhythm is null && Suggestion(template, t) is { Length: > 0 } suggests)
            {
                lines.Add(RichTextBlock.Of(t.TemplatesScheduleIsAsItWas(PeoplesWords.Shorten(suggests, LongestRhythm)), isSubtle: true));
            }

            return new AdaptiveCard
            {
                FallbackText = t.TemplatesUsedInShort(indicators.Add.Count, words.Count),
                Body = lines,
                Actions =
                [
                    Conversation.SayButton(t.Indicators, Spoken.Indicators, initiative.Id),
                    Conversation.SayButton(t.TemplatesTerms, Spoken.Terms, initiative.Id),
                    Conversation.SayButton(t.Schedule, Spoken.Schedule, initiative.Id),
                ],
            };

            void Add(string title, IEnumerable<string> names, int? longest = null)
            {
                var all = names.ToArray();
                if (all.Length == 0)
                {
                    return;
                }

                lines.Add(Heading.Section(title));
                lines.AddRange(all.Take(size.Item1).Select(n => RichTextBlock.Of("• " + PeoplesWords.Shorten(n, longest ?? size.Item2)) with { Spacing = Spacing.None }));
                if (all.Length > size.Item1)
                {
                    lines.Add(new TextBlock(t.More(all.Length - size.Item1)) { IsSubtle = true, Spacing = Spacing.None });
                }
            }
        }));

    private static string InWords(Schedule schedule, Timetable timetable, Texts t)
    {
        var (name, rhythm) = (PeoplesWords.Shorten(schedule.Name, LongestName), schedule.InWords(t.Culture));
        return timetable.Find(schedule.Id) is { } followed
            ? t.TemplatesCheckInNext(name, rhythm, timetable.Coming(followed).First().Date.OnWeekdayOfYear(t.Culture))
            : t.TemplatesCheckIn(name, rhythm);
    }

    // When to ask; empty where the template doesn't say.
    private static string Suggestion(Template template, Texts t) =>
        string.Join(" ", template.Schedules.Select(s => t.TemplatesOpens(s.Name, s.InWords(t.Culture))).Prepend(template.Rhythm).Where(w => w.Length > 0));

    private static AdaptiveCard Draw(Initiative initiative, Template template, int most, int longest, CultureInfo culture)
    {
        var t = new Texts(culture);
        var hasRhythm = template.Schedules.Count > 0;
        var body = new List<Element> { RichTextBlock.Of(PeoplesWords.Shorten(template.Name, LongestName), TextWeight.Bolder, TextSize.Large) };
        if (template.About.Length > 0)
        {
            body.Add(RichTextBlock.Of(template.About));
        }

        body.Add(Heading.Section(t.TemplatesIndicators(template.Indicators.Count)));
        foreach (var indicator in template.Indicators.Take(most))
        {
            var about = $"{IndicatorCard.InFewWords(indicator, t.Culture)}. {indicator.Definition}";
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
        body.Add(Heading.Section(t.TemplatesWords(template.Terms.Count)));
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
        if (Suggestion(template, t) is { Length: > 0 } suggests)
        {
            body.Add(RichTextBlock.Of(t.TemplatesSuggest(PeoplesWords.Shorten(suggests, LongestRhythm))) with { Separator = true });
        }

        body.Add(new TextBlock(hasRhythm ? $"{t.TemplatesUsing} {t.TemplatesUsingRhythm}" : t.TemplatesUsing) { IsSubtle = true });
        return new AdaptiveCard
        {
            FallbackText = t.TemplatesShowInShort(template.Name, template.Indicators.Count, template.Terms.Count),
            Body = body,
            Actions =
            [
                .. hasRhythm
                    ? [
                        new Execute(UseVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [TemplateField] = template.Id, [RhythmField] = "true" })
                        {
                            Title = t.TemplatesUseWithRhythm,
                            Style = ActionStyle.Positive,
                            AssociatedInputs = AssociatedInputs.None,
                        },
                        Button(UseVerb, t.TemplatesUseWithout, initiative.Id, template.Id),
                    ]
                    : new[] { Button(UseVerb, t.TemplatesUse, initiative.Id, template.Id) with { Style = ActionStyle.Positive } },
                Conversation.SayButton(t.TemplatesOther, Spoken.Templates, initiative.Id),
            ],
        };

        void More(int count)
        {
            if (count > most)
            {
                body.Add(new TextBlock(t.More(count - most)) { IsSubtle = true, Spacing = Spacing.Small });
            }
        }
    }

    private static Execute Button(string verb, string title, InitiativeId initiative, string template) => Conversation.PressButton(verb, title, initiative, (TemplateField, template));
}

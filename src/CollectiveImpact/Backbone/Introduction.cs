using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Backbone;

/// <summary>
/// Gets somebody who is new, or has taken over, to know the initiative, at their own pace: what it works for, its words, what they will be
/// asked, what was learned last, and what was decided.
/// </summary>
public sealed class GetToKnow(IGrainFactory grains, DigestPost digests, IAgendaStore agenda) : IMemberListener
{
    private const int MostWords = 10;
    private const int MostDigests = 3;
    private const int MostDecisions = 5;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var step = Math.Clamp(IntroductionCard.StepOf(turn.Form), 1, IntroductionCard.Steps);
        var lines = step switch
        {
            1 => await Agenda(here),
            2 => await Words(turn, here),
            3 => await Asked(turn, here),
            4 => await Learned(turn, here, cancel),
            _ => await agenda.Decisions(here.Initiative.Id, cancel).Take(MostDecisions).Select(d => new IntroductionLine(d.At.InZone(here.Zone(turn)).Date.ToString("d MMMM yyyy", turn.Culture), d.Text)).ToListAsync(cancel),
        };
        return Reply.Shows(IntroductionCard.Of(here, step, lines));
    }

    private async Task<IReadOnlyList<IntroductionLine>> Agenda(Here here)
    {
        var inForce = (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).InForce;
        return [new IntroductionLine("Vision", inForce.Vision), .. inForce.Goals.Select((g, i) => new IntroductionLine($"Goal {i + 1}", g.Text))];
    }

    // The words that the questions rest on come first: they are used every time.
    private async Task<IReadOnlyList<IntroductionLine>> Words(Turn turn, Here here)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var used = (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => !i.Retired).SelectMany(i => i.Terms).GroupBy(t => t).OrderByDescending(g => g.Count()).Select(g => g.Key).ToArray();
        var terms = (await glossary.GetAll(used)).Concat(await glossary.Search("", MostWords)).Where(t => t.State == TermState.Agreed).DistinctBy(t => t.Slug).Take(MostWords);
        return [.. terms.Select(t => t.Wording.In(t.Wording.LanguageFor(turn.Culture, here.Initiative.Language))).Select(w => new IntroductionLine(w.Name, w.Definition))];
    }

    private async Task<IReadOnlyList<IntroductionLine>> Asked(Turn turn, Here here)
    {
        var indicators = (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => !i.Retired && (here.Partner is not { } partner || i.Asks(partner.Id)));
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        return
        [
            .. timetable.Schedules.Select(s => new IntroductionLine(s.Schedule.Name, s.Schedule.InWords(turn.Culture))),
            .. indicators.Select(i => new IntroductionLine(i.Question, i.Definition)),
        ];
    }

    private async Task<IReadOnlyList<IntroductionLine>> Learned(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var lines = new List<IntroductionLine>();
        foreach (var round in timetable.Closed.Reverse().Take(MostDigests))
        {
            if (await digests.Compile(here.Initiative, round, cancel) is { } digest)
            {
                var totals = digest.Lines.Where(l => l.IsFor(here.Sees()) && l.Indicator.Kind != IndicatorKind.Text).Take(3).Select(l => $"{l.Indicator.Question}: {l.Total.InWords(l.Indicator, turn.Culture)}");
                var lessons = digest.Lessons.Where(l => l.Audience >= here.Sees()).Take(2).Select(l => $"{l.SignedAs}: {l.Text}");
                lines.Add(new IntroductionLine(digest.Round.Subtitle(turn.Culture), string.Join("\n", totals.Concat(lessons).Prepend($"{digest.Answered} of {digest.Asked} partners answered."))));
            }
        }

        return lines;
    }
}

/// <param name="Title">In bold before the words.</param>
public sealed record IntroductionLine(string Title, string Words);

/// <summary>Draws the introduction, a step a card.</summary>
public static class IntroductionCard
{
    public const string Verb = "backbone.introduction";
    public const int Steps = 5;

    private const string StepField = "step";
    private static readonly int[] Lengths = [400, 150, 60];

    private static readonly (string Title, string Empty, string Say, string Button)[] Chapters =
    [
        ("What we work for", "Nothing is written down yet.", "agenda", "The whole agenda"),
        ("Our words", "No words are agreed yet.", "terms", "All our words"),
        ("What you will be asked", "Nothing is asked yet.", "indicators", "All that we measure"),
        ("What we learned last", "No check-in has closed yet.", "digest", "The last digest"),
        ("What we decided", "Nothing is written down yet.", "decisions", "All decisions"),
    ];

    public static int StepOf(Form form) => int.TryParse(form[StepField], NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : 1;

    public static AdaptiveCard Of(Here here, int step, IReadOnlyList<IntroductionLine> lines) => CardJson.FirstThatFits(Lengths.Select(longest =>
    {
        var (title, empty, say, button) = Chapters[step - 1];
        var body = new List<Element>
        {
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · getting to know us, {step} of {Steps}", isSubtle: true),
        };
        if (lines.Count == 0)
        {
            body.Add(new TextBlock(empty));
        }

        body.AddRange(lines.Take(20).Select(l => new RichTextBlock(
        [
            TextRun.Plain(PeoplesWords.Shorten(l.Title, longest) + (l.Words.Length > 0 ? ": " : "")) with { Weight = TextWeight.Bolder },
            TextRun.Plain(PeoplesWords.Shorten(l.Words, longest)),
        ])
        {
            Spacing = Spacing.Small,
        }));
        if (step == Steps)
        {
            body.Add(RichTextBlock.Of($"Questions? {string.Join(", ", here.Initiative.Backbone.Take(5).Select(m => m.Name))} of the backbone can answer them.", TextWeight.Bolder) with { Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = title,
            Body = body,
            Actions =
            [
                .. step < Steps ? [Go(here.Initiative, step + 1, "Next")] : (IEnumerable<CardAction>)[],
                .. step > 1 ? [Go(here.Initiative, step - 1, "Back")] : (IEnumerable<CardAction>)[],
                Conversation.SayButton(button, say, here.Initiative.Id),
            ],
        };
    }));

    /// <summary>The button that begins it.</summary>
    public static Execute Begin(Initiative initiative) => Go(initiative, 1, "Get to know us");

    private static Execute Go(Initiative initiative, int step, string title) => new(Verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative.Id,
        [StepField] = step.ToString(CultureInfo.InvariantCulture),
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };
}

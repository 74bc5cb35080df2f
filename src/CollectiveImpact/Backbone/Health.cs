using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Backbone;

/// <summary>So many of so many.</summary>
public readonly record struct PartOf(int Part, int Whole)
{
    /// <summary>In whole percent; null where there is nothing to count.</summary>
    public int? Percent => Whole == 0 ? null : (int)Math.Round(100.0 * Part / Whole, MidpointRounding.AwayFromZero);

    /// <summary>How many are not among them.</summary>
    public int Rest => Whole - Part;
}

/// <summary>Where an initiative stands in the five conditions of collective impact, counted; each with what to do next.</summary>
/// <remarks>The conditions are Kania and Kramer's (2011). Facts about the whole, never about one partner.</remarks>
/// <param name="HasAgenda">Whether a version of the agenda is in force.</param>
/// <param name="Endorsed">Of the partners that report, those that endorse the agenda that is asked about.</param>
/// <param name="Worded">Of the indicators, those that can be asked: their words are agreed.</param>
/// <param name="Values">Of the values that the last closed rounds asked for, those that were given.</param>
/// <param name="Covered">Of the goals, those that somebody works on.</param>
/// <param name="Answers">Of the check-ins that the last closed rounds asked for, those that were answered.</param>
/// <param name="Vain">How many different words people asked for in vain.</param>
/// <param name="Glossary">How the shared words are used, and how soon the backbone decides on them.</param>
/// <param name="Pulse">Null where it isn't to be shown.</param>
public sealed record Health(bool HasAgenda, PartOf Endorsed, PartOf Worded, PartOf Values, PartOf Covered, PartOf Answers, int Vain, GlossaryHealth Glossary, PulseHealth? Pulse)
{
    private const int Rounds = 4;

    /// <summary>Of the words that people asked for, those that were found. What was guessed, or offered to choose from, is neither found nor in vain, and isn't counted.</summary>
    public PartOf Words => new(Glossary.Found, Glossary.Found + Glossary.Missed);

    /// <param name="whose">Who looks; the pulse is shown to nobody else.</param>
    public static async Task<Health> Of(IGrainFactory grains, Initiative initiative, PersonKey whose, bool personal, LocalDate today, Instant now)
    {
        var book = await grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        var indicators = (await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All()).Where(i => !i.Retired).ToArray();
        var activities = (await grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities()).Where(a => !a.IsOver(today)).ToArray();
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative.Id);
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var boards = (await Task.WhenAll(timetable.Closed.Reverse().Take(Rounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, r)).Board()))).OfType<Board>().ToArray();
        var completeness = Completeness.Of(initiative, boards);
        return new Health(
            book.InForce.Version > 0,
            new PartOf(book.Endorsed, book.Partners(initiative)),
            new PartOf(indicators.Length - (await ShowIndicators.NotAgreed(grains, initiative.Id, indicators)).Count, indicators.Length),
            new PartOf(completeness.Indicators.Sum(i => i.Given), completeness.Indicators.Sum(i => i.Asked)),
            new PartOf(book.InForce.Goals.Count(g => activities.Any(a => a.Goals.Contains(g.Id))), book.InForce.Goals.Count),
            new PartOf(completeness.Rounds.Sum(r => r.Answered), completeness.Rounds.Sum(r => r.Asked)),
            (await glossary.Misses()).Count,
            await glossary.Health(now),
            personal ? PulseHealth.Of(await grains.GetGrain<IPulseGrain>(initiative.Id).See(whose)) : null);
    }
}

/// <summary>What people say of how we work together, as far as a report may show it.</summary>
/// <param name="Open">The pulse that is open, if any.</param>
/// <param name="Last">The newest that has closed; null when none has.</param>
/// <param name="Before">The one before it.</param>
public sealed record PulseHealth(Survey? Open, Survey? Last, Survey? Before)
{
    private const int FreshMonths = 3;

    public static PulseHealth Of(PulseView view) => new(view.Open, view.Closed.ElementAtOrDefault(0), view.Closed.ElementAtOrDefault(1));

    /// <summary>What is shown of the newest report; null when there is none, or too few answered.</summary>
    public Section? Shown => Last?.Report?.All;

    /// <summary>Whether it is time to ask again: what people said is older than a quarter, or they never were asked.</summary>
    public bool IsDue(LocalDate today, DateTimeZone zone) => Open is null && (Last is null || (Last.ClosedAt ?? Last.ClosesAt).InZone(zone).Date.PlusMonths(FreshMonths) <= today);

    /// <summary>How a statement stands to the report before: below 0 for lower; null when one of both isn't shown.</summary>
    public int? Moved(Statement statement) => Disclosure.Compare(Shown, Before?.Report?.All, statement);
}

/// <summary>Backbone staff see where their initiative stands, or how all of theirs compare with each other.</summary>
public sealed class ShowHealth(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        var mine = (await Task.WhenAll(known.Initiatives.Select(i => grains.GetGrain<IInitiativeGrain>(i).Get()))).OfType<Initiative>().Where(i => i.Member(turn.Person)?.Role == Role.Backbone).ToArray();
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        if (turn.Press is { } press && HealthCard.IsComparison(press.Form) && mine.Length > 1)
        {
            var all = new List<(Initiative, Health)>();
            foreach (var initiative in mine)
            {
                all.Add((initiative, await Of(initiative)));
            }

            return Reply.Shows(HealthCard.Compare(here, all, turn.Culture));
        }

        return Reply.Shows(HealthCard.Of(here, await Of(here.Initiative), mine.Length > 1, turn.Now, here.Zone(turn), turn.Culture));

        // A pulse's report is read in one's own chat.
        Task<Health> Of(Initiative initiative) => Health.Of(grains, initiative, turn.Person, turn.IsPersonal, today, turn.Now);
    }
}

/// <summary>Draws the health of initiatives.</summary>
public static class HealthCard
{
    public const string Verb = "backbone.health";

    private const string CompareField = "compare";
    private const string Nothing = "Nothing to do.";
    private static readonly (int Most, int LongestName)[] MostCompared = [(20, 60), (20, 30), (10, 30)];

    public static bool IsComparison(Form form) => form.IsOn(CompareField);

    public static AdaptiveCard Of(Here here, Health health, bool hasOthers, Instant now, DateTimeZone zone, CultureInfo culture)
    {
        var body = new List<Element>
        {
            new TextBlock("How we are doing") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · the five conditions of collective impact", isSubtle: true),
        };
        var unreached = here.Initiative.ChannelsOutOfReach.Count();
        Condition(
            "Common agenda",
            !health.HasAgenda ? "No version is in force yet." : $"{Share(health.Endorsed, culture)} of the partners endorse it.",
            !health.HasAgenda ? "Say “edit agenda”, then put it forward." : health.Endorsed.Rest > 0 ? "“agenda” shows what holds the others back." : Nothing);
        Condition(
            "Shared measurement",
            health.Worded.Whole == 0 ? "Nothing is measured yet." : $"{Counted.Of(health.Worded.Whole, "indicator")}, {Share(health.Worded, culture)} with words that are agreed."
                + (health.Values.Whole == 0 ? "" : $" {Share(health.Values, culture)} of the values that the last check-ins asked for were given."),
            health.Worded.Whole == 0 ? "Say “indicators” and add the first; “templates” has some."
                : health.Worded.Rest > 0 ? "“indicators” shows which words wait."
                : health.Values.Rest > 0 ? "“completeness” shows which numbers are missing."
                : Nothing);
        Condition(
            "Mutually reinforcing activities",
            health.Covered.Whole == 0 ? "There are no goals yet." : $"{Share(health.Covered, culture)} of the goals are worked on by at least one partner; {(health.Covered.Rest == 0 ? "no gaps" : Counted.Of(health.Covered.Rest, "gap"))}.",
            health.Covered.Whole == 0 ? "Say “edit agenda” and write what we want to reach." : health.Covered.Rest > 0 ? "“activities” shows the gaps; ask at your next meeting who could fill them." : Nothing);
        Condition(
            "Continuous communication",
            (health.Answers.Whole == 0 ? "No check-in has closed yet." : $"{Share(health.Answers, culture)} of the last check-ins were answered.")
                + (health.Words.Whole == 0 ? "" : $" {Share(health.Words, culture)} of the words that people asked for since {health.Glossary.Since.ToString("MMMM", culture)} were found.")
                + (health.Vain == 0 ? "" : $" {Counted.Of(health.Vain, "word was", "words were")} asked for in vain.")
                + (unreached == 0 ? "" : $" {Counted.Of(unreached, "channel gets", "channels get")} no digests at present."),
            unreached > 0 ? "“channels” shows why, and what helps." : health.Answers.Rest > 0 ? "“status” and “nudge” help while one is open; a word with a partner helps more." : health.Vain > 0 ? "“words asked for in vain” shows which." : Nothing);
        Condition("Backbone", $"{Decided(health.Glossary)} {Waiting(health.Glossary, now)}", health.Glossary.OldestProposal is null ? Nothing : "“terms” shows what is to agree on.");
        body.AddRange(Pulse(health.Pulse, now, zone, culture));
        return new AdaptiveCard
        {
            FallbackText = $"{here.Initiative.Name}: how we are doing",
            Body = body,
            Actions =
            [
                Conversation.SayButton("Agenda", "agenda", here.Initiative.Id),
                Conversation.SayButton("Who does what", "activities", here.Initiative.Id),
                Conversation.SayButton("Completeness", "completeness", here.Initiative.Id),
                .. health.Pulse?.IsDue(now.InZone(zone).Date, zone) == true ? [Conversation.SayButton("Open a pulse", "open pulse", here.Initiative.Id)] : (IEnumerable<CardAction>)[],
                .. hasOthers ? [new Execute(Verb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [CompareField] = "true" }) { Title = "My initiatives side by side", AssociatedInputs = AssociatedInputs.None }] : (IEnumerable<CardAction>)[],
            ],
        };

        void Condition(string condition, string stands, string next)
        {
            body.Add(new TextBlock(condition) { Weight = TextWeight.Bolder, Separator = true });
            body.Add(RichTextBlock.Of(stands) with { Spacing = Spacing.None });
            body.Add(RichTextBlock.Of(next, isSubtle: true) with { Spacing = Spacing.None });
        }
    }

    /// <summary>Initiatives side by side, in no order but their own: for whoever runs several, never for partners.</summary>
    public static AdaptiveCard Compare(Here here, IReadOnlyList<(Initiative Initiative, Health Health)> all, CultureInfo culture) =>
        CardJson.FirstThatFits(MostCompared.Select(size => Compare(here, all, size.Most, size.LongestName, culture)));

    private static AdaptiveCard Compare(Here here, IReadOnlyList<(Initiative Initiative, Health Health)> all, int most, int longestName, CultureInfo culture) => new()
    {
        FallbackText = "My initiatives side by side",
        Body =
        [
            new TextBlock("My initiatives side by side") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            // Three columns are what a phone has room for: what is counted stands with each number.
            new Table(
                [new TableColumn(3), new TableColumn(3), new TableColumn(3)],
                [
                    Row(["Initiative"], ["Check-ins, agenda"], ["Goals, pulse"]),
                    .. all.Take(most).Select(a => Row(
                        [PeoplesWords.Shorten(a.Initiative.Name, longestName)],
                        [
                            a.Health.Answers.Whole == 0 ? "no check-in yet" : $"{Share(a.Health.Answers, culture)} answered",
                            a.Health.HasAgenda ? $"{Share(a.Health.Endorsed, culture)} endorse" : "no agenda yet",
                        ],
                        [
                            a.Health.Covered.Whole == 0 ? "no goals yet" : $"{Share(a.Health.Covered, culture)} covered, {(a.Health.Covered.Rest == 0 ? "no gaps" : Counted.Of(a.Health.Covered.Rest, "gap"))}",
                            .. a.Initiative.ChannelsOutOfReach.Count() is > 0 and var unreached ? [$"{Counted.Of(unreached, "channel gets", "channels get")} nothing"] : (IEnumerable<string>)[],
                            .. a.Health.Pulse is { } pulse ? [InShort(pulse, culture)] : (IEnumerable<string>)[],
                        ])),
                ])
            {
                ShowGridLines = true,
            },
            .. all.Count > most ? [new TextBlock($"and {(all.Count - most).ToString(culture)} more") { IsSubtle = true }] : (IEnumerable<Element>)[],
        ],
        Actions = [new Execute(Verb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = "How we are doing", AssociatedInputs = AssociatedInputs.None }],
        Msteams = new TeamsOptions { Width = "Full" },
    };

    private static IEnumerable<Element> Pulse(PulseHealth? pulse, Instant now, DateTimeZone zone, CultureInfo culture)
    {
        yield return new TextBlock("How people find it: the pulse") { Weight = TextWeight.Bolder, Separator = true };
        if (pulse is null)
        {
            yield return Line("Say “health” to me in our own chat for the pulse.", isSubtle: true);
            yield break;
        }

        var lower = false;
        if (pulse.Last is not { } last)
        {
            yield return Line(pulse.Open is null ? "No pulse yet." : "No report yet.");
        }
        else if (pulse.Shown is not { } shown)
        {
            yield return Line($"{ConversationCards.Capital(Month(last))}: too few answered to show.");
        }
        else
        {
            yield return Line($"{ConversationCards.Capital(Month(last))}, at least {shown.AtLeast.ToString(culture)} people.");
            foreach (var statement in Tally.Statements)
            {
                var moved = pulse.Moved(statement);
                lower |= moved < 0;
                yield return new RichTextBlock(
                [
                    TextRun.Plain(PulseCard.InWords(statement, culture) + " "),
                    TextRun.Plain(!shown.Figures.TryGetValue(statement, out var figure) ? "Too few answered to show." : PulseCard.InWords(shown.AtLeast, figure, culture) + moved switch
                    {
                        null => ".",
                        > 0 => $", higher than in {Month(pulse.Before!)}.",
                        < 0 => $", lower than in {Month(pulse.Before!)}.",
                        _ => $", as in {Month(pulse.Before!)}.",
                    }) with { Weight = TextWeight.Bolder },
                ])
                {
                    Spacing = Spacing.None,
                };
            }
        }

        yield return Line(
            pulse.Open is { } open ? $"One is open until the end of {PulseCard.LastDay(open, zone, culture)}."
                : pulse.Last is null ? "Say “open pulse” to ask everyone how we work together."
                : pulse.IsDue(now.InZone(zone).Date, zone) ? "That is more than three months ago: say “open pulse” to hear how it is now."
                : pulse.Shown is null ? "Tell people what it is for; five answers are enough for the next."
                : lower ? "Talk with everyone about what went down. “pulse” shows the whole report."
                : "Nothing to do. “pulse” shows the whole report.",
            isSubtle: true);

        string Month(Survey survey) => survey.OpenedAt.InZone(zone).Date.ToString("MMMM yyyy", culture);

        static RichTextBlock Line(string words, bool isSubtle = false) => RichTextBlock.Of(words, isSubtle: isSubtle) with { Spacing = Spacing.None };
    }

    // Only what a report shows, and no new figure from it: the lowest and the highest that stand there.
    private static string InShort(PulseHealth pulse, CultureInfo culture)
    {
        if (pulse.Shown is not { Figures.Count: > 0 } shown)
        {
            return pulse.Last is null ? "no pulse yet" : "pulse: too few to show";
        }

        var figures = shown.Figures.Values.OrderBy(f => f.Mean).ToArray();
        var (lowest, highest) = (Words(figures[0]), Words(figures[^1]));
        return $"pulse: {(lowest == highest ? lowest : $"{lowest} to {highest}")}";

        string Words(Figure figure) => PulseCard.InShort(shown.AtLeast, figure, culture);
    }

    private static string Decided(GlossaryHealth glossary) => glossary switch
    {
        { HalfWithin: not { } } => "No proposal for the glossary was decided in the last 90 days.",
        { Decided.Count: 1, HalfWithin: { } took } => $"One proposal for the glossary was decided in the last 90 days, within {Days(took)}.",
        { HalfWithin: { } within } => $"{glossary.Decided.Count} proposals for the glossary were decided in the last 90 days, half of them within {Days(within)}.",
    };

    private static string Waiting(GlossaryHealth glossary, Instant now) => glossary.OldestProposal is not { } since ? "No proposal waits for a decision."
        : now - since < Duration.FromDays(1) ? "The oldest that waits for a decision is from the last day."
        : $"The oldest that waits for a decision has waited {Counted.Of((int)(now - since).TotalDays, "day")}.";

    private static string Days(Duration duration) => Counted.Of((int)Math.Max(1, Math.Ceiling(duration.TotalDays)), "day");

    private static string Share(PartOf part, CultureInfo culture) => part.Percent is { } percent ? $"{percent.ToString(culture)} %" : "–";

    private static TableRow Row(params IEnumerable<string>[] cells) => new([.. cells.Select(lines => new TableCell(
        [.. lines.Select((l, i) => RichTextBlock.Of(l, size: TextSize.Small) with { Spacing = i == 0 ? null : Spacing.None })]))]);
}

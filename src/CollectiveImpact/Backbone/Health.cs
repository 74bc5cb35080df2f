using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Backbone;

/// <summary>Where an initiative stands in the five conditions of collective impact, counted; each with what to do next.</summary>
/// <remarks>The conditions are Kania and Kramer's (2011). Facts about the whole, never about one partner.</remarks>
/// <param name="Partners">How many report.</param>
/// <param name="Endorsed">Of them, how many endorse the agenda that is asked about.</param>
/// <param name="HasAgenda">Whether a version of the agenda is in force.</param>
/// <param name="Waiting">Indicators that can't be asked, for nobody has agreed on their words.</param>
/// <param name="Uncovered">Goals that nobody works on.</param>
/// <param name="Answered">Of those asked in the last closed rounds, how many partners answered.</param>
/// <param name="Missed">Words that people asked for in vain.</param>
/// <param name="OldestProposal">Since when the oldest proposal for the glossary waits for a decision.</param>
public sealed record Health(
    int Partners, int Endorsed, bool HasAgenda, int Indicators, int Waiting, int Goals, int Uncovered, int Asked, int Answered, int Missed, Instant? OldestProposal)
{
    private const int Rounds = 4;

    public static async Task<Health> Of(IGrainFactory grains, Initiative initiative, LocalDate today)
    {
        var book = await grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        var indicators = (await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All()).Where(i => !i.Retired).ToArray();
        var activities = (await grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities()).Where(a => !a.IsOver(today)).ToArray();
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative.Id);
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var boards = (await Task.WhenAll(timetable.Closed.Reverse().Take(Rounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, r)).Board()))).OfType<Board>().ToArray();
        var completeness = Completeness.Of(initiative, boards);
        var (_, toAgree) = await glossary.News(Instant.MaxValue, null);
        return new Health(
            initiative.Reporting.Count(),
            book.Endorsed,
            book.InForce.Version > 0,
            indicators.Length,
            (await ShowIndicators.NotAgreed(grains, initiative.Id, indicators)).Count,
            book.InForce.Goals.Count,
            book.InForce.Goals.Count(g => !activities.Any(a => a.Goals.Contains(g.Id))),
            completeness.Rounds.Sum(r => r.Asked),
            completeness.Rounds.Sum(r => r.Answered),
            (await glossary.Misses()).Count,
            toAgree.Count > 0 ? toAgree[0].Proposal!.At : null);
    }

    /// <summary>In whole percent; null where there is nothing to count.</summary>
    public static int? Percent(int part, int whole) => whole == 0 ? null : (int)Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero);
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
                all.Add((initiative, await Health.Of(grains, initiative, today)));
            }

            return Reply.Shows(HealthCard.Compare(here, all, turn.Culture));
        }

        return Reply.Shows(HealthCard.Of(here, await Health.Of(grains, here.Initiative, today), mine.Length > 1, turn.Now, turn.Culture));
    }
}

/// <summary>Draws the health of initiatives.</summary>
public static class HealthCard
{
    public const string Verb = "backbone.health";

    private const string CompareField = "compare";
    private const int MostCompared = 20;

    public static bool IsComparison(Form form) => form.IsOn(CompareField);

    public static AdaptiveCard Of(Here here, Health health, bool hasOthers, Instant now, CultureInfo culture)
    {
        var conditions = new[]
        {
            ("Common agenda",
                !health.HasAgenda ? "No version is in force yet." : $"{Share(health.Endorsed, health.Partners, culture)} of the partners endorse it.",
                !health.HasAgenda ? "Say “edit agenda”, then put it forward." : health.Endorsed < health.Partners ? "“agenda” shows what holds the others back." : "Nothing to do."),
            ("Shared measurement",
                health.Indicators == 0 ? "Nothing is measured yet." : $"{health.Indicators.ToString(culture)} indicators, {Share(health.Indicators - health.Waiting, health.Indicators, culture)} with words that are agreed.",
                health.Indicators == 0 ? "Say “indicators” and add the first; “templates” has some." : health.Waiting > 0 ? "“indicators” shows which words wait." : "Nothing to do."),
            ("Mutually reinforcing activities",
                health.Goals == 0 ? "There are no goals yet." : $"{Share(health.Goals - health.Uncovered, health.Goals, culture)} of the goals are worked on by at least one partner.",
                health.Uncovered > 0 ? "“activities” shows the gaps; ask in the next digest who could fill them." : "Nothing to do."),
            ("Continuous communication",
                (health.Asked == 0 ? "No check-in has closed yet." : $"{Share(health.Answered, health.Asked, culture)} of the last check-ins were answered.") + (health.Missed > 0 ? $" {health.Missed.ToString(culture)} words were asked for in vain." : ""),
                health.Asked > 0 && health.Answered < health.Asked ? "“status” and “nudge” help while one is open; a word with a partner helps more." : health.Missed > 0 ? "“words asked for in vain” shows which." : "Nothing to do."),
            ("Backbone",
                health.OldestProposal is { } since ? $"A proposed word waits for a decision since {Counted.Of((int)Math.Max(0, (now - since).TotalDays), "day")}." : "No proposal waits for a decision.",
                health.OldestProposal is null ? "Nothing to do." : "“terms” shows what is to agree on."),
        };
        var body = new List<Element>
        {
            new TextBlock("How we are doing") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · the five conditions of collective impact", isSubtle: true),
        };
        foreach (var (condition, stands, next) in conditions)
        {
            body.Add(new TextBlock(condition) { Weight = TextWeight.Bolder, Separator = true });
            body.Add(RichTextBlock.Of(stands) with { Spacing = Spacing.None });
            body.Add(RichTextBlock.Of(next, isSubtle: true) with { Spacing = Spacing.None });
        }

        return new AdaptiveCard
        {
            FallbackText = $"{here.Initiative.Name}: how we are doing",
            Body = body,
            Actions =
            [
                Conversation.SayButton("Agenda", "agenda", here.Initiative.Id),
                Conversation.SayButton("Who does what", "activities", here.Initiative.Id),
                Conversation.SayButton("Completeness", "completeness", here.Initiative.Id),
                .. hasOthers ? [new Execute(Verb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [CompareField] = "true" }) { Title = "My initiatives side by side", AssociatedInputs = AssociatedInputs.None }] : (IEnumerable<CardAction>)[],
            ],
        };
    }

    /// <summary>Initiatives side by side, in no order but their own: for whoever runs several, never for partners.</summary>
    public static AdaptiveCard Compare(Here here, IReadOnlyList<(Initiative Initiative, Health Health)> all, CultureInfo culture) => new()
    {
        FallbackText = "My initiatives side by side",
        Body =
        [
            new TextBlock("My initiatives side by side") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            new Table(
                [new TableColumn(3), new TableColumn(2), new TableColumn(2), new TableColumn(2)],
                [
                    Row("Initiative", "Answered", "Endorsed", "Goals covered"),
                    .. all.Take(MostCompared).Select(a => Row(
                        PeoplesWords.Shorten(a.Initiative.Name, 60),
                        Share(a.Health.Answered, a.Health.Asked, culture),
                        a.Health.HasAgenda ? Share(a.Health.Endorsed, a.Health.Partners, culture) : "–",
                        Share(a.Health.Goals - a.Health.Uncovered, a.Health.Goals, culture))),
                ])
            {
                ShowGridLines = true,
            },
        ],
        Actions = [new Execute(Verb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = "How we are doing", AssociatedInputs = AssociatedInputs.None }],
        Msteams = new TeamsOptions { Width = "Full" },
    };

    private static string Share(int part, int whole, CultureInfo culture) => Health.Percent(part, whole) is { } percent ? $"{percent.ToString(culture)} %" : "–";

    private static TableRow Row(params IEnumerable<string> cells) => new([.. cells.Select(c => new TableCell([RichTextBlock.Of(c, size: TextSize.Small)]))]);
}

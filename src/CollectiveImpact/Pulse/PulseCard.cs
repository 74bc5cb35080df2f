using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Pulse;

/// <summary>Draws the pulse: the form that opens it, the statements, the thank-you, the report. Reads both forms back.</summary>
public static class PulseCard
{
    public const string OpenVerb = "pulse.open";
    public const string AnswerVerb = "pulse.answer";

    private const string DayField = "day";
    private const string SplitField = "split";
    private const string NumberField = "pulse";
    private const string RatherNot = "none";
    private const int EarlierShown = 4;

    private static readonly string[] Words = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"];

    /// <summary>What a statement says.</summary>
    public static string InWords(Statement statement) => statement switch
    {
        Statement.Trust => "The organisations in this initiative trust each other.",
        Statement.Vision => "We share one vision of what we want to change.",
        Statement.Heard => "I am heard when we decide something.",
        _ => "What the backbone does helps us.",
    };

    /// <summary>The last day on which a pulse is open.</summary>
    public static string LastDay(Survey survey, DateTimeZone zone, CultureInfo culture) =>
        survey.ClosesAt.Minus(Duration.FromMinutes(1)).InZone(zone).Date.ToString("dddd d MMMM", culture);

    /// <param name="reached">How many of those who may answer can be written to now.</param>
    public static AdaptiveCard OpenForm(Initiative initiative, LocalDate today, bool maySplit, int reached, Form? typed = null, string? fault = null)
    {
        var body = Begin("Open a pulse", initiative);
        body.Add(new TextBlock("Everyone in a partner or in the backbone is asked once, in their own chat, about trust, our vision, being heard and the backbone's work. Nobody learns who answered what. The report comes after the close, from five answers on."));
        body.Add(new DateInput
        {
            Id = DayField,
            Label = "Open until the end of",
            Value = LocalDatePattern.Iso.Parse(typed?[DayField] ?? "") is { Success: true } given ? LocalDatePattern.Iso.Format(given.Value) : LocalDatePattern.Iso.Format(today.PlusDays(Survey.UsualDays)),
            Min = LocalDatePattern.Iso.Format(today.PlusDays(1)),
            Max = LocalDatePattern.Iso.Format(today.PlusDays(Survey.MostDays)),
            IsRequired = true,
            ErrorMessage = "Until when?",
        });
        if (fault is not null)
        {
            body.Add(FieldFaults.Line(fault));
        }

        if (reached < Disclosure.Fewest)
        {
            body.Add(FieldFaults.Line($"I can write to {Counted.Of(reached, "person", "people")} only, and a report needs answers of {Disclosure.Fewest} at least. Others can still say “pulse” to me; “people” shows who can't be reached."));
        }

        if (maySplit)
        {
            body.Add(new ToggleInput
            {
                Id = SplitField,
                Label = "Breakdown",
                Title = "Show partners' people and backbone staff apart too, where at least five of each have answered",
                Value = typed?.IsOn(SplitField) == true ? "true" : "false",
            });
        }

        return new AdaptiveCard
        {
            FallbackText = "Open a pulse",
            Body = body,
            Actions = [new Execute(OpenVerb, Data(initiative)) { Title = "Ask everyone", Style = ActionStyle.Positive }],
        };
    }

    public static (LocalDate LastDay, bool BySide, string? Fault) ReadOpenForm(Form form, LocalDate today)
    {
        var day = Choices.ReadDay(form[DayField]);
        return (day ?? today, form.IsOn(SplitField), day is null ? "Until when?"
            : day <= today ? "Give people until tomorrow at least."
            : day > today.PlusDays(Survey.MostDays) ? $"Six weeks at most: until {LocalDatePattern.Iso.Format(today.PlusDays(Survey.MostDays))}."
            : null);
    }

    public static AdaptiveCard Opened(Here here, Survey survey, (int Asked, int NotAsked) people, CultureInfo culture)
    {
        var body = Begin("The pulse is open", here.Initiative);
        body.Add(new TextBlock($"Until the end of {LastDay(survey, TimeZones.Of(here.Initiative.TimeZone), culture)}. {People(people.Asked)} asked, in their own chat."));
        if (people.NotAsked > 0)
        {
            body.Add(new TextBlock($"{People(people.NotAsked)} not asked, because they are away or I can't write to them. They can say \"pulse\" to me."));
        }

        body.Add(new TextBlock("I don't tell how many have answered while it is open: whoever knew when a number changed could guess who had changed it.") { IsSubtle = true });
        if (survey.BySide)
        {
            body.Add(new TextBlock("Partners' people and backbone staff are also shown apart, where at least five of each have answered.") { IsSubtle = true });
        }

        return new AdaptiveCard
        {
            FallbackText = "The pulse is open",
            Body = body,
            Actions = [Conversation.SayButton("My own answers", "pulse", here.Initiative.Id)],
        };

        static string People(int count) => count == 1 ? "1 person is" : $"{count} people are";
    }

    public static AdaptiveCard Statements(Initiative initiative, Survey survey, CultureInfo culture, DateTimeZone zone, bool isBackbone, string? fault = null)
    {
        var body = Begin("How do we work together?", initiative);
        body.Add(new TextBlock($"Four statements, without your name. Open until {Moment(survey, culture, zone)}."));
        foreach (var statement in Tally.Statements)
        {
            body.Add(new ChoiceInput([.. Words.Select((w, i) => new Choice(w, (i + Ballot.Lowest).ToString(CultureInfo.InvariantCulture))), new Choice("I'd rather not say", RatherNot)])
            {
                Id = statement.ToString(),
                Label = InWords(statement),
                Placeholder = "Choose",
                Style = ChoiceStyle.Compact,
                Separator = true,
            });
        }

        if (fault is not null)
        {
            body.Add(FieldFaults.Line(fault));
        }

        body.Add(new TextBlock("**Nobody can see what you answer**, not even with full access to the database. I only add answers up, those of five people or more at a time, and never store them beside a name. That you took part is noted until the pulse closes, so that each answers once.") { IsSubtle = true, Separator = true });
        body.Add(new TextBlock("So please look once more before you send: **you can't change it later**, for I don't know which answer was yours.") { IsSubtle = true });
        body.Add(new TextBlock("Until enough answers have come together they are in memory only. Should I be restarted just then, a few are lost, up to nine: if \"pulse\" shows you these statements again, please answer again.") { IsSubtle = true, Size = TextSize.Small });
        if (survey.BySide)
        {
            body.Add(new TextBlock($"You are counted with {(isBackbone ? "the backbone staff" : "the partners' people")}. They are shown apart only where at least five of each have answered.") { IsSubtle = true, Size = TextSize.Small });
        }

        return new AdaptiveCard
        {
            FallbackText = "How do we work together? Four statements, without your name",
            Body = body,
            Actions =
            [
                new Execute(AnswerVerb, new Dictionary<string, string>
                {
                    [Conversation.InitiativeField] = initiative.Id,
                    [NumberField] = survey.Number.ToString(CultureInfo.InvariantCulture),
                })
                {
                    Title = "Send without my name",
                    Style = ActionStyle.Positive,
                },
            ],
        };
    }

    /// <returns>The ballot is null when something was chosen that isn't there to choose: what is sent can't be taken back.</returns>
    public static (int Number, Ballot? Ballot) ReadStatements(Form form)
    {
        var faults = new Dictionary<string, string>();
        string[] offered = [.. Enumerable.Range(Ballot.Lowest, Ballot.Highest - Ballot.Lowest + 1).Select(a => a.ToString(CultureInfo.InvariantCulture)), RatherNot];
        var chosen = Tally.Statements.ToDictionary(s => s, s => form.One(s.ToString(), offered, faults));
        return (form.Number(NumberField) ?? 0, faults.Count > 0
            ? null
            : new Ballot(chosen.Where(c => c.Value is not null and not RatherNot).ToDictionary(c => c.Key, c => int.Parse(c.Value!, CultureInfo.InvariantCulture))));
    }

    public static AdaptiveCard Thanks(Here here, Survey survey, CultureInfo culture, DateTimeZone zone)
    {
        var body = Begin("Thank you, you have answered", here.Initiative);
        body.Add(new TextBlock($"The pulse is open until {Moment(survey, culture, zone)}. Say \"pulse\" after that for what came of it."));
        body.Add(new TextBlock("Each person answers once. Your answer can't be shown or changed any more: it is counted, and nobody knows which one was yours.") { IsSubtle = true });
        return new AdaptiveCard
        {
            FallbackText = "Thank you, you have answered",
            Body = body,
            Actions = CloseButton(here),
        };
    }

    public static AdaptiveCard OnlyLooksOn(Initiative initiative, Survey survey, CultureInfo culture, DateTimeZone zone)
    {
        var body = Begin("A pulse is open", initiative);
        body.Add(new TextBlock($"Partners' people and backbone staff answer it until {Moment(survey, culture, zone)}. Say \"pulse\" after that for the report."));
        return new AdaptiveCard { FallbackText = "A pulse is open", Body = body };
    }

    /// <param name="closed">The pulse that is shown, and those before it.</param>
    public static AdaptiveCard Report(Here here, IReadOnlyList<Survey> closed, CultureInfo culture, DateTimeZone zone)
    {
        var survey = closed[0];
        var earlier = closed.Skip(1).Take(EarlierShown).ToArray();
        var title = $"The pulse of {survey.OpenedAt.InZone(zone).Date.ToString("MMMM yyyy", culture)}";
        var body = Begin(title, here.Initiative);
        var all = survey.Report?.All;
        if (all is null)
        {
            body.Add(new TextBlock($"Fewer than {Disclosure.Fewest} people answered: too few to be shown. What they said is not kept."));
        }
        else
        {
            body.Add(new TextBlock($"At least {all.AtLeast} people answered. From strongly disagree (1) to strongly agree (5)."));
            foreach (var statement in Tally.Statements)
            {
                body.Add(new TextBlock(InWords(statement)) { Weight = TextWeight.Bolder, Separator = true });
                body.AddRange(Lines(statement).Select(l => (Element)new TextBlock(l) { Spacing = Spacing.None }));
            }

            body.Add(new TextBlock($"{Coarse(all.AtLeast)} So nobody can work out what one person said.") { IsSubtle = true, Size = TextSize.Small, Separator = true });
        }

        return new AdaptiveCard { FallbackText = title, Body = body };

        IEnumerable<string> Lines(Statement statement)
        {
            if (!all.Figures.TryGetValue(statement, out var figure))
            {
                yield return "Too few answered this to be shown.";
                yield break;
            }

            yield return InWords(all.AtLeast, figure, culture);
            if (InShares(figure) is { } shares)
            {
                yield return shares;
            }

            foreach (var (who, section) in new[] { ("Partners' people", survey.Report!.Partners), ("Backbone staff", survey.Report.Backbone) })
            {
                if (section?.Figures.TryGetValue(statement, out var part) == true)
                {
                    yield return $"{who}: {Lower(InWords(section.AtLeast, part, culture))}";
                }
            }

            var before = earlier.Where(e => Disclosure.Compare(all, e.Report?.All, statement) is not null).ToArray();
            if (before.Length > 0)
            {
                var trend = Disclosure.Compare(all, before[0].Report!.All, statement) switch
                {
                    > 0 => "Higher than",
                    < 0 => "Lower than",
                    _ => "As",
                };
                yield return $"{trend} in {Month(before[0])}. Before: {string.Join(", ", before.Select(b => $"{Lower(InWords(b.Report!.All!.AtLeast, b.Report.All.Figures[statement], culture))} ({Month(b)})"))}.";
            }
        }

        string Month(Survey s) => s.OpenedAt.InZone(zone).Date.ToString("MMMM yyyy", culture);
    }

    /// <summary>Tells the backbone that a quarter has passed.</summary>
    public static AdaptiveCard IsDue(Initiative initiative, Survey last, CultureInfo culture, DateTimeZone zone)
    {
        var body = Begin("Time for another pulse?", initiative);
        body.Add(new TextBlock($"The last one was opened on {last.OpenedAt.InZone(zone).Date.ToString("d MMMM yyyy", culture)}. Asked every quarter, people see whether something changes; and they see that they were heard when you say what you did about the last one."));
        return new AdaptiveCard
        {
            FallbackText = "Time for another pulse?",
            Body = body,
            Actions = [Conversation.SayButton("Open a pulse", "open pulse", initiative.Id), Conversation.SayButton("The last report", "pulse", initiative.Id), Conversation.SayButton("What we said we would do", "commitments", initiative.Id)],
        };
    }

    /// <summary>A statement's figure in words; of fewer than ten answers only the direction.</summary>
    internal static string InWords(int atLeast, Figure figure, CultureInfo culture) => atLeast < 10
        ? $"On the whole, {InShort(atLeast, figure, culture)}"
        : $"{(figure.Mean is > 1.5m and < 4.5m ? "About " : "")}{InShort(atLeast, figure, culture)} of 5";

    /// <summary>The same in few words: "3.5", "4.5 or higher", "people agree".</summary>
    internal static string InShort(int atLeast, Figure figure, CultureInfo culture) => (atLeast, figure.Mean) switch
    {
        ( < 10, <= 2) => "people disagree",
        ( < 10, >= 4) => "people agree",
        ( < 10, _) => "in between",
        (_, <= 1.5m) => $"{Number(1.5m, culture)} or lower",
        (_, >= 4.5m) => $"{Number(4.5m, culture)} or higher",
        (_, var mean) => Number(mean, culture),
    };

    private static string Number(decimal mean, CultureInfo culture) => mean.ToString("0.0", culture);

    private static string? InShares(Figure figure) => figure.Agree switch
    {
        null => null,
        Share.FewOrNone => "Few or none agree",
        Share.Some => "Some agree, some don't",
        _ => "Most or all agree",
    };

    private static string Coarse(int atLeast) => Disclosure.StepOf(atLeast) switch
    {
        1m => "With fewer than ten answers I only tell the direction.",
        0.5m => "With fewer than fifty answers I round to the half; few is less than a quarter, most is three quarters and more.",
        _ => "Rounded to the tenth; few is less than a quarter, most is three quarters and more.",
    };

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    // Midnight is taken by some for the beginning of the day, and by others for its end.
    private static string Moment(Survey survey, CultureInfo culture, DateTimeZone zone) => survey.ClosesAt.InZone(zone) is var at && at.TimeOfDay == LocalTime.Midnight
        ? $"the end of {LastDay(survey, zone, culture)}"
        : at.ToString("dddd d MMMM, HH:mm", culture);

    private static List<Element> Begin(string title, Initiative initiative) =>
    [
        new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
        RichTextBlock.Of(initiative.Name, isSubtle: true),
    ];

    private static IReadOnlyList<CardAction>? CloseButton(Here here) => here.IsBackbone ? [Conversation.SayButton("Close the pulse now", "close pulse", here.Initiative.Id)] : null;

    private static Dictionary<string, string> Data(Initiative initiative) => new() { [Conversation.InitiativeField] = initiative.Id };
}

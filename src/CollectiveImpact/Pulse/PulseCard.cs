using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pulse;

/// <summary>Draws the pulse: the statements, the thank-you, the report. Reads what was answered.</summary>
public static class PulseCard
{
    public const string OpenVerb = "pulse.open";
    public const string AnswerVerb = "pulse.answer";

    private const string NumberField = "pulse";
    private const string RatherNot = "none";
    private const string SecretPart = "secret";
    private const int EarlierShown = 4;

    // Of fewer only the direction is told, and the ends of the scale are told together with what is near to them; see Disclosure.
    private const int HasFigures = 10;
    private const decimal LowestShown = 1.5m;
    private const decimal HighestShown = 4.5m;

    /// <summary>What a statement says.</summary>
    public static string InWords(Statement statement, CultureInfo culture)
    {
        var t = new Texts(culture);
        return statement switch
        {
            Statement.Trust => t.Trust,
            Statement.Vision => t.Vision,
            Statement.Heard => t.Heard,
            _ => t.Backbone,
        };
    }

    /// <summary>The last day on which a pulse is open.</summary>
    public static string LastDay(Survey survey, DateTimeZone zone, CultureInfo culture) =>
        survey.ClosesAt.Minus(Duration.FromMinutes(1)).InZone(zone).Date.OnWeekday(culture);

    public static AdaptiveCard Opened(Here here, Survey survey, (int Asked, int NotAsked) people, CultureInfo culture)
    {
        var t = new Texts(culture);
        var body = Begin(t.IsOpen, here.Initiative);
        body.Add(new TextBlock($"{t.UntilTheEndOf(LastDay(survey, TimeZones.Of(here.Initiative.TimeZone), culture))} {t.Asked(people.Asked)}"));
        if (people.NotAsked > 0)
        {
            body.Add(new TextBlock(t.NotAsked(people.NotAsked)));
        }

        body.Add(new TextBlock(t.WhyNotHowMany) { IsSubtle = true });
        if (survey.BySide)
        {
            body.Add(new TextBlock(t.ShownApart) { IsSubtle = true });
        }

        return new AdaptiveCard
        {
            FallbackText = t.IsOpen,
            Body = body,
            Actions = [Conversation.SayButton(t.MyAnswers, Spoken.Pulse, here.Initiative.Id)],
        };
    }

    /// <param name="fault">What was wrong with what was sent. The answers themselves are never written onto a card.</param>
    public static AdaptiveCard Statements(Initiative initiative, Survey survey, CultureInfo culture, DateTimeZone zone, bool isBackbone, string? fault = null)
    {
        var t = new Texts(culture);
        var body = Begin(t.HowDoWeWork, initiative);
        body.Add(new TextBlock(ClosesAtTheEndOf(survey, zone, culture) is { } day ? t.FourStatementsUntilTheEndOf(day) : t.FourStatements(Moment(survey, zone, culture))));
        body.AddRange(Answers(culture, isAsking: true).Draw(Form.Empty, new Dictionary<string, string>(), SizeLadder.Forms[0]).Body.Select(input => input with { Separator = true }));
        if (fault is not null)
        {
            body.Add(FaultLine.Of(fault));
        }

        body.Add(new TextBlock(t.NobodyCanSee) { Separator = true });
        body.Add(new TextBlock(t.LookOnceMore) { Spacing = Spacing.Small });
        body.Add(QuietActions.Of(new ToggleVisibility([SecretPart]) { Title = t.HowSecret }));
        string[] why = [t.NeverByName, t.InMemoryOnly, .. survey.BySide ? [isBackbone ? t.CountedWithBackbone : t.CountedWithPartners] : Array.Empty<string>()];
        body.Add(new Container([.. why.Select(w => new TextBlock(w) { IsSubtle = true, Size = TextSize.Small })]) { Id = SecretPart, IsVisible = false });

        return new AdaptiveCard
        {
            FallbackText = t.HowDoWeWorkInShort,
            Body = body,
            Actions =
            [
                new Execute(AnswerVerb, new Dictionary<string, string>
                {
                    [Conversation.InitiativeField] = initiative.Id,
                    [NumberField] = survey.Number.ToString(CultureInfo.InvariantCulture),
                })
                {
                    Title = t.Send,
                    Style = ActionStyle.Positive,
                },
            ],
        };
    }

    /// <returns>The ballot is null when something was chosen that isn't there to choose: what is sent can't be taken back.</returns>
    public static (int Number, Ballot? Ballot) ReadStatements(Form form, CultureInfo culture)
    {
        var (ballot, faults) = Answers(culture, isAsking: false).Read(form, new Ballot(new Dictionary<Statement, int>()));
        return (form.Number(NumberField) ?? 0, faults.Count > 0 ? null : ballot);
    }

    // Of a client that sends empty fields all the same, they are read as not said.
    private static Form<Ballot> Answers(CultureInfo culture, bool isAsking)
    {
        var t = new Texts(culture);
        string[] words = [t.StronglyDisagree, t.Disagree, t.Neither, t.Agree, t.StronglyAgree];
        Choice[] answers = [.. words.Select((w, i) => new Choice(w, (i + Ballot.Lowest).ToString(CultureInfo.InvariantCulture))), new Choice(t.RatherNot, RatherNot)];
        return new Form<Ballot>(culture,
        [
            .. Tally.Statements.Select(s => new ChoiceField<Ballot>(
                s.ToString(),
                InWords(s, culture),
                answers,
                _ => null,
                (ballot, answer) => answer is null or RatherNot ? ballot : new Ballot(new Dictionary<Statement, int>(ballot.Answers) { [s] = int.Parse(answer, CultureInfo.InvariantCulture) }))
            {
                Placeholder = t.Choose,
                // So that nobody sends half of it unawares: it can't be sent again.
                Required = isAsking ? t.ChooseOne(t.RatherNot) : null,
                Style = ChoiceStyle.Compact,
            }),
        ]);
    }

    public static AdaptiveCard Thanks(Here here, Survey survey, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var body = Begin(t.Thanks, here.Initiative);
        body.Add(new TextBlock(ClosesAtTheEndOf(survey, zone, culture) is { } day ? t.OpenUntilTheEndOf(day) : t.OpenUntil(Moment(survey, zone, culture))));
        body.Add(new TextBlock(t.EachOnce) { IsSubtle = true });
        return new AdaptiveCard
        {
            FallbackText = t.Thanks,
            Body = body,
            Actions = here.IsBackbone ? [Conversation.SayButton(t.CloseNow, Spoken.ClosePulse, here.Initiative.Id)] : null,
        };
    }

    public static AdaptiveCard OnlyLooksOn(Initiative initiative, Survey survey, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var body = Begin(t.OneIsOpen, initiative);
        body.Add(new TextBlock(ClosesAtTheEndOf(survey, zone, culture) is { } day ? t.AnsweredUntilTheEndOf(day) : t.AnsweredUntil(Moment(survey, zone, culture))));
        return new AdaptiveCard { FallbackText = t.OneIsOpen, Body = body };
    }

    /// <param name="closed">The pulse that is shown, and those before it.</param>
    public static AdaptiveCard Report(Here here, IReadOnlyList<Survey> closed, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var survey = closed[0];
        var earlier = closed.Skip(1).Take(EarlierShown).ToArray();
        var title = t.PulseOf(Month(survey));
        var body = Begin(title, here.Initiative);
        var all = survey.Report?.All;
        if (all is null)
        {
            body.Add(new TextBlock(t.TooFewAnswered(Disclosure.Fewest)));
        }
        else
        {
            body.Add(new TextBlock(t.AtLeast(all.AtLeast)));
            body.Add(new TextBlock($"{Coarse(all.AtLeast, t)} {t.SoNobody}") { IsSubtle = true, Size = TextSize.Small });
            foreach (var statement in Tally.Statements)
            {
                body.Add(Heading.Section(InWords(statement, culture)));
                body.AddRange(Lines(statement).Select(l => (Element)new TextBlock(l) { Spacing = Spacing.None }));
            }
        }

        return new AdaptiveCard { FallbackText = title, Body = body };

        IEnumerable<string> Lines(Statement statement)
        {
            if (!all.Figures.TryGetValue(statement, out var figure))
            {
                yield return t.TooFewOfThis;
                yield break;
            }

            var words = InWords(all.AtLeast, figure, culture);
            yield return all.AtLeast < HasFigures ? words : Signs.After(words, Drawn(figure));
            if (InShares(figure, t) is { } shares)
            {
                yield return shares;
            }

            if (survey.Report!.Partners is { } partners && partners.Figures.TryGetValue(statement, out var theirs))
            {
                yield return t.PartnersPeople(WithinASentence(partners.AtLeast, theirs, t));
            }

            if (survey.Report.Backbone is { } staff && staff.Figures.TryGetValue(statement, out var its))
            {
                yield return t.BackboneStaff(WithinASentence(staff.AtLeast, its, t));
            }

            var before = earlier.Where(e => Disclosure.Compare(all, e.Report?.All, statement) is not null).ToArray();
            if (before.Length > 0)
            {
                var figures = string.Join(", ", before.Select(b => t.FigureOf(WithinASentence(b.Report!.All!.AtLeast, b.Report.All.Figures[statement], t), Month(b))));
                yield return Disclosure.Compare(all, before[0].Report!.All, statement) switch
                {
                    > 0 => t.Higher(Month(before[0]), figures),
                    < 0 => t.Lower(Month(before[0]), figures),
                    _ => t.Same(Month(before[0]), figures),
                };
            }
        }

        string Month(Survey s) => s.OpenedAt.InZone(zone).Date.InMonth(culture);
    }

    /// <summary>Tells the backbone that a quarter has passed.</summary>
    public static AdaptiveCard IsDue(Initiative initiative, Survey last, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var body = Begin(t.TimeForAnother, initiative);
        body.Add(new TextBlock(t.LastOpened(last.OpenedAt.InZone(zone).Date.OnDayOfYear(culture))));
        return new AdaptiveCard
        {
            FallbackText = t.TimeForAnother,
            Body = body,
            Actions = [Conversation.SayButton(t.Open, Spoken.OpenPulse, initiative.Id), Conversation.SayButton(t.LastReport, Spoken.Pulse, initiative.Id), Conversation.SayButton(t.WhatWeSaid, Spoken.Commitments, initiative.Id)],
        };
    }

    /// <summary>A statement's figure in words, at the beginning of a sentence; of fewer than ten answers only the direction.</summary>
    internal static string InWords(int atLeast, Figure figure, CultureInfo culture) => ConversationCards.Capital(WithinASentence(atLeast, figure, new Texts(culture)));

    /// <summary>The same in few words: "3.5", "4.5 or higher", "people agree".</summary>
    internal static string InShort(int atLeast, Figure figure, CultureInfo culture)
    {
        var t = new Texts(culture);
        return (atLeast, figure.Mean) switch
        {
            ( < HasFigures, <= 2) => t.PeopleDisagree,
            ( < HasFigures, >= 4) => t.PeopleAgree,
            ( < HasFigures, _) => t.InBetween,
            (_, <= LowestShown) => t.OrLower(Number(LowestShown, culture)),
            (_, >= HighestShown) => t.OrHigher(Number(HighestShown, culture)),
            (_, var mean) => Number(mean, culture),
        };
    }

    private static string WithinASentence(int atLeast, Figure figure, Texts t) => (atLeast, figure.Mean) switch
    {
        ( < HasFigures, <= 2) => t.OnTheWholeDisagree,
        ( < HasFigures, >= 4) => t.OnTheWholeAgree,
        ( < HasFigures, _) => t.OnTheWholeBetween,
        (_, <= LowestShown) => t.OrLowerOfFive(Number(LowestShown, t.Culture)),
        (_, >= HighestShown) => t.OrHigherOfFive(Number(HighestShown, t.Culture)),
        (_, var mean) => t.AboutOfFive(Number(mean, t.Culture)),
    };

    // From the first answer to the last. What is said of both ends together is drawn so too.
    private static string Drawn(Figure figure) => Signs.Bar(Math.Clamp(figure.Mean, LowestShown, HighestShown) - Ballot.Lowest, Ballot.Highest - Ballot.Lowest);

    private static string Number(decimal mean, CultureInfo culture) => mean.ToString("0.0", culture).InNumeralsOf(culture);

    private static string? InShares(Figure figure, Texts t) => figure.Agree switch
    {
        null => null,
        Share.FewOrNone => t.FewOrNoneAgree,
        Share.Some => t.SomeAgree,
        _ => t.MostOrAllAgree,
    };

    private static string Coarse(int atLeast, Texts t) => Disclosure.StepOf(atLeast) switch
    {
        1m => t.OnlyDirection,
        0.5m => t.RoundedToHalf,
        _ => t.RoundedToTenth,
    };

    // Midnight is taken by some for the beginning of the day, and by others for its end.
    private static string? ClosesAtTheEndOf(Survey survey, DateTimeZone zone, CultureInfo culture) =>
        survey.ClosesAt.InZone(zone).TimeOfDay == LocalTime.Midnight ? LastDay(survey, zone, culture) : null;

    private static string Moment(Survey survey, DateTimeZone zone, CultureInfo culture) => survey.ClosesAt.InZone(zone).OnWeekdayAtTime(culture);

    internal static List<Element> Begin(string title, Initiative initiative) => [Heading.Of(title), RichTextBlock.Of(initiative.Name, isSubtle: true)];
}

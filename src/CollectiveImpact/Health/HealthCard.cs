using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;
using CollectiveImpact.Time;

namespace CollectiveImpact.Health;

/// <summary>Draws the health of initiatives.</summary>
public static class HealthCard
{
    public const string Verb = "backbone.health";

    private const string CompareField = "compare";
    private const string Folded = "health.";

    // So many signs can be told apart at a glance.
    private const int ScaleLength = 5;

    private static readonly (int Most, int LongestName)[] MostCompared = [(20, 60), (20, 30), (10, 30)];

    public static bool IsComparison(Form form) => form.IsOn(CompareField);

    public static AdaptiveCard Of(Here here, InitiativeHealth health, bool hasOthers, Instant now, DateTimeZone zone, CultureInfo culture)
    {
        var t = new Texts(culture);
        var unreached = here.Initiative.ChannelsOutOfReach.Count();
        var body = new List<Element> { Heading.Of(t.Health), RichTextBlock.Of($"{here.Initiative.Name} · {t.HealthConditions}", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None } };
        var folded = new List<string>();
        foreach (var line in Lines(health, unreached, now, culture))
        {
            Add(Row(line), line.Condition.ToString(), [Line(line.Stands[0])], [.. line.Stands.Skip(1).Select(l => Line(l)), Line(line.Next, isSubtle: true)]);
        }

        RichTextBlock[] pulse = [.. Pulse(health.Pulse, now, zone, t)];
        Add(Heading.Small(t.HealthPulse), nameof(InitiativeHealth.Pulse), pulse[..1], pulse[1..]);
        body.Add(new ActionSet([new ToggleVisibility(folded) { Title = t.HealthWhatToDo }]));
        return new AdaptiveCard
        {
            FallbackText = t.HealthInShort(here.Initiative.Name),
            Body = body,
            Actions =
            [
                Conversation.SayButton(t.Agenda, Spoken.Agenda, here.Initiative.Id),
                Conversation.SayButton(t.WhoDoesWhat, Spoken.Activities, here.Initiative.Id),
                Conversation.SayButton(t.HealthCompleteness, Spoken.Completeness, here.Initiative.Id),
                .. health.Pulse?.IsDue(now.InZone(zone).Date, zone) == true ? [Conversation.SayButton(t.HealthOpenPulse, Spoken.OpenPulse, here.Initiative.Id)] : (IEnumerable<CardAction>)[],
                .. hasOthers ? [Conversation.PressButton(Verb, t.HealthSideBySide, here.Initiative.Id, (CompareField, "true"))] : (IEnumerable<CardAction>)[],
            ],
        };

        // A picture of it and a line; the rest is unfolded for all at once, each below what it is about.
        void Add(Element title, string name, IReadOnlyList<Element> lines, IReadOnlyList<Element> rest)
        {
            body.AddRange([title, .. lines]);
            if (rest.Count > 0)
            {
                folded.Add(Folded + name);
                body.Add(new Container(rest) { Id = Folded + name, IsVisible = false, Spacing = Spacing.None });
            }
        }
    }

    /// <summary>The five conditions in words, wherever they are read.</summary>
    /// <param name="unreached">How many channels get no digests at present.</param>
    public static IReadOnlyList<ConditionLine> Lines(InitiativeHealth health, int unreached, Instant now, CultureInfo culture)
    {
        var t = new Texts(culture);
        return
        [
            .. Enum.GetValues<Condition>().Select(c => (Condition: c, Far: health.HowFar(c, unreached, now))).Select(c => new ConditionLine(
                c.Condition, InWords(c.Condition, t), InWords(InitiativeHealth.StrengthOf(c.Far), t), c.Far, [.. Stands(c.Condition, health, unreached, now, t)], InWords(health.Next(c.Condition, unreached), t))),
        ];
    }

    /// <summary>Initiatives side by side, in no order but their own: for whoever runs several, never for partners.</summary>
    public static AdaptiveCard Compare(Here here, IReadOnlyList<(Initiative Initiative, InitiativeHealth Health)> all, CultureInfo culture) =>
        CardJson.FirstThatFits(MostCompared.Select(size => Compare(here, all, size.Most, size.LongestName, culture)));

    private static AdaptiveCard Compare(Here here, IReadOnlyList<(Initiative Initiative, InitiativeHealth Health)> all, int most, int longestName, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.HealthSideBySide,
            Body =
            [
                Heading.Of(t.HealthSideBySide),
                // Three columns are what a phone has room for: what is counted stands with each number.
                new Table(
                    [new TableColumn(3), new TableColumn(3), new TableColumn(3)],
                    [
                        Row([t.HealthColumnInitiative], [t.HealthColumnCheckIns], [t.HealthColumnGoals]),
                        .. all.Take(most).Select(a => Row(
                            [PeoplesWords.Shorten(a.Initiative.Name, longestName)],
                            [
                                a.Health.Answers.Whole == 0 ? t.HealthNoCheckInYet : t.HealthAnsweredInShort(Share(a.Health.Answers, t)),
                                a.Health.HasAgenda ? t.HealthEndorsedInShort(Share(a.Health.Endorsed, t)) : t.HealthNoAgendaYet,
                            ],
                            [
                                a.Health.Covered.Whole == 0 ? t.HealthNoGoalsYet : t.HealthCoveredInShort(Share(a.Health.Covered, t), a.Health.Covered.Rest),
                                .. a.Initiative.ChannelsOutOfReach.Count() is > 0 and var unreached ? [t.HealthUnreachedInShort(unreached)] : (IEnumerable<string>)[],
                                .. a.Health.Pulse is { } pulse ? [InShort(pulse, t)] : (IEnumerable<string>)[],
                            ])),
                    ])
                {
                    ShowGridLines = true,
                },
                .. all.Count > most ? [new TextBlock(t.More(all.Count - most)) { IsSubtle = true }] : (IEnumerable<Element>)[],
            ],
            Actions = [Conversation.PressButton(Verb, t.Health, here.Initiative.Id)],
            Msteams = new TeamsOptions { Width = "Full" },
        };
    }

    private static string InWords(Condition condition, Texts t) => condition switch
    {
        Condition.CommonAgenda => t.HealthAgenda,
        Condition.SharedMeasurement => t.HealthMeasurement,
        Condition.ReinforcingActivities => t.HealthActivities,
        Condition.Communication => t.HealthCommunication,
        _ => t.HealthBackbone,
    };

    // The signs are for the eye; the word says it.
    private static ColumnSet Row(ConditionLine line) => new(
    [
        new Column([Heading.Small(line.Name)]),
        new Column([new TextBlock(line.Far.Whole == 0 ? line.Strength : Signs.After(line.Strength, Signs.Scale(line.Far.Part, line.Far.Whole, ScaleLength)))], "auto"),
    ]);

    private static string InWords(Strength strength, Texts t) => strength switch
    {
        Strength.Strong => t.HealthStrong,
        Strength.Some => t.HealthSome,
        Strength.Little => t.HealthLittle,
        _ => t.HealthNoFigure,
    };

    private static RichTextBlock Line(string words, bool isSubtle = false) => RichTextBlock.Of(words, isSubtle: isSubtle, size: TextSize.Small) with { Spacing = Spacing.None };

    private static string InWords(NextStep step, Texts t) => step switch
    {
        NextStep.WriteAgenda => t.HealthWriteAgenda,
        NextStep.SeeWhatHoldsBack => t.HealthSeeWhatHoldsBack,
        NextStep.AddIndicators => t.HealthAddIndicators,
        NextStep.AgreeOnWords => t.HealthAgreeOnWords,
        NextStep.FindMissingNumbers => t.HealthFindMissingNumbers,
        NextStep.WriteGoals => t.HealthWriteGoals,
        NextStep.FillGaps => t.HealthFillGaps,
        NextStep.ReachChannels => t.HealthReachChannels,
        NextStep.HaveCheckInsAnswered => t.HealthHaveCheckInsAnswered,
        NextStep.SeeWordsInVain => t.HealthSeeWordsInVain,
        NextStep.DecideOnProposals => t.HealthDecideOnProposals,
        _ => t.HealthNothingToDo,
    };

    // Sentences, each whole.
    private static IEnumerable<string> Stands(Condition condition, InitiativeHealth health, int unreached, Instant now, Texts t)
    {
        switch (condition)
        {
            case Condition.CommonAgenda:
                yield return health.HasAgenda ? t.HealthEndorsed(Share(health.Endorsed, t)) : t.HealthNoAgenda;
                break;
            case Condition.SharedMeasurement when health.Worded.Whole == 0:
                yield return t.HealthNothingMeasured;
                break;
            case Condition.SharedMeasurement:
                yield return t.HealthWorded(health.Worded.Whole, Share(health.Worded, t));
                if (health.Values.Whole > 0)
                {
                    yield return t.HealthValues(Share(health.Values, t));
                }

                break;
            case Condition.ReinforcingActivities:
                yield return health.Covered.Whole == 0 ? t.HealthNoGoals : t.HealthCovered(Share(health.Covered, t), health.Covered.Rest);
                break;
            case Condition.Communication:
                yield return health.Answers.Whole == 0 ? t.NoCheckInHasClosed : t.HealthAnswered(Share(health.Answers, t));
                if (health.Words.Whole > 0)
                {
                    yield return t.HealthWordsFound(Share(health.Words, t), health.Glossary.Since.InMonthAlone(t.Culture));
                }

                if (health.Vain > 0)
                {
                    yield return t.HealthWordsInVain(health.Vain);
                }

                if (unreached > 0)
                {
                    yield return t.HealthUnreached(unreached);
                }

                break;
            default:
                yield return health.DecidedWithin is { } within ? t.HealthDecided(health.Glossary.Decided.Count, within) : t.HealthNoneDecided;
                yield return health.WaitsFor(now) is { } days ? t.HealthWaits(days) : t.HealthNoneWaits;
                break;
        }
    }

    private static IEnumerable<RichTextBlock> Pulse(PulseHealth? pulse, Instant now, DateTimeZone zone, Texts t)
    {
        if (pulse is null)
        {
            yield return Line(t.HealthPulseNotHere, isSubtle: true);
            yield break;
        }

        if (pulse.Last is not { } last)
        {
            yield return Line(pulse.Open is null ? t.HealthNoPulse : t.HealthNoReport);
        }
        else if (pulse.Shown is not { } shown)
        {
            yield return Line(t.HealthPulseTooFew(ConversationCards.Capital(Month(last))));
        }
        else
        {
            yield return Line(t.HealthPulseOf(ConversationCards.Capital(Month(last)), shown.AtLeast));
            foreach (var statement in Tally.Statements)
            {
                yield return new RichTextBlock(
                [
                    TextRun.Plain(PulseCard.InWords(statement, t.Culture) + " ") with { Size = TextSize.Small },
                    TextRun.Plain(Figure(shown, statement)) with { Size = TextSize.Small, Weight = TextWeight.Bolder },
                ])
                {
                    Spacing = Spacing.None,
                };
            }
        }

        yield return Line(
            pulse.Next(now.InZone(zone).Date, zone) switch
            {
                PulseStep.WaitForAnswers => t.HealthPulseIsOpen(PulseCard.LastDay(pulse.Open!, zone, t.Culture)),
                PulseStep.OpenFirst => t.HealthOpenFirst,
                PulseStep.OpenAgain => t.HealthOpenAgain,
                PulseStep.SayWhatItIsFor => t.HealthSayWhatItIsFor,
                PulseStep.TalkAboutWhatWentDown => t.HealthTalkAboutIt,
                _ => t.HealthNothingToDoButRead,
            },
            isSubtle: true);

        string Figure(Section shown, Statement statement)
        {
            if (!shown.Figures.TryGetValue(statement, out var figure))
            {
                return t.HealthTooFew;
            }

            var words = PulseCard.InWords(shown.AtLeast, figure, t.Culture);
            return pulse.Moved(statement) switch
            {
                null => t.HealthFigure(words),
                > 0 => t.HealthHigher(words, Month(pulse.Before!)),
                < 0 => t.HealthLower(words, Month(pulse.Before!)),
                _ => t.HealthSame(words, Month(pulse.Before!)),
            };
        }

        string Month(Survey survey) => survey.OpenedAt.InZone(zone).Date.InMonth(t.Culture);
    }

    // Only what a report shows, and no new figure from it: the lowest and the highest that stand there.
    private static string InShort(PulseHealth pulse, Texts t)
    {
        if (pulse.Shown is not { Figures.Count: > 0 } shown)
        {
            return pulse.Last is null ? t.HealthNoPulseYet : t.HealthPulseTooFewInShort;
        }

        var figures = shown.Figures.Values.OrderBy(f => f.Mean).ToArray();
        var (lowest, highest) = (Words(figures[0]), Words(figures[^1]));
        return lowest == highest ? t.HealthPulseInShort(lowest) : t.HealthPulseFromTo(lowest, highest);

        string Words(Figure figure) => PulseCard.InShort(shown.AtLeast, figure, t.Culture);
    }

    private static string Share(PartOf part, Texts t) => part.Percent is { } percent ? t.HealthPercent(percent) : "–";

    private static TableRow Row(params IEnumerable<string>[] cells) => new([.. cells.Select(lines => new TableCell(
        [.. lines.Select((l, i) => RichTextBlock.Of(l, size: TextSize.Small) with { Spacing = i == 0 ? null : Spacing.None })]))]);
}

/// <summary>A condition of collective impact in words.</summary>
/// <param name="Strength">How far it is there, in a word.</param>
/// <param name="Stands">What is counted for it, each a sentence; the most telling first.</param>
/// <param name="Next">What to do next.</param>
public sealed record ConditionLine(Condition Condition, string Name, string Strength, PartOf Far, IReadOnlyList<string> Stands, string Next);

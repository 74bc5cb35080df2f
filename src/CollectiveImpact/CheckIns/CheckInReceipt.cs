using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws what a partner answered, and how the others will read it; reads back who may.</summary>
public static class CheckInReceipt
{
    public const string ReadersVerb = "checkin.readers";

    public const string LearnedVerb = "checkin.learned";

    // Where hardly anything fits: the numbers, and nothing about them.
    private const int Bare = 24;

    private const string Panel = "readers";
    private const string LearnedPanel = "learned";

    /// <summary>Who reads which lesson, as the panel says; what it doesn't say stays as it is. Null when it says what can't be chosen.</summary>
    public static IReadOnlyDictionary<LessonKind, Readers>? Read(Form form)
    {
        var chosen = new Dictionary<LessonKind, Readers>();
        foreach (var kind in Enum.GetValues<LessonKind>().Where(k => form.Has(AudienceField(k)) || form.Has(SignedField(k))))
        {
            if (CheckInForm.ReadAudience(form[AudienceField(kind)]) is { } audience && form.Word<Attribution>(SignedField(kind)) is { } signed)
            {
                chosen[kind] = new Readers(audience, signed);
            }
            else
            {
                return null;
            }
        }

        return chosen;
    }

    /// <summary>What was kept, with a small trend.</summary>
    public static AdaptiveCard Of(Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone) =>
        AskingAgain(initiative, view, partner, culture, zone, Form.Empty, []);

    /// <summary>The same, with what was typed of what was learned and each fault at its field.</summary>
    public static AdaptiveCard AskingAgain(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyList<Fault> faults)
    {
        var read = view.In(culture, initiative);
        // The numbers always stay; the tails of long texts go first, which are kept all the same.
        return CardJson.FirstThatFits(new[] { (Answers.LongestText, true), (300, true), (60, true), (60, false), (Bare, false) }
            .Select(size => new Drawing(initiative, read, partner, zone, size.Item1, size.Item2, new Texts(culture)) { Typed = typed, Faults = faults }.Card()));
    }

    /// <summary>One drawing of the card: the fullest that fits.</summary>
    /// <param name="Longest">How much of a text is shown.</param>
    /// <param name="HasPanels">Whether there is more to unfold.</param>
    private sealed record Drawing(Initiative Initiative, PartnerView View, Partner Partner, DateTimeZone Zone, int Longest, bool HasPanels, Texts T)
    {
        public Form Typed { get; init; } = Form.Empty;

        public IReadOnlyList<Fault> Faults { get; init; } = [];

        private Entry Entry => View.Entry!;

        private bool IsOpen => View.Round.ClosedAt is null;

        // Whoever has said nothing about it is asked once more where it isn't going well, and may leave it at that.
        private bool AsksForLearning => HasPanels && IsOpen && Entry.SkippedBecause is null && Entry.Learning.IsEmpty;

        public AdaptiveCard Card() => new()
        {
            FallbackText = T.CheckInIsIn(View.Round.InWords(T.Culture)),
            Body =
            [
                Heading.Of(Entry.SkippedBecause is null ? T.ThankYou : T.SkippedThisTime),
                RichTextBlock.Of($"{Initiative.Name} · {View.Round.Subtitle(T.Culture)}", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                .. Entry.SkippedBecause is { } why ? [RichTextBlock.Of(why)] : Array.Empty<Element>(),
                .. View.Indicators.Where(i => Entry.Values.ContainsKey(i.Id)).SelectMany(i => Line(i, Entry, View.Past.GetValueOrDefault(i.Id, []), View.Round.PeriodOf(i), T.Culture, Longest)),
                .. Open(),
                .. Entry.Status is { } status ? [new TextBlock(T.StatusIs(CheckInForm.InWords(status, T))) { Spacing = Spacing.Small }] : Array.Empty<Element>(),
                .. LearningOf(Entry, Partner, Initiative, View.Round, Longest, HasPanels, T),
                .. Commitments(),
                ByWhomAndUntilWhen(Entry, View.Round, Zone, Longest, T) with { Spacing = Spacing.Small },
                // Above what it opens, so that the button that sends it is the last one.
                .. AsksForLearning && !IsAskingByItself ? [QuietActions.Of(CheckInForm.Unfold(LearnedPanel, T))] : Array.Empty<Element>(),
                .. AsksForLearning ? [Learning()] : Array.Empty<Element>(),
            ],
            Actions = Buttons() is { Length: > 0 } buttons ? buttons : null,
        };

        private CardAction[] Buttons() =>
        [
            .. View.Round switch
            {
                { ClosedAt: null } round => [CheckInCard.Press(CheckInCard.ChangeVerb, T.ChangeMyAnswer, Initiative, round) with { AssociatedInputs = AssociatedInputs.None }],
                { SignedOff: null } round => [CheckInCard.Press(CheckInCard.CorrectVerb, T.CorrectIt, Initiative, round) with { AssociatedInputs = AssociatedInputs.None }],
                _ => Array.Empty<CardAction>(),
            },
            .. HasPanels && !Entry.Learning.IsEmpty ? [new ToggleVisibility([Panel]) { Title = T.WhoReadsIt }] : Array.Empty<CardAction>(),
        ];

        private IEnumerable<Element> Open()
        {
            // Words that nobody had to say aren't missing.
            var open = CheckInForm.InSight(View.Indicators).Where(i => !Entry.Values.ContainsKey(i.Id)).Select(i => CheckInCard.Short(i.Question, Math.Min(Longest, 80))).ToArray();
            if (Entry.SkippedBecause is not null || open.Length == 0)
            {
                return [];
            }

            var (answered, questions) = (View.Indicators.Count - open.Length, string.Join(", ", open));
            return [RichTextBlock.Of(IsOpen ? T.AnsweredSoFar(answered, View.Indicators.Count, questions) : T.AnsweredInAll(answered, View.Indicators.Count, questions), isSubtle: true, size: TextSize.Small)];
        }

        private IEnumerable<Element> Commitments() =>
        [
            .. Entry.Kept is { } kept
                ? [Said($"{CommitmentsCard.InWords(kept.Outcome, T.Culture)}: ", CheckInCard.Short(kept.Text, Longest) + (kept.Why.Length == 0 ? "" : $" ({CheckInCard.Short(kept.Why, Longest)})"))]
                : Array.Empty<Element>(),
            .. Entry.Commitment.Length > 0 ? [Said(T.WhatYouWillDo, CheckInCard.Short(Entry.Commitment, Longest))] : Array.Empty<Element>(),
        ];

        private bool IsAskingByItself => Faults.Count > 0 || Entry.Status is Status.AtRisk or Status.Stuck;

        private Container Learning() => new(
        [
            .. IsAskingByItself ? [new TextBlock(T.FewWords) { Weight = TextWeight.Bolder }] : Array.Empty<Element>(),
            .. CheckInForm.Of(View, Initiative.Language, T.Culture).DrawLearning(Typed, Faults, SizeLadder.Forms[0]).Body,
            new ActionSet([CheckInCard.Press(LearnedVerb, T.AddIt, Initiative, View.Round)]),
        ])
        {
            Id = LearnedPanel,
            IsVisible = IsAskingByItself,
            Style = ContainerStyle.Emphasis,
        };
    }

    private static RichTextBlock ByWhomAndUntilWhen(Entry entry, Round round, DateTimeZone zone, int longest, Texts t)
    {
        return RichTextBlock.Of(
            string.Join(" ", new[]
            {
                entry.SkippedBecause is null ? t.AnsweredBy(entry.ByName, When(entry.At)) : t.SkippedBy(entry.ByName, When(entry.At)),
                entry.CorrectedBecause is not { } because ? ""
                    : round.ClosedAt is { } late && entry.At > late ? t.CorrectedBecause(CheckInCard.Short(because, longest).TrimEnd('.'))
                    : t.EnteredBecause(CheckInCard.Short(because, longest).TrimEnd('.')),
                round switch
                {
                    { ClosedAt: null } => t.CanChangeUntil(CheckInCard.Shortly(round, zone, t.Culture)),
                    { SignedOff: not null } => t.ClosedAndSignedOff,
                    { ClosedAt: { } at } => t.ClosedCorrectUntil((at + Round.CorrectableFor).InZone(zone).OnDay(t.Culture)),
                },
            }.Where(s => s.Length > 0)),
            isSubtle: true,
            size: TextSize.Small);

        string When(Instant at) => at.InZone(zone).OnBriefDayAtTime(t.Culture);
    }

    private static IEnumerable<Element> Line(Indicator indicator, Entry entry, IReadOnlyList<PastValue> past, Period period, CultureInfo culture, int longest)
    {
        var (kind, t) = (Kind.Of(indicator.Kind), new Texts(culture));
        var value = entry.Values[indicator.Id];
        var version = entry.Versions.GetValueOrDefault(indicator.Id, 1);
        TrendPoint[] before = [.. past.Select(p => new TrendPoint(p.Period, p.Value.AsNumber, p.Version))];
        var question = CheckInCard.Short(indicator.Question, Math.Min(longest, 200));
        var moved = longest > Bare && kind.HasTrend && value.AsNumber is { } now ? Insight.Moved(now, [.. before.Where(p => p.Version == version)], indicator, culture) : "";
        var line = moved.Length == 0 ? "" : Sparkline.Of(indicator, [.. before, new TrendPoint(period, value.AsNumber, version)]);
        var shown = TextRun.Plain(CheckInCard.Short(value.InWords(indicator, culture), longest)) with { Weight = TextWeight.Bolder };
        yield return kind.IsNumeric
            ? new ColumnSet(
            [
                new Column(
                [
                    RichTextBlock.Of(question, size: TextSize.Small),
                    .. moved.Length == 0 ? [] : new[] { RichTextBlock.Of(moved, isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None } },
                ]),
                new Column(
                [
                    new RichTextBlock([shown]) { HorizontalAlignment = HorizontalAlignment.Right },
                    .. line.Length == 0 ? [] : new[] { new RichTextBlock([TextRun.Plain(line) with { Color = TextColor.Accent, Size = TextSize.Small }]) { HorizontalAlignment = HorizontalAlignment.Right, Spacing = Spacing.None } },
                ], "auto"),
            ])
            {
                Spacing = Spacing.Small,
            }
            : new RichTextBlock([TextRun.Plain(question + ": ") with { Size = TextSize.Small }, shown]) { Spacing = Spacing.Small };
        if (value is ReportedValue.Split { Parts.Count: > 0 } split && indicator.Breakdown is { } breakdown)
        {
            yield return RichTextBlock.Of(
                string.Join(" · ", breakdown.Categories.Where(c => split.Parts.ContainsKey(c.Id)).Select(c => $"{c.Name} {Figures.Plain(split.Parts[c.Id], culture)}")),
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None };
        }

        if (entry.Notes.GetValueOrDefault(indicator.Id) is { } note)
        {
            yield return RichTextBlock.Of(note.Length == 0 ? t.YouSaidItIsRight : t.YouSaid(CheckInCard.Short(note, longest)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
        }
    }

    // What was written, and one press away how the others read it, and who of them.
    private static IEnumerable<Element> LearningOf(Entry entry, Partner partner, Initiative initiative, Round round, int longest, bool panel, Texts t)
    {
        foreach (var lesson in entry.Learning.Lessons)
        {
            yield return new RichTextBlock(
            [
                TextRun.Plain(CheckInForm.LabelOf(Answers.PlaceOf(lesson.Kind), t) + " ") with { IsSubtle = true, Size = TextSize.Small },
                TextRun.Plain(CheckInCard.Short(lesson.Text, longest)) with { Size = TextSize.Small },
                // That all partners read it is what everybody takes for granted.
                .. entry.Learning.AudienceOf(lesson) is not Sharing.Partners and var audience ? [TextRun.Plain("  " + CheckInForm.InWords(audience, t)) with { IsSubtle = true, Size = TextSize.Small }] : Array.Empty<TextRun>(),
            ])
            {
                Spacing = Spacing.Small,
            };
        }

        if (panel && !entry.Learning.IsEmpty)
        {
            yield return Readers(entry, partner, initiative, round, longest, t);
        }
    }

    private static Container Readers(Entry entry, Partner partner, Initiative initiative, Round round, int longest, Texts t)
    {
        var partners = round.Partners.Count;
        var inputs = new List<Element> { Heading.Small(t.HowOthersReadIt) };
        inputs.AddRange(entry.Learning.Lessons.Select(lesson => new RichTextBlock(
        [
            TextRun.Plain(CheckInForm.LabelOf(Answers.PlaceOf(lesson.Kind), t) + " · ") with { IsSubtle = true },
            TextRun.Plain(lesson.SignedAs(partner.Name, entry.Learning.By, t.Culture) + ": ") with { Weight = TextWeight.Bolder },
            TextRun.Plain(CheckInCard.Short(lesson.Text, Math.Min(longest, 100))),
            TextRun.Plain("  " + CheckInForm.InWords(entry.Learning.AudienceOf(lesson), t)) with { IsSubtle = true },
        ])
        {
            Spacing = Spacing.Small,
        }));
        var signatures = partners < Lesson.FewestUnattributed ? [Attribution.Named, Attribution.Partner] : Enum.GetValues<Attribution>();
        foreach (var lesson in entry.Learning.Lessons)
        {
            var label = CheckInForm.LabelOf(Answers.PlaceOf(lesson.Kind), t);
            inputs.Add(new ChoiceInput([.. CheckInForm.Audiences.Select(a => new Choice(CheckInForm.InWords(a, t), a.ToString()))])
            {
                Id = AudienceField(lesson.Kind),
                Label = t.LessonRead(label),
                Value = entry.Learning.AudienceOf(lesson).ToString(),
                Style = ChoiceStyle.Compact,
            });
            inputs.Add(new ChoiceInput([.. signatures.Select(a => new Choice(PeoplesWords.Plain((lesson with { Signature = a }).SignedAs(CheckInCard.Short(partner.Name), CheckInCard.Short(entry.Learning.By), t.Culture)), a.ToString()))])
            {
                Id = SignedField(lesson.Kind),
                Label = t.LessonSigned(label),
                Value = lesson.Signature.ToString(),
                Style = ChoiceStyle.Compact,
            });
        }

        inputs.Add(new TextBlock(partners < Lesson.FewestUnattributed ? t.WithoutNameFrom(Lesson.FewestUnattributed) : t.OneOfUsFrom(Lesson.FewestUnattributed))
        { IsSubtle = true, Size = TextSize.Small });
        inputs.Add(new ActionSet([CheckInCard.Press(ReadersVerb, t.SaveWhoReads, initiative, round)]));
        return new Container(inputs) { Id = Panel, IsVisible = false, Style = ContainerStyle.Emphasis };
    }

    private static RichTextBlock Said(string label, string text) =>
        new([TextRun.Plain(label.TrimEnd() + " ") with { Weight = TextWeight.Bolder }, TextRun.Plain(text)]) { Separator = true };

    private static string AudienceField(LessonKind kind) => "audience." + kind;

    private static string SignedField(LessonKind kind) => "signed." + kind;
}

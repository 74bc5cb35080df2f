using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws the card of a check-in around its form, and reads it back.</summary>
public static class CheckInCard
{
    public const string SubmitVerb = "checkin.submit";
    public const string ChangeVerb = "checkin.change";
    public const string SkipVerb = "checkin.skip";
    public const string CorrectVerb = "checkin.correct";
    public const string SaveCorrectionVerb = "checkin.savecorrection";

    /// <summary>Draws the form again with what was typed: another step of it, or last time's values in some places.</summary>
    public const string GoOnVerb = "checkin.goon";

    /// <summary>Leaves everything as it was answered.</summary>
    public const string CancelVerb = "checkin.cancel";

    internal const string RoundField = "round";
    internal const string PartnerField = "partner";
    private const string SkipReasonField = "skipreason";
    private const string SameField = "same";
    private const string Everything = "*";
    private const string SkipPart = "skip";

    private const int MostUnasked = 3;

    // The clock wakes every minute: what is later than this was missed.
    private static readonly Duration Late = Duration.FromHours(1);

    // What was answered last time makes room for what is asked and typed now, and so do the words and the folds, whose words can be typed too.
    private static readonly (bool Past, bool Words, Room Room)[] Ladder =
    [
        (true, true, new Room(60, 500)),
        (false, true, new Room(60, 500)),
        (true, false, new Room(60, 500)),
        (false, false, new Room(60, 500)),
        (true, true, new Room(60, 500, Folds: false)),
        (false, false, new Room(60, 500, Folds: false)),
        (false, false, new Room(60, 40, Folds: false)),
        (false, false, new Room(60, 16, Hints: false, Folds: false)),
    ];

    /// <summary>The round that a card says it belongs to.</summary>
    public static RoundId RoundOf(Form form) => new(form[RoundField]);

    public static string SkipReasonOf(Form form) => form[SkipReasonField];

    /// <summary>The partner whose answers backbone staff correct; empty on a reporter's own card.</summary>
    public static PartnerId? PartnerOf(Form form) => form.Has(PartnerField) ? new(form[PartnerField]) : null;

    /// <summary>The form with last time's values where they were asked for.</summary>
    public static Form WithLastTimes(PartnerView view, Form typed, CultureInfo culture)
    {
        var form = CheckInForm.Of(view, "", culture);
        return typed[SameField] == Everything ? form.WithLastTimes(typed, form.Repeatable(typed)) : form.WithLastTimes(typed, view.Indicators.Where(i => i.Id == typed[SameField]));
    }

    /// <summary>Reads the form in the person's own number format. What can't be read is a fault at its field.</summary>
    public static Answers Read(Form form, IReadOnlyList<Indicator> asked, CultureInfo culture) => CheckInForm.Read(form, asked, culture);

    /// <summary>Why a closed round's answers are corrected, as the form says.</summary>
    public static Correction CorrectionOf(Form form, bool byBackbone) => new(CheckInForm.ReasonOf(form), byBackbone);

    /// <summary>The form: one labelled input for each indicator, with last time's value beside it.</summary>
    /// <param name="begun">What the person had typed and not sent.</param>
    public static AdaptiveCard Form(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Purpose purpose = Purpose.Open, UnsentForm? begun = null) =>
        (Drawn(initiative, view, partner, culture, zone, purpose) with { Begun = begun }).Card(begun?.Typed ?? CheckInForm.Of(view, initiative.Language, culture).Filled());

    /// <summary>The same form, with numbers that the person wrote in a message.</summary>
    /// <param name="left">What of them has no question.</param>
    public static AdaptiveCard FilledIn(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, IReadOnlyList<(Indicator Indicator, Typed Typed)> read, IReadOnlyList<string> left, UnsentForm? begun = null) =>
        (Drawn(initiative, view, partner, culture, zone, Purpose.FilledIn) with { Left = left }).Card(CheckInForm.Of(view, initiative.Language, culture).FilledWith(read, begun));

    /// <summary>The same form, with everything that was typed and each fault at its field.</summary>
    public static AdaptiveCard FormAgain(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyList<Fault> faults) =>
        (Drawn(initiative, view, partner, culture, zone, PurposeOf(view, typed)) with { Faults = faults }).Card(typed);

    /// <summary>The same form, asking whether what looks unusual is right.</summary>
    public static AdaptiveCard Confirm(
        Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Form typed, IReadOnlyList<Doubt> doubts) =>
        (Drawn(initiative, view, partner, culture, zone, PurposeOf(view, typed)) with { Doubts = doubts }).Card(typed);

    /// <summary>The form for a round that is closed already, or of a partner that isn't one's own, with the reason to give.</summary>
    public static AdaptiveCard Correct(Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone) =>
        Drawn(initiative, view, partner, culture, zone, Purpose.Correct).Card(CheckInForm.Of(view, initiative.Language, culture).Filled());

    /// <summary>The closed rounds that can still be corrected, each a button.</summary>
    public static AdaptiveCard ChooseCorrection(Initiative initiative, Partner partner, IReadOnlyList<Round> rounds, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WhichToCorrect,
            Body =
            [
                Heading.Of(t.WhichToCorrect),
                RichTextBlock.Of($"{initiative.Name} · {partner.Name}", isSubtle: true),
                .. rounds.Count == 0 ? new[] { new TextBlock(t.NoneToCorrect) } : [],
            ],
            Actions = rounds.Count == 0 ? null : [.. rounds.Select(r => CorrectButton(PeoplesWords.Plain(r.Title(culture)), initiative, r, partner.Id))],
        };
    }

    /// <summary>The status in words.</summary>
    public static string InWords(Status status, CultureInfo culture) => CheckInForm.InWords(status, new Texts(culture));

    /// <summary>The faults as one sentence, for a client whose card can't be drawn again.</summary>
    public static string InOneSentence(IReadOnlyList<Fault> faults, IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        var (t, said) = (new Texts(culture), new Conversations.Texts(culture));
        return string.Join(
            " ",
            faults.Select(f => said.FaultAt(asked.FirstOrDefault(i => i.Id == f.Indicator)?.Question ?? CheckInForm.LabelOf(f.Place, t), f.InWords(asked, culture))).Append(t.StillInTheForm));
    }

    /// <summary>Opens a partner's answers in a round, to correct them.</summary>
    internal static Execute CorrectButton(string title, Initiative initiative, Round round, PartnerId partner) =>
        Press(CorrectVerb, title, initiative, round, new Dictionary<string, string> { [PartnerField] = partner }) with { AssociatedInputs = AssociatedInputs.None };

    private static Execute Press(string verb, string title, Initiative initiative, Round round, IReadOnlyList<(string Name, string Value)> more) =>
        Press(verb, title, initiative, round, more.ToDictionary(m => m.Name, m => m.Value));

    internal static Execute Press(string verb, string title, Initiative initiative, Round round, IReadOnlyDictionary<string, string>? more = null) => new(
        verb,
        new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            [Conversation.InitiativeField] = initiative.Id,
            [RoundField] = round.Id,
        })
    {
        Title = title,
    };

    /// <summary>A button about a round of which only the id is known.</summary>
    internal static Execute ChooseRound(string verb, string title, Initiative initiative, RoundId round) =>
        Conversation.PressButton(verb, title, initiative.Id, (RoundField, round));

    /// <summary>When a round closes, where there is little room: within a week the day's name says it.</summary>
    internal static string Shortly(Round round, DateTimeZone zone, CultureInfo culture) =>
        round.ClosesAt - round.OpenedAt < Duration.FromDays(6) ? round.ClosesAt.InZone(zone).OnBriefWeekdayAtTime(culture) : round.ClosesAt.InZone(zone).OnBriefDayAtTime(culture);

    internal static string When(Instant instant, DateTimeZone zone, CultureInfo culture) => instant.InZone(zone).OnWeekdayAtTime(culture);

    internal static string Short(string text, int longest = 80) => PeoplesWords.Shorten(text, longest);

    // In the words of whoever answers.
    private static Drawing Drawn(Initiative initiative, PartnerView view, Partner partner, CultureInfo culture, DateTimeZone zone, Purpose purpose) =>
        new(initiative, view.In(culture, initiative), partner, culture, zone, purpose);

    // Only the form of a correction says whose answers it holds.
    private static Purpose PurposeOf(PartnerView view, Form typed) => view.Round.ClosedAt is null && PartnerOf(typed) is null ? Purpose.Open : Purpose.Correct;

    /// <summary>One drawing of the card: the fullest that fits.</summary>
    private sealed record Drawing(Initiative Initiative, PartnerView View, Partner Partner, CultureInfo Culture, DateTimeZone Zone, Purpose Purpose)
    {
        private readonly Texts t = new(Culture);

        public IReadOnlyList<Fault> Faults { get; init; } = [];

        public IReadOnlyList<Doubt> Doubts { get; init; } = [];

        public IReadOnlyList<string> Left { get; init; } = [];

        public UnsentForm? Begun { get; init; }

        private bool Corrects => Purpose == Purpose.Correct;

        private string Title => Purpose switch
        {
            Purpose.Open or Purpose.Back => t.YourCheckIn,
            Purpose.Correct => t.CorrectACheckIn,
            Purpose.FilledIn => t.YourCheckInFilledIn,
            _ => t.Reminder,
        };

        public AdaptiveCard Card(Form shown) => CardJson.FirstThatFits(Ladder.Select(step => Card(shown, step.Room, View with
        {
            Past = step.Past ? View.Past : new Dictionary<string, IReadOnlyList<PastValue>>(),
            Words = step.Words ? View.Words : new Dictionary<string, IReadOnlyList<Glossary.Wording>>(),
        })));

        private AdaptiveCard Card(Form shown, Room room, PartnerView view)
        {
            // Whose meaning has changed is known from what was answered last, shown or not.
            var form = new CheckInForm(view, Doubts, Answers.ChangedMeaning(View), Initiative.Language, Corrects, t) { Repeats = room.Folds ? Repeat : null };
            var step = form.StepOf(shown, Faults);
            var drawn = form.Draw([TitleBeside(SameForAll(form, shown)), .. Head(room.Letters), .. Progress(step, form.Steps), .. Looks(form)], shown, Faults, room);
            return new AdaptiveCard
            {
                FallbackText = $"{Title}: {Short(Initiative.Name)}, {View.Round.InWords(Culture)}",
                Body = [.. drawn.Body, .. NotSent(), .. MaySkip ? [Skip(shown)] : Array.Empty<Element>()],
                Actions = [.. Buttons(form, step)],
            };
        }

        private bool MaySkip => !Corrects && Doubts.Count == 0;

        private IEnumerable<CardAction> Buttons(CheckInForm form, int step)
        {
            if (Doubts.Count > 0)
            {
                return [Send(form, t.YesThatIsRight(form.Doubted)), GoOn(t.ChangeIt(form.Doubted))];
            }

            var isLast = step == form.Steps;
            return
            [
                isLast ? Send(form, Corrects ? t.SaveTheCorrection : t.Submit) : GoOn(t.NextStep(step + 1, form.Steps), (CheckInForm.StepField, InDigits(step + 1))) with { Style = ActionStyle.Positive },
                .. isLast ? [CheckInForm.Unfold(t)] : Array.Empty<CardAction>(),
                .. step > 1 ? [GoOn(t.StepBack, (CheckInForm.StepField, InDigits(step - 1)))] : Array.Empty<CardAction>(),
                .. Corrects || View.Entry is not null ? [Press(CancelVerb, t.Cancel, Initiative, View.Round, Whose()) with { AssociatedInputs = AssociatedInputs.None }] : Array.Empty<CardAction>(),
                .. MaySkip ? [new ToggleVisibility([SkipPart]) { Title = t.SkipThisTime, Mode = "secondary" }] : Array.Empty<CardAction>(),
            ];
        }

        private static string InDigits(int number) => number.ToString(CultureInfo.InvariantCulture);

        private IEnumerable<Element> Progress(int step, int steps) =>
            steps == 1 ? [] : [RichTextBlock.Of(t.StepOf(step, steps), size: TextSize.Small, isSubtle: true) with { Spacing = Spacing.None }];

        private Element TitleBeside(CardAction? action) => action is null
            ? Heading.Of(Title)
            : new ColumnSet([new Column([Heading.Of(Title)]) { VerticalContentAlignment = VerticalAlignment.Center }, new Column([QuietActions.Of(action)], "auto") { VerticalContentAlignment = VerticalAlignment.Center }]);

        // One by one they stand at their questions.
        private Execute? SameForAll(CheckInForm form, Form shown) =>
            form.Repeats is not null && Doubts.Count == 0 && Faults.Count == 0 && !Corrects && View.Entry is null && form.Repeatable(shown).Count > 1 ? GoOn(t.SameForAll, (SameField, Everything)) : null;

        private Execute Repeat(Indicator indicator, string title) => GoOn(title, (SameField, indicator.Id));

        private IEnumerable<Element> Head(int letters)
        {
            var round = View.Round;
            var names = Math.Max(letters, 40);
            // A reporter knows whose answers theirs are; who corrects another's must see it.
            string[] parts = [Short(Initiative.Name, names), Corrects ? Short(Partner.Name, names) : "", round.Subtitle(Culture), round.ClosedAt is not null ? t.Closed : t.OpenUntil(Shortly(round, Zone, Culture))];
            yield return RichTextBlock.Of(string.Join(" · ", parts.Where(p => p.Length > 0)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
            var opens = round.OpensIn(Zone);
            if (Purpose == Purpose.Open && round.OpenedAt - opens > Late)
            {
                yield return new TextBlock(t.ComesLate(When(opens, Zone, Culture))) { IsSubtle = true };
            }

            if (Purpose == Purpose.Back)
            {
                yield return new TextBlock(t.StillOpenForYou) { IsSubtle = true };
            }

            if (Purpose == Purpose.Nudge && round.Line is { } line)
            {
                yield return new Container([RichTextBlock.Of(t.SaysLine(line.ByName, line.Text)).Marked(Culture, line.Text)]) { Style = ContainerStyle.Emphasis };
            }

            if (Begun is not null)
            {
                yield return new Container([new TextBlock(t.YouHadBegun(When(Begun.At, Zone, Culture)))]) { Style = ContainerStyle.Emphasis };
            }

            if (Purpose == Purpose.FilledIn)
            {
                yield return new Container([new TextBlock(t.NothingKeptYet), .. Left.Take(MostUnasked).Select(l => RichTextBlock.Of(t.NoQuestionLeft(Short(l)), isSubtle: true))]) { Style = ContainerStyle.Emphasis };
            }
        }

        private IEnumerable<Element> Looks(CheckInForm form)
        {
            if (Faults.Count > 0)
            {
                yield return new Container([new TextBlock(t.NeedAnotherLook(Faults.Count)) { Weight = TextWeight.Bolder }]) { Style = ContainerStyle.Attention };
            }

            if (Doubts.Count > 0)
            {
                yield return new Container([new TextBlock(Doubts.All(d => d.Kind == DoubtKind.ReadFromWords) ? t.DidIReadThisRight : t.LookUnusual(form.Doubted)) { Weight = TextWeight.Bolder }]) { Style = ContainerStyle.Warning };
            }
        }

        // The buttons are below the fields on a small screen: whoever pressed must see here that it wasn't sent.
        private IEnumerable<Element> NotSent() =>
            Doubts.Count > 0 ? [FaultLine.Of(t.NotSentUntilLooked)]
            : Faults.Count > 0 ? [FaultLine.Of(t.NotSent(Faults.Count))]
            : [];

        private Execute Send(CheckInForm form, string title)
        {
            var data = Whose().ToDictionary(w => w.Name, w => w.Value);
            form.Carry(data);
            return Press(Corrects ? SaveCorrectionVerb : SubmitVerb, title, Initiative, View.Round, data) with { Style = ActionStyle.Positive };
        }

        private Execute GoOn(string title, params IReadOnlyList<(string Name, string Value)> more) => Press(GoOnVerb, title, Initiative, View.Round, [.. Whose(), .. more]);

        // Whose answers are corrected goes along, for backbone staff have none of their own; who may is checked on the way in.
        private (string Name, string Value)[] Whose() => Corrects ? [(PartnerField, Partner.Id)] : [];

        private Container Skip(Form shown)
        {
            var faults = Faults.Where(f => f.Place == FaultPlace.SkipReason).Select(f => f.InWords([], Culture)).ToArray();
            return new Container(
            [
                FaultLine.At(new TextInput { Id = SkipReasonField, Label = t.SkipReason, Placeholder = t.SkipReasonExample, Value = shown.Has(SkipReasonField) ? shown[SkipReasonField] : null }, faults),
                new ActionSet([Press(SkipVerb, t.Skip, Initiative, View.Round)]),
            ])
            {
                Id = SkipPart,
                IsVisible = faults.Length > 0,
                Style = ContainerStyle.Emphasis,
            };
        }
    }
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>
/// The fields of a check-in: one answer for each indicator, how it is going, what was learned and what comes next. A long one is asked in
/// steps; of one that is asked back about, only what is asked about is seen. What isn't seen goes along with the buttons.
/// </summary>
/// <param name="Own">The initiative's language, in which words are explained to who reads none of their others.</param>
internal sealed record CheckInForm(PartnerView View, IReadOnlyList<Doubt> Doubts, IReadOnlySet<string> Changed, string Own, bool IsCorrection, Texts T)
{
    /// <summary>Which step of a long form stands there, from 1.</summary>
    public const string StepField = "step";

    private const int MostAtOnce = 8;
    private const int MostInAStep = 5;
    private const string LearnedPart = "learned";
    private const string StatusField = "status";
    private const string AudienceField = "audience";
    private const string OutcomeField = "outcome";
    private const string ReasonField = "reason";
    private const string ConfirmedField = "confirmed";

    /// <summary>Who may read what a partner writes, from all partners to the backbone alone.</summary>
    public static readonly Sharing[] Audiences = [Sharing.Partners, Sharing.Steering, Sharing.Backbone];

    /// <summary>The form of a partner that has said nothing yet, or of what it has said.</summary>
    public static CheckInForm Of(PartnerView view, string own, CultureInfo culture) => new(view, [], Answers.ChangedMeaning(view), own, view.Round.ClosedAt is not null, new Texts(culture));

    /// <summary>Presses again with last time's value of an indicator in its place; null where nothing is to be pressed.</summary>
    public Func<Indicator, string, CardAction>? Repeats { get; init; }

    /// <summary>About how many answers it is asked back; one may be doubted for two reasons.</summary>
    public int Doubted => Doubts.Select(d => d.Indicator).Distinct().Count();

    /// <summary>In how many steps it is asked.</summary>
    public int Steps => Doubts.Count > 0 ? 1 : Numbers.Length > MostAtOnce ? (Numbers.Length + MostInAStep - 1) / MostInAStep : 1;

    /// <summary>The step that a form stands at.</summary>
    public int StepOf(Form shown, IReadOnlyList<Fault> faults)
    {
        if (Steps > 1 && faults.Select(f => Array.FindIndex(Numbers, n => n.Id == f.Indicator)).Where(n => n >= 0).ToArray() is { Length: > 0 } wrong)
        {
            return StepWith(wrong.Min());
        }

        return int.TryParse(shown[StepField], NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? Math.Clamp(step, 1, Steps) : faults.Count > 0 ? Steps : 1;
    }

    /// <summary>What opens the words, which are folded until somebody wants them.</summary>
    public static CardAction Unfold(Texts t) => Unfold(LearnedPart, t);

    public static CardAction Unfold(string part, Texts t) => new ToggleVisibility([part]) { Title = t.AddWhatYouLearned };

    /// <summary>What can stand in its place again, for it counted the same; null for nothing.</summary>
    public ReportedValue? SameOf(Indicator indicator) =>
        View.Past.GetValueOrDefault(indicator.Id) is { Count: > 0 } past && past[^1].Version == indicator.Version ? past[^1].Value : null;

    /// <summary>The questions in sight that last time's values can answer, and nothing does yet. What is said in words is seldom the same again.</summary>
    public IReadOnlyList<Indicator> Repeatable(Form shown) =>
        [.. Numbers.Where(i => SameOf(i) is not null && !shown.Has(AnswerFields.Value(i.Id)) && !shown.Has(AnswerFields.Missing(i.Id)))];

    /// <summary>The form with last time's values in the place of some.</summary>
    public Form WithLastTimes(Form typed, IEnumerable<Indicator> which)
    {
        var fields = typed.Fields.ToDictionary();
        foreach (var indicator in which)
        {
            if (SameOf(indicator) is { } same)
            {
                fields.Remove(AnswerFields.Missing(indicator.Id));
                AnswerPart.Put(indicator, same, fields, T.Culture);
            }
        }

        return new Form(fields);
    }

    /// <summary>What was answered, with other words in the place of what was learned.</summary>
    public Form WithLearning(Form typed)
    {
        var names = LearnedFields.ToHashSet();
        return new(Filled().Fields.Where(f => !names.Contains(f.Key)).Concat(typed.Fields.Where(f => names.Contains(f.Key))).ToDictionary());
    }

    /// <summary>The fields of what was learned alone, as they are seen under an answer that is in.</summary>
    public DrawnForm DrawLearning(Form typed, IReadOnlyList<Fault> faults, Room room) => new Form<Answers>(T.Culture, [.. Learned(T)]).Draw(typed, InWords(faults), room);

    private IEnumerable<string> LearnedFields => Learned(T).SelectMany(p => p.Names);

    private Dictionary<string, string> InWords(IReadOnlyList<Fault> faults) => faults.GroupBy(FieldOf).ToDictionary(g => g.Key, g => FaultLine.Join(g.Select(f => f.InWords(View.Indicators, T.Culture))));

    /// <summary>The questions that stand in sight: numbers, or where nothing else is asked, words. Words beside numbers are with what was learned.</summary>
    public static Indicator[] InSight(IEnumerable<Indicator> asked) => asked.Where(i => Kind.Of(i.Kind).IsNumeric).ToArray() is { Length: > 0 } numbers ? numbers : [.. asked];

    private Indicator[] Numbers => InSight(View.Indicators);

    // Each about as long as the others.
    private int StepWith(int number) => 1 + (number * Steps / Numbers.Length);

    /// <summary>Reads what was typed, in the person's own number format. What can't be read is among what the answers say is unreadable.</summary>
    public static Answers Read(Form typed, IReadOnlyList<Indicator> asked, CultureInfo culture)
    {
        var (answers, wrong) = new Form<Answers>(culture, Fields([.. asked.Select(i => new AnswerPart(i))], new Texts(culture), hasCommitted: true, isCorrection: false)).Read(typed, new Answers(new Dictionary<string, ReportedValue>(), null, Learning.None, []));
        return answers with
        {
            Unreadable =
            [
                .. answers.Unreadable,
                .. wrong.ContainsKey(AudienceField) ? [Fault.Of(FaultPlace.Audience, FaultKind.NotOffered)] : Array.Empty<Fault>(),
                .. wrong.ContainsKey(OutcomeField) ? [Fault.Of(FaultPlace.Outcome, FaultKind.NotOffered)] : Array.Empty<Fault>(),
            ],
            Confirmed = typed.Several(ConfirmedField),
            Format = culture.Name,
        };
    }

    /// <summary>Why a closed round's answers are corrected.</summary>
    public static string ReasonOf(Form typed) => typed[ReasonField];

    /// <summary>What a person typed of a form, without what its buttons carry along.</summary>
    public static IReadOnlyDictionary<string, string> Typed(Form form) =>
        form.Fields.Where(f => f.Value.Length > 0 && f.Key is not (ConfirmedField or StepField or Conversation.InitiativeField or CheckInCard.RoundField or CheckInCard.PartnerField)).ToDictionary();

    public static Sharing? ReadAudience(string text) => EnumNames.Read<Sharing>(text) is { } audience && Audiences.Contains(audience) ? audience : null;

    /// <summary>What the fields hold before anybody types: what was answered, else what is still true from last time.</summary>
    public Form Filled()
    {
        if (View.Entry is { SkippedBecause: null } entry)
        {
            var kept = entry.Kept;
            return Whole([], 1).Of(new Answers(entry.Values, entry.Status, entry.Learning, [])
            {
                Notes = entry.Notes,
                Acknowledged = [.. View.Indicators.Where(i => entry.Versions.TryGetValue(i.Id, out var version) && version == i.Version && entry.Values.ContainsKey(i.Id)).Select(i => i.Id)],
                Commitment = kept?.Outcome == CommitmentOutcome.StillOn && entry.Commitment == kept.Text ? "" : entry.Commitment,
                Outcome = kept?.Outcome,
                OutcomeWhy = kept?.Why ?? "",
            });
        }

        // From last time: what is a state rather than a count of the week, what a percentage is out of, and what doesn't concern the partner.
        var fields = new Dictionary<string, string>();
        foreach (var indicator in View.Indicators)
        {
            switch (SameOf(indicator))
            {
                case ReportedValue.Missing { Why: MissingBecause.NotApplicable } missing:
                    fields[AnswerFields.Missing(indicator.Id)] = missing.Why.ToString();
                    break;
                case ReportedValue.Missing or null:
                    break;
                case var same:
                    Kind.Of(indicator.Kind).PutAgain(same, indicator, fields, T.Culture);
                    break;
            }
        }

        return new Form(fields);
    }

    /// <summary>The form with numbers that somebody wrote in a message.</summary>
    public Form FilledWith(IReadOnlyList<(Indicator Indicator, Typed Typed)> read, UnsentForm? begun)
    {
        var fields = (begun?.Typed ?? Filled()).Fields.ToDictionary();
        foreach (var (indicator, typed) in read)
        {
            fields.Remove(AnswerFields.Missing(indicator.Id));
            Kind.Of(indicator.Kind).PutTyped(typed, indicator.Id, fields, T.Culture);
        }

        return new Form(fields);
    }

    /// <summary>The fields as they are seen, each with what is wrong with it.</summary>
    /// <param name="before">What is read before them.</param>
    public DrawnForm Draw(IReadOnlyList<Element> before, Form shown, IReadOnlyList<Fault> faults, Room room) =>
        Whole(before, StepOf(shown, faults)).Draw(shown, InWords(faults), room);

    /// <summary>Adds what the button takes along of what the form showed.</summary>
    public void Carry(Dictionary<string, string> data)
    {
        foreach (var indicator in View.Indicators)
        {
            if (View.Past.GetValueOrDefault(indicator.Id) is { Count: > 0 } past)
            {
                Kind.Of(indicator.Kind).Carry(past[^1].Value, indicator, data, T.Culture);
            }
        }

        if (Doubts.Count > 0)
        {
            data[ConfirmedField] = string.Join(',', Doubts.Select(d => d.Key));
        }
    }

    public static string LabelOf(FaultPlace place, Texts t) => place switch
    {
        FaultPlace.Status => t.Status,
        FaultPlace.Worked => t.Worked,
        FaultPlace.DidNot => t.DidNot,
        FaultPlace.WouldChange => t.WouldChange,
        FaultPlace.Needed => t.Needed,
        FaultPlace.Commitment => t.Commitment,
        FaultPlace.OutcomeWhy => t.OutcomeWhy,
        FaultPlace.SkipReason => t.SkipReason,
        FaultPlace.Note => t.Note,
        FaultPlace.Reason => t.Reason,
        FaultPlace.Audience => t.Audience,
        FaultPlace.Outcome => t.Outcome,
        FaultPlace.WhyMissing => t.WhyMissing,
        _ => t.Value,
    };

    public static string InWords(Status status, Texts t) => status switch
    {
        Status.OnTrack => t.OnTrack,
        Status.AtRisk => t.AtRisk,
        _ => t.Stuck,
    };

    public static string InWords(Sharing audience, Texts t) => audience switch
    {
        Sharing.Backbone => t.AudienceBackbone,
        Sharing.Steering => t.AudienceSteering,
        _ => t.AudiencePartners,
    };

    private Form<Answers> Whole(IReadOnlyList<Element> before, int step)
    {
        var parts = Fields([.. View.Indicators.Select(i => new AnswerPart(i) { Asked = this })], T, View.Committed.Length > 0, IsCorrection, View.Committed);
        return new(T.Culture, [new ReadOnly<Answers>(before), .. parts.Select(p => IsSeen(p, step) ? p : new Unseen<Answers>(p))]);
    }

    private bool IsSeen(FormPart<Answers> part, int step) =>
        Doubts.Count > 0 ? part is AnswerPart doubted && Doubts.Any(d => d.Indicator == doubted.Indicator.Id)
        : Steps == 1 || (part is AnswerPart { Indicator: var asked } && Array.FindIndex(Numbers, n => n.Id == asked.Id) is >= 0 and var number ? StepWith(number) == step : step == Steps);

    // What is a field of a check-in stands here and nowhere else.
    private static FormPart<Answers>[] Fields(IReadOnlyList<AnswerPart> answers, Texts t, bool hasCommitted, bool isCorrection, string committed = "")
    {
        // Not required of the client: it would hold back "Skip" too, which needs no status.
        var status = ChoiceField.Of<Answers, Status>(StatusField, Answers.NeedsStatus(answers.Count) ? t.StatusNeeded : t.Status, s => InWords(s, t), a => a.Status, (a, x) => a with { Status = x }) with { Style = ChoiceStyle.Expanded, Spacing = Spacing.Small };
        var inSight = InSight(answers.Select(a => a.Indicator));
        AnswerPart[] words = [.. answers.Where(a => !inSight.Contains(a.Indicator))];
        return
        [
            .. answers.Except(words),
            .. Answers.NeedsStatus(answers.Count) ? [status] : (FormPart<Answers>[])[],
            .. !hasCommitted ? (FormPart<Answers>[])[] :
            [
                new Committed(committed, t),
                ChoiceField.Of<Answers, CommitmentOutcome>(OutcomeField, t.Outcome, o => CommitmentsCard.InWords(o, t.Culture), a => a.Outcome, (a, x) => a with { Outcome = x }) with { Style = ChoiceStyle.Compact },
                Words("outcomewhy", t.OutcomeWhy, a => a.OutcomeWhy, (a, x) => a with { OutcomeWhy = x }),
            ],
            new Fold<Answers>(LearnedPart, t.AddWhatYouLearned, [.. Answers.NeedsStatus(answers.Count) ? [] : (FormPart<Answers>[])[status], .. words, .. Learned(t)])
            {
                HasButton = false,
                IsUsual = value => value == nameof(Sharing.Partners),
                IsOpenFor = shown => !answers.Any(a => a.IsNumeric) || EnumNames.Read<Status>(shown[StatusField]) is Status.AtRisk or Status.Stuck,
            },
            .. isCorrection ? (FormPart<Answers>[])[Words(ReasonField, t.Reason, _ => "", (a, _) => a) with { Placeholder = t.ReasonExample, Separator = true }] : [],
        ];
    }

    private static IEnumerable<FormPart<Answers>> Learned(Texts t) =>
    [
        .. Enum.GetValues<LessonKind>().Select(kind => Words(
            FieldOf(kind),
            LabelOf(Answers.PlaceOf(kind), t),
            a => a.Learning.Lessons.FirstOrDefault(l => l.Kind == kind)?.Text ?? "",
            (a, x) => a with { Learning = Learning.Of(a.Learning.Lessons.Select(l => (l.Kind, l.Text)).Append((kind, x)), a.Learning.Audience) }) with { IsMultiline = true }),
        new ChoiceField<Answers>(
            AudienceField,
            t.Audience,
            [.. Audiences.Select(a => new Choice(InWords(a, t), a.ToString()))],
            a => a.Learning.Audience.ToString(),
            (a, x) => a with { Learning = Learning.Of(a.Learning.Lessons.Select(l => (l.Kind, l.Text)), ReadAudience(x ?? "") ?? Sharing.Partners) })
        {
            Usual = nameof(Sharing.Partners),
            AreNames = false,
            Style = ChoiceStyle.Compact,
        },
        Words("commitment", t.Commitment, a => a.Commitment, (a, x) => a with { Commitment = x }) with { Placeholder = t.CommitmentExample },
    ];

    // How long they may be is a rule of answers, wherever those come from.
    private static TextField<Answers> Words(string name, string label, Func<Answers, string> get, Func<Answers, string, Answers> set) => new(name, label, get, set) { Longest = int.MaxValue };

    private static string FieldOf(LessonKind kind) => kind.ToString().ToLowerInvariant();

    private static string FieldOf(Fault fault) => fault.Place switch
    {
        FaultPlace.Value => AnswerFields.Value(fault.Indicator!),
        FaultPlace.Whole => AnswerFields.Whole(fault.Indicator!),
        FaultPlace.Parts => AnswerFields.Parts(fault.Indicator!),
        FaultPlace.WhyMissing => AnswerFields.Missing(fault.Indicator!),
        FaultPlace.Meaning => AnswerFields.Meaning(fault.Indicator!),
        FaultPlace.Note => AnswerFields.Note(fault.Indicator!),
        _ => fault.Place.ToString().ToLowerInvariant(),
    };

    /// <summary>What the partner said last time that it would do.</summary>
    private sealed record Committed(string Text, Texts T) : FormPart<Answers>
    {
        public override void Draw(DrawnForm to) => to.Add(RichTextBlock.Of(T.LastTimeYouSaid(PeoplesWords.Shorten(Text, to.Room.Letters))) with { Separator = true });
    }
}

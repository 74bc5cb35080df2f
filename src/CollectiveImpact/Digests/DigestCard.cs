using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Digests;

/// <summary>Draws the digest for a channel, and its preview for backbone staff.</summary>
public static class DigestCard
{
    public const string PostVerb = "digests.post";

    internal const string RoundField = "round";
    private const int MostCharts = 3;
    private const int MostNotes = 3;

    // Of each kind of lesson; the others are a press away.
    private const int MostInSight = 3;
    private const string DetailsPart = "details";
    private const string WrittenPart = "written";

    /// <summary>What is asked for stands near the top, for somebody may have it.</summary>
    internal static IReadOnlyList<LessonKind> KindsInOrder { get; } = [LessonKind.Worked, LessonKind.Needed, LessonKind.DidNot, LessonKind.WouldChange];

    public static RoundId RoundOf(Form form) => new(form[RoundField]);

    /// <summary>Posts the digest of a round, or posts it again where it isn't known to have arrived.</summary>
    internal static Execute PostButton(InitiativeId initiative, RoundId round, Texts t) =>
        new Execute(PostVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative, [RoundField] = round })
        {
            Title = t.PostDigest,
            Style = ActionStyle.Positive,
        };

    /// <summary>The digest as the channel reads it; learnings are shortened until it fits.</summary>
    /// <param name="viewer">How much its readers may see: in a channel, what all partners may.</param>
    /// <param name="of">How many languages it stands in.</param>
    public static AdaptiveCard Of(Digest digest, CultureInfo culture, Sharing viewer = Sharing.Partners, int of = 1) => Fit(digest, culture, viewer, [], null, of);

    /// <summary>The same with buttons to post it, to write it, and to take it down.</summary>
    /// <param name="isPosted">Whether it stands in a channel already.</param>
    public static AdaptiveCard Preview(Digest digest, CultureInfo culture, string where, bool isPosted)
    {
        var t = new Texts(culture);
        var (post, others) = (Does(digest, isPosted, t)[0], Does(digest, isPosted, t).Skip(1));
        return Fit(
            digest,
            culture,
            Sharing.Partners,
            [post, Button(DigestForm.WriteVerb, t.WriteTitle, digest.Initiative.Id, digest.Round.Id), .. others],
            where);
    }

    /// <summary>What can be done with a digest as it is kept.</summary>
    /// <param name="isPosted">Whether it stands in a channel already.</param>
    internal static IReadOnlyList<Execute> Does(Digest digest, bool isPosted, Texts t)
    {
        var (initiative, round) = (digest.Initiative.Id, digest.Round.Id);
        return
        [
            PostButton(initiative, round, t),
            .. !isPosted && digest.Round.ClosedAt is not null ? [Button(LaterCard.AskVerb, t.PostLater, initiative, round)] : Array.Empty<Execute>(),
            .. isPosted && digest.Written?.TakenDown is null ? [Button(TakeDownCard.LookVerb, t.TakeDown, initiative, round)] : Array.Empty<Execute>(),
        ];
    }

    /// <summary>A button about the digest of a round.</summary>
    internal static Execute Button(string verb, string title, InitiativeId initiative, RoundId round) => Conversation.PressButton(verb, title, initiative, (RoundField, round));

    /// <summary>What was posted, with a way back.</summary>
    /// <param name="isMissing">Whether a channel may not get it: then it can be tried once more.</param>
    public static AdaptiveCard Posted(Digest digest, string words, bool isMissing, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [RichTextBlock.Of(words)],
            Actions =
            [
                Button(TakeDownCard.LookVerb, t.TakeDown, digest.Initiative.Id, digest.Round.Id),
                Button(DigestForm.WriteVerb, t.EditDigest, digest.Initiative.Id, digest.Round.Id),
                .. isMissing ? new CardAction[] { Button(PostVerb, t.PostAgain, digest.Initiative.Id, digest.Round.Id) } : [],
            ],
        };
    }

    /// <summary>Several digests are meant: each is a button, the newest first.</summary>
    public static AdaptiveCard Choose(Initiative initiative, IReadOnlyList<(RoundId Round, string InWords)> digests, CultureInfo culture)
    {
        const int mostButtons = 6;
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.Which,
            Body =
            [
                Heading.Small(t.Which),
                RichTextBlock.Of(initiative.Name + (digests.Count > mostButtons ? " · " + t.TheNewest(mostButtons, digests.Count) : ""), isSubtle: true),
            ],
            Actions = [.. digests.Take(mostButtons).Select(d => Conversation.SayButton(PeoplesWords.Plain(PeoplesWords.Shorten(d.InWords, 40)), Spoken.Digest, initiative.Id, (WhichRound.Place, d.Round)))],
        };
    }

    /// <summary>A commitment in one line, with what came of it.</summary>
    internal static string InWords(Commitment commitment, Texts t)
    {
        if (commitment.Outcome is not { } outcome)
        {
            return commitment.Text;
        }

        var became = outcome switch
        {
            CommitmentOutcome.Done => t.CommitmentDone,
            CommitmentOutcome.StillOn => t.CommitmentStillOn,
            CommitmentOutcome.Changed => t.CommitmentChanged,
            _ => t.CommitmentDropped,
        };
        return $"{commitment.Text} · {(commitment.Why.Length == 0 ? became : t.CommitmentBecause(became, commitment.Why))}";
    }

    /// <summary>The same where others read it.</summary>
    /// <param name="shown">As much of it as there is room for.</param>
    internal static RichTextBlock Line(Commitment commitment, string shown, Texts t) => RichTextBlock.Of(shown).Marked(t.Culture, commitment.Text, commitment.Why);

    /// <summary>What came of partners' commitments, counted.</summary>
    internal static string InWords(CommitmentOutcome outcome, int count, Texts t) => outcome switch
    {
        CommitmentOutcome.Done => t.KeptDone(count),
        CommitmentOutcome.StillOn => t.KeptStillOn(count),
        CommitmentOutcome.Changed => t.KeptChanged(count),
        _ => t.KeptDropped(count),
    };

    // Long learnings first lose their tails, then their number, then the charts go, and what there is to unfold, then what is said of the numbers; those always stay.
    private static readonly Size[] Sizes =
    [
        new(12, Answers.LongestLesson, MostCharts), new(12, 300, MostCharts), new(8, 200, MostCharts), new(4, 150, MostCharts), new(4, 150, 0), new(4, 150, 0, HasFolds: false), new(0, 0, 0, HasFolds: false), new(0, 0, 0, HasFolds: false, IsBare: true),
    ];

    /// <param name="Most">How many of what partners wrote there are of each kind, the first of them in sight.</param>
    /// <param name="Longest">How much of a text.</param>
    /// <param name="HasFolds">Whether there is more to unfold.</param>
    /// <param name="IsBare">Whether each number is but a line: where many stand in two languages.</param>
    private sealed record Size(int Most, int Longest, int Charts, bool HasFolds = true, bool IsBare = false);

    private static AdaptiveCard Fit(Digest digest, CultureInfo culture, Sharing viewer, IReadOnlyList<CardAction> actions, string? preview, int of = 1)
    {
        var read = digest.In(culture);
        // Each language unfolds its own.
        var ids = of > 1 ? "." + culture.Name : "";
        return CardJson.FirstThatFits(Sizes.Select(size => new Drawing(read, viewer, preview, size, ids, new Texts(culture)).Card(actions)), of);
    }

    /// <summary>Lines under a title, with how many more there are; nothing where there is no line.</summary>
    internal static IEnumerable<Element> Titled(string title, IReadOnlyList<RichTextBlock> lines, Texts t, int most = int.MaxValue) => lines.Count == 0 ? [] :
    [
        Section(title),
        .. lines.Take(most).Select(line => line with { Spacing = Spacing.Small }),
        .. More(lines.Count - most, t),
    ];

    internal static TextBlock Section(string title) => Heading.Section(title) with { Size = TextSize.Medium };

    private static IEnumerable<Element> More(int count, Texts t) => count <= 0 ? [] : [new TextBlock(t.More(count)) { IsSubtle = true, Spacing = Spacing.Small }];

    /// <summary>A term that is new, was changed or is no longer used, in a line.</summary>
    internal static RichTextBlock Word(Term term, Texts t)
    {
        var definition = PeoplesWords.Shorten(term.Retired is { Because.Length: > 0 } retired ? retired.Because : term.Wording.Definition, 200);
        var news = term switch
        {
            { Retired: not null } => t.RetiredTerm(definition),
            { Edition: > 1 } => t.ChangedTerm(definition),
            _ => t.NewTerm(definition),
        };
        return new RichTextBlock([TextRun.Plain(term.Name) with { Weight = TextWeight.Bolder }, TextRun.Plain(" " + news)]);
    }

    /// <summary>One drawing of the card: the fullest that fits.</summary>
    /// <param name="Preview">What is said above it to the backbone; null where it is read by others.</param>
    /// <param name="Ids">What the ids of its folds end with.</param>
    private sealed record Drawing(Digest Digest, Sharing Viewer, string? Preview, Size Size, string Ids, Texts T)
    {
        private int Few => Math.Max(Size.Most / 2, 1);

        public AdaptiveCard Card(IReadOnlyList<CardAction> actions)
        {
            var period = Digest.Round.Subtitle(T.Culture);
            return new AdaptiveCard
            {
                FallbackText = Digest.Group is { } its ? T.InShortOfGroup(Digest.Initiative.Name, its.Name, period) : T.InShort(Digest.Initiative.Name, period),
                Body =
                [
                    .. Head(period),
                    .. Written(),
                    .. Answered(),
                    .. Size.Most > 0 ? Learned() : [],
                    .. Numbers(),
                    .. Folded(),
                    .. Kept(),
                    .. Titled(T.WhatBackboneWillDo, Size.Most == 0 ? [] : [.. Digest.Commitments.Take(Size.Most).Select(c => Line(c, InWords(c, T), T))], T),
                    .. Connected(),
                    .. Titled(T.WhatWeDecided, [.. Digest.Decisions.Take(Few).Select(Decision)], T),
                    .. Digest.Group is { } group ? News(group) : [],
                    .. SharedWords(),
                    .. Size.HasFolds ? [] : Rest(),
                    .. Digest.Group is not null ? [new TextBlock(T.ThatIsTheGroups) { IsSubtle = true, Separator = true }] : Array.Empty<Element>(),
                ],
                Actions = actions.Count > 0 ? actions : null,
                Msteams = new TeamsOptions { Width = "Full" },
            };
        }

        private IEnumerable<Element> Head(string period)
        {
            if (Preview is not null)
            {
                yield return new Container(
                [
                    new TextBlock(T.Preview(Preview)),
                    .. Digest.Written?.TakenDown is { } down ? new Element[] { RichTextBlock.Of(T.IsDown(down.ByName)) } : [],
                ])
                {
                    Style = ContainerStyle.Emphasis,
                };
            }

            yield return Digest.Group is { } named ? RichTextBlock.Of(T.TitleOfGroup(named.Name), TextWeight.Bolder, TextSize.Large) : Heading.Of(T.Title);
            var state = Digest.Round.ClosedAt is not null ? "" : Digest.Round.Reopened is null ? T.SoFar : T.Reopened;
            yield return RichTextBlock.Of(
                string.Join(" · ", new[] { Digest.Initiative.Name, period, state, Digest.Corrected ? T.Corrected : "" }.Where(part => part.Length > 0)), isSubtle: true, size: TextSize.Small) with
            { Spacing = Spacing.None };
        }

        // What the backbone says comes before what was counted.
        private IEnumerable<Element> Written()
        {
            if (Digest.Written is { Headline.Length: > 0 } headed)
            {
                yield return RichTextBlock.Of(headed.Headline, TextWeight.Bolder, TextSize.Medium).Marked(T.Culture, headed.Headline);
            }

            var paragraphs = Digest.Written?.Introduction.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            foreach (var (place, paragraph) in paragraphs.Index())
            {
                yield return place < paragraphs.Length - 1 ? RichTextBlock.Of(paragraph) : RichTextBlock.Of(paragraph).Marked(T.Culture, paragraphs);
            }

            if (Preview is not null && (Digest.LeftOut.Numbers.Count > 0 || Digest.LeftOut.Lessons > 0))
            {
                string[] left = [.. Digest.LeftOut.Numbers, .. Digest.LeftOut.Lessons > 0 ? [T.LeftOutLessons(Digest.LeftOut.Lessons)] : Array.Empty<string>()];
                yield return RichTextBlock.Of(T.LeftOut(PeoplesWords.Shorten(string.Join(", ", left), 300)), isSubtle: true);
            }
        }

        private IEnumerable<Element> Answered()
        {
            var answered = Digest.Skipped > 0
                ? T.AnsweredAndSkipped(Digest.Answered, Digest.Asked, Digest.ResponseRate, Digest.Skipped)
                : T.Answered(Digest.Answered, Digest.Asked, Digest.ResponseRate);
            string[] statuses = [.. Digest.Statuses.OrderBy(s => s.Key).Select(s => $"{CheckInCard.InWords(s.Key, T.Culture)}: {s.Value.InNumerals(T.Culture)}")];
            yield return new TextBlock(string.Join(" ", statuses.Length == 0 ? [answered] : new[] { answered, string.Join(" · ", statuses) })) { Size = TextSize.Small, Spacing = Spacing.Small };
        }

        private DigestLine[] Shown => [.. Digest.Lines.Where(l => l.IsFor(Viewer) && Kind.Of(l.Indicator.Kind).IsNumeric)];

        private DigestLine[] KeptBack => Preview is null ? [] : [.. Digest.Lines.Where(l => !l.IsFor(Viewer) && Kind.Of(l.Indicator.Kind).IsNumeric)];

        private IEnumerable<Element> Numbers()
        {
            if (Shown.Length > 0)
            {
                yield return Section(T.OurNumbers);
            }

            foreach (var element in Size.IsBare && Shown.Length > 0 ? [NumberRow.Lines(Shown.Select(l => (l.Indicator, l.Total)), T.Culture)] : Shown.SelectMany(Row))
            {
                yield return element;
            }

            if (Size.Most > 0 && DigestNumbers.HasHollow(Shown))
            {
                yield return new TextBlock(T.HollowMeans) { IsSubtle = true, Size = TextSize.Small };
            }

            var tooFew = Digest.Lines.Count(l => l.Indicator.Sharing >= Viewer && !l.IsFor(Viewer));
            if (tooFew > 0)
            {
                yield return new TextBlock(T.TooFewPartners(tooFew)) { IsSubtle = true, Size = TextSize.Small };
            }

            var notes = Digest.Lines.Where(l => l.IsFor(Viewer)).SelectMany(l => l.Notes.Select(n => n with { About = l.Indicator.Question, Text = n.Text.Length > 0 ? n.Text : T.UnusualAndRight }));
            foreach (var element in Said(Section(T.WorthKnowing), [.. notes], Math.Max(Size.Most, MostNotes)))
            {
                yield return element;
            }

            if (KeptBack.Length > 0)
            {
                yield return Section(T.ForBackboneOnly);
                foreach (var element in KeptBack.SelectMany(Row))
                {
                    yield return element;
                }
            }
        }

        private IEnumerable<Element> Row(DigestLine line) => DigestNumbers.Row(line, T, Size.HasFolds ? 200 : 60, Size.Most > 0);

        // What not everybody wants to see is one press away.
        private IEnumerable<Element> Folded()
        {
            Element[] written = Size.HasFolds && HasMoreWritten ? [.. MoreWritten()] : [];
            DigestLine[] lines = Size.HasFolds ? Shown : [];
            if (lines.Length + written.Length > 0)
            {
                yield return new ActionSet(
                [
                    .. lines.Length > 0 ? [new ToggleVisibility([DetailsPart + Ids]) { Title = T.ChartsAndDetails }] : Array.Empty<CardAction>(),
                    .. written.Length > 0 ? [new ToggleVisibility([WrittenPart + Ids]) { Title = T.AllThatPartnersWrote }] : Array.Empty<CardAction>(),
                ]);
            }

            if (lines.Length > 0)
            {
                yield return new Container([.. lines.SelectMany((line, i) => DigestNumbers.Details(line, Viewer, T, i < Size.Charts))]) { Id = DetailsPart + Ids, IsVisible = false };
            }

            if (written.Length > 0)
            {
                yield return new Container(written) { Id = WrittenPart + Ids, IsVisible = false };
            }
        }

        private IEnumerable<Element> Kept() => Digest.Kept.Count == 0 ? [] :
            [Section(T.WhatPartnersKept), new TextBlock(string.Join(" · ", Digest.Kept.OrderBy(k => k.Key).Select(k => InWords(k.Key, k.Value, T)))) { Spacing = Spacing.Small }];

        private IEnumerable<Element> Connected() => Digest.Connections == 0 ? [] : [Section(T.AsksAndOffers), new TextBlock(T.Connections(Digest.Connections)) { Spacing = Spacing.Small }];

        private RichTextBlock Decision(Decided decided) => RichTextBlock.Of(
            PeoplesWords.Shorten(decided.Text, Math.Max(Size.Longest, 100)) + (decided.AgreedBy.Count > 0 ? " · " + T.AgreedBy(PeoplesWords.Shorten(string.Join(", ", decided.AgreedBy), 200)) : "")).Marked(T.Culture, decided.Text);

        private IEnumerable<Element> News(GroupNews group)
        {
            var shortened = Math.Clamp(Size.Longest, 60, CommonAgenda.LongestLine);
            return
            [
                .. Titled(T.ActionsDue, [.. group.Actions.Select(a => RichTextBlock.Of(AgendaCard.InWords(a, shortened, T.Culture)))], T, Few),
                .. Titled(T.NewTowardsGoals, [.. group.Activities.Select(a => ActivityCard.LineForOthers(Digest.Initiative, a, T.Culture, shortened))], T, Few),
                .. Titled(T.Gaps, [.. group.Gaps.Select(g => RichTextBlock.Of(PeoplesWords.Shorten(g.Text, shortened)))], T, Few),
            ];
        }

        // Where there was no room for everything, and none to unfold it either.
        private IEnumerable<Element> Rest() => Digest.Lessons.Count + Digest.Lines.Sum(l => l.Words.Count) + Digest.Words.Count == 0 ? [] : [new TextBlock(T.TheRest) { IsSubtle = true, Separator = true }];

        private IEnumerable<Element> SharedWords()
        {
            if (Digest.Words.Count + Digest.ToAgree.Count > 0)
            {
                yield return Section(T.SharedWords);
            }

            foreach (var element in Digest.Words.Take(Few).Select(term => Word(term, T) with { Spacing = Spacing.Small }).Concat(More(Digest.Words.Count - Few, T)))
            {
                yield return element;
            }

            if (Digest.ToAgree.Count > 0)
            {
                var names = string.Join(", ", Digest.ToAgree.Take(Few).Select(a => T.QuotedTerm(a.Name)));
                yield return RichTextBlock.Of(Digest.ToAgree.Count > Few ? T.ToAgreeOnAndMore(names, Digest.ToAgree.Count - Few) : T.ToAgreeOn(names), isSubtle: true) with { Spacing = Spacing.Small };
            }
        }

        private bool HasMoreWritten => Size.Most > 0 && (Digest.Lines.Any(l => l.Words.Count > 0) || KindsInOrder.Any(k => Of(k).Count > MostInSight));

        private IReadOnlyList<SharedWords> Of(LessonKind kind) => Signed(l => l.Kind == kind && l.Audience >= Viewer);

        private IEnumerable<Element> Learned() =>
        [
            .. KindsInOrder.SelectMany(kind => Said(Section(Lesson.TitleOf(kind, T.Culture)), Of(kind), Size.HasFolds ? MostInSight : Size.Most)),
            .. Size.HasFolds ? [] : AnswersInWords(),
            .. Digest.HeldBack > 0 ? [new TextBlock(T.HeldBack(Digest.HeldBack)) { IsSubtle = true, Size = TextSize.Small }] : Array.Empty<Element>(),
            .. Preview is null ? [] : Said(Section(T.ForSteering), Signed(l => l.Audience == Sharing.Steering)),
            .. Preview is null ? [] : Said(Section(T.ForBackboneOnly), Signed(l => l.Audience == Sharing.Backbone)),
        ];

        // Of what is in sight already, only what isn't.
        private IEnumerable<Element> MoreWritten() =>
        [
            .. KindsInOrder.SelectMany(kind => Said(Section(Lesson.TitleOf(kind, T.Culture)), [.. Of(kind).Skip(MostInSight)])),
            .. AnswersInWords(),
        ];

        // Somebody's question can't be a heading, which clients read as Markdown; so one of ours stands above all of them.
        private IEnumerable<Element> AnswersInWords() => Digest.Lines.SelectMany(line => Said(Asked(line), line.Words)).ToArray() is { Length: > 0 } said ? said.Prepend(Section(T.AnswersInWords)) : [];

        private IReadOnlyList<SharedWords> Signed(Func<SharedLesson, bool> which) => [.. Digest.Lessons.Where(which).Select(l => new SharedWords(l.SignedAs(T.Culture), l.Text))];

        // Somebody's words, which no client may read as more than that.
        private static RichTextBlock Asked(DigestLine line) => RichTextBlock.Of(line.Indicator.Question, TextWeight.Bolder, TextSize.Medium) with { Separator = true };

        private IEnumerable<Element> Said(Element title, IReadOnlyList<SharedWords> said, int? most = null)
        {
            if (said.Count == 0)
            {
                return [];
            }

            var shown = most ?? Size.Most;
            return
            [
                title,
                .. said.Take(shown).Select(s => new RichTextBlock([TextRun.Plain($"{s.Partner}: ") with { Weight = TextWeight.Bolder }, TextRun.Plain(PeoplesWords.Shorten(s.About.Length > 0 ? $"{s.About}: {s.Text}" : s.Text, Size.Longest))]) { Spacing = Spacing.Small }.Marked(T.Culture, s.Text)),
                .. More(said.Count - shown, T),
            ];
        }

    }
}

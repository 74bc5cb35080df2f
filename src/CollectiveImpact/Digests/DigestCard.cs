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
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Digests;

/// <summary>Draws the digest for a channel, and its preview for backbone staff.</summary>
public static class DigestCard
{
    public const string PostVerb = "digests.post";

    internal const string RoundField = "round";
    private const int MostCharts = 3;
    private const int MostNotes = 3;

    public static RoundId RoundOf(Form form) => new(form[RoundField]);

    /// <summary>Posts the digest of a round, or posts it again where it isn't known to have arrived.</summary>
    internal static CardAction PostButton(InitiativeId initiative, RoundId round, Texts t) =>
        new Execute(PostVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative, [RoundField] = round })
        {
            Title = t.PostDigest,
            Style = ActionStyle.Positive,
        };

    /// <summary>The digest as the channel reads it; learnings are shortened until it fits.</summary>
    /// <param name="viewer">How much its readers may see: in a channel, what all partners may.</param>
    public static AdaptiveCard Of(Digest digest, CultureInfo culture, Sharing viewer = Sharing.Partners) => Fit(digest, culture, viewer, [], null);

    /// <summary>The same with buttons to post it, to write it, and to take it down.</summary>
    /// <param name="isPosted">Whether it stands in a channel already.</param>
    public static AdaptiveCard Preview(Digest digest, CultureInfo culture, string where, bool isPosted)
    {
        var t = new Texts(culture);
        var (initiative, round) = (digest.Initiative.Id, digest.Round.Id);
        var down = digest.Written?.TakenDown;
        return Fit(
            digest,
            culture,
            Sharing.Partners,
            [
                PostButton(initiative, round, t),
                Button(DigestForm.WriteVerb, t.WriteTitle, initiative, round),
                .. !isPosted && digest.Round.ClosedAt is not null ? new CardAction[] { Button(LaterCard.AskVerb, t.PostLater, initiative, round) } : [],
                .. isPosted && down is null ? new CardAction[] { Button(TakeDownCard.LookVerb, t.TakeDown, initiative, round) } : [],
            ],
            where);
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
                new TextBlock(t.Which) { Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
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

    /// <summary>What came of partners' commitments, counted.</summary>
    internal static string InWords(CommitmentOutcome outcome, int count, Texts t) => outcome switch
    {
        CommitmentOutcome.Done => t.KeptDone(count),
        CommitmentOutcome.StillOn => t.KeptStillOn(count),
        CommitmentOutcome.Changed => t.KeptChanged(count),
        _ => t.KeptDropped(count),
    };

    private static AdaptiveCard Fit(Digest digest, CultureInfo culture, Sharing viewer, IReadOnlyList<CardAction> actions, string? preview)
    {
        // Long learnings first lose their tails, then their number, then the charts go; the numbers of the indicators always stay.
        return CardJson.FirstThatFits(
            new[] { (12, Answers.LongestLesson, MostCharts), (12, 300, MostCharts), (8, 200, MostCharts), (4, 150, MostCharts), (4, 150, 0), (0, 0, 0) }
                .Select(size => Draw(digest, culture, viewer, actions, preview, size.Item1, size.Item2, size.Item3)));
    }

    private static AdaptiveCard Draw(Digest digest, CultureInfo culture, Sharing viewer, IReadOnlyList<CardAction> actions, string? preview, int mostLearnings, int longest, int mostCharts)
    {
        var t = new Texts(culture);
        var period = digest.Round.Subtitle(culture);
        var body = new List<Element>();
        if (preview is not null)
        {
            body.Add(new Container(
            [
                new TextBlock(t.Preview(preview)),
                .. digest.Written?.TakenDown is { } down ? new Element[] { RichTextBlock.Of(t.IsDown(down.ByName)) } : [],
            ])
            {
                Style = ContainerStyle.Emphasis,
            });
        }

        body.Add(digest.Group is { } named
            ? RichTextBlock.Of(t.TitleOfGroup(named.Name), TextWeight.Bolder, TextSize.Large)
            : Heading.Of(t.Title));
        body.Add(RichTextBlock.Of(string.Join(" · ", new[] { digest.Initiative.Name, period, digest.Round.ClosedAt is not null ? "" : digest.Round.Reopened is null ? t.SoFar : t.Reopened, digest.Corrected ? t.Corrected : "" }.Where(part => part.Length > 0)), isSubtle: true));
        if (digest.Written is { Headline.Length: > 0 } headed)
        {
            body.Add(RichTextBlock.Of(headed.Headline, TextWeight.Bolder, TextSize.Medium));
        }

        if (digest.Written is { Introduction.Length: > 0 } introduced)
        {
            body.AddRange(introduced.Introduction.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => RichTextBlock.Of(p)));
        }

        if (preview is not null && (digest.LeftOut.Numbers.Count > 0 || digest.LeftOut.Lessons > 0))
        {
            string[] left = [.. digest.LeftOut.Numbers, .. digest.LeftOut.Lessons > 0 ? [t.LeftOutLessons(digest.LeftOut.Lessons)] : Array.Empty<string>()];
            body.Add(RichTextBlock.Of(t.LeftOut(PeoplesWords.Shorten(string.Join(", ", left), 300)), isSubtle: true));
        }

        body.Add(new TextBlock(digest.Skipped > 0
            ? t.AnsweredAndSkipped(digest.Answered, digest.Asked, digest.ResponseRate, digest.Skipped)
            : t.Answered(digest.Answered, digest.Asked, digest.ResponseRate)));
        if (digest.Statuses.Count > 0)
        {
            body.Add(new TextBlock(string.Join(" · ", digest.Statuses.OrderBy(s => s.Key).Select(s => $"{CheckInCard.InWords(s.Key, culture)}: {s.Value.ToString(culture)}"))) { Spacing = Spacing.Small });
        }

        var charts = 0;
        foreach (var line in digest.Lines.Where(l => l.IsFor(viewer)))
        {
            body.AddRange(Line(line, viewer, culture, charts < mostCharts, out var charted));
            charts += charted ? 1 : 0;
        }

        var tooFew = digest.Lines.Count(l => l.Indicator.Sharing >= viewer && !l.IsFor(viewer));
        if (tooFew > 0)
        {
            body.Add(new TextBlock(t.TooFewPartners(tooFew)) { IsSubtle = true, Separator = true });
        }

        body.AddRange(Section(t.WorthKnowing, [.. digest.Lines.Where(l => l.IsFor(viewer)).SelectMany(l => l.Notes.Select(n => n with { Text = $"{l.Indicator.Question}: {(n.Text.Length > 0 ? n.Text : t.UnusualAndRight)}" }))], Math.Max(mostLearnings, MostNotes)));
        if (preview is not null && digest.Lines.Where(l => !l.IsFor(viewer)).ToArray() is { Length: > 0 } kept)
        {
            body.Add(new TextBlock(t.ForBackboneOnly) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true });
            foreach (var line in kept)
            {
                body.AddRange(Line(line, Sharing.Backbone, culture, mayChart: false, out _));
            }
        }

        if (digest.Kept.Count > 0)
        {
            body.Add(new TextBlock(t.WhatPartnersKept(string.Join(" · ", digest.Kept.OrderBy(k => k.Key).Select(k => InWords(k.Key, k.Value, t))))) { Separator = true });
        }

        if (digest.Commitments.Count > 0 && mostLearnings > 0)
        {
            body.Add(new TextBlock(t.WhatBackboneWillDo) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true });
            body.AddRange(digest.Commitments.Take(mostLearnings).Select(c => RichTextBlock.Of(InWords(c, t)) with { Spacing = Spacing.Small }));
        }

        if (digest.Connections > 0)
        {
            body.Add(new TextBlock(t.Connections(digest.Connections)) { Separator = true });
        }

        if (digest.Decisions.Count > 0)
        {
            body.Add(new TextBlock(t.WhatWeDecided) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true });
            body.AddRange(digest.Decisions.Take(Math.Max(mostLearnings / 2, 1)).Select(d =>
                RichTextBlock.Of($"{PeoplesWords.Shorten(d.Text, Math.Max(longest, 100))}{(d.AgreedBy.Count > 0 ? " · " + t.AgreedBy(PeoplesWords.Shorten(string.Join(", ", d.AgreedBy), 200)) : "")}") with { Spacing = Spacing.Small }));
        }

        if (digest.Group is { } group)
        {
            body.AddRange(News(digest, group, t, mostLearnings, longest));
        }

        body.AddRange(Words(digest, t, Math.Max(mostLearnings / 2, 1)));
        if (mostLearnings > 0)
        {
            foreach (var line in digest.Lines)
            {
                body.AddRange(Section(line.Indicator.Question, line.Words));
            }

            foreach (var kind in Enum.GetValues<LessonKind>())
            {
                body.AddRange(Section(Lesson.TitleOf(kind, culture), Said(digest.Lessons.Where(l => l.Kind == kind && l.Audience >= viewer))));
            }

            if (digest.HeldBack > 0)
            {
                body.Add(new TextBlock(t.HeldBack(digest.HeldBack)) { IsSubtle = true });
            }

            if (preview is not null)
            {
                body.AddRange(Section(t.ForSteering, Said(digest.Lessons.Where(l => l.Audience == Sharing.Steering))));
                body.AddRange(Section(t.ForBackboneOnly, Said(digest.Lessons.Where(l => l.Audience == Sharing.Backbone))));
            }
        }

        if (digest.Group is not null)
        {
            body.Add(new TextBlock(t.ThatIsTheGroups) { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = digest.Group is { } its ? t.InShortOfGroup(digest.Initiative.Name, its.Name, period) : t.InShort(digest.Initiative.Name, period),
            Body = body,
            Actions = actions.Count > 0 ? actions : null,
            Msteams = new TeamsOptions { Width = "Full" },
        };

        IReadOnlyList<SharedWords> Said(IEnumerable<SharedLesson> lessons) => [.. lessons.Select(l => new SharedWords(l.SignedAs(culture), l.Text))];

        IEnumerable<Element> Section(string title, IReadOnlyList<SharedWords> said, int? most = null)
        {
            var shown = most ?? mostLearnings;
            if (said.Count == 0)
            {
                yield break;
            }

            yield return new RichTextBlock([TextRun.Plain(title) with { Weight = TextWeight.Bolder, Size = TextSize.Medium }]) { Separator = true };
            foreach (var (partner, words) in said.Take(shown))
            {
                yield return new RichTextBlock(
                [
                    TextRun.Plain($"{partner}: ") with { Weight = TextWeight.Bolder },
                    TextRun.Plain(PeoplesWords.Shorten(words, longest)),
                ])
                {
                    Spacing = Spacing.Small,
                };
            }

            if (said.Count > shown)
            {
                yield return new TextBlock(t.More(said.Count - shown)) { IsSubtle = true, Spacing = Spacing.Small };
            }
        }
    }

    private static IEnumerable<Element> News(Digest digest, GroupNews group, Texts t, int most, int longest)
    {
        var shown = Math.Max(most / 2, 1);
        var shortened = Math.Clamp(longest, 60, CommonAgenda.LongestLine);
        return
        [
            .. Part(t.ActionsDue, [.. group.Actions.Select(a => RichTextBlock.Of(AgendaCard.InWords(a, shortened, t.Culture)))]),
            .. Part(t.NewTowardsGoals, [.. group.Activities.Select(a => ActivityCard.Line(digest.Initiative, a, t.Culture, shortened))]),
            .. Part(t.Gaps, [.. group.Gaps.Select(g => RichTextBlock.Of(PeoplesWords.Shorten(g.Text, shortened)))]),
        ];

        IEnumerable<Element> Part(string title, IReadOnlyList<RichTextBlock> lines)
        {
            if (lines.Count == 0)
            {
                yield break;
            }

            yield return new TextBlock(title) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true };
            foreach (var line in lines.Take(shown))
            {
                yield return line with { Spacing = Spacing.Small };
            }

            if (lines.Count > shown)
            {
                yield return new TextBlock(t.More(lines.Count - shown)) { IsSubtle = true, Spacing = Spacing.Small };
            }
        }
    }

    private static IEnumerable<Element> Words(Digest digest, Texts t, int most)
    {
        if (digest.Words.Count + digest.ToAgree.Count > 0)
        {
            yield return new TextBlock(t.SharedWords) { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true };
        }

        foreach (var term in digest.Words.Take(most))
        {
            yield return Word(term, t) with { Spacing = Spacing.Small };
        }

        if (digest.Words.Count > most)
        {
            yield return new TextBlock(t.More(digest.Words.Count - most)) { IsSubtle = true, Spacing = Spacing.Small };
        }

        if (digest.ToAgree.Count > 0)
        {
            var names = string.Join(", ", digest.ToAgree.Take(most).Select(a => t.QuotedTerm(a.Name)));
            yield return RichTextBlock.Of(digest.ToAgree.Count > most ? t.ToAgreeOnAndMore(names, digest.ToAgree.Count - most) : t.ToAgreeOn(names), isSubtle: true) with { Spacing = Spacing.Small };
        }
    }

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

    /// <summary>How a total stands to the one before it: as a whole where both mean and cover the same, else at the same partners; empty where nothing can be said.</summary>
    internal static string ChangeIn(DigestLine line, Texts t)
    {
        var (indicator, total, before, _, _) = line;
        var last = before.Count > 0 ? before[^1] : null;
        return last is null || total.ComparesWith(last, indicator) ? Trend.InWords(total.Value, last?.Value, indicator, t.Culture)
            : last.Version != total.Version ? t.CountedAnew
            : line.SameBefore is { } same ? t.AtTheSamePartners(Trend.InWords(same.Now, same.Before, indicator, t.Culture), same.Partners)
            : "";
    }

    private static List<Element> Line(DigestLine line, Sharing viewer, CultureInfo culture, bool mayChart, out bool charted)
    {
        charted = false;
        var t = new Texts(culture);
        var (indicator, total, before, _, _) = line;
        if (!Kind.Of(indicator.Kind).IsNumeric)
        {
            return [];
        }

        var last = before.Count > 0 ? before[^1] : null;
        var compares = last is null || total.ComparesWith(last, indicator);
        var trend = compares || last!.Version != total.Version || line.SameBefore is not null ? ChangeIn(line, t) : t.LastTime(last.InWords(indicator, culture), last.Covers);
        var target = Trend.AgainstTarget(total.Value, indicator, total.Period.LastDay, culture, total.IsPartial(indicator));
        var ahead = Trend.Ahead([.. before, total], indicator, culture);
        var covers = total.Coverage(culture);
        var elements = new List<Element>
        {
            new RichTextBlock([TextRun.Plain(indicator.Question) with { Weight = TextWeight.Bolder }]) { Separator = true },
            new RichTextBlock(
            [
                TextRun.Plain(total.InWords(indicator, culture)) with { Size = TextSize.Large, Weight = TextWeight.Bolder },
                TextRun.Plain("  " + string.Join(" · ", new[] { trend, target, ahead, covers }.Where(part => part.Length > 0))) with { IsSubtle = true },
            ])
            {
                Spacing = Spacing.Small,
            },
        };
        if (mayChart && total.Value is not null && before.Count > 0)
        {
            charted = true;
            var series = before.Select(b => new TrendPoint(b.Period, b.Value, b.Version));
            elements.Add(TrendChart.Of(indicator, [.. compares || last!.Version != total.Version ? series.Append(new TrendPoint(total.Period, total.Value, total.Version)) : series], culture));
        }

        if (total.Parts is { } parts && indicator.Breakdown is { } breakdown && breakdown.Sharing >= viewer)
        {
            var shown = SmallCells.Of(indicator, parts);
            var inWords = string.Join(" · ", breakdown.Categories.Where(c => shown.ContainsKey(c.Id)).Select(c => $"{c.Name} {(shown[c.Id] is { } part ? Figures.Plain(part, culture) : t.TooFewToShow)}"));
            elements.Add(RichTextBlock.Of(
                total.PartsCover < total.Covers ? t.BreakdownFrom(breakdown.Name, inWords, total.PartsCover) : t.Breakdown(breakdown.Name, inWords),
                isSubtle: true));
        }

        return elements;
    }
}

using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Draws the digest for a channel, and its preview for backbone staff.</summary>
public static class DigestCard
{
    public const string PostVerb = "digests.post";

    private const string RoundField = "round";
    private const int MostCharts = 3;
    private const int MostNotes = 3;

    public static string RoundOf(Form form) => form[RoundField];

    /// <summary>Posts the digest of a round, or posts it again where it isn't known to have arrived.</summary>
    internal static CardAction PostButton(string initiative, string round) =>
        new Execute(PostVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative, [RoundField] = round })
        {
            Title = "Post digest",
            Style = ActionStyle.Positive,
        };

    /// <summary>The digest as the channel reads it; learnings are shortened until it fits.</summary>
    /// <param name="viewer">How much its readers may see: in a channel, what all partners may.</param>
    public static AdaptiveCard Of(Digest digest, CultureInfo culture, Sharing viewer = Sharing.Partners) => Fit(digest, culture, viewer, [], null);

    /// <summary>The same with a button to post it.</summary>
    public static AdaptiveCard Preview(Digest digest, CultureInfo culture, string where) => Fit(
        digest,
        culture,
        Sharing.Partners,
        [
            PostButton(digest.Initiative.Id, digest.Round.Id),
        ],
        where);

    /// <summary>Several digests are meant: each is a button, the newest first.</summary>
    public static AdaptiveCard Choose(Initiative initiative, IReadOnlyList<(string Round, string InWords)> digests)
    {
        const int mostButtons = 6;
        return new AdaptiveCard
        {
            FallbackText = "Which digest do you mean?",
            Body =
            [
                new TextBlock("Which digest do you mean?") { Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(initiative.Name + (digests.Count > mostButtons ? $" · the newest {mostButtons} of {digests.Count}; name a shorter time for the others" : ""), isSubtle: true),
            ],
            Actions = [.. digests.Take(mostButtons).Select(d => Conversation.SayButton(PeoplesWords.Plain(PeoplesWords.Shorten(d.InWords, 40)), $"digest {d.Round}", initiative.Id))],
        };
    }

    /// <summary>A commitment in one line, with what came of it.</summary>
    internal static string InWords(Commitment commitment, CultureInfo culture) => commitment.Outcome is { } outcome
        ? $"{commitment.Text} · {CommitmentsCard.InWords(outcome, culture).ToLowerInvariant()}{(commitment.Why.Length == 0 ? "" : $": {commitment.Why}")}"
        : commitment.Text;

    private static AdaptiveCard Fit(Digest digest, CultureInfo culture, Sharing viewer, IReadOnlyList<CardAction> actions, string? preview)
    {
        // Long learnings first lose their tails, then their number, then the charts go; the numbers of the indicators always stay.
        return CardJson.FirstThatFits(
            new[] { (12, Answers.LongestLesson, MostCharts), (12, 300, MostCharts), (8, 200, MostCharts), (4, 150, MostCharts), (4, 150, 0), (0, 0, 0) }
                .Select(size => Draw(digest, culture, viewer, actions, preview, size.Item1, size.Item2, size.Item3)));
    }

    private static AdaptiveCard Draw(Digest digest, CultureInfo culture, Sharing viewer, IReadOnlyList<CardAction> actions, string? preview, int mostLearnings, int longest, int mostCharts)
    {
        var period = digest.Round.Subtitle(culture);
        var body = new List<Element>();
        if (preview is not null)
        {
            body.Add(new Container([new TextBlock($"**Preview.** {preview}")]) { Style = ContainerStyle.Emphasis });
        }

        body.Add(digest.Group is { } named
            ? RichTextBlock.Of($"What we learned: {named.Name}", TextWeight.Bolder, TextSize.Large)
            : new TextBlock("What we learned") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading });
        body.Add(RichTextBlock.Of($"{digest.Initiative.Name} · {period}{(digest.Round.ClosedAt is null ? " · so far" : "")}{(digest.Corrected ? " · corrected" : "")}", isSubtle: true));
        body.Add(new TextBlock($"**{digest.Answered.ToString(culture)} of {digest.Asked.ToString(culture)} partners answered ({digest.ResponseRate.ToString(culture)} %)**{(digest.Skipped > 0 ? $"; {digest.Skipped.ToString(culture)} skipped this time" : "")}."));
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
            body.Add(new TextBlock($"{Counted.Of(tooFew, "more number")} {(tooFew == 1 ? "rests" : "rest")} on too few partners to be shown.") { IsSubtle = true, Separator = true });
        }

        body.AddRange(Section("Worth knowing about the numbers", [.. digest.Lines.Where(l => l.IsFor(viewer)).SelectMany(l => l.Notes.Select(n => n with { Text = $"{l.Indicator.Question}: {n.Text}" }))], Math.Max(mostLearnings, MostNotes)));
        if (preview is not null && digest.Lines.Where(l => !l.IsFor(viewer)).ToArray() is { Length: > 0 } kept)
        {
            body.Add(new TextBlock("For the backbone only, not posted") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true });
            foreach (var line in kept)
            {
                body.AddRange(Line(line, Sharing.Backbone, culture, mayChart: false, out _));
            }
        }

        if (digest.Kept.Count > 0)
        {
            body.Add(new TextBlock($"What partners had said they would do: {string.Join(" · ", digest.Kept.OrderBy(k => k.Key).Select(k => $"{k.Value.ToString(culture)} {CommitmentsCard.InWords(k.Key, culture).ToLowerInvariant()}"))}") { Separator = true });
        }

        if (digest.Commitments.Count > 0 && mostLearnings > 0)
        {
            body.Add(new TextBlock("What the backbone said it will do") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true });
            body.AddRange(digest.Commitments.Take(mostLearnings).Select(c => RichTextBlock.Of(InWords(c, culture)) with { Spacing = Spacing.Small }));
        }

        if (digest.Connections > 0)
        {
            body.Add(new TextBlock($"{(digest.Connections == 1 ? "One ask has found its offer" : $"{digest.Connections.ToString(culture)} asks have found their offers")} since last time. Say **asks** to see what else is needed.") { Separator = true });
        }

        if (digest.Decisions.Count > 0)
        {
            body.Add(new TextBlock("What we decided") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true });
            body.AddRange(digest.Decisions.Take(Math.Max(mostLearnings / 2, 1)).Select(d =>
                RichTextBlock.Of($"{PeoplesWords.Shorten(d.Text, Math.Max(longest, 100))}{(d.AgreedBy.Count > 0 ? $" · agreed by {PeoplesWords.Shorten(string.Join(", ", d.AgreedBy), 200)}" : "")}") with { Spacing = Spacing.Small }));
        }

        if (digest.Group is { } group)
        {
            body.AddRange(News(digest, group, culture, mostLearnings, longest));
        }

        body.AddRange(Words(digest, culture, Math.Max(mostLearnings / 2, 1)));
        if (mostLearnings > 0)
        {
            foreach (var line in digest.Lines)
            {
                body.AddRange(Section(line.Indicator.Question, line.Words));
            }

            foreach (var kind in Enum.GetValues<LessonKind>())
            {
                body.AddRange(Section(Lesson.TitleOf(kind), Said(digest.Lessons.Where(l => l.Kind == kind && l.Audience >= viewer))));
            }

            if (digest.HeldBack > 0)
            {
                body.Add(new TextBlock($"{Counted.Of(digest.HeldBack, "more lesson")} without a name {(digest.HeldBack == 1 ? "is" : "are")} not shown: with so few answers, one could guess whose.") { IsSubtle = true });
            }

            if (preview is not null)
            {
                body.AddRange(Section("For the backbone and the steering committee, not posted", Said(digest.Lessons.Where(l => l.Audience == Sharing.Steering))));
                body.AddRange(Section("For the backbone only, not posted", Said(digest.Lessons.Where(l => l.Audience == Sharing.Backbone))));
            }
        }

        if (digest.Group is not null)
        {
            body.Add(new TextBlock("This is what concerns the group. What was learned elsewhere, and lessons without a name, are in the whole digest: say **digest** to me.") { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = $"{digest.Initiative.Name}{(digest.Group is { } its ? $", {its.Name}" : "")}: what we learned in {period}",
            Body = body,
            Actions = actions.Count > 0 ? actions : null,
            Msteams = new TeamsOptions { Width = "Full" },
        };

        static IReadOnlyList<SharedWords> Said(IEnumerable<SharedLesson> lessons) => [.. lessons.Select(l => new SharedWords(l.SignedAs, l.Text))];

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
                yield return new TextBlock($"and {(said.Count - shown).ToString(culture)} more") { IsSubtle = true, Spacing = Spacing.Small };
            }
        }
    }

    private static IEnumerable<Element> News(Digest digest, GroupNews group, CultureInfo culture, int most, int longest)
    {
        var shown = Math.Max(most / 2, 1);
        var shortened = Math.Clamp(longest, 60, CommonAgenda.LongestLine);
        return
        [
            .. Part("Agreed actions that come due", [.. group.Actions.Select(a => RichTextBlock.Of(AgendaCard.InWords(a, shortened, culture)))]),
            .. Part("New towards our goals", [.. group.Activities.Select(a => ActivityCard.Line(digest.Initiative, a, culture, shortened))]),
            .. Part("Gaps: nobody works on this yet", [.. group.Gaps.Select(g => RichTextBlock.Of(PeoplesWords.Shorten(g.Text, shortened)))]),
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
                yield return new TextBlock($"and {(lines.Count - shown).ToString(culture)} more") { IsSubtle = true, Spacing = Spacing.Small };
            }
        }
    }

    private static IEnumerable<Element> Words(Digest digest, CultureInfo culture, int most)
    {
        if (digest.Words.Count + digest.ToAgree.Count > 0)
        {
            yield return new TextBlock("Our shared words") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Separator = true };
        }

        foreach (var term in digest.Words.Take(most))
        {
            var what = term switch
            {
                { Retired: not null } => "no longer used",
                { Edition: > 1 } => "changed",
                _ => "new",
            };
            yield return new RichTextBlock(
            [
                TextRun.Plain(term.Name) with { Weight = TextWeight.Bolder },
                TextRun.Plain($" ({what}): {PeoplesWords.Shorten(term.Retired is { Because.Length: > 0 } retired ? retired.Because : term.Wording.Definition, 200)}"),
            ])
            {
                Spacing = Spacing.Small,
            };
        }

        if (digest.Words.Count > most)
        {
            yield return new TextBlock($"and {(digest.Words.Count - most).ToString(culture)} more") { IsSubtle = true, Spacing = Spacing.Small };
        }

        if (digest.ToAgree.Count > 0)
        {
            var names = string.Join(", ", digest.ToAgree.Take(most).Select(t => $"“{t.Name}”"));
            yield return RichTextBlock.Of(
                $"To agree on: {names}{(digest.ToAgree.Count > most ? $" and {(digest.ToAgree.Count - most).ToString(culture)} more" : "")}. Ask me “what is …?” to say what you think.",
                isSubtle: true) with
            { Spacing = Spacing.Small };
        }
    }

    private static List<Element> Line(DigestLine line, Sharing viewer, CultureInfo culture, bool mayChart, out bool charted)
    {
        charted = false;
        var (indicator, total, before, _, _) = line;
        if (!Kind.Of(indicator.Kind).IsNumeric)
        {
            return [];
        }

        var last = before.Count > 0 ? before[^1] : null;
        var compares = last is null || total.ComparesWith(last, indicator);
        var trend = compares
            ? Trend.InWords(total.Value, last?.Value, indicator, culture)
            : last!.Version != total.Version ? "counted in a new way since last time"
            : line.SameBefore is { } same ? $"{Trend.InWords(same.Now, same.Before, indicator, culture)} at {(same.Partners == 1 ? "the one partner" : $"the {same.Partners.ToString(culture)} partners")} that gave it both times"
            : $"last time {last.InWords(indicator, culture)} from {last.Covers.ToString(culture)} partners";
        var target = Trend.AgainstTarget(total.Value, indicator, total.Period.LastDay, culture, total.IsPartial(indicator));
        var ahead = Trend.Ahead([.. before, total], indicator, culture);
        var covers = total.Coverage(culture);
        var elements = new List<Element>
        {
            new RichTextBlock([TextRun.Plain(indicator.Question) with { Weight = TextWeight.Bolder }]) { Separator = true },
            new RichTextBlock(
            [
                TextRun.Plain(total.InWords(indicator, culture)) with { Size = TextSize.Large, Weight = TextWeight.Bolder },
                TextRun.Plain("  " + string.Join(" · ", new[] { trend, target, ahead, covers }.Where(t => t.Length > 0))) with { IsSubtle = true },
            ])
            {
                Spacing = Spacing.Small,
            },
        };
        if (mayChart && total.Value is not null && before.Count > 0)
        {
            charted = true;
            var series = before.Select(t => new TrendPoint(t.Period, t.Value, t.Version));
            elements.Add(TrendChart.Of(indicator, [.. compares || last!.Version != total.Version ? series.Append(new TrendPoint(total.Period, total.Value, total.Version)) : series], culture));
        }

        if (total.Parts is { } parts && indicator.Breakdown is { } breakdown && breakdown.Sharing >= viewer)
        {
            // Money tells of no single person.
            var shown = !Kind.Of(indicator.Kind).CountsPeople ? parts.ToDictionary(p => p.Key, p => (decimal?)p.Value) : SmallCells.Of(parts);
            elements.Add(RichTextBlock.Of(
                $"{breakdown.Name}: {string.Join(" · ", breakdown.Categories.Where(c => shown.ContainsKey(c.Id)).Select(c => $"{c.Name} {(shown[c.Id] is { } part ? Figures.Plain(part, culture) : "too few to show")}"))}{(total.PartsCover < total.Covers ? $" (from {total.PartsCover.ToString(culture)} partners)" : "")}",
                isSubtle: true));
        }

        return elements;
    }
}

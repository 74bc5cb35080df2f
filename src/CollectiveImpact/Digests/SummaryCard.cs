using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Draws the summary of a month or a quarter, for a channel and for whoever asks.</summary>
public static class SummaryCard
{
    public const string PostVerb = "digests.postsummary";

    private const string PeriodField = "period";
    private const string SeenField = "seen";

    // What partners wrote loses its tails first, then its number, then the charts go, then what is said of the numbers; those always stay.
    private static readonly Size[] Sizes = [new(4, 400, 3), new(3, 200, 3), new(2, 120, 1), new(1, 120, 0), new(0, 80, 0), new(0, 40, 0, IsBare: true)];

    public static Period PeriodOf(Form form) => new(form[PeriodField]);

    /// <summary>Which post stood when the card was drawn that was pressed; empty for none.</summary>
    public static string SeenOf(Form form) => form[SeenField];

    /// <summary>How a press says which post its card had seen.</summary>
    public static string SeenAs(Act? posted) => posted is null ? "" : NodaTime.Text.InstantPattern.ExtendedIso.Format(posted.At);

    /// <summary>The summary as it is read.</summary>
    /// <param name="viewer">How much its readers may see: in a channel, what all partners may.</param>
    /// <param name="of">How many languages it stands in.</param>
    public static AdaptiveCard Of(PeriodSummary summary, CultureInfo culture, Sharing viewer = Sharing.Partners, int of = 1) => Fit(summary.For(viewer), [], [], culture, of);

    /// <summary>The same as the channels would read it, with what posting does.</summary>
    /// <param name="where">Where it goes, and what stands there already.</param>
    /// <param name="mayPost">Whether it can be posted: its time is over, and there is a channel.</param>
    /// <param name="posted">When it was posted last, and by whom; null while it wasn't.</param>
    /// <param name="words">Where it goes, and that it was taken down; null while nobody has posted it.</param>
    public static AdaptiveCard Preview(PeriodSummary summary, string where, bool mayPost, Act? posted, DigestWords? words, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (stands, meant) = (posted is not null && words is not { TakenDown: not null }, words ?? new DigestWords(SummaryPost.IdOf(summary.Period)));
        var to = Fields(summary.Initiative, t);
        return Fit(
            summary.For(Sharing.Partners),
            !mayPost ? [] :
            [
                Conversation.PressButton(PostVerb, stands ? t.PostSummaryAgain : t.PostSummary, summary.Initiative.Id, (PeriodField, summary.Period.Id), (SeenField, SeenAs(posted))) with
                {
                    AssociatedInputs = null,
                    Style = ActionStyle.Positive,
                },
                .. stands ? [DigestCard.Button(TakeDownCard.LookVerb, t.TakeDown, summary.Initiative.Id, SummaryPost.IdOf(summary.Period))] : Array.Empty<CardAction>(),
            ],
            [new TextBlock(t.Preview(where)), .. mayPost ? to.Draw(to.Of(meant), new Dictionary<string, string>(), SizeLadder.Forms[0]).Body : []],
            culture);
    }

    /// <summary>Which channels the form means.</summary>
    public static DigestWords Read(Form form, Initiative initiative, DigestWords before, CultureInfo culture) => Fields(initiative, new Texts(culture)).Read(form, before).Subject;

    private static Form<DigestWords> Fields(Initiative initiative, Texts t) => new(t.Culture, [DigestForm.OnlyTo(SummaryPost.HomesOf(initiative), t)]);

    /// <summary>What became of posting it, with a way to look at it again.</summary>
    public static AdaptiveCard Posted(PeriodSummary summary, string words, CultureInfo culture) => new()
    {
        FallbackText = words,
        Body = [RichTextBlock.Of(words)],
        Actions = [SeeButton(new Texts(culture).SeeSummary(summary.Period.InWords(culture)), summary.Initiative.Id, summary.Period)],
    };

    /// <summary>Leads to the summary of a month or a quarter.</summary>
    public static Execute SeeButton(string title, InitiativeId initiative, Period period) => Conversation.SayButton(title, Spoken.Summary, initiative, (ShowSummary.Place, period.Id));

    private static AdaptiveCard Fit(PeriodSummary summary, IReadOnlyList<CardAction> actions, IReadOnlyList<Element> preview, CultureInfo culture, int of = 1)
    {
        var read = summary.In(culture);
        return CardJson.FirstThatFits(Sizes.Select(size => Draw(read, actions, preview, size, new Texts(culture))), of);
    }

    private static AdaptiveCard Draw(PeriodSummary summary, IReadOnlyList<CardAction> actions, IReadOnlyList<Element> preview, Size size, Texts t)
    {
        var period = summary.Period.InWords(t.Culture);
        var body = new List<Element>();
        if (preview.Count > 0)
        {
            body.Add(new Container(preview) { Style = ContainerStyle.Emphasis });
        }

        body.Add(Heading.Of(t.SummaryTitle(period)));
        body.Add(RichTextBlock.Of(summary.Initiative.Name, isSubtle: true));
        body.Add(new TextBlock(t.SummaryCheckIns(summary.CheckIns, summary.ResponseRate, summary.Answered, summary.Asked)));
        if (summary.StillOpen > 0)
        {
            body.Add(new TextBlock(t.SummaryStillOpen(summary.StillOpen)) { IsSubtle = true, Spacing = Spacing.Small });
        }

        var charts = size.Charts;
        if (size.IsBare && summary.Lines.Count > 0)
        {
            body.Add(NumberRow.Lines(summary.Lines.Select(l => (l.Indicator, l.Last)), t.Culture));
        }

        foreach (var line in size.IsBare ? [] : summary.Lines)
        {
            body.AddRange(Line(line, charts-- > 0, t));
        }

        if (summary.Kept.Count > 0)
        {
            body.AddRange(Part(t.WhatPartnersKept, [RichTextBlock.Of(string.Join(" · ", summary.Kept.OrderBy(k => k.Key).Select(k => DigestCard.InWords(k.Key, k.Value, t))))]));
        }

        body.AddRange(Part(t.WhatBackboneDid, [.. summary.Settled.Select(c => DigestCard.Line(c, PeoplesWords.Shorten(DigestCard.InWords(c, t), size.Length), t))]));
        if (summary.Connections > 0)
        {
            body.AddRange([DigestCard.Section(t.AsksAndOffers), new TextBlock(t.SummaryConnections(summary.Connections)) { Spacing = Spacing.Small }]);
        }

        body.AddRange(Part(t.WhatWeDecided, [.. summary.Decisions.Select(d => RichTextBlock.Of(PeoplesWords.Shorten(d.Text, size.Length)).Marked(t.Culture, d.Text))]));
        body.AddRange(Part(t.SharedWords, [.. summary.Words.Select(w => DigestCard.Word(w, t))]));
        foreach (var kind in size.Most == 0 ? [] : Enum.GetValues<LessonKind>())
        {
            body.AddRange(Part(
                Lesson.TitleOf(kind, t.Culture),
                [.. summary.Lessons.Where(l => l.Kind == kind).Select(l => new RichTextBlock([TextRun.Plain($"{l.SignedAs(t.Culture)}: ") with { Weight = TextWeight.Bolder }, TextRun.Plain(PeoplesWords.Shorten(l.Text, size.Length))]).Marked(t.Culture, l.Text))]));
        }

        return new AdaptiveCard
        {
            FallbackText = t.SummaryInShort(summary.Initiative.Name, period),
            Body = body,
            Actions = actions.Count > 0 ? actions : null,
            Msteams = new TeamsOptions { Width = "Full" },
        };

        IEnumerable<Element> Part(string title, IReadOnlyList<RichTextBlock> lines) => DigestCard.Titled(title, lines, t, Math.Max(size.Most, 1));
    }

    private static IEnumerable<Element> Line(SummaryLine line, bool mayChart, Texts t)
    {
        var (indicator, first, last) = (line.Indicator, line.First, line.Last);
        var coverage = last.Coverage(t.Culture);
        var drawn = Kind.Of(indicator.Kind).HasTrend ? Sparkline.Of(indicator, Series(line)) : "";
        yield return NumberRow.WithLine(indicator.Question, drawn) with { Separator = true };
        var way = first is null
            ? t.SummaryOne(InWords(last), When(last), coverage)
            : t.SummaryFirstToLast(InWords(first), When(first), InWords(last), When(last), coverage);
        yield return RichTextBlock.Of(way) with { Spacing = Spacing.Small };
        string[] besides =
        [
            line.Range is { } range ? t.SummaryRange(InWords(range.Highest), When(range.Highest), InWords(range.Lowest), When(range.Lowest)) : "",
            Trend.AgainstTarget(last.Value, indicator, last.Period.LastDay, t.Culture, last.IsPartial(indicator)),
        ];
        if (besides.Any(b => b.Length > 0))
        {
            yield return RichTextBlock.Of(string.Join(" · ", besides.Where(b => b.Length > 0)), isSubtle: true) with { Spacing = Spacing.Small };
        }

        if (first is not null && !last.ComparesWith(first, indicator))
        {
            yield return RichTextBlock.Of(first.Version != last.Version ? t.SummaryCountedAnew : t.SummaryDontCompare(first.Covers, last.Covers), isSubtle: true) with { Spacing = Spacing.Small };
        }

        if (mayChart && line.Comparable.Count > 2)
        {
            yield return TrendChart.Of(indicator, Series(line), t.Culture);
        }

        string InWords(Total total) => total.InWords(indicator, t.Culture);

        string When(Total total) => total.Period.InWords(t.Culture);
    }

    private static TrendPoint[] Series(SummaryLine line) => [.. line.Comparable.Select(k => TrendPoint.Of(k, line.Indicator))];

    /// <param name="Most">How many of each kind are shown.</param>
    /// <param name="Length">How much of people's words.</param>
    /// <param name="IsBare">Whether each number is but a line: where many stand in two languages.</param>
    private sealed record Size(int Most, int Length, int Charts, bool IsBare = false);
}

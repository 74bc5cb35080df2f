using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws who answered, who is missing and who can't be reached.</summary>
public static class StatusCard
{
    // How many lines of a list are shown, and how much of each: the first that fits.
    private static readonly (int Lines, int Length)[] Sizes = [(40, 300), (40, 120), (15, 120), (5, 80)];

    /// <summary>The partners that were asked and have neither answered nor skipped; those that are away are not missed.</summary>
    public static IReadOnlyList<string> Missing(Initiative initiative, Board board, Instant now) =>
    [
        .. board.Round.Partners
            .Union(initiative.Reporting.Select(p => p.Id).Where(p => board.Round.Only.Count == 0 || board.Round.Only.Contains(p)))
            .Where(p => initiative.AskedFor(p, now).Any() && board.Entries.All(e => e.Partner != p)),
    ];

    /// <summary>How many partners were asked: those at the opening, and those who answered or joined since.</summary>
    public static int Asked(Board board) => board.Round.Partners.Union(board.Entries.Select(e => e.Partner)).Count();

    /// <summary>How many answered; a partner that skips has said so, and has not answered.</summary>
    public static int Answered(Board board) => board.Entries.Count(e => e.SkippedBecause is null);

    public static AdaptiveCard Opened(
        Initiative initiative,
        Board board,
        bool isNew,
        int indicators,
        IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Terms)> waiting,
        IReadOnlyList<Reconciled> people,
        CultureInfo culture,
        DateTimeZone zone) =>
        CardJson.FirstThatFits(Sizes.Select(size => Opened(initiative, board, isNew, indicators, waiting, people, culture, zone, size)));

    private static AdaptiveCard Opened(
        Initiative initiative,
        Board board,
        bool isNew,
        int indicators,
        IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Terms)> waiting,
        IReadOnlyList<Reconciled> people,
        CultureInfo culture,
        DateTimeZone zone,
        (int Lines, int Length) size)
    {
        var round = board.Round;
        var body = new List<Element>
        {
            new TextBlock(isNew ? "The check-in is open" : "A check-in is open already") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · {round.Subtitle(culture)} · until {round.ClosesAt.InZone(zone).ToString("dddd d MMMM HH:mm", culture)}", isSubtle: true),
            new TextBlock($"{Counted.Of(round.Partners.Count, "partner")} and {Counted.Of(people.Count(p => p.Standing != Standing.Away), "person", "people")} are asked about {Counted.Of(indicators, "indicator")}."),
        };
        body.AddRange(Lines(waiting.Select(w =>
            $"Not asked yet: {w.Indicator.Question}. Its words are not agreed in the glossary: {string.Join(", ", w.Terms)}."), size));
        body.AddRange(Lines(people.Where(p => p.Standing is Standing.Unreachable or Standing.Failed).Select(p => $"Can't be reached: {p.Member.Name} {Why(p, culture)}."), size));
        return new AdaptiveCard
        {
            FallbackText = "The check-in is open.",
            Body = body,
            Actions = [Conversation.SayButton("Status", "status", initiative.Id)],
        };
    }

    /// <summary>How many answered, and in the person's own chat also what their partner did.</summary>
    public static AdaptiveCard Count(Here here, Board board, bool alone, CultureInfo culture, DateTimeZone zone)
    {
        var asked = Asked(board);
        var body = new List<Element>
        {
            Title(board, culture),
            new TextBlock($"{Answered(board).ToString(culture)} of {asked.ToString(culture)} partners have answered. Open until {board.Round.ClosesAt.InZone(zone).ToString("dddd d MMMM HH:mm", culture)}."),
        };
        if (alone && here.Partner is { } partner)
        {
            var entry = board.Entries.FirstOrDefault(e => e.Partner == partner.Id);
            body.Add(RichTextBlock.Of($"{partner.Name}: {(entry is null ? "no answer yet" : InWords(entry, culture, zone))}"));
        }

        return new AdaptiveCard
        {
            FallbackText = $"{Answered(board)} of {asked} partners have answered.",
            Body = body,
            Actions = !alone || here.Partner is null ? null : [Conversation.SayButton("My check-in", "check in", here.Initiative.Id)],
        };
    }

    public static AdaptiveCard Everyone(
        Initiative initiative,
        Board board,
        IReadOnlyList<Reconciled> people,
        Instant now,
        CultureInfo culture,
        DateTimeZone zone) =>
        CardJson.FirstThatFits(Sizes.Select(size => Everyone(initiative, board, people, now, culture, zone, size)));

    private static AdaptiveCard Everyone(
        Initiative initiative,
        Board board,
        IReadOnlyList<Reconciled> people,
        Instant now,
        CultureInfo culture,
        DateTimeZone zone,
        (int Lines, int Length) size)
    {
        var asked = Asked(board);
        var answered = Answered(board);
        var percent = asked == 0 ? 0 : (int)Math.Round(100.0 * answered / asked);
        var missing = Missing(initiative, board, now);
        var body = new List<Element>
        {
            Title(board, culture),
            new TextBlock($"**{answered.ToString(culture)} of {asked.ToString(culture)} answered, {percent.ToString(culture)} %.** Open until {board.Round.ClosesAt.InZone(zone).ToString("dddd d MMMM HH:mm", culture)}."),
            new ProgressBar(percent) { Fallback = new TextBlock($"{new string('█', percent / 10)}{new string('░', 10 - (percent / 10))} {percent.ToString(culture)} %") { IsSubtle = true } },
        };
        body.AddRange(Section("Answered", board.Entries.Where(e => e.SkippedBecause is null).OrderBy(e => e.At).Select(e =>
            $"{initiative.Partner(e.Partner)?.Name}: {InWords(e, culture, zone)}"), size));
        body.AddRange(Section("Without a number", board.Indicators.SelectMany(i => board.Entries
            .Where(e => e.Values.GetValueOrDefault(i.Id) is ReportedValue.Missing)
            .GroupBy(e => ((ReportedValue.Missing)e.Values[i.Id]).Why)
            .OrderBy(g => g.Key)
            .Select(g => $"{PeoplesWords.Shorten(i.Question, 80)}: {InWords(g.Key)} {string.Join(", ", g.Select(e => initiative.Partner(e.Partner)?.Name))}")), size));
        body.AddRange(Section("Skipped this time", board.Entries.Where(e => e.SkippedBecause is not null).OrderBy(e => e.At).Select(e =>
            $"{initiative.Partner(e.Partner)?.Name}: {InWords(e, culture, zone)}"), size));
        body.AddRange(Section("Missing", missing.Select(p =>
            $"{initiative.Partner(p)?.Name}: {string.Join(", ", initiative.ReportersOf(p).Select(m => m.Name))}"), size));
        body.AddRange(Section("Away", people.Where(p => p.Standing == Standing.Away).Select(p => p.Partner).Distinct()
            .Select(p => (Name: initiative.Partner(p)?.Name, Back: initiative.AwayUntil(p, now)))
            .Where(p => p.Back is not null)
            .Select(p => $"{p.Name}, back on {p.Back!.Value.ToString("dddd d MMMM", culture)}"), size));
        body.AddRange(Section("Can't be reached", Lines(Standing.Unreachable, Standing.Failed), size));
        body.AddRange(Section("Channels that get nothing", initiative.ChannelsOutOfReach.Select(c => $"{c.Called}: {c.Fault!.InWords(culture)}"), size));
        body.AddRange(Section("Waiting for the card", Lines(Standing.Waits, Standing.ComesLater), size));
        body.AddRange(Section("Without a reporter", initiative.Partners.Where(p => !initiative.ReportersOf(p.Id).Any()).Select(p => p.Name), size));
        body.Add(new TextBlock(Sum(people, culture)) { IsSubtle = true, Separator = true });
        var buttons = new List<CardAction>();
        if (missing.Count > 0)
        {
            buttons.Add(Conversation.SayButton("Nudge those missing", "nudge", initiative.Id));
        }

        if (initiative.ChannelsOutOfReach.Any())
        {
            buttons.Add(Conversation.SayButton("Where digests go", "channels", initiative.Id));
        }

        buttons.Add(Conversation.SayButton("Preview the digest", "digest", initiative.Id));
        buttons.Add(Conversation.SayButton("Close the check-in", "close check-in", initiative.Id));
        return new AdaptiveCard
        {
            FallbackText = $"{answered} of {asked} partners have answered.",
            Body = body,
            Actions = buttons,
        };

        IEnumerable<string> Lines(params Standing[] standings) =>
            people.Where(p => standings.Contains(p.Standing)).Select(p => $"{p.Member.Name} ({initiative.Partner(p.Partner)?.Name}) {Why(p, culture)}");
    }

    /// <summary>One message for backbone staff about all who could not be asked.</summary>
    public static AdaptiveCard NotAsked(Initiative initiative, Board board, IReadOnlyList<Reconciled> people, CultureInfo culture) =>
        CardJson.FirstThatFits(Sizes.Select(size => new AdaptiveCard
        {
            FallbackText = $"{Counted.Of(people.Count, "person", "people")} could not be asked.",
            Body =
            [
                new TextBlock($"{Counted.Of(people.Count, "person", "people")} could not be asked") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of($"{initiative.Name} · {board.Round.Subtitle(culture)}", isSubtle: true),
                .. Lines(people.Select(p => $"{p.Member.Name} ({initiative.Partner(p.Partner)?.Name}) {Why(p, culture)}"), size),
                new TextBlock("I ask them again by myself once they write to me or install me again; until then a call may help."),
            ],
            Actions = [Conversation.SayButton("Status", "status", initiative.Id)],
        }));

    // Planned, sent and answered, person by person: the parts make up the whole.
    private static string Sum(IReadOnlyList<Reconciled> people, CultureInfo culture)
    {
        var parts = people.GroupBy(p => p.Standing).OrderBy(g => g.Key).Select(g => $"{g.Count().ToString(culture)} {g.Key switch
        {
            Standing.Answered => "whose partner answered",
            Standing.HasCard => "with the card",
            Standing.Waits => "waiting for it",
            Standing.ComesLater => "asked later today",
            Standing.Away => "away",
            Standing.Unreachable => "out of reach",
            _ => "not asked",
        }}");
        return $"Person by person: {string.Join(", ", parts)}.";
    }

    private static string InWords(Entry entry, CultureInfo culture, DateTimeZone zone) => entry.SkippedBecause is { } why
        ? $"skipped, {why}"
        : $"{(entry.Status is { } status ? CheckInCard.InWords(status) : "Answered")}, by {entry.ByName}, {entry.At.InZone(zone).ToString("ddd HH:mm", culture)}{(entry.Revision > 1 ? $", changed {Counted.Of(entry.Revision - 1, "time")}" : "")}";

    private static string InWords(MissingBecause why) => why switch
    {
        MissingBecause.NotApplicable => "doesn't apply to",
        MissingBecause.NotCollected => "not collected by",
        _ => "not known yet to",
    };

    private static TextBlock Title(Board board, CultureInfo culture) =>
        new(PeoplesWords.Plain(board.Round.Title(culture))) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading };

    private static IEnumerable<Element> Section(string title, IEnumerable<string> lines, (int Lines, int Length) size)
    {
        var all = lines.ToArray();
        return all.Length == 0 ? [] : [new TextBlock($"{title} ({all.Length})") { Weight = TextWeight.Bolder, Separator = true }, .. Lines(all, size)];
    }

    private static IEnumerable<Element> Lines(IEnumerable<string> lines, (int Lines, int Length) size)
    {
        var all = lines.ToArray();
        foreach (var line in all.Take(size.Lines))
        {
            yield return RichTextBlock.Of(line.Length > size.Length ? line[..size.Length] + "…" : line) with { Spacing = Spacing.Small };
        }

        if (all.Length > size.Lines)
        {
            yield return new TextBlock($"and {all.Length - size.Lines} more") { IsSubtle = true, Spacing = Spacing.Small };
        }
    }

    private static string Why(Reconciled person, CultureInfo culture) => person.Why is { } why ? Reasons.InWords(why, culture) : "";
}

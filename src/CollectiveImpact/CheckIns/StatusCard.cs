using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws who answered, who is missing and who can't be reached.</summary>
public static class StatusCard
{
    private const int LongestNames = 300;
    private const int MostFoldsInARow = 4;

    // How many lines of a list are shown, and how much of each: the first that fits.
    private static readonly (int Lines, int Length)[] Sizes = [(40, 300), (40, 120), (15, 120), (5, 80)];

    /// <summary>The partners that were asked and have neither answered nor skipped; those that are away are not missed.</summary>
    public static IReadOnlyList<PartnerId> Missing(Initiative initiative, Board board, Instant now) =>
    [
        .. AskedIn(initiative, board)
            .Where(p => initiative.AskedFor(p, now).Any() && board.Entries.All(e => e.Partner != p)),
    ];

    /// <summary>The partners that were asked, those that joined since, and whoever else has answered.</summary>
    internal static IEnumerable<PartnerId> AskedIn(Initiative initiative, Board board) => board.Round.Partners
        .Union(initiative.Reporting.Select(p => p.Id).Where(p => board.Round.Only.Count == 0 || board.Round.Only.Contains(p)))
        .Union(board.Entries.Select(e => e.Partner));

    /// <summary>What those are called, as much as there is room for; empty when none is missing.</summary>
    internal static string MissingNames(Initiative initiative, Board board, Instant now) => Names(initiative, Missing(initiative, board, now));

    internal static string Names(Initiative initiative, IEnumerable<PartnerId> partners) =>
        PeoplesWords.Shorten(string.Join(", ", partners.Select(p => initiative.Partner(p)?.Name).OfType<string>()), LongestNames);

    /// <summary>How many partners were asked: those at the opening, and those who answered or joined since.</summary>
    public static int Asked(Board board) => board.Round.Partners.Union(board.Entries.Select(e => e.Partner)).Count();

    /// <summary>How many partners a check-in asks that is open: those that joined since count, for they are missed too.</summary>
    public static int Asked(Initiative initiative, Board board) => AskedIn(initiative, board).Count();

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
        var t = new Texts(culture);
        var round = board.Round;
        var body = new List<Element>
        {
            Heading.Of(isNew ? t.IsOpen : t.IsOpenAlready),
            RichTextBlock.Of($"{initiative.Name} · {round.Subtitle(culture)} · {t.Until(CheckInCard.When(round.ClosesAt, zone, culture))}", isSubtle: true),
            new TextBlock(t.AreAsked(people.Count(p => p.Standing != AskState.Away), round.Partners.Count, indicators)),
        };
        body.AddRange(Lines(waiting.Select(w => t.NotAskedYet(w.Indicator.Question, string.Join(", ", w.Terms))), size, t));
        body.AddRange(Lines(Unreachable([.. people.Where(p => p.Standing is AskState.Unreachable or AskState.Failed).Select(p => (p.Member.Name, Why(p, culture)))], t), size, t));
        return new AdaptiveCard
        {
            FallbackText = t.IsOpenInShort,
            Body = body,
            Actions = [Conversation.SayButton(t.StatusButton, Spoken.Status, initiative.Id)],
        };
    }

    /// <summary>Who can't be reached: one with the reason, several in one line; the status has the reason for each.</summary>
    internal static IEnumerable<string> Unreachable(IReadOnlyList<(string Name, string Why)> people, Texts t) => people switch
    {
        [] => [],
        [var (name, why)] => [t.CantBeReached(name, why)],
        _ => [t.SeveralCantBeReached(people.Count, string.Join(", ", people.Select(p => p.Name)))],
    };

    /// <summary>How many answered, and in the person's own chat also what their partner did.</summary>
    public static AdaptiveCard Count(Here here, Board board, bool alone, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var (answered, asked) = (Answered(board), Asked(here.Initiative, board));
        List<Element> body = [Title(board, culture), .. Picture(answered, asked, t.HaveAnswered(answered, asked), board, zone, t)];
        if (alone && here.Partner is { } partner)
        {
            var entry = board.Entries.FirstOrDefault(e => e.Partner == partner.Id);
            body.Add(RichTextBlock.Of($"{partner.Name}: {(entry is null ? t.NoAnswerYet : InWords(entry, t, zone))}"));
        }

        return new AdaptiveCard
        {
            FallbackText = t.HaveAnsweredInShort(answered, asked),
            Body = body,
            Actions = !alone || here.Partner is null ? null : [Conversation.SayButton(t.MyCheckIn, Spoken.CheckIn, here.Initiative.Id)],
        };
    }

    /// <param name="reader">Who reads it, and may be one of those who are missing.</param>
    public static AdaptiveCard Everyone(
        Initiative initiative,
        PersonKey reader,
        Board board,
        IReadOnlyList<Reconciled> people,
        Instant now,
        CultureInfo culture,
        DateTimeZone zone) =>
        CardJson.FirstThatFits(Sizes.Select(size => Everyone(initiative, reader, board, people, now, culture, zone, size)));

    private static AdaptiveCard Everyone(
        Initiative initiative,
        PersonKey reader,
        Board board,
        IReadOnlyList<Reconciled> people,
        Instant now,
        CultureInfo culture,
        DateTimeZone zone,
        (int Lines, int Length) size)
    {
        var t = new Texts(culture);
        var asked = Asked(initiative, board);
        var answered = Answered(board);
        var missing = Missing(initiative, board, now);
        var unreached = people.Where(p => p.Standing is AskState.Unreachable || p.Member.WhyNot is not null).Select(p => p.Member.Person).ToHashSet();
        var unasked = people.Where(p => p.Standing is AskState.Failed).Select(p => p.Member.Person).ToHashSet();
        var reporters = missing.Select(p => $"{initiative.Partner(p)?.Name}: {string.Join(", ", initiative.ReportersOf(p).Select(Named))}");
        var folded = Folded(initiative, board, people, now, culture, zone).Where(f => f.Lines.Count > 0).ToArray();
        List<Element> body = [Title(board, culture), .. Picture(answered, asked, t.AnsweredOf(answered, asked), board, zone, t)];
        if (missing.Count > 0)
        {
            body.Add(Heading.Small(t.SectionTitle(t.Missing, missing.Count)));
            body.AddRange(Lines(reporters, size, t, Spacing.None));
        }

        string Named(Member member) => member.Person == reader ? t.ThatIsYou(member.Name)
            : unreached.Contains(member.Person) ? t.NotReachable(member.Name)
            : unasked.Contains(member.Person) ? t.NotAskedName(member.Name)
            : member.Name;

        CardAction[] more =
        [
            .. folded.Select(f => new ToggleVisibility([f.Id]) { Title = t.SectionTitle(f.Title, f.Lines.Count) }),
            .. people.Any(p => p.Member.WhyNot is not null) ? [Conversation.PressButton(ReachCard.ShowVerb, t.HowToReach, initiative.Id)] : Array.Empty<CardAction>(),
        ];
        body.AddRange(more.Chunk(MostFoldsInARow).Select(some => new ActionSet(some)));
        body.AddRange(folded.Select(f => new Container([Heading.Small(t.SectionTitle(f.Title, f.Lines.Count)), .. Lines(f.Lines, size, t)]) { Id = f.Id, IsVisible = false }));
        body.Add(new TextBlock(Sum(people, t)) { IsSubtle = true, Size = TextSize.Small });
        return new AdaptiveCard
        {
            FallbackText = t.HaveAnsweredInShort(answered, asked),
            Body = body,
            Actions = Buttons(initiative, board, missing.Count > 0, t),
        };
    }

    // What is looked at when somebody wants to know: each behind a button that says how many there are.
    private static IEnumerable<(string Id, string Title, IReadOnlyList<Line> Lines)> Folded(
        Initiative initiative, Board board, IReadOnlyList<Reconciled> people, Instant now, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        yield return ("status.answered", t.Answered, [.. board.Entries.Where(e => e.SkippedBecause is null).OrderBy(e => e.At).Select(e => $"{initiative.Partner(e.Partner)?.Name}: {InWords(e, t, zone)}")]);
        yield return ("status.unreached", t.OutOfReach, Lines(AskState.Unreachable));
        yield return ("status.unasked", t.NotAskedTitle, Lines(AskState.Failed));
        yield return ("status.skipped", t.Skipped, [.. board.Entries.Where(e => e.SkippedBecause is not null).OrderBy(e => e.At).Select(e => new Line($"{initiative.Partner(e.Partner)?.Name}: {InWords(e, t, zone)}", e.SkippedBecause))]);
        yield return ("status.away", t.Away, [.. people.Where(p => p.Standing == AskState.Away).Select(p => p.Partner).Distinct()
            .Select(p => (Name: initiative.Partner(p)?.Name, Back: initiative.AwayUntil(p, now), ByMailbox: initiative.ReportersOf(p).Any(m => m.AwayByMailbox && m.AwayUntil == initiative.AwayUntil(p, now))))
            .Where(p => p.Back is not null)
            .Select(p => p.ByMailbox ? t.BackOnByMailbox(p.Name ?? "", p.Back!.Value.OnWeekday(culture)) : t.BackOn(p.Name ?? "", p.Back!.Value.OnWeekday(culture)))]);
        yield return ("status.waiting", t.WaitingForTheCard, Lines(AskState.Waits, AskState.ComesLater));
        yield return ("status.gaps", t.WithoutANumber, [.. board.Indicators.SelectMany(i => board.Entries
            .Where(e => e.Values.GetValueOrDefault(i.Id) is ReportedValue.Missing)
            .GroupBy(e => ((ReportedValue.Missing)e.Values[i.Id]).Why)
            .OrderBy(g => g.Key)
            .Select(g => InWords(g.Key, PeoplesWords.Shorten(i.Question, 80), string.Join(", ", g.Select(e => initiative.Partner(e.Partner)?.Name)), t)))]);
        yield return ("status.channels", t.ChannelsWithout, [.. initiative.ChannelsOutOfReach.Select(c => $"{c.CalledIn(culture)}: {c.Fault!.InWords(culture)}")]);
        yield return ("status.nobody", t.WithoutAReporter, [.. initiative.PresentPartners.Where(p => !initiative.ReportersOf(p.Id).Any()).Select(p => p.Name)]);

        IReadOnlyList<Line> Lines(params AskState[] standings) =>
            [.. people.Where(p => standings.Contains(p.Standing)).Select(p => t.PersonOf(p.Member.Name, initiative.Partner(p.Partner)?.Name ?? "", Why(p, culture)))];
    }

    private static IEnumerable<Element> Picture(int answered, int asked, string words, Board board, DateTimeZone zone, Texts t) =>
    [
        new TextBlock(asked == 0 ? words : Signs.After(words, Signs.Of(answered, asked))) { Weight = TextWeight.Bolder },
        new TextBlock(t.StaysOpenUntil(CheckInCard.When(board.Round.ClosesAt, zone, t.Culture))) { Spacing = Spacing.None },
    ];

    private static List<CardAction> Buttons(Initiative initiative, Board board, bool areMissing, Texts t)
    {
        var buttons = new List<CardAction>();
        if (areMissing)
        {
            buttons.Add(Conversation.SayButton(t.Nudge, Spoken.Nudge, initiative.Id));
        }

        if (initiative.ChannelsOutOfReach.Any())
        {
            buttons.Add(Conversation.SayButton(t.WhereDigestsGo, Spoken.Channels, initiative.Id));
        }

        if (board.Entries.Count > 0)
        {
            buttons.Add(Conversation.SayButton(t.SeeAnswers, Spoken.Answers, initiative.Id, (WhichRound.Place, board.Round.Name)));
        }

        buttons.Add(Conversation.SayButton(t.PreviewDigest, Spoken.Digest, initiative.Id));
        buttons.Add(Conversation.SayButton(t.CloseIt, Spoken.CloseCheckIn, initiative.Id));
        return buttons;
    }

    /// <summary>One message for backbone staff about all who could not be asked.</summary>
    public static AdaptiveCard NotAsked(Initiative initiative, Board board, IReadOnlyList<Reconciled> people, CultureInfo culture) =>
        CardJson.FirstThatFits(Sizes.Select(size => NotAsked(initiative, board, people, new Texts(culture), size)));

    private static AdaptiveCard NotAsked(Initiative initiative, Board board, IReadOnlyList<Reconciled> people, Texts t, (int Lines, int Length) size) => new()
    {
        FallbackText = t.CouldNotBeAskedInShort(people.Count),
        Body =
        [
            Heading.Of(t.CouldNotBeAsked(people.Count)),
            RichTextBlock.Of($"{initiative.Name} · {board.Round.Subtitle(t.Culture)}", isSubtle: true),
            .. Lines(people.Select(p => t.PersonOf(p.Member.Name, initiative.Partner(p.Partner)?.Name ?? "", Why(p, t.Culture))), size, t),
            new TextBlock(t.AskedAgain),
        ],
        Actions = [Conversation.PressButton(ReachCard.ShowVerb, t.HowToReach, initiative.Id), Conversation.SayButton(t.StatusButton, Spoken.Status, initiative.Id)],
    };

    // Planned, sent and answered, person by person: the parts make up the whole.
    private static string Sum(IReadOnlyList<Reconciled> people, Texts t)
    {
        var parts = people.GroupBy(p => p.Standing).OrderBy(g => g.Key).Select(g => g.Key switch
        {
            AskState.Answered => t.PeopleAnswered(g.Count()),
            AskState.HasCard => t.PeopleWithCard(g.Count()),
            AskState.Waits => t.PeopleWaiting(g.Count()),
            AskState.ComesLater => t.PeopleLater(g.Count()),
            AskState.Away => t.PeopleAway(g.Count()),
            AskState.Unreachable => t.PeopleOutOfReach(g.Count()),
            _ => t.PeopleNotAsked(g.Count()),
        });
        return t.PersonByPerson(people.Count, string.Join(", ", parts));
    }

    private static string InWords(Entry entry, Texts t, DateTimeZone zone)
    {
        if (entry.SkippedBecause is { } why)
        {
            return t.SkippedBecause(why);
        }

        var status = entry.Status is { } known ? CheckInForm.InWords(known, t) : t.Answered;
        var at = entry.At.InZone(zone).OnBriefWeekdayAtTime(t.Culture);
        return entry.Revision > 1 ? t.StatusByChanged(status, entry.ByName, at, entry.Revision - 1) : t.StatusBy(status, entry.ByName, at);
    }

    private static string InWords(MissingBecause why, string question, string partners, Texts t) => why switch
    {
        MissingBecause.NotApplicable => t.DoesntApplyTo(question, partners),
        MissingBecause.NotCollected => t.NotCollectedBy(question, partners),
        _ => t.NotKnownYetTo(question, partners),
    };

    private static TextBlock Title(Board board, CultureInfo culture) => Heading.Of(PeoplesWords.Plain(board.Round.Title(culture)));

    private static IEnumerable<Element> Lines(IEnumerable<string> lines, (int Lines, int Length) size, Texts t, Spacing spacing = Spacing.Small) =>
        Lines(lines.Select(l => new Line(l)).ToArray(), size, t, spacing);

    private static IEnumerable<Element> Lines(IReadOnlyList<Line> all, (int Lines, int Length) size, Texts t, Spacing spacing = Spacing.Small)
    {
        foreach (var line in all.Take(size.Lines))
        {
            yield return RichTextBlock.Of(PeoplesWords.Shorten(line.Words, size.Length)).Marked(t.Culture, line.Wrote) with { Spacing = spacing };
        }

        if (all.Count > size.Lines)
        {
            yield return new TextBlock(t.More(all.Count - size.Lines)) { IsSubtle = true, Spacing = spacing };
        }
    }

    private static string Why(Reconciled person, CultureInfo culture) => person.Why is { } why ? Reasons.InWords(why, culture) : person.Standing is AskState.Failed ? Reasons.InWords(Reasons.NotAsked, culture) : "";

    /// <param name="Wrote">What somebody wrote, as part of it.</param>
    private sealed record Line(string Words, string? Wrote = null)
    {
        public static implicit operator Line(string words) => new(words);
    }
}

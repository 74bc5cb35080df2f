using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Messages;
using CollectiveImpact.Time;

namespace CollectiveImpact.Reviews;

/// <summary>Draws what has come in for a round, number by number and word by word, and what one partner answered.</summary>
public static class AnswersCard
{
    public const string PartnerVerb = "reviews.partner";
    public const string AskVerb = "reviews.ask";

    private const string PartnerField = CheckInCard.PartnerField;
    private const string AboutField = "about";
    private const string TextField = "text";

    // Unusual values with a button, values for each question, lessons, and how much of a text.
    private static readonly Size[] Sizes = [new(8, 40, 20, 300), new(8, 15, 12, 160, 1), new(5, 6, 6, 100, 2), new(3, 2, 3, 60, 3), new(2, 0, 0, 40, 4)];

    private sealed record Size(int Unusual, int Values, int Lessons, int Longest, int Step = 0)
    {
        // A choice of none is no choice.
        public Room Room => SizeLadder.Forms[Math.Min(Step, 3)];
    }

    /// <summary>What is asked back: about which question, and in which words.</summary>
    public sealed record Asked(string Indicator, string Text);

    public static PartnerId? PartnerOf(Form form) => form.Has(PartnerField) && form[PartnerField].Length > 0 ? new(form[PartnerField]) : null;

    /// <summary>The question that a button was about; empty for none.</summary>
    public static string AboutOf(Form form) => form.Has(AboutField) ? form[AboutField] : "";

    public static (Asked Asked, IReadOnlyDictionary<string, string> Faults) Read(Form form, Board board, Partner partner, CultureInfo culture)
    {
        var (asked, faults) = Fields(board, partner, new Texts(culture)).Read(form, new Asked("", ""));
        return (asked with { Text = asked.Text.Trim() }, faults);
    }

    /// <param name="fault">Why no partner was shown.</param>
    public static AdaptiveCard Of(Initiative initiative, Board board, CultureInfo culture, DateTimeZone zone, string? fault = null) =>
        CardJson.FirstThatFits(Sizes.Select(size => Draw(initiative, board, culture, zone, fault, size)));

    /// <param name="about">The question that is to be asked about.</param>
    public static AdaptiveCard OfPartner(
        Initiative initiative, Board board, Partner partner, CultureInfo culture, DateTimeZone zone, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null, string about = "") =>
        SizeLadder.Fit(room => DrawPartner(initiative, board, partner, zone, typed, faults, about, room, new Texts(culture)));

    internal static Execute PartnerButton(string title, Initiative initiative, RoundId round, PartnerId partner, string about = "") =>
        Conversation.PressButton(PartnerVerb, title, initiative.Id, (CheckInCard.RoundField, round), (PartnerField, partner), (AboutField, about));

    private static AdaptiveCard Draw(Initiative initiative, Board board, CultureInfo culture, DateTimeZone zone, string? fault, Size size)
    {
        var t = new Texts(culture);
        var round = board.Round;
        Partner[] partners = [.. StatusCard.AskedIn(initiative, board).Select(initiative.Partner).OfType<Partner>().OrderBy(p => p.Name, StringComparer.Create(culture, ignoreCase: true))];
        Entry[] answered = [.. board.Entries.Where(e => e.SkippedBecause is null).OrderBy(e => NameOf(initiative, e), StringComparer.Create(culture, ignoreCase: true))];
        return new AdaptiveCard
        {
            FallbackText = t.AnswersInShort(StatusCard.Answered(board), StatusCard.Asked(board)),
            Body =
            [
                Heading.Of(t.Answers),
                RichTextBlock.Of($"{initiative.Name} · {round.Subtitle(culture)} · {(round.ClosedAt is { } closed ? t.ClosedOn(CheckInCard.When(closed, zone, culture)) : t.OpenUntil(CheckInCard.When(round.ClosesAt, zone, culture)))}", isSubtle: true),
                new TextBlock(t.AnswersInShort(StatusCard.Answered(board), StatusCard.Asked(board))),
                .. Unusual(initiative, board, size, t),
                .. Queries(initiative, board, size, t),
                .. Numbers(initiative, board, answered, size, t),
                .. Lessons(initiative, answered, size, t),
                .. partners.Length == 0 ? [] : Choice(initiative, partners, fault, size.Room, t),
            ],
            Actions =
            [
                .. partners.Length == 0 ? [] : new CardAction[] { new Execute(PartnerVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [CheckInCard.RoundField] = round.Id }) { Title = t.LookAtPartner } },
                .. round.ClosedAt is null ? new CardAction[] { Conversation.SayButton(t.WhoAnswered, Spoken.Status, initiative.Id, (Schedules.WhichRound.Place, round.Name)) } : [],
            ],
            Msteams = new TeamsOptions { Width = "Full" },
        };
    }

    private static IEnumerable<Element> Unusual(Initiative initiative, Board board, Size size, Texts t)
    {
        (Entry Entry, Indicator Indicator)[] all = [.. board.Unusual.GroupBy(u => u.Indicator).SelectMany(g => g.OrderBy(u => NameOf(initiative, u.Entry), StringComparer.Create(t.Culture, ignoreCase: true)))];
        if (all.Length == 0)
        {
            yield break;
        }

        yield return Heading.Section(t.UnusualOnes(all.Length));
        foreach (var (entry, indicator) in all.Take(size.Unusual))
        {
            yield return RichTextBlock.Of(t.OneOf(Short(NameOf(initiative, entry), size), Short(indicator.Question, size), Value(entry, indicator, size, t))) with { Spacing = Spacing.Small };
            yield return RichTextBlock.Of(entry.Notes[indicator.Id] is { Length: > 0 } note ? t.SaysAboutIt(Short(note, size)) : t.SaysItIsRight, isSubtle: true).Marked(t.Culture, entry.Notes[indicator.Id]) with { Spacing = Spacing.None };
            if (board.Round.SignedOff is null)
            {
                yield return QuietActions.About($"{Short(NameOf(initiative, entry), size)}: {indicator.Question}", PartnerButton(t.AskBack, initiative, board.Round.Id, entry.Partner, indicator.Id));
            }
        }

        if (all.Length > size.Unusual)
        {
            yield return new TextBlock(t.MoreOfThem(all.Length - size.Unusual)) { IsSubtle = true };
        }
    }

    private static IEnumerable<Element> Queries(Initiative initiative, Board board, Size size, Texts t)
    {
        if (board.Round.Queries.Count == 0)
        {
            yield break;
        }

        var most = Math.Max(size.Unusual, 3);
        yield return Heading.Section(t.AskedBack);
        // Those that wait first, and of each kind the newest.
        foreach (var query in board.Round.Queries.OrderBy(q => q.StateIn(board.Entries)).ThenByDescending(q => q.Number).Take(most))
        {
            if (initiative.Partner(query.Partner) is { } partner)
            {
                yield return RichTextBlock.Of(t.AboutQuestion(
                    QueryCard.QuestionOf(board.Indicators, query, t.Culture), QueryCard.InWords(board.Indicators, board.Entries.FirstOrDefault(e => e.Partner == partner.Id), partner, query, t))).Marked(t.Culture, query.Kept?.Note) with
                { Spacing = Spacing.Small };
            }
        }

        if (board.Round.Queries.Count > most)
        {
            yield return new TextBlock(t.MoreOfThem(board.Round.Queries.Count - most)) { IsSubtle = true };
        }
    }

    private static IEnumerable<Element> Numbers(Initiative initiative, Board board, Entry[] answered, Size size, Texts t)
    {
        foreach (var total in board.Round.Totals(board.Counting, board.Indicators))
        {
            var indicator = board.Indicators.First(i => i.Id == total.Indicator);
            yield return RichTextBlock.Of(Short(indicator.Question, size), TextWeight.Bolder) with { Separator = true };
            if (Indicators.Kinds.Kind.Of(indicator.Kind).IsNumeric)
            {
                yield return RichTextBlock.Of(t.SoFar(total.InWords(indicator, t.Culture), total.Coverage(t.Culture))) with { Spacing = Spacing.None };
            }

            var given = Array.FindAll(answered, e => e.Values.ContainsKey(indicator.Id));
            foreach (var entry in given.Take(size.Values))
            {
                var name = Short(NameOf(initiative, entry), size);
                yield return RichTextBlock.Of(entry.Notes.ContainsKey(indicator.Id) ? t.UnusualValue(name, Value(entry, indicator, size, t)) : t.ValueFrom(name, Value(entry, indicator, size, t)), isSubtle: true).Marked(t.Culture, WordsOf(entry, indicator)) with { Spacing = Spacing.None };
            }

            if (given.Length > size.Values)
            {
                yield return new TextBlock(t.MoreValues(given.Length - size.Values)) { IsSubtle = true, Spacing = Spacing.None };
            }
        }
    }

    private static IEnumerable<Element> Lessons(Initiative initiative, Entry[] answered, Size size, Texts t)
    {
        var hidden = answered.Length < Lesson.FewestUnattributed;
        // In the order of their authors, what bears no name would say whose it is.
        (Lesson Lesson, string SignedAs)[] all =
        [
            .. answered.SelectMany(e => e.Learning.Lessons.Select(l => (Lesson: l, Entry: e)))
                .Where(l => l.Lesson.Signature != Attribution.Nobody || !hidden)
                .OrderBy(l => l.Lesson.Signature == Attribution.Nobody)
                .ThenBy(l => l.Lesson.Signature == Attribution.Nobody ? l.Lesson.Text : "", StringComparer.Ordinal)
                .Select(l => (l.Lesson, l.Lesson.SignedAs(NameOf(initiative, l.Entry), l.Entry.Learning.By, t.Culture))),
        ];
        foreach (var kind in all.GroupBy(l => l.Lesson.Kind).OrderBy(k => k.Key))
        {
            yield return Heading.Section(Lesson.TitleOf(kind.Key, t.Culture));
            foreach (var (lesson, signedAs) in kind.Take(size.Lessons))
            {
                yield return RichTextBlock.Of(t.ValueFrom(Short(signedAs, size), Short(lesson.Text, size))).Marked(t.Culture, lesson.Text) with { Spacing = Spacing.Small };
            }

            if (kind.Count() > size.Lessons)
            {
                yield return new TextBlock(t.MoreLessons(kind.Count() - size.Lessons)) { IsSubtle = true, Spacing = Spacing.None };
            }
        }
    }

    private static IEnumerable<Element> Choice(Initiative initiative, Partner[] partners, string? fault, Room room, Texts t)
    {
        var field = new ChoiceField<string>(PartnerField, t.WhichPartner, [.. partners.Select(p => new Choice(p.Name, p.Id))], p => p, (_, chosen) => chosen ?? "")
        {
            Style = ChoiceStyle.Compact,
            More = new ChoiceQuery($"{MessageForm.PartnersVerb}:{initiative.Id}"),
        };
        return new Form<string>(t.Culture, [field]).Draw(Form.Empty, fault is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [PartnerField] = fault }, room).Body
            .Select((e, i) => i == 0 ? e with { Separator = true } : e);
    }

    private static AdaptiveCard DrawPartner(
        Initiative initiative, Board board, Partner partner, DateTimeZone zone, Form? typed, IReadOnlyDictionary<string, string>? faults, string about, Room room, Texts t)
    {
        var (round, size) = (board.Round, new Size(0, 0, 0, room.Letters * 3));
        var entry = board.Entries.FirstOrDefault(e => e.Partner == partner.Id);
        var asks = entry is { SkippedBecause: null } && entry.Values.Count > 0 && round.SignedOff is null && partner.LeftAt is null;
        var drawn = Fields(board, partner, t).Draw(typed ?? Form.Empty.With(new Dictionary<string, string> { [AboutField] = about.Length > 0 ? about : entry?.Notes.Keys.FirstOrDefault() ?? "" }), faults ?? new Dictionary<string, string>(), room);
        return new AdaptiveCard
        {
            FallbackText = PeoplesWords.Something(Short(partner.Name, size)),
            Body =
            [
                RichTextBlock.Of(Short(partner.Name, size), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{initiative.Name} · {round.Subtitle(t.Culture)}", isSubtle: true),
                .. entry is null ? [new TextBlock(t.NoAnswerYet)] : Said(board, entry, zone, size, t),
                .. round.Queries.Where(q => q.Partner == partner.Id).OrderByDescending(q => q.Number).Take(3).Select(q => RichTextBlock.Of(
                    t.AboutQuestion(QueryCard.QuestionOf(board.Indicators, q, t.Culture), QueryCard.InWords(board.Indicators, entry, partner, q, t)), isSubtle: true).Marked(t.Culture, q.Kept?.Note)),
                .. asks ? drawn.Body.Select((e, i) => i == 0 ? e with { Separator = true } : e) : [],
            ],
            Actions =
            [
                .. asks ? new CardAction[] { new Execute(AskVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (CheckInCard.RoundField, round.Id), (PartnerField, partner.Id))) { Title = t.AskPartner, Style = ActionStyle.Positive } } : [],
                CheckInCard.CorrectButton(entry is null ? t.EnterIt : t.CorrectIt, initiative, round, partner.Id),
                Conversation.SayButton(t.AllAnswers, Spoken.Answers, initiative.Id, (Schedules.WhichRound.Place, round.Name)),
            ],
        };
    }

    private static IEnumerable<Element> Said(Board board, Entry entry, DateTimeZone zone, Size size, Texts t)
    {
        var at = entry.At.InZone(zone).OnWeekdayAtTime(t.Culture);
        yield return RichTextBlock.Of(entry.SkippedBecause is { } why ? t.Skipped(Short(entry.ByName, size), at, Short(why, size))
            : entry.Status is { } status ? t.AnsweredBy(Short(entry.ByName, size), at, CheckInCard.InWords(status, t.Culture)) : t.BroughtBy(Short(entry.ByName, size), at)).Marked(t.Culture, entry.SkippedBecause);
        if (entry.CorrectedBecause is { } because)
        {
            yield return RichTextBlock.Of(t.Because(Short(because, size)), isSubtle: true).Marked(t.Culture, because) with { Spacing = Spacing.None };
        }

        foreach (var indicator in board.Indicators.Where(i => entry.Values.ContainsKey(i.Id)))
        {
            yield return RichTextBlock.Of(Short(indicator.Question, size), TextWeight.Bolder);
            yield return RichTextBlock.Of(Value(entry, indicator, size, t)).Marked(t.Culture, WordsOf(entry, indicator)) with { Spacing = Spacing.None };
            if (entry.Notes.TryGetValue(indicator.Id, out var note))
            {
                yield return RichTextBlock.Of(note.Length > 0 ? t.SaysAboutIt(Short(note, size)) : t.SaysItIsRight, isSubtle: true).Marked(t.Culture, entry.Notes[indicator.Id]) with { Spacing = Spacing.None };
            }
        }

        // What bears no name bears none beside its author's either.
        foreach (var lesson in entry.Learning.Lessons.Where(l => l.Signature != Attribution.Nobody))
        {
            yield return RichTextBlock.Of(Lesson.TitleOf(lesson.Kind, t.Culture), TextWeight.Bolder);
            yield return RichTextBlock.Of(Short(lesson.Text, size)).Marked(t.Culture, lesson.Text) with { Spacing = Spacing.None };
        }
    }

    private static Form<Asked> Fields(Board board, Partner partner, Texts t)
    {
        var entry = board.Entries.FirstOrDefault(e => e.Partner == partner.Id);
        return new(t.Culture,
        [
            new ChoiceField<Asked>(
                AboutField, t.AskAbout, [.. board.Indicators.Where(i => entry?.Values.ContainsKey(i.Id) == true).Select(i => new Choice(i.Question, i.Id))], a => a.Indicator, (a, chosen) => a with { Indicator = chosen ?? "" })
            {
                Required = t.AskAboutMissing, Style = ChoiceStyle.Compact, IsAskedByClient = false,
            },
            new TextField<Asked>(TextField, t.YourQuestion, a => a.Text, (a, text) => a with { Text = text }) { Longest = ValueQuery.Longest, Placeholder = t.YourQuestionExample },
        ]);
    }

    private static string Value(Entry entry, Indicator indicator, Size size, Texts t) => Short(entry.Values[indicator.Id].InWords(indicator, t.Culture), size);

    // Numbers are ours to write.
    private static string WordsOf(Entry entry, Indicator indicator) => entry.Values[indicator.Id] is ReportedValue.Words words ? words.Text : "";

    private static string NameOf(Initiative initiative, Entry entry) => initiative.Partner(entry.Partner)?.Name ?? entry.Partner.Value;

    private static string Short(string words, Size size) => PeoplesWords.Shorten(words, size.Longest);
}

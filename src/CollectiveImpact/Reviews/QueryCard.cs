using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Reviews;

/// <summary>Draws a question about a value for the partner that reported it, and what came of it.</summary>
public static class QueryCard
{
    public const string RightVerb = "reviews.right";

    private const string NumberField = "query";
    private const string NoteField = "note";
    private const int LongestQuestion = 120;
    private const int LongestNames = 300;
    private const int LongestName = 80;

    public static int NumberOf(Form form) => int.TryParse(form[NumberField], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static (string Note, IReadOnlyDictionary<string, string> Faults) Read(Form form, CultureInfo culture)
    {
        var (note, faults) = Fields(new Texts(culture)).Read(form, "");
        return (note.Trim(), faults);
    }

    /// <summary>What the partner's reporter reads.</summary>
    public static AdaptiveCard Asks(Initiative initiative, PartnerView view, ValueQuery query, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        var drawn = Fields(t).Draw(typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]);
        return new AdaptiveCard
        {
            FallbackText = t.AsksYouInShort(Name(query.ByName)),
            Body =
            [
                Heading.Of(t.OneQuestion),
                RichTextBlock.Of($"{initiative.Name} · {view.Round.Subtitle(culture)}", isSubtle: true),
                RichTextBlock.Of(QuestionOf(view.Indicators, query, culture), TextWeight.Bolder),
                RichTextBlock.Of(t.YouReported(ValueOf(view.Indicators, query, culture))) with { Spacing = Spacing.None },
                RichTextBlock.Of(query.Text.Length == 0 ? t.AsksWhetherRight(Name(query.ByName)) : t.Asks(Name(query.ByName), query.Text)).Marked(culture, query.Text),
                .. drawn.Body,
                new TextBlock(t.WhoReadsThat) { IsSubtle = true },
            ],
            Actions =
            [
                new Execute(RightVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (CheckInCard.RoundField, view.Round.Id), (NumberField, query.Number.ToString(CultureInfo.InvariantCulture)))) { Title = t.ItIsRight, Style = ActionStyle.Positive },
                view.Round.ClosedAt is null
                    ? CheckInCard.ChooseRound(CheckInCard.ChangeVerb, t.ChangeIt, initiative, view.Round.Id)
                    : CheckInCard.CorrectButton(t.ChangeIt, initiative, view.Round, query.Partner),
            ],
        };
    }

    /// <summary>What came of it, for the reporter who says so and for whoever asked.</summary>
    public static AdaptiveCard Answered(Initiative initiative, PartnerView view, Partner partner, ValueQuery query, CultureInfo culture, bool forAsker = false)
    {
        var t = new Texts(culture);
        var words = InWords(view.Indicators, view.Entry, partner, query, t);
        return new AdaptiveCard
        {
            FallbackText = t.AnsweredInShort(PeoplesWords.Shorten(partner.Name, LongestQuestion)),
            Body =
            [
                .. forAsker ? new Element[] { Heading.Of(t.WhatYouAskedBack) } : [],
                RichTextBlock.Of($"{initiative.Name} · {view.Round.Subtitle(culture)}", isSubtle: true),
                RichTextBlock.Of(QuestionOf(view.Indicators, query, culture), TextWeight.Bolder),
                (forAsker ? RichTextBlock.Of(words).Marked(culture, query.Kept?.Note) : RichTextBlock.Of(words)) with { Spacing = Spacing.None },
                .. forAsker ? [] : new Element[] { new TextBlock(t.ToldWhoAsked) { IsSubtle = true } },
            ],
            Actions = forAsker ? [AnswersCard.PartnerButton(t.SeeItsAnswers, initiative, view.Round.Id, partner.Id)] : null,
        };
    }

    /// <summary>That it was asked.</summary>
    public static AdaptiveCard Sent(Initiative initiative, Board board, ValueQuery query, IReadOnlyList<Member> to, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = t.IsAsked(PeoplesWords.Shorten(string.Join(", ", to.Select(m => m.Name)), LongestNames), initiative.Partner(query.Partner)?.Name ?? "");
        return new AdaptiveCard
        {
            FallbackText = PeoplesWords.Something(words),
            Body =
            [
                RichTextBlock.Of(words),
                RichTextBlock.Of($"{initiative.Name} · {QuestionOf(board.Indicators, query, culture)}: {ValueOf(board.Indicators, query, culture)}", isSubtle: true),
                new TextBlock(t.YouHear),
            ],
            Actions = [Conversation.SayButton(t.AllAnswers, Spoken.Answers, initiative.Id, (Schedules.WhichRound.Place, board.Round.Name))],
        };
    }

    /// <summary>How a question about a value stands.</summary>
    internal static string InWords(IReadOnlyList<Indicator> indicators, Entry? entry, Partner partner, ValueQuery query, Texts t)
    {
        var value = ValueOf(indicators, query, t.Culture);
        return query.StateOf(entry?.Values.GetValueOrDefault(query.Indicator)) switch
        {
            QueryState.Waits => t.Waits(Name(query.ByName), partner.Name, value),
            QueryState.Kept when query.Kept!.Note.Length > 0 => t.KeptBecause(Name(query.Kept.ByName), partner.Name, value, query.Kept.Note),
            QueryState.Kept => t.Kept(Name(query.Kept!.ByName), partner.Name, value),
            _ => entry?.Values.GetValueOrDefault(query.Indicator) is { } now && indicators.FirstOrDefault(i => i.Id == query.Indicator) is { } indicator
                ? t.Changed(Name(entry.ByName), partner.Name, value, PeoplesWords.Shorten(now.InWords(indicator, t.Culture), LongestQuestion))
                : t.TakenBack(partner.Name, value),
        };
    }

    internal static string QuestionOf(IReadOnlyList<Indicator> indicators, ValueQuery query, CultureInfo culture) =>
        PeoplesWords.Shorten(indicators.FirstOrDefault(i => i.Id == query.Indicator)?.Question ?? new Texts(culture).NoQuestion, LongestQuestion);

    private static string Name(string person) => PeoplesWords.Shorten(person, LongestName);

    private static string ValueOf(IReadOnlyList<Indicator> indicators, ValueQuery query, CultureInfo culture) =>
        indicators.FirstOrDefault(i => i.Id == query.Indicator) is { } indicator ? PeoplesWords.Shorten(query.Value.InWords(indicator, culture), LongestQuestion) : "";

    private static Form<string> Fields(Texts t) => new(t.Culture,
    [
        new TextField<string>(NoteField, t.Note, n => n, (_, note) => note) { Longest = ValueQuery.Longest, Placeholder = t.NoteExample },
    ]);
}

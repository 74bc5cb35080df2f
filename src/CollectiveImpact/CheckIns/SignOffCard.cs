using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws the numbers that a sign-off confirms, that they are confirmed, and that this was taken back.</summary>
public static class SignOffCard
{
    public const string SignOffVerb = "checkin.signoff";
    public const string TakeBackVerb = "checkin.unsign";

    private static readonly (int Lines, int Longest)[] Sizes = [(40, 200), (20, 120), (8, 80)];

    /// <param name="alone">Whether nobody reads along: else nobody is named.</param>
    public static AdaptiveCard Look(Initiative initiative, Board board, bool alone, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var round = board.Round;
        var title = t.AskSignOff(PeoplesWords.Plain(round.Title(culture)));
        var totals = round.Totals(board.Counting, board.Indicators);
        var silent = StatusCard.Names(initiative, round.Partners.Where(p => alone && board.Entries.All(e => e.Partner != p)));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.HaveAnsweredSoFar(StatusCard.Answered(board), StatusCard.Asked(board))),
                .. silent.Length > 0 ? new Element[] { RichTextBlock.Of(t.HaveNotAnswered(silent)) } : [],
                .. totals.Take(size.Lines).SelectMany(total => board.Indicators.FirstOrDefault(i => i.Id == total.Indicator) is not { } indicator ? [] : new Element[]
                {
                    RichTextBlock.Of(PeoplesWords.Shorten(indicator.Question, size.Longest), TextWeight.Bolder) with { Separator = true },
                    RichTextBlock.Of(t.TotalCovers(total.InWords(indicator, culture), total.Coverage(culture))) with { Spacing = Spacing.None },
                }),
                .. totals.Count > size.Lines ? new Element[] { new TextBlock(t.More(totals.Count - size.Lines)) { IsSubtle = true } } : [],
                new TextBlock(t.SignOffMeans) { Separator = true },
            ],
            Actions =
            [
                CheckInCard.Press(SignOffVerb, t.SignOff, initiative, round) with { Style = ActionStyle.Positive },
                Conversation.SayButton(t.CorrectFirst, Spoken.Correct, initiative.Id),
            ],
        };
    }));

    public static AdaptiveCard Done(Initiative initiative, Round round, string words, CultureInfo culture) => new()
    {
        FallbackText = words,
        Body = [RichTextBlock.Of(words)],
        Actions = [CheckInCard.Press(TakeBackVerb, new Texts(culture).TakeSignOffBack, initiative, round)],
    };

    public static AdaptiveCard TakenBack(Initiative initiative, Round round, string until, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = t.SignOffIsTakenBack(PeoplesWords.Plain(round.Title(culture)), until);
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [new TextBlock(words)],
            Actions = [Conversation.SayButton(t.SignOffAgain, Spoken.SignOff, initiative.Id, (WhichRound.Place, round.Name))],
        };
    }
}

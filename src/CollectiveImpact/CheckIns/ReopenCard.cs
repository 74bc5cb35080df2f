using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws what reopening a check-in would do, and that it was done.</summary>
public static class ReopenCard
{
    public const string LookVerb = "checkin.lookreopen";
    public const string ReopenVerb = "checkin.reopen";
    public const string AskAgainVerb = "checkin.again";

    /// <param name="askedAgain">Whether somebody wanted to ask everyone: then that is offered too.</param>
    public static AdaptiveCard Look(Initiative initiative, Board board, Instant until, bool askedAgain, Instant now, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var round = board.Round;
        var title = askedAgain ? t.AskedAlready(round.Period.InWords(culture)) : t.AskReopen(PeoplesWords.Plain(round.Title(culture)));
        var closed = CheckInCard.When(round.ClosedAt!.Value, zone, culture);
        List<Element> body =
        [
            Heading.Of(title),
            RichTextBlock.Of($"{initiative.Name} · {round.Subtitle(culture)}", isSubtle: true),
            RichTextBlock.Of(round.SignedOff is { } signed ? t.HasClosedOnAndSignedOff(closed, signed.ByName) : t.HasClosedOn(closed)),
            .. Answers(initiative, board, now, t),
            new TextBlock(t.DigestFollows),
            new TextBlock(t.ClosesAgain(CheckInCard.When(until, zone, culture))),
        ];
        if (askedAgain)
        {
            body.Insert(2, new TextBlock(t.ReopenOrAskAgain));
        }

        var reopen = CheckInCard.Press(ReopenVerb, t.Reopen, initiative, round) with { Style = ActionStyle.Positive };
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = body,
            Actions = askedAgain ? [reopen, CheckInCard.Press(AskAgainVerb, t.AskAgain, initiative, round)] : [reopen],
        };
    }

    public static AdaptiveCard Done(Initiative initiative, Board board, Instant now, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var title = t.IsReopened(PeoplesWords.Plain(board.Round.Title(culture)));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.ClosesAgain(CheckInCard.When(board.Round.ClosesAt, zone, culture))),
                .. Answers(initiative, board, now, t),
            ],
            Actions = [Conversation.SayButton(t.StatusButton, Spoken.Status, initiative.Id), Conversation.SayButton(t.CloseIt, Spoken.CloseCheckIn, initiative.Id, (WhichRound.Place, board.Round.Name))],
        };
    }

    public static Reply OtherIsOpen(RunningRound open, CultureInfo culture) =>
        Reply.Says(new Texts(culture).OtherIsOpen($"{open.Name}, {open.Period.InWords(culture)}"));

    private static IEnumerable<Element> Answers(Initiative initiative, Board board, Instant now, Texts t)
    {
        yield return new TextBlock(t.AnswersStay(StatusCard.Answered(board), StatusCard.Asked(board)));
        if (StatusCard.MissingNames(initiative, board, now) is { Length: > 0 } missing)
        {
            yield return RichTextBlock.Of(t.CanStillAnswer(missing));
        }
    }
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws what closing a check-in would do, and that it was done.</summary>
public static class CloseCard
{
    public const string CloseVerb = "checkin.close";

    /// <param name="alone">Whether nobody reads along: else nobody is named.</param>
    public static AdaptiveCard Look(Initiative initiative, Board board, bool alone, Instant now, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var round = board.Round;
        var title = t.AskClose(PeoplesWords.Plain(round.Title(culture)));
        var missing = alone ? StatusCard.MissingNames(initiative, board, now) : "";
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.HaveAnsweredSoFar(StatusCard.Answered(board), StatusCard.Asked(initiative, board))),
                .. missing.Length > 0 ? new Element[] { RichTextBlock.Of(t.WouldBeMissing(missing)) } : [],
                new TextBlock(Goes(initiative, t)),
                new TextBlock(t.ClosesByItself(CheckInCard.When(round.ClosesAt, zone, culture))) { IsSubtle = true },
            ],
            Actions =
            [
                CheckInCard.Press(CloseVerb, t.CloseIt, initiative, round) with { Style = ActionStyle.Positive },
                Conversation.SayButton(t.PreviewDigest, Spoken.Digest, initiative.Id, (WhichRound.Place, round.Name)),
                .. missing.Length > 0 ? new CardAction[] { Conversation.SayButton(t.Nudge, Spoken.Nudge, initiative.Id, (WhichRound.Place, round.Name)) } : [],
            ],
        };
    }

    public static AdaptiveCard Closed(Initiative initiative, string name, Period period, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = (Reached(initiative).Length, initiative.Channels.Count) switch
        {
            (_, 0) => t.ClosedNoHome(period.InWords(culture)),
            (0, _) => t.ClosedNoChannel(period.InWords(culture)),
            _ => t.ClosedOnItsWay(period.InWords(culture), Channels(Reached(initiative), t)),
        };
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [new TextBlock(words)],
            Actions = [Conversation.SayButton(t.Reopen, Spoken.Reopen, initiative.Id, (WhichRound.Place, name)), Conversation.SayButton(t.PreviewDigest, Spoken.Digest, initiative.Id)],
        };
    }

    private static string Goes(Initiative initiative, Texts t) => (Reached(initiative).Length, initiative.Channels.Count) switch
    {
        (_, 0) => t.NoChannelGetsIt,
        (0, _) => t.NoChannelCanGetIt,
        _ => t.DigestGoesTo(Channels(Reached(initiative), t)),
    };

    private static HomeChannel[] Reached(Initiative initiative) => [.. initiative.Channels.Where(c => c.Fault is null)];

    private static string Channels(HomeChannel[] channels, Texts t)
    {
        var whole = channels.Count(c => c.Group is null);
        var ofGroups = channels.Length - whole;
        return (whole, ofGroups) switch
        {
            (1, 0) => t.TheChannel,
            (_, 0) => t.Channels(whole),
            (0, _) => t.GroupChannels(ofGroups),
            _ => t.ChannelsAndGroups(whole, ofGroups),
        };
    }
}

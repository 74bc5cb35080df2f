using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Digests;

/// <summary>
/// Backbone staff look at the digest of the open round, or of the last one, before anyone else does; the others read the last
/// one, as far as they may.
/// </summary>
public sealed class PreviewDigest(IGrainFactory grains, DigestPost post) : IMemberListener
{
    private const int MostNamed = 3;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == turn.Address.ConversationId) is { } channel)
        {
            return await post.LastPostedTo(here.Initiative, channel, cancel) is { } last
                ? Reply.Shows(DigestCard.Of(last, turn.Culture))
                : Reply.Says("No digest has been posted here yet: it comes when a check-in has closed.");
        }

        if (!turn.IsPersonal)
        {
            return Reply.Says("A digest of your own is for you alone: say \"digest\" in our own chat. To have digests posted in this channel, say \"digest here\".");
        }

        if (!here.IsBackbone)
        {
            return await Read(turn, here, cancel);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, "digest");
        if (running is null && timetable.Running.Count > 0)
        {
            return instead!;
        }

        var round = running?.Id ?? timetable.LastClosed;
        if (round is null || await post.Compile(here.Initiative, round, cancel) is not { } digest)
        {
            return Reply.Says("There is nothing to tell yet: no check-in has been opened. Say \"open check-in\" to ask everyone.");
        }

        var reached = here.Initiative.Channels.Where(c => c.Fault is null).ToArray();
        var channels = reached.Count(c => c.Group is null);
        var ofGroups = reached.Length - channels;
        var outOfReach = here.Initiative.ChannelsOutOfReach.Select(c => $"{PeoplesWords.Escape(ChannelCard.NameOf(c))} gets nothing at present: {c.Fault!.InWords}.").ToArray();
        return Reply.Shows(DigestCard.Preview(digest, turn.Culture, string.Join(' ', [Where(), .. outOfReach.Take(MostNamed), .. outOfReach.Length > MostNamed ? ["“channels” shows them all."] : (IEnumerable<string>)[]])));

        string Where() => (channels, ofGroups) switch
        {
            (0, 0) when outOfReach.Length > 0 => "It goes to no channel.",
            (0, 0) => "No channel is a home for digests yet: @mention me in a channel and say “digest here”.",
            (_, 0) => $"It goes to {Counted.Of(channels, "channel")}.",
            (0, _) => $"What of it concerns a working group goes to {Counted.Of(ofGroups, "channel")}.",
            _ => $"It goes to {Counted.Of(channels, "channel")}, and what of it concerns a working group to {Counted.Of(ofGroups, "more channel")}.",
        };
    }

    private async Task<Reply> Read(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        return timetable.LastClosed is { } last && await post.Compile(here.Initiative, last, cancel) is { } digest
            ? Reply.Shows(DigestCard.Of(digest, turn.Culture, here.Sees()))
            : Reply.Says("There is no digest yet: it comes when the first check-in has closed.");
    }
}

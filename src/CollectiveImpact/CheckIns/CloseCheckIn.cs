using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff end the open round before its time; its digest follows.</summary>
public sealed class CloseCheckIn(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var timetable = await clock.Get();
        if (timetable.Running.Count == 0)
        {
            return Reply.Says(t.NoneIsOpen);
        }

        var (round, instead) = WhichRound.Open(timetable, turn, here, Spoken.CloseCheckIn);
        if (round is null)
        {
            return instead!;
        }

        await clock.CloseNow(round.Id);
        var period = round.Period.InWords(turn.Culture);
        var reached = here.Initiative.Channels.Where(c => c.Fault is null).ToArray();
        return Reply.Shows(ReopenCard.Closed(here.Initiative, round.Name, (reached.Length, here.Initiative.Channels.Count) switch
        {
            (_, 0) => t.ClosedNoHome(period),
            (0, _) => t.ClosedNoChannel(period),
            _ => t.ClosedOnItsWay(period, Channels(reached, t)),
        }, t));
    }

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

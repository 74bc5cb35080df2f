using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff end the open round before its time; its digest follows.</summary>
public sealed class CloseCheckIn(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var timetable = await clock.Get();
        if (timetable.Running.Count == 0)
        {
            return Reply.Says("No check-in is open.");
        }

        var (round, instead) = WhichRound.Open(timetable, turn, here, "close check-in");
        if (round is null)
        {
            return instead!;
        }

        await clock.CloseNow(round.Id);
        var period = round.Period.InWords(turn.Culture);
        var reached = here.Initiative.Channels.Where(c => c.Fault is null).ToArray();
        return Reply.Says((reached.Length, here.Initiative.Channels.Count) switch
        {
            (_, 0) => $"The check-in for {period} is closed. No channel is a home for digests yet: @mention me in a channel and say \"digest here\", then say \"digest\" to me to post it.",
            (0, _) => $"The check-in for {period} is closed. Its digest may reach no channel: say \"channels\" to see why.",
            _ => $"The check-in for {period} is closed, and its digest is on its way to {Channels(reached)}.",
        });
    }

    private static string Channels(HomeChannel[] channels)
    {
        var whole = channels.Count(c => c.Group is null);
        var ofGroups = channels.Length - whole;
        return (whole, ofGroups) switch
        {
            (1, 0) => "the channel",
            (_, 0) => $"{whole} channels",
            (0, _) => $"{Counted.Of(ofGroups, "channel")} of working groups, as far as it concerns them",
            _ => $"{Counted.Of(whole, "channel")}, and as far as it concerns them to {Counted.Of(ofGroups, "channel")} of working groups",
        };
    }
}

using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>A member asks when the next check-in is; one that is open is told first, with when it closes.</summary>
public sealed class ShowNext(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var open = timetable.Running.Where(r => here.IsBackbone || here.Partner is null || r.Asks.HasPartner(here.Partner.Id)).Select(r =>
        {
            var closes = r.ClosesAt.InZone(here.Zone(turn));
            return new Texts(turn.Culture).IsOpenNow(r.Name, closes.OnWeekday(turn.Culture), closes.AtTime(turn.Culture));
        }).ToArray();
        return Reply.Says(open.Length == 0 ? Next.InWords(timetable, turn.Culture) : string.Join(" ", [.. open, Next.Coming(timetable, turn.Culture)]));
    }
}

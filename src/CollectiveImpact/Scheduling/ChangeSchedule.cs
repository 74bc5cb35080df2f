using CollectiveImpact.Conversations;

namespace CollectiveImpact.Scheduling;

/// <summary>Backbone staff save when the check-in comes back; a round that is open keeps its times.</summary>
public sealed class ChangeSchedule(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (schedule, faults) = ScheduleCard.Read(turn.Form, here.Initiative, turn.Now);
        if (schedule is null)
        {
            return Reply.AsksAgain(ScheduleCard.FormAgain(here.Initiative, turn.Form, faults));
        }

        await grains.GetGrain<IClockGrain>(here.Initiative.Id).Change(schedule);
        return Reply.Shows(ScheduleCard.Show(here.Initiative, schedule, turn.Now, turn.Culture));
    }
}

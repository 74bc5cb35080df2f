using CollectiveImpact.Conversations;

namespace CollectiveImpact.Scheduling;

/// <summary>Backbone staff see when the check-in comes back, in words and as the next dates.</summary>
public sealed class ShowSchedule(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        return Reply.Shows(timetable.Schedule is { } schedule
            ? ScheduleCard.Show(here.Initiative, schedule, turn.Now, turn.Culture)
            : ScheduleCard.Form(here.Initiative, ScheduleCard.Usual(here.Initiative, turn.Now)));
    }
}

/// <summary>Shows the form that changes the schedule.</summary>
public sealed class WriteSchedule(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        return Reply.Shows(ScheduleCard.Form(here.Initiative, timetable.Schedule ?? ScheduleCard.Usual(here.Initiative, turn.Now)));
    }
}

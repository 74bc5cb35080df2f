using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Schedules;

/// <summary>Backbone staff see the next dates of what they wrote, before anything is saved.</summary>
public sealed class PreviewSchedule(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var indicators = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        var (schedule, faults) = ScheduleForm.Read(turn.Form, here.Initiative, timetable, indicators, turn.Now, turn.Culture);
        return schedule is null
            ? Reply.AsksAgain(ScheduleForm.Again(here.Initiative, turn.Form, faults, indicators, turn.Culture))
            : Reply.Shows(ScheduleCard.Preview(here.Initiative, timetable, schedule, turn.Form, indicators, turn.Now, turn.Culture));
    }
}

/// <summary>Backbone staff save when a check-in comes back; a round that is open keeps its times.</summary>
public sealed class ChangeSchedule(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var indicators = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        var (schedule, faults) = ScheduleForm.Read(turn.Form, here.Initiative, await clock.Get(), indicators, turn.Now, turn.Culture);
        if (schedule is null)
        {
            return Reply.AsksAgain(ScheduleForm.Again(here.Initiative, turn.Form, faults, indicators, turn.Culture));
        }

        var timetable = await clock.Follow(schedule);
        await audit.Keep(turn, here, ActKind.ScheduleChanged, AuditLog.About("schedule", schedule.Id), schedule.Name, cancel: cancel);
        return Reply.Shows(ScheduleCard.Show(here.Initiative, timetable, turn.Culture));
    }
}

/// <summary>Backbone staff end a check-in; the others go on, and a round that is open closes at its time.</summary>
public sealed class StopSchedule(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (clock, id) = (grains.GetGrain<IClockGrain>(here.Initiative.Id), ScheduleForm.IdOf(turn.Form));
        var stopped = (await clock.Get()).Find(id);
        var timetable = await clock.Stop(id);
        if (stopped is not null)
        {
            await audit.Keep(turn, here, ActKind.ScheduleEnded, AuditLog.About("schedule", id), stopped.Schedule.Name, cancel: cancel);
        }

        return timetable.Schedules.Count > 0
            ? Reply.Shows(ScheduleCard.Show(here.Initiative, timetable, turn.Culture))
            : Reply.Says(new Texts(turn.Culture).NoneComesByItself);
    }
}

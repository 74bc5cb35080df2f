using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Schedules;

/// <summary>Backbone staff see when each check-in comes back, in words and as the next dates.</summary>
public sealed class ShowSchedules(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        return Reply.Shows(timetable.Schedules.Count > 0
            ? ScheduleCard.Show(here.Initiative, timetable, turn.Culture)
            : ScheduleForm.Of(here.Initiative, Schedule.Usual(here.Initiative, turn.Now), isNew: true, await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All(), turn.Culture));
    }
}

/// <summary>Shows the form that adds a check-in or changes one, with what was typed before when it comes back from the dates.</summary>
public sealed class WriteSchedule(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var indicators = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        if (ScheduleForm.IsTyped(turn.Form))
        {
            return Reply.AsksAgain(ScheduleForm.Again(here.Initiative, turn.Form, new Dictionary<string, string>(), indicators, turn.Culture));
        }

        if (ScheduleForm.IdOf(turn.Form).Length > 0 && timetable.Find(ScheduleForm.IdOf(turn.Form)) is null)
        {
            return Reply.Says(new Texts(turn.Culture).CheckInGone);
        }

        return Reply.Shows(timetable.Find(ScheduleForm.IdOf(turn.Form)) is { } followed
            ? ScheduleForm.Of(here.Initiative, followed.Schedule, isNew: false, indicators, turn.Culture)
            // The usual name is the first one's.
            : ScheduleForm.Of(here.Initiative, Schedule.Usual(here.Initiative, turn.Now) with { Name = timetable.Schedules.Count == 0 ? Schedule.UsualName : "" }, isNew: true, indicators, turn.Culture));
    }
}

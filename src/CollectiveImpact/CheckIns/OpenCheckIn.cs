using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff ask everyone now, outside the schedule.</summary>
public sealed class OpenCheckIn(IGrainFactory grains, CheckInPost post, ReopeningView reopening) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var initiative = here.Initiative;
        if (!initiative.Reporting.Any())
        {
            return Reply.Says(new Texts(turn.Culture).NobodyToAsk);
        }

        var clock = grains.GetGrain<IClockGrain>(initiative.Id);
        var timetable = await clock.Get();
        var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, Spoken.OpenCheckIn);
        if (instead is not null)
        {
            return instead;
        }

        // A period is asked about twice only when somebody says so.
        if (await reopening.OfTheSamePeriod(turn, here, timetable, followed) is { } asked)
        {
            return Reply.Shows(asked);
        }

        return await Open(turn, here, timetable, followed);
    }

    /// <summary>Opens a round for everyone, whatever has been asked before.</summary>
    public async Task<Reply> Open(Turn turn, Here here, Timetable timetable, FollowedSchedule? followed)
    {
        var initiative = here.Initiative;
        var clock = grains.GetGrain<IClockGrain>(initiative.Id);
        var (_, waiting) = await OpenRound.Askable(
            grains, initiative.Id, followed?.Schedule.Asks ?? Scope.Everything, timetable.AskedElsewhere(followed?.Schedule.Id ?? Schedule.UsualId));
        var (round, isNew) = await clock.OpenNow(followed?.Schedule.Id);
        var board = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Board();
        return Reply.Shows(StatusCard.Opened(
            initiative, board!, isNew, board!.Indicators.Count(i => board.Round.Indicators.Contains(i.Id) && !i.IsCalculated), isNew ? waiting : [], Reconciled.Of(initiative, board!, await post.Sent(initiative.Id, round.Id), turn.Now), turn.Culture, here.Zone(turn)));
    }
}

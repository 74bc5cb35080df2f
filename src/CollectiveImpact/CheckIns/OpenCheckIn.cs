using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff ask everyone now, outside the schedule.</summary>
public sealed class OpenCheckIn(IGrainFactory grains, CheckInPost post) : IMemberListener
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

        var (_, waiting) = await OpenRound.Askable(
            grains, initiative.Id, followed?.Schedule.Asks ?? Scope.Everything, timetable.AskedElsewhere(followed?.Schedule.Id ?? Schedule.UsualId));
        var (round, isNew) = await clock.OpenNow(followed?.Schedule.Id);
        var board = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Board();
        return Reply.Shows(StatusCard.Opened(
            initiative, board!, isNew, board!.Indicators.Count(i => board.Round.Indicators.Contains(i.Id) && !i.IsCalculated), isNew ? waiting : [], Reconciled.Of(initiative, board!, await post.Sent(initiative.Id, round.Id), turn.Now), turn.Culture, here.Zone(turn)));
    }
}

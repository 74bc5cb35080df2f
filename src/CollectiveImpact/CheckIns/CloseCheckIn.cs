using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff look at what closing the open round before its time would do.</summary>
public sealed class LookAtClosing(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        if (timetable.Running.Count == 0)
        {
            return Reply.Says(new Texts(turn.Culture).NoneIsOpen);
        }

        var (round, instead) = WhichRound.Open(timetable, turn, here, Spoken.CloseCheckIn);
        return round is null ? instead!
            : await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, round.Id)).Board() is { } board
            ? Reply.Shows(CloseCard.Look(here.Initiative, board, turn.IsPersonal, turn.Now, turn.Culture, here.Zone(turn)))
            : Reply.Says(new Texts(turn.Culture).NoneIsOpen);
    }
}

/// <summary>Backbone staff end the open round before its time; its digest follows.</summary>
public sealed class CloseCheckIn(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var id = CheckInCard.RoundOf(turn.Form);
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, id)).Get() is null)
        {
            return Reply.Says(t.NoneIsOpen);
        }

        var doing = await audit.Begin(turn, here, ActKind.Closed, id, cancel);
        var isNew = await grains.GetGrain<IClockGrain>(here.Initiative.Id).CloseNow(id) is not null;
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, id)).Get() is not { ClosedAt: { } at } round)
        {
            return Reply.Says(t.NoneIsOpen);
        }

        await doing.Keep(isNew, id, round.TitleFor(here.Initiative), at: at, cancel: cancel);
        var by = isNew ? null : await audit.Last(here.Initiative.Id, id, ActKind.Closed, cancel);
        var when = CheckInCard.When(at, here.Zone(turn), turn.Culture);
        return isNew || by?.By == turn.Person ? Reply.Shows(CloseCard.Closed(here.Initiative, round.Name, round.Period, turn.Culture))
            : Reply.Says(by is null ? t.ClosedBefore(round.Title(turn.Culture), when) : t.ClosedBeforeBy(by.ByName, round.Title(turn.Culture), when));
    }
}

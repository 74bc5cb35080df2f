using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff look at what reopening the check-in that closed last would do.</summary>
public sealed class LookAtReopening(IGrainFactory grains, ReopeningView view) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        RoundId? last;
        if (turn.Press is null)
        {
            var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, Spoken.Reopen);
            if (instead is not null)
            {
                return instead;
            }

            last = followed is null ? timetable.LastClosed : timetable.LastOf(followed.Schedule.Id);
        }
        else
        {
            last = CheckInCard.RoundOf(turn.Form);
        }

        return last is null || await view.Of(turn, here, timetable, last) is not { } card ? Reply.Says(t.NothingToReopen)
            : timetable.Running.FirstOrDefault(r => r.Schedule == last!.Schedule) is { } open ? ReopenCard.OtherIsOpen(open, turn.Culture)
            : Reply.Shows(card);
    }
}

/// <summary>Opens a closed round again: the same round, with all that was answered.</summary>
public sealed class ReopenRound(IGrainFactory grains, IEnumerable<IFollowCorrections> followers, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (t, id) = (new Texts(turn.Culture), CheckInCard.RoundOf(turn.Form));
        var (clock, round) = (grains.GetGrain<IClockGrain>(here.Initiative.Id), grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, id)));
        var timetable = await clock.Get();
        if (await round.Get() is not { IsOfFiles: false } closed)
        {
            return Reply.Says(t.NothingToReopen);
        }

        // The clock first: a round that is open and that no clock closes would stay so for ever.
        var schedule = id.Schedule;
        var until = timetable.ReopensUntil(schedule, closed.ClosesAt, here.Initiative.ZonesOf, turn.Now);
        if (await clock.Reopen(closed.Running(turn.Now, until)) is not { } running)
        {
            return timetable.Running.FirstOrDefault(r => r.Schedule == schedule) is { } open ? ReopenCard.OtherIsOpen(open, turn.Culture) : Reply.Says(t.NothingToReopen);
        }

        var isNew = closed.ClosedAt is not null;
        var reopened = await round.Reopen(turn.Name, turn.Now, running.ClosesAt);
        var board = await round.Board();
        // Nobody has reopened what never closed, whoever presses.
        if (reopened?.Reopened is { } its)
        {
            await audit.Keep(turn, here, ActKind.Reopened, id, closed.TitleFor(here.Initiative), at: its.At, cancel: cancel);
        }

        if (isNew)
        {
            foreach (var follower in followers)
            {
                await follower.Corrected(here.Initiative, reopened!, cancel);
            }
        }

        return Reply.Shows(ReopenCard.Done(here.Initiative, board!, turn.Now, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Asks everyone about a period that was asked about before, because somebody chose to.</summary>
public sealed class AskAgain(IGrainFactory grains, OpenCheckIn opening) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => await opening.Open(
        turn, here, await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get(), CheckInCard.RoundOf(turn.Form).Schedule, ActKind.AskedAgain, cancel);
}

/// <summary>What reopening a round would do, as a card.</summary>
public sealed class ReopeningView(IGrainFactory grains)
{
    /// <summary>What opening a round again would do; null when there is no such round.</summary>
    public async Task<AdaptiveCard?> Of(Turn turn, Here here, Timetable timetable, RoundId round, bool askedAgain = false) =>
        await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, round)).Board() is { Round: { ClosedAt: not null, IsOfFiles: false } } board
            ? ReopenCard.Look(
                here.Initiative, board, timetable.ReopensUntil(round.Schedule, board.Round.ClosesAt, here.Initiative.ZonesOf, turn.Now), askedAgain, turn.Now, turn.Culture, here.Zone(turn))
            : null;

    /// <summary>The same for a round that has closed already and asked about the period that would be asked about now; null when there is none.</summary>
    public async Task<AdaptiveCard?> OfTheSamePeriod(Turn turn, Here here, Timetable timetable, FollowedSchedule? followed)
    {
        var schedule = followed?.Schedule.Id ?? Schedule.UsualId;
        var today = turn.Now.InZone(TimeZones.Of(here.Initiative.TimeZone)).Date;
        var period = Period.Of(today, followed?.Schedule.Recurs.Frequency ?? Frequency.Weekly);
        return timetable.Running.All(r => r.Schedule != schedule) && timetable.LastOf(schedule) is { } last && last.Value.StartsWith(period.Id + ".", StringComparison.Ordinal)
            ? await Of(turn, here, timetable, last, askedAgain: true)
            : null;
    }
}

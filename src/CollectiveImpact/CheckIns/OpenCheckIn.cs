using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff look at what asking everyone now, outside the schedule, would do.</summary>
public sealed class LookAtOpening(IGrainFactory grains, CheckInPost post, ReopeningView reopening) : IMemberListener
{
    /// <summary>What backbone staff say to the bot to ask partners now.</summary>
    public static string SaidAs(CultureInfo culture) => Spoken.OpenCheckIn.In(culture);

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var initiative = here.Initiative;
        if (!initiative.Reporting.Any())
        {
            return Reply.Says(new Texts(turn.Culture).NobodyToAsk);
        }

        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
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

        if (timetable.Running.FirstOrDefault(r => followed is null || r.Schedule == followed.Schedule.Id) is { } running
            && await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, running.Id)).Board() is { } board)
        {
            return await OpenCheckIn.Opened(post, turn, here, board, isNew: false, []);
        }

        var (round, _) = timetable.ByHand(followed, initiative.ZonesOf, initiative.TimeZone, turn.Now);
        var last = timetable.LastOf(round.Schedule) is { } before ? (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, before)).Get())?.Date : null;
        var (askable, waiting) = await OpenRound.Askable(
            grains, initiative.Id, round.Asks, timetable.AskedElsewhere(round.Schedule), i => Round.IsDue(i, round.Period, round.Date, last));
        return Reply.Shows(OpenCard.Look(initiative, round, [.. askable.Where(i => !i.IsCalculated)], waiting, turn.IsPersonal, turn.Now, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Backbone staff ask everyone now.</summary>
public sealed class OpenCheckIn(IGrainFactory grains, CheckInPost post, ReopeningView reopening, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var schedule = CheckInCard.RoundOf(turn.Form).Schedule;
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        // The card may be an old one: what it asked about may have been asked about since.
        return await reopening.OfTheSamePeriod(turn, here, timetable, timetable.Find(schedule)) is { } asked
            ? Reply.Shows(asked)
            : await Open(turn, here, timetable, schedule, ActKind.Opened, cancel);
    }

    /// <summary>Opens a round for everyone, whatever has been asked before.</summary>
    internal async Task<Reply> Open(Turn turn, Here here, Timetable timetable, string schedule, ActKind kind, CancellationToken cancel)
    {
        var initiative = here.Initiative;
        var followed = timetable.Find(schedule);
        if (followed is null && timetable.Schedules.Count > 0)
        {
            return Reply.Says(new Texts(turn.Culture).ScheduleGone);
        }

        var (_, waiting) = await OpenRound.Askable(
            grains, initiative.Id, followed?.Schedule.Asks ?? Scope.Everything, timetable.AskedElsewhere(followed?.Schedule.Id ?? Schedule.UsualId));
        var doing = await audit.Begin(turn, here, kind, followed?.Schedule.Id ?? Schedule.UsualId, cancel);
        var (round, isNew) = await grains.GetGrain<IClockGrain>(initiative.Id).OpenNow(followed?.Schedule.Id);
        var board = (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Board())!;
        await doing.Keep(isNew, round.Id, board.Round.TitleFor(initiative), at: board.Round.OpenedAt, cancel: cancel);
        return await Opened(post, turn, here, board, isNew, isNew ? waiting : []);
    }

    /// <summary>What is open, whom it asks, and who can't be reached.</summary>
    internal static async Task<Reply> Opened(
        CheckInPost post, Turn turn, Here here, Board board, bool isNew, IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Terms)> waiting) => Reply.Shows(StatusCard.Opened(
            here.Initiative,
            board,
            isNew,
            board.Indicators.Count(i => board.Round.Indicators.Contains(i.Id) && !i.IsCalculated),
            waiting,
            Reconciled.Of(here.Initiative, board, await post.Sent(here.Initiative.Id, board.Round.Id), turn.Now),
            turn.Culture,
            here.Zone(turn)));
}

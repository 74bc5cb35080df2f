using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff look at the numbers of the last closed round before they confirm them.</summary>
public sealed class LookAtSigningOff(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, Spoken.SignOff);
        if (instead is not null)
        {
            return instead;
        }

        var last = followed is null ? timetable.LastClosed : timetable.LastOf(followed.Schedule.Id);
        return last is null || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, last)).Board() is not { Round.ClosedAt: not null } board ? Reply.Says(t.NothingToSignOff)
            : Reply.Shows(board.Round.SignedOff is { } signed
                ? SignOffCard.Done(here.Initiative, board.Round, t.SignedOffAlready(signed.ByName, board.Round.Title(turn.Culture), Day(signed, turn, here)), turn.Culture)
                : SignOffCard.Look(here.Initiative, board, turn.IsPersonal, turn.Culture));
    }

    internal static string Day(SignOff signed, Turn turn, Here here) => signed.At.InZone(here.Zone(turn)).OnDay(turn.Culture);
}

/// <summary>Backbone staff confirm a closed round's numbers: from then on only they can correct it.</summary>
public sealed class SignOffRound(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var id = CheckInCard.RoundOf(turn.Form);
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, id)).SignOff(new SignOff(turn.Name, turn.Now)) is not { SignedOff: { } signed } round)
        {
            return Reply.Says(t.NothingToSignOff);
        }

        // Pressed again after it broke off, it is kept as what it was.
        if (signed.At == turn.Now || signed.ByName == turn.Name)
        {
            await audit.Keep(turn, here, ActKind.SignedOff, id, round.TitleFor(here.Initiative), at: signed.At, cancel: cancel);
        }

        return Reply.Shows(SignOffCard.Done(
            here.Initiative,
            round,
            signed.At == turn.Now ? t.IsSignedOff(round.Title(turn.Culture)) : t.SignedOffAlready(signed.ByName, round.Title(turn.Culture), LookAtSigningOff.Day(signed, turn, here)),
            turn.Culture));
    }
}

/// <summary>Backbone staff take a sign-off back: reporters can correct the round again.</summary>
public sealed class TakeSignOffBack(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var id = CheckInCard.RoundOf(turn.Form);
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, id));
        if (await grain.Get() is not { ClosedAt: { } closed } round)
        {
            return Reply.Says(t.NothingToSignOff);
        }

        var doing = await audit.Begin(turn, here, ActKind.SignOffTakenBack, id, cancel);
        var signed = round.SignedOff;
        round = signed is null ? round : await grain.TakeSignOffBack() ?? round;
        await doing.Keep(signed is not null, id, round.TitleFor(here.Initiative), signed?.ByName ?? "", cancel: cancel);

        return Reply.Shows(SignOffCard.TakenBack(here.Initiative, round, CheckInCard.When(closed + Round.CorrectableFor, here.Zone(turn), turn.Culture), turn.Culture));
    }
}

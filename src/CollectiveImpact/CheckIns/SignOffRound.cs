using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff confirm the numbers of the last closed round: from then on only they can correct it.</summary>
public sealed class SignOffRound(IGrainFactory grains) : IMemberListener
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
        if (last is null || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, last)).SignOff(new SignOff(turn.Name, turn.Now)) is not { SignedOff: { } signed } round)
        {
            return Reply.Says(t.NothingToSignOff);
        }

        return Reply.Says(signed.At == turn.Now
            ? t.IsSignedOff(round.Title(turn.Culture))
            : t.SignedOffAlready(signed.ByName, round.Title(turn.Culture), signed.At.InZone(here.Zone(turn)).ToString("d MMMM", turn.Culture)));
    }
}

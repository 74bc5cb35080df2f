using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff remind those who are missing, once a round.</summary>
public sealed class Nudge(IGrainFactory grains, CheckInPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var initiative = here.Initiative;
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.Nudge);
        if (running is null || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, running.Id)).Board() is not { } board)
        {
            return instead ?? Reply.Says(Next.InWords(timetable, turn.Culture));
        }

        var missing = StatusCard.Missing(initiative, board, turn.Now);
        if (missing.Count == 0)
        {
            return Reply.Says(t.EveryoneHasAnswered);
        }

        var before = await post.Nudged(initiative.Id, running.Id);
        var people = missing.SelectMany(p => initiative.AskedFor(p, turn.Now)).ToArray();
        var fresh = Array.FindAll(people, m => !before.Contains(Recipient.Of(m.Person)));
        if (fresh.Length == 0)
        {
            return Reply.Says(t.RemindedAlready);
        }

        await post.Ask(initiative, running, Purpose.Nudge, fresh);
        var unreachable = fresh.Count(m => m.WhyNot is not null);
        var reminded = fresh.Length - unreachable;
        return Reply.Says(unreachable == 0 ? t.Reminded(reminded, missing.Count) : t.RemindedNotAll(reminded, missing.Count, unreachable));
    }
}

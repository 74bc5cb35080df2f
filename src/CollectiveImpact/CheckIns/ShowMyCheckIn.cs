using CollectiveImpact.Conversations;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter asks for their card: the form, or what their partner already answered.</summary>
public sealed class ShowMyCheckIn(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        if (timetable.Running is not [var running, ..]
            || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, running.Id)).View(here.Partner!.Id) is not { } view)
        {
            return Reply.Says(Next.InWords(timetable, turn.Culture, here.Zone(turn)));
        }

        return Reply.Shows(view.Entry is null
            ? CheckInCard.Form(here.Initiative, view, here.Partner!, turn.Culture, here.Zone(turn))
            : CheckInCard.Receipt(here.Initiative, view, here.Partner!, turn.Culture, here.Zone(turn)));
    }
}

using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter says that their partner doesn't answer this time, and why.</summary>
public sealed class SkipCheckIn(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var partner = here.Partner!;
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        var (decision, view) = await grain.Skip(partner.Id, CheckInCard.SkipReasonOf(turn.Form), turn.Person, turn.Name, turn.Now);
        switch (decision)
        {
            case Decision.Accepted or Decision.Unchanged:
                return Reply.Shows(CheckInReceipt.Of(here.Initiative, view!, partner, turn.Culture, here.Zone(turn)));
            case Decision.Refused when view is { } asked:
                return SubmitCheckIn.Outcome(decision, asked, asked, partner, turn, here);
            case Decision.Closed(var at):
                return SubmitCheckIn.Closed(at, turn, here);
            default:
                return SubmitCheckIn.NoSuchRound(turn.Culture);
        }
    }
}

using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter decides who reads what their partner wrote, and as whose, after seeing how it will read.</summary>
public sealed class SaveReaders(IGrainFactory grains, IEnumerable<IFollowCorrections> followers) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var partner = here.Partner!;
        var round = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        if (CheckInReceipt.Read(turn.Form) is not { } chosen)
        {
            return Reply.Says(new Texts(turn.Culture).ChooseReaders);
        }

        var (decision, view) = await round.ChooseReaders(partner.Id, chosen);
        if (decision is not (Decision.Accepted or Decision.Unchanged))
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        if (view!.Round.ClosedAt is not null)
        {
            foreach (var follower in followers)
            {
                await follower.Corrected(here.Initiative, view.Round, cancel);
            }
        }

        return Reply.Shows(CheckInReceipt.Of(here.Initiative, view, partner, turn.Culture, here.Zone(turn)));
    }
}

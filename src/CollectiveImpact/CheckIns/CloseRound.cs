using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>When a round closes: no answer is taken any more, and the totals are final.</summary>
public sealed class CloseRound(IGrainFactory grains, IUnsentFormStore unsent) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(occasion.Initiative.Id, occasion.Round.Id));
        await grain.Close(occasion.Now);
        foreach (var entry in (await grain.Board())?.Entries ?? [])
        {
            // The receipts that people have say that they can't be changed any more.
            await grain.CardsFollow(entry.Partner, null);
        }

        await unsent.Forget(occasion.Initiative.Id, occasion.Round.Id, cancel);
    }
}

using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>When a round closes: no answer is taken any more, and the totals are final.</summary>
public sealed class CloseRound(IGrainFactory grains, IUnsentFormStore unsent) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        await grains.GetGrain<IRoundGrain>(RoundGrain.Key(occasion.Initiative.Id, occasion.Round.Id)).Close(occasion.Now);
        await unsent.Forget(occasion.Initiative.Id, occasion.Round.Id, cancel);
    }
}

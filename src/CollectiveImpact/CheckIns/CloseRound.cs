using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>When a round closes: no answer is taken any more, and the totals are final.</summary>
public sealed class CloseRound(IGrainFactory grains) : IClockListener
{
    public Task Handle(Occasion occasion, CancellationToken cancel) =>
        grains.GetGrain<IRoundGrain>(RoundGrain.Key(occasion.Initiative.Id, occasion.Round.Id)).Close(occasion.Now);
}

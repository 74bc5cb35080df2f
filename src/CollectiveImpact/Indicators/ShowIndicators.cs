using CollectiveImpact.Conversations;

namespace CollectiveImpact.Indicators;

/// <summary>Shows what the initiative measures; backbone staff can add, edit and retire from there.</summary>
public sealed class ShowIndicators(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(IndicatorCard.List(here, await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All(), turn.Culture));
}

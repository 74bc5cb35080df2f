using CollectiveImpact.Conversations;

namespace CollectiveImpact.Indicators;

/// <summary>Shows the form for a new indicator, or for the one that a button names.</summary>
public sealed class WriteIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = IndicatorCard.IndicatorOf(turn.Form);
        var all = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        return Reply.Shows(IndicatorForm.Of(here.Initiative, all.FirstOrDefault(i => i.Id == id), all, turn.Culture));
    }
}

using CollectiveImpact.Conversations;

namespace CollectiveImpact.Indicators;

/// <summary>Shows the form for a new indicator, or for the one that a button names.</summary>
public sealed class WriteIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = IndicatorCard.IndicatorOf(turn.Form);
        var indicator = id.Length == 0 ? null : (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).FirstOrDefault(i => i.Id == id);
        return Reply.Shows(IndicatorCard.Form(here.Initiative.Id, indicator, turn.Culture));
    }
}

using CollectiveImpact.Conversations;

namespace CollectiveImpact.Indicators;

/// <summary>Backbone staff save an indicator; what doesn't fit together is said at its field.</summary>
public sealed class SaveIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        var all = await indicators.All();
        var (indicator, faults) = IndicatorCard.Read(turn.Form, all, turn.Culture);
        if (indicator is null)
        {
            return Reply.AsksAgain(IndicatorCard.FormAgain(here.Initiative.Id, turn.Form, faults));
        }

        await indicators.Save(indicator);
        return Reply.Shows(IndicatorCard.List(here, await indicators.All(), turn.Culture));
    }
}

/// <summary>Backbone staff retire an indicator: it is asked no more, and its history stays.</summary>
public sealed class RetireIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        var indicator = (await indicators.All()).FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form));
        if (indicator is { Retired: false })
        {
            await indicators.Save(indicator with { Retired = true });
        }

        return Reply.Shows(IndicatorCard.List(here, await indicators.All(), turn.Culture, indicator));
    }
}

/// <summary>Backbone staff bring a retired indicator back: the next check-in asks it again.</summary>
public sealed class RestoreIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        if ((await indicators.All()).FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form)) is { Retired: true } indicator)
        {
            await indicators.Save(indicator with { Retired = false });
        }

        return Reply.Shows(IndicatorCard.List(here, await indicators.All(), turn.Culture));
    }
}

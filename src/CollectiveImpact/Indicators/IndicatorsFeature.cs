using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Indicators;

/// <summary>Every door into the indicators.</summary>
public sealed class IndicatorsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("indicators", "add indicator").ByVisitors().Offers("What we measure together").AlsoInChannels().Do<ShowIndicators>();
        on.Press(IndicatorCard.AddVerb).ByBackbone().Do<WriteIndicator>();
        on.Press(IndicatorCard.EditVerb).ByBackbone().Do<WriteIndicator>();
        on.Press(IndicatorForm.SaveVerb).ByBackbone().Do<SaveIndicator>();
        on.Press(IndicatorCard.RetireVerb).ByBackbone().Do<RetireIndicator>();
        on.Press(IndicatorCard.RestoreVerb).ByBackbone().Do<RestoreIndicator>();
    }
}

public static class IndicatorsHosting
{
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<IFeature, IndicatorsFeature>()
        .AddSingleton<FollowTerms>()
        .AddSingleton<ITermUses>(s => s.GetRequiredService<FollowTerms>())
        .AddSingleton<IFollowTerms>(s => s.GetRequiredService<FollowTerms>())
        .AddSingleton<IWriter>(s => s.GetRequiredService<FollowTerms>())
        .AddSingleton<ShowIndicators>()
        .AddSingleton<WriteIndicator>()
        .AddSingleton<SaveIndicator>()
        .AddSingleton<RetireIndicator>()
        .AddSingleton<RestoreIndicator>();
}

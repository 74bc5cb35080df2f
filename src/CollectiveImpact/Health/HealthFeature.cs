using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Health;

/// <summary>Every door into how the initiative is doing.</summary>
public sealed class HealthFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Health).ByBackbone().Offers(HelpGroup.Numbers, c => new Texts(c).OfferHealth).Do<ShowHealth>();
        on.Press(HealthCard.Verb).ByBackbone().Do<ShowHealth>();
    }
}

public static class HealthHosting
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddFeature(new HealthFeature())
        .AddSingleton<ReadHealth>();
}

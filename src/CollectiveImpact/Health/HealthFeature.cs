using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Health;

/// <summary>Every door into how the initiative is doing.</summary>
public sealed class HealthFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("health", "how are we doing").ByBackbone().Offers("How we are doing, and what to do next").Do<ShowHealth>();
        on.Press(HealthCard.Verb).ByBackbone().Do<ShowHealth>();
    }
}

public static class HealthHosting
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<IFeature, HealthFeature>()
        .AddSingleton<ShowHealth>()
        .AddSingleton<ReadHealth>();
}

using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Scheduling;

public static class SchedulingFeature
{
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddSingleton<CatchUp>();
        return services.AddHostedService(provider => provider.GetRequiredService<CatchUp>());
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Scheduling;

public static class SchedulingFeature
{
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<ClockWindow>()
        .AddSingleton<CatchUp>()
        .AddHostedService(s => s.GetRequiredService<CatchUp>());
}

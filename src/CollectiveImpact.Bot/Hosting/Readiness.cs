using CollectiveImpact.Initiatives;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>Alive while the process runs; ready when the storage answers, since a bot that can't keep an answer must not ask.</summary>
public static class Readiness
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StorageCheck>("storage", timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static WebApplication MapReadiness(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        return app;
    }

    private sealed class StorageCheck(IStorageProbe storage) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await storage.Ping(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CollectiveImpact.Conversations;

public static class ConversationsFeature
{
    /// <summary>Opens the doors that all features declare, and looks behind each of them at start.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var listeners = new Listeners();
            foreach (var feature in provider.GetServices<IFeature>())
            {
                feature.Listen(listeners);
            }

            return listeners;
        });
        services.AddHostedService<DoorInspection>();
        return services.AddSingleton<Standings>().AddSingleton<Conversation>();
    }

    /// <summary>A slice, with whatever stands behind its doors.</summary>
    public static IServiceCollection AddFeature(this IServiceCollection services, IFeature feature)
    {
        var doors = new Listeners();
        feature.Listen(doors);
        foreach (var listener in doors.Behind)
        {
            services.TryAddSingleton(listener);
        }

        return services.AddSingleton(feature);
    }
}

/// <summary>Makes every listener once before anything starts: a door with nobody behind it stops the start, not a partner's turn.</summary>
internal sealed class DoorInspection(Listeners listeners, IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners.Behind)
        {
            services.GetRequiredService(listener);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Deliveries;

public static class DeliveriesFeature
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration("Delivery");
        return services
            .AddSingleton<Writers>()
            .AddSingleton<ChannelPosts>()
            .AddSingleton<Dispatch>()
            .AddSingleton<Sweep>()
            .AddHostedService(s => s.GetRequiredService<Sweep>());
    }
}

using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CollectiveImpact.Sample;

/// <summary>The door to a sample initiative, where somebody develops and nowhere else.</summary>
public sealed class SampleFeature(IHostEnvironment environment) : IFeature
{
    public void Listen(Listeners on)
    {
        if (environment.IsDevelopment())
        {
            on.Say(Spoken.Demo).ByAnyone<FillSample>();
        }
    }
}

public static class SampleHosting
{
    public static IServiceCollection AddSample(this IServiceCollection services, IHostEnvironment environment) => services
        .AddFeature(new SampleFeature(environment));
}

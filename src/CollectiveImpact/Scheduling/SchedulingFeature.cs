using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Scheduling;

/// <summary>Every door into the schedule.</summary>
public sealed class SchedulingFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("schedule").ByBackbone().Offers("When we ask").Do<ShowSchedule>();
        on.Press(ScheduleCard.ChangeVerb).ByBackbone().Do<WriteSchedule>();
        on.Press(ScheduleCard.SaveVerb).ByBackbone().Do<ChangeSchedule>();
    }
}

public static class SchedulingHosting
{
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<IFeature, SchedulingFeature>()
        .AddSingleton<ShowSchedule>()
        .AddSingleton<WriteSchedule>()
        .AddSingleton<ChangeSchedule>()
        .AddSingleton<CatchUp>()
        .AddHostedService(s => s.GetRequiredService<CatchUp>());
}

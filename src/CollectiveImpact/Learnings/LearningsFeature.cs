using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Learnings;

/// <summary>Every door into what was learned so far.</summary>
public sealed class LearningsFeature : IFeature
{
    public void Listen(Listeners on) =>
        on.Say("learnings", "what did we learn", "learned about {words}", "learnt about {words}", "what did we learn about {words}", "what have we learned about {words}", "learnings about {words}", "learnings {words}")
            .Offers("What we learned so far")
            .Do<FindLearnings>();
}

public static class LearningsHosting
{
    public static IServiceCollection AddLearnings(this IServiceCollection services) => services
        .AddSingleton<IFeature, LearningsFeature>()
        .AddSingleton<FindLearnings>();
}

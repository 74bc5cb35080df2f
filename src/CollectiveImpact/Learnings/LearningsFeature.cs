using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Learnings;

/// <summary>Every door into what was learned so far.</summary>
public sealed class LearningsFeature : IFeature
{
    public void Listen(Listeners on) =>
        on.Say(Spoken.Learnings)
            .Offers(HelpGroup.Numbers, c => new Texts(c).OfferLearnings)
            .Do<FindLearnings>();
}

public static class LearningsHosting
{
    public static IServiceCollection AddLearnings(this IServiceCollection services) => services
        .AddFeature(new LearningsFeature())
        .AddSingleton<ReadLearnings>();
}

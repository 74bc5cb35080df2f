using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Endings;

/// <summary>Every door into ending an initiative, by two of its backbone.</summary>
public sealed class EndingsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.DeleteInitiative).ByBackbone().TakesAway().Do<WriteEnd>();
        on.Press(EndCard.AskVerb).ByBackbone().Do<AskToEnd>();
        on.Press(EndCard.ConfirmVerb).ByAnyone<ConfirmEnd>();
        on.Press(EndCard.KeepVerb).ByBackbone().Do<KeepInitiative>();
    }
}

public static class EndingsHosting
{
    public static IServiceCollection AddEndings(this IServiceCollection services) => services
        .AddFeature(new EndingsFeature())
        .AddSingleton<EndPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<EndPost>());
}

using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Endings;

/// <summary>Every door into ending an initiative, by two of its backbone.</summary>
public sealed class EndingsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("delete initiative", "delete the initiative", "end the initiative").ByBackbone().TakesAway().Do<WriteEnd>();
        on.Press(EndCard.AskVerb).ByBackbone().Do<AskToEnd>();
        on.Press(EndCard.ConfirmVerb).ByAnyone<ConfirmEnd>();
        on.Press(EndCard.KeepVerb).ByBackbone().Do<KeepInitiative>();
    }
}

public static class EndingsHosting
{
    public static IServiceCollection AddEndings(this IServiceCollection services) => services
        .AddSingleton<IFeature, EndingsFeature>()
        .AddSingleton<WriteEnd>()
        .AddSingleton<AskToEnd>()
        .AddSingleton<ConfirmEnd>()
        .AddSingleton<KeepInitiative>()
        .AddSingleton<EndPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<EndPost>());
}

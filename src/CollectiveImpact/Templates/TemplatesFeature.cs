using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Templates;

/// <summary>Every door into beginning with indicators and words that others worked out.</summary>
public sealed class TemplatesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("templates").ByBackbone().Offers("Begin with indicators and words that others worked out").Do<ShowTemplates>();
        on.Press(TemplatesCard.LookVerb).ByBackbone().Do<ShowTemplate>();
        on.Press(TemplatesCard.UseVerb).ByBackbone().Do<UseTemplate>();
    }
}

public static class TemplatesHosting
{
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services
        .AddSingleton<IFeature, TemplatesFeature>()
        .AddSingleton<FindTemplate>()
        .AddSingleton<ShowTemplates>()
        .AddSingleton<ShowTemplate>()
        .AddSingleton<UseTemplate>();
}

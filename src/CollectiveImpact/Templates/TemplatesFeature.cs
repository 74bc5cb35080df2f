using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Templates;

/// <summary>Every door into beginning with indicators and words that others worked out.</summary>
public sealed class TemplatesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Templates).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferTemplates).Do<ShowTemplates>();
        on.Press(TemplatesCard.LookVerb).ByBackbone().Do<ShowTemplate>();
        on.Press(TemplatesCard.UseVerb).ByBackbone().SetsUp().Do<UseTemplate>();
    }
}

public static class TemplatesHosting
{
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services
        .AddFeature(new TemplatesFeature())
        .AddSingleton<FindTemplate>();
}

using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Pages;

/// <summary>Every door to the pages, and what they ask the product.</summary>
public sealed class PagesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Pages).Offers(HelpGroup.Numbers, c => new Texts(c).OfferPages).Do<OpenPages>();
        on.Say(Spoken.Sessions).Do<ShowSessions>();
        on.Say(Spoken.Privacy).Offers(HelpGroup.Settings, c => new Texts(c).OfferPrivacy).ByAnyone<ShowPrivacy>();
        on.Press(SessionsCard.EndVerb).Do<EndSessions>();
    }
}

public static class PagesHosting
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddFeature(new PagesFeature())
        .AddSingleton<Sessions>()
        .AddSingleton<Desk>()
        .AddSingleton<IPageOf, PageOf>()
        .AddSingleton<ReadIndicators>()
        .AddSingleton<ReadComingYear>()
        .AddSingleton<ReadIndicatorStory>()
        .AddSingleton<ReadPartners>()
        .AddSingleton<ReadSinceLastLook>()
        .AddSingleton<ReadOverview>();
}

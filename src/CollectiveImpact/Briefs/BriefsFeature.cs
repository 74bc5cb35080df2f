using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Briefs;

/// <summary>Every door into what waits for the backbone.</summary>
public sealed class BriefsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Brief).ByBackbone().Offers(HelpGroup.Numbers, c => new Texts(c).OfferBrief).Do<ShowBrief>();
        on.Press(BriefCard.TimeVerb).ByBackbone().Do<ChooseBriefTime>();
        on.Morning().Do<BriefPost>();
    }
}

public static class BriefsHosting
{
    public static IServiceCollection AddBriefs(this IServiceCollection services) => services
        .AddFeature(new BriefsFeature())
        .AddSingleton<ReadBrief>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<BriefPost>());
}

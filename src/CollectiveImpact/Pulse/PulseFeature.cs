using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Pulse;

/// <summary>Every door into the pulse.</summary>
public sealed class PulseFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Pulse).Offers(HelpGroup.Together, c => new Texts(c).OfferPulse).Do<ShowPulse>();
        on.Say(Spoken.OpenPulse).ByBackbone().Do<WriteOpenPulse>();
        on.Say(Spoken.ClosePulse).ByBackbone().Do<ClosePulse>();

        on.Press(PulseCard.OpenVerb).ByBackbone().Do<OpenPulse>();
        on.Press(PulseCard.AnswerVerb).Do<AnswerPulse>();
        on.Morning().Do<PulsePost>();
    }
}

public static class PulseHosting
{
    public static IServiceCollection AddPulse(this IServiceCollection services) => services
        .AddFeature(new PulseFeature())
        .AddSingleton<IWriter>(s => s.GetRequiredService<PulsePost>());
}

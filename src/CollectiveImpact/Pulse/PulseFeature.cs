using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Pulse;

/// <summary>Every door into the pulse.</summary>
public sealed class PulseFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("pulse", "the pulse", "pulse report").Offers("How we work together: an anonymous survey").Do<ShowPulse>();
        on.Say("open pulse", "open the pulse", "start a pulse").ByBackbone().Do<WriteOpenPulse>();
        on.Say("close pulse", "close the pulse").ByBackbone().Do<ClosePulse>();

        on.Press(PulseCard.OpenVerb).ByBackbone().Do<OpenPulse>();
        on.Press(PulseCard.AnswerVerb).Do<AnswerPulse>();
        on.Morning().Do<PulsePost>();
    }
}

public static class PulseHosting
{
    public static IServiceCollection AddPulse(this IServiceCollection services) => services
        .AddSingleton<IFeature, PulseFeature>()
        .AddSingleton<PulsePost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<PulsePost>())
        .AddSingleton<ShowPulse>()
        .AddSingleton<WriteOpenPulse>()
        .AddSingleton<OpenPulse>()
        .AddSingleton<AnswerPulse>()
        .AddSingleton<ClosePulse>();
}

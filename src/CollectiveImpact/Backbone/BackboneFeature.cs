using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CollectiveImpact.Backbone;

/// <summary>Every door into running an initiative.</summary>
public sealed class BackboneFeature(IHostEnvironment environment) : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("help", "what can you do").ByAnyone<ShowHelp>();
        on.Say("hi", "hello", "start").ByAnyone<ShowHelp>();
        on.Say("set up", "set up an initiative").ByAnyone<WriteSetUp>();
        on.Say("join {code}").ByAnyone<JoinInitiative>();
        on.Say("join").ByAnyone<AskForCode>();
        on.Say("initiatives", "switch initiative").ByAnyone<ShowInitiatives>();
        on.Say("thanks", "thank you").ByAnyone<SayWelcome>();
        on.Say("partners", "add partner", "invite").ByBackbone().Offers("Partners, reporters and invite codes").Do<ShowPartners>();

        on.Say("health", "how are we doing").ByBackbone().Offers("How we are doing, and what to do next").Do<ShowHealth>();
        on.Press(HealthCard.Verb).ByBackbone().Do<ShowHealth>();

        on.Press(SetUpCard.SaveVerb).ByAnyone<SetUpInitiative>();
        on.Press(PartnersCard.AddVerb).ByBackbone().Do<AddPartner>();
        on.Press(PartnersCard.InviteVerb).ByBackbone().Do<InviteReporter>();

        if (environment.IsDevelopment())
        {
            on.Say("demo").ByAnyone<FillSample>();
        }
    }
}

public static class BackboneHosting
{
    public static IServiceCollection AddBackbone(this IServiceCollection services) => services
        .AddSingleton<IFeature, BackboneFeature>()
        .AddSingleton<ShowHelp>()
        .AddSingleton<ShowHealth>()
        .AddSingleton<SayWelcome>()
        .AddSingleton<ShowInitiatives>()
        .AddSingleton<WriteSetUp>()
        .AddSingleton<SetUpInitiative>()
        .AddSingleton<JoinInitiative>()
        .AddSingleton<AskForCode>()
        .AddSingleton<ShowPartners>()
        .AddSingleton<AddPartner>()
        .AddSingleton<InviteReporter>()
        .AddSingleton<FillSample>();
}

using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
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
        on.Say("people", "roles", "members").ByBackbone().Offers("Who is in it; give roles, take them away, remove").Do<ShowPeople>();
        on.Say("templates").ByBackbone().Offers("Begin with indicators and words that others worked out").Do<ShowTemplates>();
        on.Say("delete initiative", "delete the initiative", "end the initiative").ByBackbone().Do<WriteEnd>();

        on.Say("health", "how are we doing").ByBackbone().Offers("How we are doing, and what to do next").Do<ShowHealth>();
        on.Say("get to know us", "introduction", "getting started").Offers("Get to know the initiative").Do<GetToKnow>();
        on.Press(IntroductionCard.Verb).Do<GetToKnow>();
        on.Press(IntroductionCard.EndVerb).Do<EndIntroduction>();
        on.Morning().Do<IntroductionPost>();
        on.Press(HealthCard.Verb).ByBackbone().Do<ShowHealth>();

        on.Press(SetUpCard.SaveVerb).ByAnyone<SetUpInitiative>();
        on.Press(PartnersCard.AddVerb).ByBackbone().Do<AddPartner>();
        on.Press(PartnersCard.InviteVerb).ByBackbone().Do<InviteReporter>();
        on.Press(EndCard.AskVerb).ByBackbone().Do<AskToEnd>();
        on.Press(EndCard.ConfirmVerb).ByAnyone<ConfirmEnd>();
        on.Press(EndCard.KeepVerb).ByBackbone().Do<KeepInitiative>();
        on.Press(TemplatesCard.LookVerb).ByBackbone().Do<ShowTemplate>();
        on.Press(TemplatesCard.UseVerb).ByBackbone().Do<UseTemplate>();
        on.Press(PeopleCard.FindVerb).ByBackbone().Do<ShowPeople>();
        on.Press(PeopleCard.MakeVerb).ByBackbone().Do<MakeBackbone>();
        on.Press(PeopleCard.TakeVerb).ByBackbone().Do<TakeBackbone>();
        on.Press(PeopleCard.AskRemoveVerb).ByBackbone().Do<AskToRemove>();
        on.Press(PeopleCard.RemoveVerb).ByBackbone().Do<RemovePerson>();

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
        .AddSingleton<Introduction>()
        .AddSingleton<GetToKnow>()
        .AddSingleton<EndIntroduction>()
        .AddSingleton<IntroductionPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<IntroductionPost>())
        .AddSingleton<SayWelcome>()
        .AddSingleton<ShowInitiatives>()
        .AddSingleton<WriteSetUp>()
        .AddSingleton<SetUpInitiative>()
        .AddSingleton<JoinInitiative>()
        .AddSingleton<AskForCode>()
        .AddSingleton<ShowPartners>()
        .AddSingleton<AddPartner>()
        .AddSingleton<InviteReporter>()
        .AddSingleton<ShowPeople>()
        .AddSingleton<MakeBackbone>()
        .AddSingleton<TakeBackbone>()
        .AddSingleton<AskToRemove>()
        .AddSingleton<RemovePerson>()
        .AddSingleton<RolePost>()
        .AddSingleton<WriteEnd>()
        .AddSingleton<AskToEnd>()
        .AddSingleton<ConfirmEnd>()
        .AddSingleton<KeepInitiative>()
        .AddSingleton<EndPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<EndPost>())
        .AddSingleton<FindTemplate>()
        .AddSingleton<ShowTemplates>()
        .AddSingleton<ShowTemplate>()
        .AddSingleton<UseTemplate>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<RolePost>())
        .AddSingleton<FillSample>();
}

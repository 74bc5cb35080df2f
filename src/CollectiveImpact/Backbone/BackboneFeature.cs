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
        on.Say(
            "thanks", "thank you", "thx", "ty", "thanks a lot", "thanks so much", "many thanks", "thank you so much", "thank you very much", "cheers", "great", "perfect", "awesome", "nice", "cool", "well done", "good bot",
            "ok", "okay", "got it", "all good", "good morning", "good afternoon", "good evening", "good night", "bye", "goodbye").ByAnyone<SayWelcome>();
        on.Say("who are you", "what are you", "are you a bot", "are you human", "about", "about you").ByAnyone<SayWhoIAm>();
        on.Say("undo", "undo that", "undo it", "revert", "take it back").ByAnyone<ExplainUndo>();
        on.Say("settings", "my settings", "preferences", "change settings", "change language", "language", "time zone", "timezone", "change time zone").ByAnyone<ExplainSettings>();
        on.Say("unsubscribe", "opt out", "mute", "stop asking me", "don't ask me", "stop messages").ByAnyone<ExplainPauses>();
        on.Say("contact backbone", "contact the backbone", "who is the backbone", "who are the backbone staff", "contact", "talk to a human", "talk to somebody").Offers("Who the backbone staff are").Do<ShowBackbone>();
        on.Say("partners", "add partner", "invite").ByBackbone().Offers("Partners, reporters and invite codes").Do<ShowPartners>();
        on.Say("people", "roles", "members").ByBackbone().Offers("Who is in it; give roles, take them away, remove").Do<ShowPeople>();
        on.Say("templates").ByBackbone().Offers("Begin with indicators and words that others worked out").Do<ShowTemplates>();
        on.Say("delete initiative", "delete the initiative", "end the initiative").ByBackbone().TakesAway().Do<WriteEnd>();

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
        .AddSingleton<ReadHealth>()
        .AddSingleton<Introduction>()
        .AddSingleton<GetToKnow>()
        .AddSingleton<EndIntroduction>()
        .AddSingleton<IntroductionPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<IntroductionPost>())
        .AddSingleton<SayWelcome>()
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<SayWelcome>())
        .AddSingleton<SayWhoIAm>()
        .AddSingleton<ExplainUndo>()
        .AddSingleton<ExplainSettings>()
        .AddSingleton<ExplainPauses>()
        .AddSingleton<ShowBackbone>()
        .AddSingleton<ShowInitiatives>()
        .AddSingleton<WriteSetUp>()
        .AddSingleton<SetUpInitiative>()
        .AddSingleton<JoinInitiative>()
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<JoinInitiative>())
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

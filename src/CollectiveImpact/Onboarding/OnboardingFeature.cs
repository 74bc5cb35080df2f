using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Onboarding;

/// <summary>Every door into beginning: help, setting up, getting to know the initiative, and small talk.</summary>
public sealed class OnboardingFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("help", "what can you do").ByAnyone<ShowHelp>();
        on.Say("hi", "hello", "start").ByAnyone<ShowHelp>();
        on.Say("set up", "set up an initiative").ByAnyone<WriteSetUp>();
        on.Say("initiatives", "switch initiative").ByAnyone<ShowInitiatives>();
        on.Say(
            "thanks", "thank you", "thx", "ty", "thanks a lot", "thanks so much", "many thanks", "thank you so much", "thank you very much", "cheers", "great", "perfect", "awesome", "nice", "cool", "well done", "good bot",
            "ok", "okay", "got it", "all good", "good morning", "good afternoon", "good evening", "good night", "bye", "goodbye").ByAnyone<SayWelcome>();
        on.Say("who are you", "what are you", "are you a bot", "are you human", "about", "about you").ByAnyone<SayWhoIAm>();
        on.Say("undo", "undo that", "undo it", "revert", "take it back").ByAnyone<ExplainUndo>();
        on.Say("settings", "my settings", "preferences", "change settings", "change language", "language", "time zone", "timezone", "change time zone").ByAnyone<ExplainSettings>();
        on.Say("unsubscribe", "opt out", "mute", "stop asking me", "don't ask me", "stop messages").ByAnyone<ExplainPauses>();
        on.Say("contact backbone", "contact the backbone", "who is the backbone", "who are the backbone staff", "contact", "talk to a human", "talk to somebody").Offers("Who the backbone staff are").Do<ShowBackbone>();
        on.Press(SetUpCard.SaveVerb).ByAnyone<SetUpInitiative>();

        on.Say("get to know us", "introduction", "getting started").Offers("Get to know the initiative").Do<GetToKnow>();
        on.Press(IntroductionCard.Verb).Do<GetToKnow>();
        on.Press(IntroductionCard.EndVerb).Do<EndIntroduction>();
        on.Morning().Do<IntroductionPost>();
    }
}

public static class OnboardingHosting
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services) => services
        .AddSingleton<IFeature, OnboardingFeature>()
        .AddSingleton<ShowHelp>()
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
        .AddSingleton<SetUpInitiative>();
}

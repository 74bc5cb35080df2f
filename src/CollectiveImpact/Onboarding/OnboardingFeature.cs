using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Onboarding;

/// <summary>Every door into beginning: help, setting up, getting to know the initiative, and small talk.</summary>
public sealed class OnboardingFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Help).ByAnyone<ShowHelp>();
        on.Say(Spoken.SetUp).ByAnyone<WriteSetUp>();
        on.Say(Spoken.TakeATour).ByAnyone<TakeTour>();
        on.Press(TourCard.Verb).ByAnyone<TakeTour>();
        on.Say(Spoken.SetUpList).ByBackbone().Do<ShowSetUpList>();
        on.Say(Spoken.Rehearse).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferRehearse).Do<Rehearse>();
        on.Press(RehearsalCard.SubmitVerb).ByBackbone().Do<SubmitRehearsal>();
        on.Press(RehearsalCard.GoOnVerb).ByBackbone().Do<GoOnInRehearsal>();
        on.Press(RehearsalCard.DigestVerb).ByBackbone().Do<RehearseDigest>();
        on.Say(Spoken.Initiatives).ByAnyone<ShowInitiatives>();
        on.Say(Spoken.Hello).ByAnyone<SayHello>();
        on.Say(Spoken.Thanks).ByAnyone<SayWelcome>();
        on.Say(Spoken.WhoAreYou).ByAnyone<SayWhoIAm>();
        on.Say(Spoken.Settings).ByAnyone<ExplainSettings>();
        on.Say(Spoken.Unsubscribe).ByAnyone<ExplainPauses>();
        on.Say(Spoken.ContactBackbone).Offers(HelpGroup.People, c => new Texts(c).OfferContactBackbone).Do<ShowBackbone>();
        on.Press(SetUpCard.SaveVerb).ByAnyone<SetUpInitiative>();

        on.Say(Spoken.GetToKnowUs).Offers(HelpGroup.People, c => new Texts(c).OfferGetToKnowUs).Do<GetToKnow>();
        on.Press(IntroductionCard.Verb).Do<GetToKnow>();
        on.Press(IntroductionCard.EndVerb).Do<EndIntroduction>();
        on.Morning().Do<IntroductionPost>();
    }
}

public static class OnboardingHosting
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services) => services
        .AddFeature(new OnboardingFeature())
        .AddSingleton<Introduction>()
        .AddSingleton<PrepareRehearsal>()
        .AddSingleton<ReadSetUpList>()
        .AddSingleton<INextStep>(s => s.GetRequiredService<ReadSetUpList>())
        .AddSingleton<Unfinished>()
        .AddSingleton<WhatIsUp>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<IntroductionPost>())
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<SayWelcome>());
}

using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Indicators;

/// <summary>Every door into the indicators.</summary>
public sealed class IndicatorsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Indicators).ByVisitors().Offers(HelpGroup.Numbers, c => new Texts(c).OfferIndicators).AlsoInChannels().Do<ShowIndicators>();
        on.Press(IndicatorCard.AddVerb).ByBackbone().Do<WriteIndicator>();
        on.Press(IndicatorCard.EditVerb).ByBackbone().Do<WriteIndicator>();
        on.Press(IndicatorForm.AskKindVerb).ByBackbone().Do<AskIndicatorKind>();
        on.Press(IndicatorForm.WriteVerb).ByBackbone().Do<WriteIndicator>();
        on.Press(IndicatorForm.LookVerb).ByBackbone().Do<LookAtIndicator>();
        on.Press(IndicatorForm.SaveVerb).ByBackbone().SetsUp().Do<SaveIndicator>();
        on.Press(TranslationCard.ListVerb).ByBackbone().Do<ShowTranslations>();
        on.Press(TranslationCard.WriteVerb).ByBackbone().Do<WriteTranslation>();
        on.Press(TranslationCard.SaveVerb).ByBackbone().Do<SaveTranslation>();
        on.Press(IndicatorCard.AskRetireVerb).ByBackbone().Do<AskRetireIndicator>();
        on.Press(IndicatorCard.RetireVerb).ByBackbone().Do<RetireIndicator>();
        on.Press(IndicatorCard.RestoreVerb).ByBackbone().Do<RestoreIndicator>();
    }
}

public static class IndicatorsHosting
{
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddFeature(new IndicatorsFeature())
        .AddTakeBack(new TakeBack(ActKind.IndicatorRetired, (i, act, c) => IndicatorCard.Button(IndicatorCard.RestoreVerb, new Texts(c).BringBack, i.Id, act.About)))
        .AddSingleton<FollowTerms>()
        .AddSingleton<ITermUses>(s => s.GetRequiredService<FollowTerms>())
        .AddSingleton<IFollowTerms>(s => s.GetRequiredService<FollowTerms>())
        .AddSingleton<IWriter>(s => s.GetRequiredService<FollowTerms>());
}

using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Glossary;

/// <summary>Every door into the glossary.</summary>
public sealed class GlossaryFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.WhatIs).ByVisitors().Do<LookUpTerm>();
        on.Say(Spoken.Terms).ByVisitors().Offers(HelpGroup.Words, c => new Texts(c).OfferTerms).AlsoInChannels().Do<BrowseTerms>();
        on.Say(Spoken.SuggestTermDefinition).Do<SuggestTerm>();
        on.Say(Spoken.Suggest).Offers(HelpGroup.Words, c => new Texts(c).OfferSuggest).Do<WriteTerm>();
        on.Say(Spoken.WordsAskedForInVain).ByBackbone().Do<ShowMissed>();
        on.Say(Spoken.NotUnderstood).ByBackbone().Do<ShowNotUnderstood>();
        on.Say(Spoken.GlossaryRules).ByBackbone().Do<ShowRules>();

        on.Press(TermCard.ShowVerb).ByVisitors().Do<ShowTerm>();
        on.Press(TermCard.VersionsVerb).Do<ShowVersions>();
        on.Press(TermForm.ChangeVerb).Do<WriteTerm>();
        on.Press(TermForm.SuggestVerb).Do<SuggestTerm>();
        on.Press(TermCard.AgreeVerb).SetsUp().Do<AgreeTerm>();
        on.Press(TermCard.SendBackVerb).Do<SendBackTerm>();
        on.Press(TermCard.AskPartnersVerb).ByBackbone().Do<AskPartners>();
        on.Press(TermCard.RetireVerb).ByBackbone().Do<RetireTerm>();
        on.Press(TermCard.BringBackVerb).ByBackbone().Do<BringBackTerm>();
        on.Press(GlossaryCards.BrowseVerb).ByVisitors().Do<BrowseTerms>();
        on.Press(GlossaryCards.ForgetVerb).ByBackbone().Do<ShowMissed>();
        on.Press(GlossaryCards.ForgetSaidVerb).ByBackbone().Do<ShowNotUnderstood>();
        on.Press(RulesForm.SaveVerb).ByBackbone().Do<SaveRules>();

        // While writing to others, and in forms.
        on.Press(SearchTerms.Verb).ByVisitors().Everywhere<SearchTerms>();
        on.Press(ExplainWords.Verb).ByVisitors().Everywhere<ExplainWords>();
        on.Press(SuggestFromMessage.Verb).Everywhere<SuggestFromMessage>();
        on.Press(TermChoices.Verb).Do<ChooseTerms>();
    }
}

public static class GlossaryHosting
{
    public static IServiceCollection AddGlossary(this IServiceCollection services) => services
        .AddFeature(new GlossaryFeature())
        .AddTakeBack(new TakeBack(ActKind.TermRetired, (i, act, c) => TermCard.ShowButton(new Audit.Texts(c).TakeBack, i.Id, AuditLog.IdIn(act.About))))
        .AddSingleton<AnswerTermAlone>()
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<AnswerTermAlone>())
        .AddSingleton<TermPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<TermPost>())
        .AddSingleton<TermPage>()
        .AddSingleton<ReadTerm>();
}

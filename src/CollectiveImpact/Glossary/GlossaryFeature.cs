using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Glossary;

/// <summary>Every door into the glossary.</summary>
public sealed class GlossaryFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(
            "what is {term}", "what's {term}", "whats {term}", "what are {term}", "what does {term} mean", "what do we mean by {term}", "what do you mean by {term}", "what is meant by {term}", "what is the meaning of {term}",
            "what is the definition of {term}", "define {term}", "definition of {term}", "glossary {term}", "meaning of {term}", "look up {term}", "explain {term}", "how do we define {term}").ByVisitors().Do<LookUpTerm>();
        on.Say("terms", "glossary", "define", "what is", "shared words").ByVisitors().Offers("The words that we share").AlsoInChannels().Do<BrowseTerms>();
        on.Say("suggest {term}: {*definition}").Do<SuggestTerm>();
        on.Say("suggest", "suggest a term", "suggest {term}").Offers("Suggest a word for the glossary").Do<WriteTerm>();
        on.Say("words asked for in vain", "missing words").ByBackbone().Do<ShowMissed>();
        on.Say("not understood", "what was not understood", "what didn't you understand").ByBackbone().Do<ShowNotUnderstood>();
        on.Say("glossary rules").ByBackbone().Do<ShowRules>();

        on.Press(TermCard.ShowVerb).ByVisitors().Do<ShowTerm>();
        on.Press(TermCard.VersionsVerb).Do<ShowVersions>();
        on.Press(TermForm.ChangeVerb).Do<WriteTerm>();
        on.Press(TermForm.SuggestVerb).Do<SuggestTerm>();
        on.Press(TermCard.AgreeVerb).Do<AgreeTerm>();
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
        .AddSingleton<IFeature, GlossaryFeature>()
        .AddSingleton<AnswerTermAlone>()
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<AnswerTermAlone>())
        .AddSingleton<TermPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<TermPost>())
        .AddSingleton<TermPage>()
        .AddSingleton<LookUpTerm>()
        .AddSingleton<ShowTerm>()
        .AddSingleton<ShowVersions>()
        .AddSingleton<BrowseTerms>()
        .AddSingleton<ShowMissed>()
        .AddSingleton<ShowNotUnderstood>()
        .AddSingleton<SuggestTerm>()
        .AddSingleton<WriteTerm>()
        .AddSingleton<AgreeTerm>()
        .AddSingleton<SendBackTerm>()
        .AddSingleton<AskPartners>()
        .AddSingleton<RetireTerm>()
        .AddSingleton<BringBackTerm>()
        .AddSingleton<ShowRules>()
        .AddSingleton<SaveRules>()
        .AddSingleton<SearchTerms>()
        .AddSingleton<ExplainWords>()
        .AddSingleton<SuggestFromMessage>()
        .AddSingleton<ChooseTerms>();
}

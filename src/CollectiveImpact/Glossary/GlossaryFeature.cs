using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Glossary;

/// <summary>Every door into the glossary.</summary>
public sealed class GlossaryFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("what is {term}", "what's {term}", "what does {term} mean", "define {term}", "glossary {term}", "meaning of {term}").Do<LookUpTerm>();
        on.Say("terms", "glossary", "define", "what is").Offers("The words that we share").Do<BrowseTerms>();
        on.Say("suggest {term}: {*definition}").Do<SuggestTerm>();
        on.Say("suggest", "suggest a term", "suggest {term}").Offers("Suggest a word for the glossary").Do<WriteTerm>();

        on.Press(TermCard.SuggestVerb).Do<SuggestTerm>();
        on.Press(TermCard.AgreeVerb).ByBackbone().Do<AgreeTerm>();
        on.Press(TermCard.SendBackVerb).ByBackbone().Do<SendBackTerm>();
    }
}

public static class GlossaryHosting
{
    public static IServiceCollection AddGlossary(this IServiceCollection services) => services
        .AddSingleton<IFeature, GlossaryFeature>()
        .AddSingleton<IAnswerWords, AnswerTermAlone>()
        .AddSingleton<LookUpTerm>()
        .AddSingleton<BrowseTerms>()
        .AddSingleton<SuggestTerm>()
        .AddSingleton<WriteTerm>()
        .AddSingleton<AgreeTerm>()
        .AddSingleton<SendBackTerm>();
}

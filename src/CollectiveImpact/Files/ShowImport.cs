using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Files;

/// <summary>Backbone staff bring data in: a template to fill, and a page that checks the file before anything changes.</summary>
public sealed class ShowImport(GiveLinks give) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(FileCards.BringData(here.Initiative, await give.To(turn, here, cancel)))
        : Reply.Says(new Texts(turn.Culture).BackboneBringsData(Spoken.Import.In(turn.Culture)));
}

/// <summary>The same with terms of a glossary.</summary>
public sealed class ShowGlossaryImport(GiveLinks give) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(FileCards.BringGlossary(here.Initiative, await give.To(turn, here, cancel)))
        : Reply.Says(new Texts(turn.Culture).BackboneBringsTerms(Spoken.ImportGlossary.In(turn.Culture)));
}

/// <summary>Backbone staff have the questions translated in a table; without another language, they choose one first.</summary>
public sealed class ShowQuestionsFile(GiveLinks give, IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        !turn.IsPersonal ? Reply.Says(new Texts(turn.Culture).BackboneTranslates(Spoken.TranslateQuestions.In(turn.Culture)))
        : here.Initiative.Languages.Count == 0 ? Reply.Shows(TranslationCard.Choose(here.Initiative, await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All(), turn.Culture))
        : Reply.Shows(FileCards.TranslateQuestions(here.Initiative, await give.To(turn, here, cancel)));
}

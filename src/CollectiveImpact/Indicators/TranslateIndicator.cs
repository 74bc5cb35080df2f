using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Indicators;

/// <summary>Shows what is asked in which language, and what isn't written in one yet.</summary>
public sealed class ShowTranslations(IGrainFactory grains) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => List(grains, turn, here, isSaved: false);

    internal static async Task<Reply> List(IGrainFactory grains, Turn turn, Here here, bool isSaved)
    {
        var all = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        return Reply.Shows(TranslationCard.LanguageOf(turn.Form, here.Initiative) is { } language
            ? TranslationCard.List(here.Initiative, all, language, turn.Culture, isSaved)
            : TranslationCard.Choose(here.Initiative, all, turn.Culture));
    }
}

/// <summary>Backbone staff write a question in another language.</summary>
public sealed class WriteTranslation(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var all = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        // Retired meanwhile, or a language that was taken away: the list shows how it stands.
        return TranslationCard.LanguageOf(turn.Form, here.Initiative) is { } language && all.FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form)) is { Retired: false } indicator
            ? Reply.Shows(TranslationCard.Form(here.Initiative, indicator, language, turn.Culture))
            : await ShowTranslations.List(grains, turn, here, isSaved: false);
    }
}

/// <summary>Backbone staff save a question in another language; the number that is asked for stays one number.</summary>
public sealed class SaveTranslation(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        var indicator = (await indicators.All()).FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form));
        if (TranslationCard.LanguageOf(turn.Form, here.Initiative) is not { } language || indicator is null)
        {
            return await ShowTranslations.List(grains, turn, here, isSaved: false);
        }

        var (words, faults) = TranslationCard.Read(turn.Form, indicator, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(TranslationCard.Again(here.Initiative, indicator, language, turn.Form, faults, turn.Culture));
        }

        await indicators.Translate(indicator.Id, language, words);
        await audit.Keep(turn, here, ActKind.IndicatorChanged, indicator.Id, indicator.Question, cancel: cancel);
        return await ShowTranslations.List(grains, turn, here, isSaved: true);
    }
}

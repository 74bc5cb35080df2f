using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Shows the form of the indicator that a button names, or of a new one of a kind; for a new one without a kind, asks for it.</summary>
public sealed class WriteIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (id, form) = (IndicatorCard.IndicatorOf(turn.Form), turn.Form);
        var all = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        var indicator = all.FirstOrDefault(i => i.Id == id);
        if (id.Length > 0 && indicator is null)
        {
            return Gone(turn.Culture);
        }

        if (IndicatorForm.KindOf(form, null) is { } kind)
        {
            return Reply.Shows(IndicatorForm.Of(here.Initiative, indicator is null ? kind : Kind.Of(indicator.Kind), form, all, turn.Culture, await Terms(grains, here.Initiative.Id, IndicatorForm.TermsIn(form))));
        }

        return Reply.Shows(indicator is null
            ? IndicatorForm.AskKind(here.Initiative, form, turn.Culture)
            : IndicatorForm.Of(here.Initiative, indicator, all, turn.Culture, await Terms(grains, here.Initiative.Id, indicator.Terms)));
    }

    private static Reply Gone(CultureInfo culture) => Reply.Says(new Texts(culture).Gone);

    /// <summary>The terms that a form of an indicator shows: those it names, and the first of the others.</summary>
    internal static async Task<IReadOnlyList<Term>> Terms(IGrainFactory grains, InitiativeId initiative, IReadOnlyList<string> named)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative);
        return [.. (await glossary.GetAll(named)).Concat(await glossary.Search("", TermForm.MostChoices)).DistinctBy(t => t.Slug)];
    }
}

/// <summary>Asks again which kind a new indicator is; what was typed comes along.</summary>
public sealed class AskIndicatorKind : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Task.FromResult(Reply.Shows(IndicatorForm.AskKind(here.Initiative, turn.Form, turn.Culture)));
}

using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Shows the form for a new indicator, or for the one that a button names.</summary>
public sealed class WriteIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = IndicatorCard.IndicatorOf(turn.Form);
        var all = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        var indicator = all.FirstOrDefault(i => i.Id == id);
        if (id.Length > 0 && indicator is null)
        {
            return Gone(turn.Culture);
        }

        return Reply.Shows(IndicatorForm.Of(here.Initiative, indicator, all, turn.Culture, await Terms(grains, here.Initiative.Id, indicator?.Terms ?? [])));
    }

    private static Reply Gone(CultureInfo culture) => Reply.Says(new Texts(culture).Gone);

    /// <summary>The terms that a form of an indicator shows: those it names, and the first of the others.</summary>
    internal static async Task<IReadOnlyList<Term>> Terms(IGrainFactory grains, InitiativeId initiative, IReadOnlyList<string> named)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative);
        return [.. (await glossary.GetAll(named)).Concat(await glossary.Search("", TermForm.MostChoices)).DistinctBy(t => t.Slug)];
    }
}

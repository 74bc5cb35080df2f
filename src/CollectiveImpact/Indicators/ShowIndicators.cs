using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Shows what the initiative measures; backbone staff can add, edit and retire from there.</summary>
public sealed class ShowIndicators(IGrainFactory grains) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => List(grains, turn, here);

    /// <param name="retired">The indicator that has just been retired.</param>
    /// <param name="news">What has just been done.</param>
    internal static async Task<Reply> List(IGrainFactory grains, Turn turn, Here here, Indicator? retired = null, string? news = null)
    {
        Indicator[] all = [.. (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Select(i => i.In(turn.Culture, here.Initiative.Language))];
        if (here.IsVisitor)
        {
            // Those whose totals stand in the digest that the channel gets.
            return Reply.Shows(IndicatorCard.List(here, [.. all.Where(i => i.Sharing >= Sharing.Partners)], new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, string>(), turn.Culture));
        }

        var notAgreed = await NotAgreed(grains, here.Initiative.Id, all);
        var waiting = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).GetAll([.. notAgreed.Values.SelectMany(w => w).Distinct()]);
        var proposed = waiting.Where(t => t.State == TermState.Proposed).ToDictionary(t => t.Slug, t => t.Name);
        return Reply.Shows(IndicatorCard.List(here, all, notAgreed, proposed, turn.Culture, retired, news));
    }

    /// <summary>By indicator, the words that it relies on and that the glossary has no agreed meaning of.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> NotAgreed(IGrainFactory grains, InitiativeId initiative, IReadOnlyList<Indicator> indicators)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative);
        var found = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var indicator in indicators.Where(i => !i.Retired && i.Terms.Count > 0))
        {
            if (await glossary.NotAgreed(indicator.Terms) is { Count: > 0 } words)
            {
                found[indicator.Id] = words;
            }
        }

        return found;
    }
}

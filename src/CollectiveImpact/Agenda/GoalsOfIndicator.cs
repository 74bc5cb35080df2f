using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Agenda;

/// <summary>The goals that an indicator shows: without it they show fewer numbers.</summary>
public sealed class GoalsOfIndicator(IGrainFactory grains) : IIndicatorUses
{
    private const int Longest = 300;

    public async Task<IReadOnlyList<string>> Of(Here here, Indicator indicator, CultureInfo culture)
    {
        var goals = (await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).In(culture, here.Initiative).InForce.Goals.Where(g => g.Indicators.Contains(indicator.Id)).Select(g => g.Text).ToArray();
        return goals.Length == 0 ? [] : [new Texts(culture).GoalsLoseANumber(goals.Length, PeoplesWords.Shorten(string.Join("; ", goals), Longest))];
    }
}

using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Agenda;

/// <summary>Says where the totals stand that show how goals move.</summary>
public sealed class GoalProgress(IGrainFactory grains, IHistoryStore history)
{
    /// <returns>By indicator of the goals, where its total stands, as far as somebody may see it who sees so much.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Of(Initiative initiative, IEnumerable<AgendaGoal> goals, Sharing sees, LocalDate today, CultureInfo culture, CancellationToken cancel)
    {
        var linked = goals.SelectMany(g => g.Indicators).ToHashSet();
        var indicators = linked.Count == 0 ? [] : (await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All()).Where(i => linked.Contains(i.Id) && i.Sharing >= sees);
        var progress = await Task.WhenAll(indicators.Select(async i => (i.Id, Words: await InWords(initiative, i, sees, today, culture, cancel))));
        return progress.ToDictionary(p => p.Id, p => p.Words);
    }

    private async Task<string> InWords(Initiative initiative, Indicator indicator, Sharing sees, LocalDate today, CultureInfo culture, CancellationToken cancel)
    {
        var t = new Texts(culture);
        var totals = (await history.Totals(initiative.Id, indicator.Id, Period.Of(today, indicator.Every ?? Frequency.Weekly), 2, cancel)).Where(total => SmallCells.MaySee(sees, indicator, total)).ToArray();
        // While a check-in is open the newest may be of one or two partners, and says little of the whole.
        if ((totals.LastOrDefault(total => !total.IsPartial(indicator)) ?? totals.LastOrDefault()) is not { } last)
        {
            return t.NoTotal(indicator.Question);
        }

        var target = Trend.AgainstTarget(last.Value, indicator, last.Period.LastDay, culture, last.IsPartial(indicator));
        return $"{t.TotalIs(indicator.Question, last.InWords(indicator, culture))}{(target.Length > 0 ? $" · {target}" : "")} · {t.OfPartners(last.Covers, last.Asked)}";
    }
}

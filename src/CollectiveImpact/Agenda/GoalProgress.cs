using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Agenda;

/// <summary>Where a total stands that shows how a goal moves.</summary>
/// <param name="Words">The number, its target, and how many partners are in it.</param>
/// <param name="Way">How far it has come on the way to its target, from 0 to 1; null where that can't be said.</param>
public sealed record GoalNumber(string Words, decimal? Way);

/// <summary>Says where the totals stand that show how goals move.</summary>
public sealed class GoalProgress(IGrainFactory grains, IHistoryStore history)
{
    /// <returns>By indicator of the goals, where its total stands, as far as somebody may see it who sees so much.</returns>
    public async Task<IReadOnlyDictionary<string, GoalNumber>> Of(Initiative initiative, IEnumerable<AgendaGoal> goals, Sharing sees, LocalDate today, CultureInfo culture, CancellationToken cancel)
    {
        var linked = goals.SelectMany(g => g.Indicators).ToHashSet();
        var indicators = linked.Count == 0 ? [] : (await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All()).Where(i => linked.Contains(i.Id) && i.Sharing >= sees);
        var timetable = linked.Count == 0 ? Timetable.Empty : await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var progress = await Task.WhenAll(indicators.Select(async i => (i.Id, Number: await Read(initiative, i, sees, Period.Of(today, timetable.FrequencyOf(i)), culture, cancel))));
        return progress.ToDictionary(p => p.Id, p => p.Number);
    }

    private async Task<GoalNumber> Read(Initiative initiative, Indicator indicator, Sharing sees, Period until, CultureInfo culture, CancellationToken cancel)
    {
        var t = new Texts(culture);
        var totals = (await history.Totals(initiative.Id, indicator.Id, until, 2, cancel)).Where(total => SmallCells.MaySee(sees, indicator, total)).ToArray();
        // While a check-in is open the newest may be of one or two partners, and says little of the whole.
        if ((totals.LastOrDefault(total => !total.IsPartial(indicator)) ?? totals.LastOrDefault()) is not { } last)
        {
            return new(t.NoTotal(indicator.Question), null);
        }

        var target = Trend.AgainstTarget(last.Value, indicator, last.Period.LastDay, culture, last.IsPartial(indicator));
        return new(
            $"{t.TotalIs(indicator.Question, last.InWords(indicator, culture))}{(target.Length > 0 ? $" · {target}" : "")} · {t.OfPartners(last.Covers, last.Asked)}",
            // What partners are missing from says too little of the whole to be drawn.
            last.IsPartial(indicator) ? null : Trend.WayToTarget(last.Value, indicator));
    }
}

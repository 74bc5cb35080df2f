using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>Knows who works towards the goals.</summary>
public interface IGoalWork
{
    /// <summary>By goal, the partners that work towards it now; empty while no partner has said what it does.</summary>
    Task<ILookup<string, string>> Partners(string initiative, LocalDate today);
}

/// <summary>Shows the agenda in force, how each goal moves, and who works towards it.</summary>
public sealed class ShowAgenda(IGrainFactory grains, IHistoryStore history, IGoalWork work) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Show(turn, here, cancel);

    internal async Task<Reply> Show(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        // In a channel, all of its members read along.
        var sees = turn.IsPersonal ? here.Sees() : Sharing.Partners;
        var linked = book.InForce.Goals.SelectMany(g => g.Indicators).ToHashSet();
        var indicators = linked.Count == 0 ? [] : (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => linked.Contains(i.Id) && i.Sharing >= sees);
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var progress = await Task.WhenAll(indicators.Select(async i => (i.Id, Words: await InWords(here.Initiative, i, sees, today, turn.Culture, cancel))));
        return Reply.Shows(AgendaCard.InForce(here, book, progress.ToDictionary(p => p.Id, p => p.Words), await work.Partners(here.Initiative.Id, today), turn.Culture, here.Zone(turn)));
    }

    private async Task<string> InWords(Initiative initiative, Indicator indicator, Sharing sees, LocalDate today, CultureInfo culture, CancellationToken cancel)
    {
        var totals = (await history.Totals(initiative.Id, indicator.Id, Period.Of(today, indicator.Every ?? Frequency.Weekly), 2, cancel)).Where(t => SmallCells.MaySee(sees, indicator, t)).ToArray();
        if (totals is not [.., var last])
        {
            return $"{indicator.Question}: no total yet";
        }

        var target = Trend.AgainstTarget(last.Value, indicator, last.Period.LastDay, culture);
        return $"{indicator.Question}: {last.InWords(indicator, culture)}{(target.Length > 0 ? $" · {target}" : "")} · {last.Covers.ToString(culture)} of {last.Asked.ToString(culture)} partners";
    }
}

/// <summary>Shows the draft, or the version put forward.</summary>
public sealed class ReadNext(IGrainFactory grains, ShowAgenda agenda) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        return book.Next is null ? await agenda.Show(turn, here, cancel) : Reply.Shows(AgendaCard.Next(here, book, turn.Culture));
    }
}

/// <summary>Shows how the agenda has changed.</summary>
public sealed class ShowAgendaVersions(IGrainFactory grains, IAgendaStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Reply.Shows(AgendaCard.Versions(
        here, await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get(), await store.Earlier(here.Initiative.Id, cancel), turn.Culture, here.Zone(turn)));
}

using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.AzureTables;

/// <summary>Trends, kept in two tables.</summary>
internal sealed class History(ValuesTable valuesTable, TotalsTable totalsTable) : IHistoryStore
{
    private const int AtOnce = 8;

    public Task<IReadOnlyList<PastValue>> Values(InitiativeId initiative, string indicator, PartnerId partner, Period before, int count, CancellationToken cancel) =>
        valuesTable.Before(initiative, indicator, partner, before, count, cancel);

    public Task<IReadOnlyList<Total>> Totals(InitiativeId initiative, string indicator, Period until, int count, CancellationToken cancel) =>
        totalsTable.Until(initiative, indicator, until, count, cancel);

    public IAsyncEnumerable<PastValue> AllValues(InitiativeId initiative, string indicator, CancellationToken cancel) => valuesTable.All(initiative, indicator, cancel);

    public IAsyncEnumerable<Total> AllTotals(InitiativeId initiative, string indicator, CancellationToken cancel) => totalsTable.All(initiative, indicator, cancel);

    public async Task Write(InitiativeId initiative, HistoryPart part, CancellationToken cancel)
    {
        var (values, withdrawn, totals, isLate) = part;
        if (isLate)
        {
            // Of what later rounds wrote about the same period, nothing is replaced.
            values = await valuesTable.NotOvertaken(initiative, values, AtOnce, cancel);
            totals = await totalsTable.NotOvertaken(initiative, totals, AtOnce, cancel);
        }

        // A partition each, so one transaction each; a few at a time.
        IEnumerable<Func<CancellationToken, Task>> writes =
        [
            .. values.GroupBy(v => v.Indicator).Select(g => (Func<CancellationToken, Task>)(c => valuesTable.Put(initiative, g, c))),
            .. withdrawn.Select(k => (Func<CancellationToken, Task>)(c => valuesTable.Remove(initiative, k, c))),
            .. part.WithdrawnTotals.Select(k => (Func<CancellationToken, Task>)(c => totalsTable.Remove(initiative, k, c))),
            .. totals.GroupBy(t => t.Indicator).Select(g => (Func<CancellationToken, Task>)(c => totalsTable.Put(initiative, g, c))),
        ];
        await Parallel.ForEachAsync(
            writes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, static async (write, c) => await write(c));
    }
}

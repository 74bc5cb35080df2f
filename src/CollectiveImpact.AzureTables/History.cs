using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Trends, kept in two tables.</summary>
internal sealed class History(ValuesTable valuesTable, TotalsTable totalsTable) : IHistoryStore
{
    private const int AtOnce = 8;

    public Task<IReadOnlyList<PastValue>> Values(string initiative, string indicator, string partner, Period before, int count, CancellationToken cancel) =>
        valuesTable.Before(initiative, indicator, partner, before, count, cancel);

    public Task<IReadOnlyList<Total>> Totals(string initiative, string indicator, Period until, int count, CancellationToken cancel) =>
        totalsTable.Until(initiative, indicator, until, count, cancel);

    public IAsyncEnumerable<PastValue> AllValues(string initiative, string indicator, CancellationToken cancel) => valuesTable.All(initiative, indicator, cancel);

    public IAsyncEnumerable<Total> AllTotals(string initiative, string indicator, CancellationToken cancel) => totalsTable.All(initiative, indicator, cancel);

    public async Task Write(string initiative, HistoryPart part, CancellationToken cancel)
    {
        var (values, withdrawn, totals, isLate) = part;
        if (isLate)
        {
            // Of what later rounds wrote about the same period, nothing is replaced.
            var newerValues = await valuesTable.AskedAt(initiative, values.Select(v => new ValueKey(v.Indicator, v.Partner, v.Period, v.AskedAt)), AtOnce, cancel);
            var newerTotals = await totalsTable.AskedAt(initiative, totals, AtOnce, cancel);
            values = [.. values.Where(v => !(newerValues.TryGetValue((v.Indicator, v.Partner, v.Period), out var at) && at > v.AskedAt))];
            totals = [.. totals.Where(t => !(newerTotals.TryGetValue((t.Indicator, t.Period), out var at) && at > t.AskedAt))];
        }

        // A partition each, so one transaction each; a few at a time.
        IEnumerable<Func<CancellationToken, Task>> writes =
        [
            .. values.GroupBy(v => v.Indicator).Select(g => (Func<CancellationToken, Task>)(c => valuesTable.Put(initiative, g, c))),
            .. withdrawn.Select(k => (Func<CancellationToken, Task>)(c => valuesTable.Remove(initiative, k, c))),
            .. totals.GroupBy(t => t.Indicator).Select(g => (Func<CancellationToken, Task>)(c => totalsTable.Put(initiative, g, c))),
        ];
        await Parallel.ForEachAsync(
            writes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, static async (write, c) => await write(c));
    }
}

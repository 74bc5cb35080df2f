using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.AzureTables;

/// <summary>The initiative's totals by indicator and period: a projection of the rounds, one partition an indicator.</summary>
internal sealed class TotalsTable(StorageAccount account)
{
    private readonly TableClient _table = account.Totals;

    /// <summary>The newest totals up to a period, oldest first, of the period's own frequency.</summary>
    public async Task<IReadOnlyList<Total>> Until(InitiativeId initiative, string indicator, Period until, int count, CancellationToken cancel)
    {
        var filter = Keys.Between(Keys.OfIndicator(initiative, indicator), Keys.Total(until), Keys.After(Keys.Frequency(until)));
        var newest = await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(filter, maxPerPage: count, cancellationToken: cancel), Read, cancel)
            .Take(count)
            .ToListAsync(cancel);
        newest.Reverse();
        return newest;
    }

    public IAsyncEnumerable<Total> All(InitiativeId initiative, string indicator, CancellationToken cancel) =>
        account.Rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.OfIndicator(initiative, indicator)), cancellationToken: cancel), Read, cancel);

    /// <summary>Those of which no later round has written about the same period.</summary>
    public Task<IReadOnlyList<Total>> NotOvertaken(InitiativeId initiative, IReadOnlyList<Total> totals, int atOnce, CancellationToken cancel) =>
        Overtaken.Without(_table, totals, t => (Keys.OfIndicator(initiative, t.Indicator), Keys.Total(t.Period)), t => t.AskedAt, atOnce, cancel);

    /// <summary>Writes what is all of one indicator.</summary>
    public Task Put(InitiativeId initiative, IEnumerable<Total> totals, CancellationToken cancel) => Transaction.PutAll(
        _table,
        totals.Select(t => new TableEntity(Keys.OfIndicator(initiative, t.Indicator), Keys.Total(t.Period))
            .Put("Indicator", t.Indicator)
            .Put("Period", t.Period.Id)
            .Put("Value", t.Value)
            .Put("Covers", t.Covers)
            .Put("Asked", t.Asked)
            .Put("NotApplicable", t.NotApplicable)
            .Put("NotCollected", t.NotCollected)
            .Put("NotYetKnown", t.NotYetKnown)
            .Put("Version", t.Version)
            .Put("AskedAt", t.AskedAt)
            .Put("Parts", t.Parts?.ToDictionary(p => p.Key, p => p.Value.ToString(CultureInfo.InvariantCulture)) ?? [])
            .Put("PartsCover", t.PartsCover)),
        cancel);

    /// <summary>Takes a total away, if it is there and of the same round.</summary>
    public Task Remove(InitiativeId initiative, TotalKey key, CancellationToken cancel) =>
        Overtaken.Remove(_table, Keys.OfIndicator(initiative, key.Indicator), Keys.Total(key.Period), key.AskedAt, cancel);

    private static Total Read(TableEntity row) =>
        new(row.Text("Indicator"), row.Period("Period"), row.DecimalOrNull("Value"), row.Number("Covers"), row.Number("Asked"))
        {
            NotApplicable = row.Or(r => r.Number("NotApplicable"), 0),
            NotCollected = row.Or(r => r.NumberOrNull("NotCollected"), null) ?? 0,
            NotYetKnown = row.Or(r => r.NumberOrNull("NotYetKnown"), null) ?? 0,
            Version = row.Number("Version"),
            AskedAt = row.Moment("AskedAt"),
            Parts = row.Or(r => r.Number("PartsCover"), 0) == 0 ? null : row.Map("Parts", Columns.ReadDecimal),
            PartsCover = row.Or(r => r.Number("PartsCover"), 0),
        };
}

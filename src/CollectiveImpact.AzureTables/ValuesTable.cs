using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.AzureTables;

/// <summary>What partners reported by indicator and period: a projection of the rounds, one partition an indicator.</summary>
internal sealed class ValuesTable(StorageAccount account)
{
    private readonly TableClient _table = account.Values;

    /// <summary>The newest values before a period, oldest first, of the period's own frequency: weeks don't compare with months.</summary>
    public async Task<IReadOnlyList<PastValue>> Before(InitiativeId initiative, string indicator, PartnerId partner, Period before, int count, CancellationToken cancel)
    {
        // The keys put the newest first, so that a read of a few rows is enough, whatever the history's length.
        var filter = Keys.Between(
            Keys.OfIndicator(initiative, indicator), Keys.After(Keys.Value(partner, before)), Keys.After(Keys.ValuesLike(partner, before)));
        var newest = await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(filter, maxPerPage: count, cancellationToken: cancel), Read, cancel)
            .Take(count)
            .ToListAsync(cancel);
        newest.Reverse();
        return newest;
    }

    public IAsyncEnumerable<PastValue> All(InitiativeId initiative, string indicator, CancellationToken cancel) =>
        account.Rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.OfIndicator(initiative, indicator)), cancellationToken: cancel), Read, cancel);

    /// <summary>Those of which no later round has written about the same period.</summary>
    public Task<IReadOnlyList<PastValue>> NotOvertaken(InitiativeId initiative, IReadOnlyList<PastValue> values, int atOnce, CancellationToken cancel) =>
        Overtaken.Without(_table, values, t => (Keys.OfIndicator(initiative, t.Indicator), Keys.Value(t.Partner, t.Period)), t => t.AskedAt, atOnce, cancel);

    /// <summary>Writes what is all of one indicator.</summary>
    public Task Put(InitiativeId initiative, IEnumerable<PastValue> values, CancellationToken cancel) => Transaction.PutAll(
        _table,
        values.Select(v => new TableEntity(Keys.OfIndicator(initiative, v.Indicator), Keys.Value(v.Partner, v.Period))
            .Put("Indicator", v.Indicator)
            .Put("Partner", v.Partner)
            .Put("Period", v.Period.Id)
            .Put("Value", v.Value.ToStored())
            .Put("Version", v.Version)
            .Put("AskedAt", v.AskedAt)),
        cancel);

    /// <summary>Takes a value away, if it is there and of the same round.</summary>
    public Task Remove(InitiativeId initiative, ValueKey key, CancellationToken cancel) =>
        Overtaken.Remove(_table, Keys.OfIndicator(initiative, key.Indicator), Keys.Value(key.Partner, key.Period), key.AskedAt, cancel);

    private static PastValue Read(TableEntity row) =>
        new(row.Text("Indicator"), row.Id<PartnerId>("Partner"), row.Period("Period"), ReportedValue.FromStored(row.Text("Value"))) { Version = row.Number("Version"), AskedAt = row.Moment("AskedAt") };
}

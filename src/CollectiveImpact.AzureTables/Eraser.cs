using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Erases an initiative from every table, a hundred rows at a time.</summary>
internal sealed class Eraser(StorageAccount account) : IEraser
{
    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    public async Task Erase(InitiativeId initiative, CancellationToken cancel)
    {
        var own = Keys.Initiative(initiative);
        foreach (var table in new[] { account.Rounds, account.Values, account.Totals, account.Outbox })
        {
            await Delete(table, Keys.InAll(Keys.Rounds(initiative)), cancel);
        }

        foreach (var plans in Keys.PlansOfAll)
        {
            await Delete(account.Outbox, Keys.In(plans, Keys.Rounds(initiative)), cancel);
        }

        foreach (var table in new[] { account.Terms, account.Learnings, account.Activities, account.Pulses })
        {
            await Delete(table, Keys.In(own), cancel);
        }

        foreach (var partition in Keys.Apart(initiative))
        {
            await Delete(account.Initiatives, Keys.In(partition), cancel);
        }

        await Delete(account.Initiatives, Keys.In(own), cancel, but: Keys.Settings);
        await account.Initiatives.DeleteEntityAsync(own, Keys.Settings, cancellationToken: cancel);
        // What is listed is woken at every start, and goes on: a name without an initiative does no harm.
        await account.Initiatives.DeleteEntityAsync(Keys.AllInitiatives, own, cancellationToken: cancel);
    }

    private static async Task Delete(TableClient table, string filter, CancellationToken cancel, string? but = null)
    {
        var (transaction, partition, rows) = (default(Transaction), "", 0);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Transaction.MostRows, KeysOnly, cancel).Where(r => r.RowKey != but))
        {
            if (transaction is not null && (row.PartitionKey != partition || rows == Transaction.MostRows))
            {
                await transaction.Send(cancel);
                transaction = null;
            }

            if (transaction is null)
            {
                (transaction, partition, rows) = (new Transaction(table, row.PartitionKey), row.PartitionKey, 0);
            }

            transaction.Remove(row.RowKey);
            rows++;
        }

        if (transaction is not null)
        {
            await transaction.Send(cancel);
        }
    }
}

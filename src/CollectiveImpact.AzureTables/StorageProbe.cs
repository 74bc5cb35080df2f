using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Asks storage for one row that needn't be there: an answer is all that counts.</summary>
internal sealed class StorageProbe(StorageAccount account) : IStorageProbe
{
    public Task Ping(CancellationToken cancel) =>
        account.Initiatives.GetEntityIfExistsAsync<TableEntity>(Keys.AllInitiatives, Keys.AllInitiatives, cancellationToken: cancel);
}

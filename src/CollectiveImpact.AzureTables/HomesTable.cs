using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Of which initiatives a channel is a home: a partition for each channel, a row for each initiative.</summary>
internal sealed class HomesTable(StorageAccount account) : IHomeStore
{
    private readonly TableClient _table = account.Homes;

    public async Task<IReadOnlyList<string>> Load(string conversation, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(Keys.In(Keys.Home(conversation)), cancellationToken: cancel).Select(r => r.TextOrNull("Initiative")).OfType<string>().ToListAsync(cancel);

    public Task Add(string conversation, InitiativeId initiative, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Home(conversation), Keys.Membership(initiative)).Put("Initiative", initiative), TableUpdateMode.Replace, cancel);

    public Task Remove(string conversation, InitiativeId initiative, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Home(conversation), Keys.Membership(initiative), cancellationToken: cancel);
}

using System.Net;
using Azure;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Of which initiatives a channel is a home: a partition for each channel, a row for each initiative, and one while the bot is there.</summary>
internal sealed class HomesTable(StorageAccount account) : IHomeStore
{
    private readonly TableClient _table = account.Homes;

    public async Task<IReadOnlyList<string>> Load(string conversation, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(Keys.In(Keys.Home(conversation)), cancellationToken: cancel).Select(r => r.TextOrNull("Initiative")).OfType<string>().ToListAsync(cancel);

    public Task Add(string conversation, InitiativeId initiative, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Home(conversation), Keys.Membership(initiative)).Put("Initiative", initiative), TableUpdateMode.Replace, cancel);

    public async Task<bool> Come(string conversation, CancellationToken cancel)
    {
        try
        {
            await _table.AddEntityAsync(new TableEntity(Keys.Home(conversation), Keys.Presence).Put("Present", true), cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public Task Go(string conversation, CancellationToken cancel) => _table.DeleteEntityAsync(Keys.Home(conversation), Keys.Presence, cancellationToken: cancel);

    public Task Remove(string conversation, InitiativeId initiative, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Home(conversation), Keys.Membership(initiative), cancellationToken: cancel);
}

using System.Net;
using Azure.Data.Tables;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>Permissions to fetch or bring data, one partition an initiative, while they are valid.</summary>
internal sealed class PassesTable(StorageAccount account) : IPassStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task Save(Pass pass, Instant now, CancellationToken cancel)
    {
        var partition = Keys.Passes(pass.Initiative);
        await Rows.Clear(_table, partition, Read, known => known.Until <= now, cancel);
        // Its key is random and its own: written twice, it is the same.
        await _table.UpsertEntityAsync(
            new TableEntity(partition, pass.Key)
                .Put("Initiative", pass.Initiative)
                .Put("Key", pass.Key)
                .Put("Person", pass.Person.ToString())
                .Put("Name", pass.Name)
                .Put("Culture", pass.Culture)
                .Put("Until", pass.Until)
                .Put("Offers", pass.Offers?.ToString() ?? "")
                .Put("Chosen", pass.Chosen),
            TableUpdateMode.Replace,
            cancel);
    }

    public async Task<Pass?> Find(InitiativeId initiative, string key, CancellationToken cancel)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Passes(initiative), key, cancellationToken: cancel);
        return found.HasValue ? account.Rows.Read(_table, found.Value!, Read) : null;
    }

    // Two may delete it at once; the row is there for one of them.
    public async Task<bool> Use(InitiativeId initiative, string key, CancellationToken cancel) =>
        (await _table.DeleteEntityAsync(Keys.Passes(initiative), key, cancellationToken: cancel)).Status == (int)HttpStatusCode.NoContent;

    // Passes of before have no file; one that isn't known here any more must not open the pages.
    private static Pass Read(TableEntity row) =>
        new(new(row.Text("Initiative")), row.Text("Key"), row.Person("Person"), row.Text("Name"), row.Text("Culture"), row.Moment("Until"))
        {
            Offers = row.GetString("Offers") is { Length: > 0 } offers ? ExportFormats.Read(offers) ?? (ExportFormat)(-1) : null,
            Chosen = row.TextOrNull("Chosen") ?? "",
        };
}

using Azure.Data.Tables;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Which files were brought in, one partition an initiative, newest first.</summary>
internal sealed class ImportsTable(StorageAccount account) : IImportStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<IReadOnlyList<ImportRecord>> Newest(InitiativeId initiative, int count, CancellationToken cancel) => await account.Rows
        .Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Imports(initiative)), maxPerPage: count, cancellationToken: cancel), Read, cancel)
        .Take(count)
        .ToListAsync(cancel);

    // One file of an initiative is brought or taken back at a time, so that no two write a row.
    public Task Save(InitiativeId initiative, ImportRecord import, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Imports(initiative), Keys.Import(import.At, import.Id))
            .Put("Id", import.Id)
            .Put("File", import.File)
            .Put("By", import.By.ToString())
            .Put("ByName", import.ByName)
            .Put("At", import.At)
            .Put("Values", import.Values)
            .Put("Partners", import.Partners)
            .Put("From", import.From.Id)
            .Put("To", import.To.Id)
            .Put("Rounds", import.Rounds)
            .Put("Whole", import.IsWhole)
            .Put("UndoneByName", import.UndoneByName)
            .Put("UndoneAt", import.UndoneAt),
        TableUpdateMode.Replace,
        cancel);

    public Task Remove(InitiativeId initiative, ImportRecord import, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Imports(initiative), Keys.Import(import.At, import.Id), cancellationToken: cancel);

    private static ImportRecord Read(TableEntity row) => new(
        row.Text("Id"),
        row.Text("File"),
        row.Person("By"),
        row.TextOrNull("ByName") ?? "",
        row.Moment("At"),
        row.Number("Values"),
        row.Number("Partners"),
        row.Period("From"),
        row.Period("To"),
        row.List("Rounds"))
    {
        IsWhole = row.Yes("Whole"),
        UndoneByName = row.TextOrNull("UndoneByName"),
        UndoneAt = row.MomentOrNull("UndoneAt"),
    };
}

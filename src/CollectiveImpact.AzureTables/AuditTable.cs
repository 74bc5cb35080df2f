using Azure;
using Azure.Data.Tables;
using CollectiveImpact.Audit;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>Who did what, one partition an initiative, newest first. Rows are added, and none is ever written over; beside them stands what was begun and isn't kept yet.</summary>
internal sealed class AuditTable(StorageAccount account) : IAuditStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task Keep(InitiativeId initiative, Act act, CancellationToken cancel)
    {
        try
        {
            await _table.AddEntityAsync(
                RowOf(Keys.Audit(initiative), Keys.Act(act.At, act.Kind, act.About), act), cancel);
        }
        catch (RequestFailedException e) when (e.Status == (int)System.Net.HttpStatusCode.Conflict)
        {
            // It is kept already: the press came twice, or the answer to a write was lost.
        }
    }

    public IAsyncEnumerable<Act> Newest(InitiativeId initiative, CancellationToken cancel) => account.Rows.Read(
        _table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Audit(initiative)), cancellationToken: cancel), Read, cancel);

    public IAsyncEnumerable<Act> Since(InitiativeId initiative, Instant since, CancellationToken cancel) => account.Rows.Read(
        _table, _table.QueryAsync<TableEntity>(Keys.Between(Keys.Audit(initiative), "", Keys.ActsAt(since)), cancellationToken: cancel), Read, cancel);

    public async Task<Act?> Begin(InitiativeId initiative, Act act, CancellationToken cancel)
    {
        var (partition, key) = (Keys.Begun(initiative), Keys.Begun(act.Kind, act.About));
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel);
        if (stored.HasValue && Columns.Try(stored.Value!, Read) is { } before)
        {
            return before;
        }

        await _table.UpsertEntityAsync(RowOf(partition, key, act), TableUpdateMode.Replace, cancel);
        return null;
    }

    public Task Done(InitiativeId initiative, Act begun, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Begun(initiative), Keys.Begun(begun.Kind, begun.About), cancellationToken: cancel);

    private static TableEntity RowOf(string partition, string key, Act act) => new TableEntity(partition, key)
        .Put<ActKind>("Kind", act.Kind)
        .Put("About", act.About)
        .Put("Name", act.Name)
        .Put("By", act.By.ToString())
        .Put("ByName", act.ByName)
        .Put("At", act.At)
        .Put("Note", act.Note)
        .Put("Before", act.Before);

    private static Act Read(TableEntity row) => new(
        EnumNames.Read<ActKind>(row.Text("Kind")) ?? ActKind.Other,
        row.Text("About"),
        row.Text("Name"),
        row.Person("By"),
        row.TextOrNull("ByName") ?? "",
        row.Moment("At"))
    {
        Note = row.TextOrNull("Note") ?? "",
        Before = row.TextOrNull("Before") ?? "",
    };
}

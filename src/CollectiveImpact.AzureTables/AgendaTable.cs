using System.Text.Json;
using Azure.Data.Tables;
using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>Agendas, one partition an initiative: the book as it is, every agenda that was in force, and the decisions, newest first.</summary>
internal sealed class AgendaTable(StorageAccount account) : IAgendaStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<(AgendaBook Book, string Version)?> Load(InitiativeId initiative, CancellationToken cancel)
    {
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Agenda(initiative), Keys.TheAgenda, cancellationToken: cancel);
        if (!stored.HasValue)
        {
            return null;
        }

        // A book that can't be read is an empty one, to be written anew; the versions that were in force are kept beside it.
        var book = account.Rows.Read(_table, stored.Value!, r => Whole.Of(JsonSerializer.Deserialize(r.LongOrNull("Book")!, JsonColumns.Readable.AgendaBook)!));
        return (book ?? new AgendaBook(new CommonAgenda(0, "", "", "", [], []), null, IsPutForward: false, [], []), stored.Value!.ETag.ToString());
    }

    public async Task<string> Save(InitiativeId initiative, AgendaBook book, CommonAgenda? ended, string? version, CancellationToken cancel)
    {
        var partition = Keys.Agenda(initiative);
        var transaction = new Transaction(_table, partition).Put(
            new TableEntity(partition, Keys.TheAgenda).PutLong("Book", JsonSerializer.Serialize(book, JsonColumns.Readable.AgendaBook)), version);
        if (ended is not null)
        {
            transaction.Put(new TableEntity(partition, Keys.AgendaVersion(ended.Version)).PutLong("Agenda", JsonSerializer.Serialize(ended, JsonColumns.Readable.CommonAgenda)));
        }

        return await transaction.Send(cancel);
    }

    public async Task<IReadOnlyList<CommonAgenda>> Earlier(InitiativeId initiative, CancellationToken cancel) => await account.Rows
        .Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Agenda(initiative), Keys.AgendaVersions), cancellationToken: cancel), r => Whole.Of(JsonSerializer.Deserialize(r.LongOrNull("Agenda")!, JsonColumns.Readable.CommonAgenda)!), cancel)
        .ToListAsync(cancel);

    public IAsyncEnumerable<Decided> Decisions(InitiativeId initiative, Instant? upTo, CancellationToken cancel) => account.Rows.Read(
        _table,
        _table.QueryAsync<TableEntity>(upTo is { } moment ? Keys.Between(Keys.Agenda(initiative), Keys.DecisionsAt(moment), Keys.After(Keys.Decisions)) : Keys.In(Keys.Agenda(initiative), Keys.Decisions), cancellationToken: cancel),
        row => new Decided(row.Text("Id"), row.Text("Text"), row.TextOrNull("ByName") ?? "", row.Moment("At"), row.Or(r => r.List("AgreedBy"), [])),
        cancel);

    public Task Save(InitiativeId initiative, Decided decided, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Agenda(initiative), Keys.Decision(decided.At, decided.Id))
            .Put("Id", decided.Id)
            .Put("Text", decided.Text)
            .Put("ByName", decided.ByName)
            .Put("At", decided.At)
            .Put("AgreedBy", decided.AgreedBy),
        TableUpdateMode.Replace,
        cancel);
}

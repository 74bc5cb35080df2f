using Azure.Data.Tables;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Messages;

namespace CollectiveImpact.AzureTables;

/// <summary>What the backbone wrote to partners, one partition an initiative, the newest first.</summary>
internal sealed class MessagesTable(StorageAccount account) : IMessageStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<PartnersMessage?> Find(InitiativeId initiative, string id, CancellationToken cancel)
    {
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Messages(initiative), Keys.Message(id), cancellationToken: cancel);
        return stored.HasValue ? account.Rows.Read(_table, stored.Value!, Read) : null;
    }

    public IAsyncEnumerable<PartnersMessage> Newest(InitiativeId initiative, CancellationToken cancel) => account.Rows.Read(
        _table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Messages(initiative)), cancellationToken: cancel), Read, cancel);

    // When it was written and sent says which message it is.
    public Task Save(InitiativeId initiative, PartnersMessage message, PartnersMessage? before, CancellationToken cancel) => Transaction.Replace(
        _table,
        new TableEntity(Keys.Messages(initiative), Keys.Message(message.Id))
            .Put("Id", message.Id)
            .Put("Subject", message.Subject)
            .Put("Text", message.Text)
            .Put("To", message.To?.Code)
            .Put("Partners", [.. message.Partners.Select(p => p.Value)])
            .Put("By", message.By.ToString())
            .Put("ByName", message.ByName)
            .Put("WrittenAt", message.WrittenAt)
            .Put("SentAt", message.SentAt)
            .Put("Recipients", [.. message.Recipients.Select(r => r.ToString())]),
        Read,
        there => (there.WrittenAt, there.SentAt) == (message.WrittenAt, message.SentAt),
        there => there is null || (there.WrittenAt, there.SentAt) == (before?.WrittenAt, before?.SentAt),
        cancel);

    private static PartnersMessage Read(TableEntity row) => new(
        row.Text("Id"),
        row.Text("Subject"),
        row.Text("Text"),
        row.TextOrNull("To") is { } to ? Addressed.Read(to) : null,
        [.. row.Or(r => r.List("Partners"), []).Select(p => new PartnerId(p))],
        row.Person("By"),
        row.TextOrNull("ByName") ?? "",
        row.Or(r => r.Moment("WrittenAt"), row.Written()))
    {
        SentAt = row.MomentOrNull("SentAt"),
        Recipients = [.. row.Or(r => r.List("Recipients"), []).Select(p => Columns.Try(p, PersonKey.Parse)).OfType<PersonKey>()],
    };
}

using System.Net;
using Azure;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Mail;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>The links of mails, one partition an initiative, in the order in which they end.</summary>
internal sealed class MailLinksTable(StorageAccount account) : IMailLinkStore, IMemberTraces
{
    private readonly TableClient _table = account.Initiatives;

    public Task Save(MailLink link, CancellationToken cancel) => _table.UpsertEntityAsync(RowOf(link), TableUpdateMode.Replace, cancel);

    public async Task<MailLink?> Find(InitiativeId initiative, LocalDate lastDay, string key, CancellationToken cancel) =>
        await Row(initiative, lastDay, key, cancel) is { } row ? account.Rows.Read(_table, row, Read) : null;

    public async Task<bool> Claim(MailLink link, string browser, CancellationToken cancel)
    {
        if (await Row(link.Initiative, link.LastDay, link.Key, cancel) is not { } row || Columns.Try(row, Read) is not { } stored)
        {
            return false;
        }

        if (stored.OpenedBy is { } first)
        {
            return first == browser;
        }

        try
        {
            await _table.UpdateEntityAsync(RowOf(stored with { OpenedBy = browser }), row.ETag, TableUpdateMode.Replace, cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.NotFound)
        {
            return (await Find(link.Initiative, link.LastDay, link.Key, cancel))?.OpenedBy == browser;
        }
    }

    public async Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel)
    {
        var partition = Keys.MailLinks(initiative);
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Person eq {person.ToString()}"), select: [nameof(TableEntity.RowKey)], cancellationToken: cancel))
        {
            await _table.DeleteEntityAsync(partition, row.RowKey, cancellationToken: cancel);
        }
    }

    public async Task<IReadOnlyList<MailLink>> Clear(InitiativeId initiative, LocalDate before, CancellationToken cancel)
    {
        var (partition, over) = (Keys.MailLinks(initiative), new List<MailLink>());
        await foreach (var row in _table.QueryAsync<TableEntity>(Keys.Between(partition, "", Keys.MailLinksUntil(before)), cancellationToken: cancel))
        {
            await _table.DeleteEntityAsync(partition, row.RowKey, cancellationToken: cancel);
            over.AddRange(Columns.Try(row, Read) is { } link ? [link] : Array.Empty<MailLink>());
        }

        return over;
    }

    private static TableEntity RowOf(MailLink link) => new TableEntity(Keys.MailLinks(link.Initiative), Keys.MailLink(link.LastDay, link.Key))
        .Put("Initiative", link.Initiative)
        .Put("Key", link.Key)
        .Put("Person", link.Person.ToString())
        .Put("Until", link.Until)
        .Put("Place", link.Place)
        .Put("Card", link.Card)
        .Put("Invite", link.Invite)
        .Put("Mailbox", link.Mailbox)
        .Put("OpenedBy", link.OpenedBy);

    private static MailLink Read(TableEntity row) => new(new(row.Text("Initiative")), row.Text("Key"), row.Person("Person"), row.Moment("Until"))
    {
        Place = row.TextOrNull("Place") ?? "",
        Card = row.TextOrNull("Card"),
        Invite = row.TextOrNull("Invite"),
        Mailbox = row.TextOrNull("Mailbox"),
        OpenedBy = row.TextOrNull("OpenedBy"),
    };

    private async Task<TableEntity?> Row(InitiativeId initiative, LocalDate lastDay, string key, CancellationToken cancel) =>
        await _table.GetEntityIfExistsAsync<TableEntity>(Keys.MailLinks(initiative), Keys.MailLink(lastDay, key), cancellationToken: cancel) is { HasValue: true, Value: { } row } ? row : null;
}

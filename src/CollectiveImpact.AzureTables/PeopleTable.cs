using System.Net;
using Azure;
using Azure.Data.Tables;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>What is remembered of people, one partition each: how to write to them, and a row for each initiative.</summary>
internal sealed class PeopleTable(StorageAccount account) : IPersonStore
{
    private readonly TableClient _table = account.People;

    public async Task<KnownPerson?> Load(PersonKey person, CancellationToken cancel)
    {
        var rows = await _table.QueryAsync<TableEntity>(Keys.In(Keys.Person(person)), cancellationToken: cancel).ToListAsync(cancel);
        var conversation = rows.Find(r => r.RowKey == Keys.Conversation);
        return rows.Count == 0
            ? null
            : new KnownPerson(
                person,
                conversation?.TextOrNull("Name") ?? "",
                conversation?.AddressOrNull(),
                conversation?.TextOrNull("TimeZone"),
                conversation?.TextOrNull("Culture"),
                conversation?.TextOrNull("Unreachable"),
                conversation?.TextOrNull("Current") is { } current ? new InitiativeId(current) : null,
                [.. rows.Where(r => r.RowKey != Keys.Conversation).Select(r => r.TextOrNull("Initiative")).OfType<string>()])
            {
                SpeaksFor = conversation?.Or(r => r.PersonOrNull("SpeaksFor"), null),
                Others = conversation?.Or(r => r.ListOrEmpty("Others").Select(PersonKey.Parse).ToArray(), []) ?? [],
                LinkCode = conversation?.TextOrNull("LinkCode"),
                Language = conversation?.TextOrNull("Language"),
                Mailbox = conversation?.TextOrNull("Mailbox"),
                IsByMail = conversation?.Or(r => r.GetBoolean("ByMail") ?? false, false) ?? false,
                InvitedTo = conversation?.Or(r => r.ListOrEmpty("InvitedTo"), []) ?? [],
            };
    }

    public Task Save(KnownPerson person, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Person(person.Key), Keys.Conversation)
            .Put("Name", person.Name)
            .Put(person.Personal)
            .Put("TimeZone", person.TimeZone)
            .Put("Culture", person.Culture)
            .Put("Unreachable", person.Unreachable)
            .Put("Current", person.Current)
            .Put("SpeaksFor", person.SpeaksFor?.ToString())
            .Put("Others", (IReadOnlyList<string>)[.. person.Others.Select(o => o.ToString())])
            .Put("LinkCode", person.LinkCode)
            .Put("Language", person.Language)
            .Put("Mailbox", person.Mailbox)
            .Put("ByMail", person.IsByMail)
            .Put("InvitedTo", person.InvitedTo),
        TableUpdateMode.Replace,
        cancel);

    public Task AddMembership(PersonKey person, InitiativeId initiative, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Person(person), Keys.Membership(initiative)).Put("Initiative", initiative), TableUpdateMode.Replace, cancel);

    public Task RemoveMembership(PersonKey person, InitiativeId initiative, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Person(person), Keys.Membership(initiative), cancellationToken: cancel);

    public async Task Forget(PersonKey person, CancellationToken cancel)
    {
        // Where to write to goes last: after a crash the person is still known, and can ask for it again.
        var rows = await _table.QueryAsync<TableEntity>(Keys.In(Keys.Person(person)), select: [nameof(TableEntity.RowKey)], cancellationToken: cancel).ToListAsync(cancel);
        foreach (var row in rows.OrderBy(r => r.RowKey == Keys.Conversation))
        {
            await _table.DeleteEntityAsync(Keys.Person(person), row.RowKey, cancellationToken: cancel);
        }
    }

    public Task SaveLinkCode(string hash, OfferedLink link, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.LinkCode(hash), Keys.LinkCode(hash)).Put("Person", link.Person.ToString()).Put("Expires", (NodaTime.Instant?)link.Expires), TableUpdateMode.Replace, cancel);

    public async Task<OfferedLink?> FindLinkCode(string hash, CancellationToken cancel) =>
        await _table.GetEntityIfExistsAsync<TableEntity>(Keys.LinkCode(hash), Keys.LinkCode(hash), cancellationToken: cancel) is { HasValue: true, Value: { } row }
            ? row.Or(r => new OfferedLink(r.Person("Person"), r.Moment("Expires")), null!)
            : null;

    public async Task<bool> TakeLinkCode(string hash, CancellationToken cancel) =>
        (await _table.DeleteEntityAsync(Keys.LinkCode(hash), Keys.LinkCode(hash), cancellationToken: cancel)).Status is >= 200 and < 300;

    public async Task<PersonKey?> OwnerOf(string mailbox, CancellationToken cancel) =>
        await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Mailbox(mailbox), Keys.Mailbox(mailbox), cancellationToken: cancel) is { HasValue: true, Value: { } row }
            ? row.Or(r => r.PersonOrNull("Person"), null)
            : null;

    public async Task<PersonKey> TakeMailbox(string mailbox, PersonKey person, CancellationToken cancel)
    {
        if (await OwnerOf(mailbox, cancel) is { } owner)
        {
            return owner;
        }

        try
        {
            await _table.AddEntityAsync(new TableEntity(Keys.Mailbox(mailbox), Keys.Mailbox(mailbox)).Put("Person", person.ToString()), cancel);
            return person;
        }
        catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.Conflict)
        {
            return await OwnerOf(mailbox, cancel) ?? person;
        }
    }

    public async Task FreeMailbox(string mailbox, PersonKey person, CancellationToken cancel)
    {
        if (await OwnerOf(mailbox, cancel) == person)
        {
            await _table.DeleteEntityAsync(Keys.Mailbox(mailbox), Keys.Mailbox(mailbox), cancellationToken: cancel);
        }
    }
}

using System.Net;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>Who is let in to the pages, one partition an initiative, while it lasts; and in another one, when people last looked at them.</summary>
internal sealed class SessionsTable(StorageAccount account) : ISessionStore, IMemberTraces
{
    private readonly TableClient _table = account.Initiatives;

    public async Task Save(Session session, Instant now, CancellationToken cancel)
    {
        var partition = Keys.Sessions(session.Initiative);
        await Rows.Clear(_table, partition, Read, known => known.Until <= now, cancel);
        // Its key is random and its own: written twice, it is the same.
        await _table.UpsertEntityAsync(
            new TableEntity(partition, session.Key)
                .Put("Initiative", session.Initiative)
                .Put("Key", session.Key)
                .Put("Person", session.Person.ToString())
                .Put("Culture", session.Culture)
                .Put("Until", session.Until)
                .Put("IsLink", session.IsLink)
                .Put("Device", session.Device)
                .Put("Since", session.Since)
                .Put("TimeZone", session.TimeZone ?? "")
                .Put("LookedBefore", session.LookedBefore),
            TableUpdateMode.Replace,
            cancel);
    }

    public async Task<Session?> Find(InitiativeId initiative, string key, CancellationToken cancel)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Sessions(initiative), key, cancellationToken: cancel);
        return found.HasValue ? account.Rows.Read(_table, found.Value!, Read) : null;
    }

    public async Task<IReadOnlyList<Session>> Of(InitiativeId initiative, PersonKey person, CancellationToken cancel)
    {
        var own = new List<Session>();
        await foreach (var row in _table.QueryAsync<TableEntity>(Keys.In(Keys.Sessions(initiative)), cancellationToken: cancel))
        {
            if (account.Rows.Read(_table, row, Read) is { } session && session.Person == person)
            {
                own.Add(session);
            }
        }

        return own;
    }

    // Two may delete it at once; the row is there for one of them.
    public async Task<bool> End(InitiativeId initiative, string key, CancellationToken cancel) =>
        (await _table.DeleteEntityAsync(Keys.Sessions(initiative), key, cancellationToken: cancel)).Status == (int)HttpStatusCode.NoContent;

    public async Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel)
    {
        foreach (var session in await Of(initiative, person, cancel))
        {
            await End(initiative, session.Key, cancel);
        }
    }

    public async Task<Looks> Look(InitiativeId initiative, PersonKey person, Instant now, CancellationToken cancel)
    {
        var (partition, key) = (Keys.Looks(initiative), Keys.Person(person));
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel);
        var known = stored.HasValue ? account.Rows.Read(_table, stored.Value!, ReadLooks) : null;
        var looks = Looks.Next(known, now);
        if (looks != known)
        {
            await _table.UpsertEntityAsync(
                new TableEntity(partition, key)
                    .Put("Person", person.ToString())
                    .Put("At", looks.At)
                    .Put("Before", looks.Before),
                TableUpdateMode.Replace,
                cancel);
        }

        return looks;
    }

    async Task IMemberTraces.Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel)
    {
        await Forget(initiative, person, cancel);
        await _table.DeleteEntityAsync(Keys.Looks(initiative), Keys.Person(person), cancellationToken: cancel);
    }

    private static Session Read(TableEntity row) =>
        new(new(row.Text("Initiative")), row.Text("Key"), row.Person("Person"), row.Text("Culture"), row.Moment("Until"))
        {
            IsLink = row.Yes("IsLink"),
            Device = row.TextOrNull("Device") ?? "",
            Since = row.Moment("Since"),
            TimeZone = row.TextOrNull("TimeZone") is { Length: > 0 } zone ? zone : null,
            LookedBefore = row.MomentOrNull("LookedBefore"),
        };

    private static Looks ReadLooks(TableEntity row) => new(row.Moment("At"), row.MomentOrNull("Before"));
}

using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>The rows of one initiative in each table, and those of its people as far as they are of it.</summary>
internal static class RowsOfOne
{
    public static IAsyncEnumerable<TableEntity> In(PatientTables tables, string table, InitiativeId initiative, CancellationToken cancel) => table == "People"
        ? People(tables, initiative, cancel)
        : Filters(table, initiative).ToAsyncEnumerable().SelectMany(filter => tables.Read(table, filter, cancel));

    private static IEnumerable<string> Filters(string table, InitiativeId initiative)
    {
        var own = Keys.Initiative(initiative);
        return table switch
        {
            "Rounds" or "Values" or "Totals" => [Keys.InAll(Keys.Rounds(initiative))],
            "Outbox" => [Keys.InAll(Keys.Rounds(initiative)), .. Keys.PlansOfAll.Select(plans => Keys.In(plans, Keys.Rounds(initiative)))],
            "Homes" => [Memberships(initiative)],
            "Initiatives" =>
            [
                .. Keys.Apart(initiative).Select(Keys.In),
                Keys.In(own),
                TableClient.CreateQueryFilter($"PartitionKey eq {Keys.AllInitiatives} and RowKey eq {own}"),
            ],
            _ => [Keys.In(own)],
        };
    }

    private static async IAsyncEnumerable<TableEntity> People(PatientTables tables, InitiativeId initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var membership in tables.Read("People", Memberships(initiative), cancel))
        {
            yield return membership;
            // A second account is heard as the first one's; without its row it would be a stranger.
            var accounts = new Queue<string>([membership.PartitionKey]);
            while (accounts.TryDequeue(out var account))
            {
                if (!written.Add(account) || await Conversation(tables, account, initiative, cancel) is not { } person)
                {
                    continue;
                }

                yield return person;
                // Without it, nobody would be found behind their address.
                if (person.TextOrNull("Mailbox") is { } mailbox && await Row(tables, Keys.Mailbox(mailbox), Keys.Mailbox(mailbox), cancel) is { } owner)
                {
                    yield return owner;
                }

                foreach (var other in person.Or(r => r.ListOrEmpty("Others").Select(PersonKey.Parse).ToArray(), []))
                {
                    accounts.Enqueue(Keys.Person(other));
                }
            }
        }
    }

    private static async Task<TableEntity?> Conversation(PatientTables tables, string account, InitiativeId initiative, CancellationToken cancel)
    {
        if (await Row(tables, account, Keys.Conversation, cancel) is not { } person)
        {
            return null;
        }

        // Which of their initiatives they spoke of last is none of this one's business when it is another.
        if (person.TextOrNull("Current") is { } current && current != initiative)
        {
            person.Remove("Current");
        }

        return person;
    }

    private static async Task<TableEntity?> Row(PatientTables tables, string partition, string row, CancellationToken cancel) =>
        await PatientTables.Told(tables["People"].GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel)) is { HasValue: true, Value: { } found } ? found : null;

    private static string Memberships(InitiativeId initiative) => TableClient.CreateQueryFilter($"RowKey eq {Keys.Membership(initiative)}");
}

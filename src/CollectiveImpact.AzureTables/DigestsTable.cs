using Azure.Data.Tables;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>What the backbone wrote for digests, one partition an initiative, a row for each round.</summary>
internal sealed class DigestsTable(StorageAccount account) : IDigestStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<DigestWords?> Load(InitiativeId initiative, RoundId round, CancellationToken cancel)
    {
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Digests(initiative), Keys.DigestOf(round), cancellationToken: cancel);
        return stored.HasValue ? account.Rows.Read(_table, stored.Value!, Read) : null;
    }

    public async Task Save(InitiativeId initiative, DigestWords words, DigestWords? before, CancellationToken cancel)
    {
        var partition = Keys.Digests(initiative);
        var row = new TableEntity(partition, Keys.DigestOf(words.Round))
            .Put("Round", words.Round)
            .Put("Headline", words.Headline)
            .Put("Introduction", words.Introduction)
            .Put("WithoutNumbers", words.WithoutNumbers)
            .Put("WithoutLessons", words.WithoutLessons)
            .Put("Homes", words.Homes)
            .Put("ByName", words.ByName)
            .Put("At", words.At)
            .Put("TakenDownBy", words.TakenDown?.ByName)
            .Put("TakenDownAt", words.TakenDown?.At)
            .Put("TakenDownBecause", words.TakenDown?.Because);
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row.RowKey, cancellationToken: cancel);
        var there = stored.HasValue ? Columns.Try(stored.Value!, Read) : null;
        if (there is not null && there.At == words.At && there.TakenDown == words.TakenDown)
        {
            // Done before, and the answer was lost: when they were written says which words they are.
            return;
        }

        if (there is not null && (there.At != (before?.At ?? Instant.MinValue) || there.TakenDown != before?.TakenDown))
        {
            throw new StaleStateException();
        }

        await new Transaction(_table, partition).Put(row, stored.HasValue ? stored.Value!.ETag.ToString() : null).Send(cancel);
    }

    private static DigestWords Read(TableEntity row) => new(new RoundId(row.Text("Round")))
    {
        Headline = row.TextOrNull("Headline") ?? "",
        Introduction = row.TextOrNull("Introduction") ?? "",
        WithoutNumbers = row.Or(r => r.List("WithoutNumbers"), []),
        WithoutLessons = row.Or(r => r.List("WithoutLessons"), []),
        Homes = row.Or(r => r.List("Homes"), []),
        ByName = row.TextOrNull("ByName") ?? "",
        At = row.Or(r => r.Moment("At"), Instant.MinValue),
        TakenDown = row.TextOrNull("TakenDownAt") is null ? null : new TakenDown(
            row.TextOrNull("TakenDownBy") ?? "", row.Or(r => r.Moment("TakenDownAt"), row.Written()), row.TextOrNull("TakenDownBecause") ?? ""),
    };
}

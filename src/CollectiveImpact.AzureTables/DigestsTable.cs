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

    // A week belongs to the year of its Thursday, and may end in the next.
    public async Task<IReadOnlyList<DigestWords>> Between(InitiativeId initiative, LocalDate first, LocalDate last, CancellationToken cancel) => await account.Rows.Read(
        _table,
        _table.QueryAsync<TableEntity>(Keys.Between(Keys.Digests(initiative), Keys.Year(first.PlusWeeks(-1).Year), Keys.Year(last.Year + 1)), cancellationToken: cancel),
        Read,
        cancel).ToListAsync(cancel);

    // When they were written, and taken down, says which words they are.
    public Task Save(InitiativeId initiative, DigestWords words, DigestWords? before, CancellationToken cancel) => Transaction.Replace(
        _table,
        new TableEntity(Keys.Digests(initiative), Keys.DigestOf(words.Round))
            .Put("Round", words.Round)
            .Put("Headline", words.Headline)
            .Put("Introduction", words.Introduction)
            .Put("WithoutNumbers", words.WithoutNumbers)
            .Put("WithoutLessons", words.WithoutLessons)
            .Put("NumbersFirst", words.NumbersFirst)
            .Put("LessonsFirst", words.LessonsFirst)
            .Put("Homes", words.Homes)
            .Put("ByName", words.ByName)
            .Put("At", words.At)
            .Put("TakenDownBy", words.TakenDown?.ByName)
            .Put("TakenDownAt", words.TakenDown?.At)
            .Put("TakenDownBecause", words.TakenDown?.Because),
        Read,
        there => there.At == words.At && there.TakenDown == words.TakenDown,
        there => there is null || (there.At == (before?.At ?? Instant.MinValue) && there.TakenDown == before?.TakenDown),
        cancel);

    private static DigestWords Read(TableEntity row) => new(new RoundId(row.Text("Round")))
    {
        Headline = row.TextOrNull("Headline") ?? "",
        Introduction = row.TextOrNull("Introduction") ?? "",
        WithoutNumbers = row.Or(r => r.List("WithoutNumbers"), []),
        WithoutLessons = row.Or(r => r.List("WithoutLessons"), []),
        NumbersFirst = row.Or(r => r.ListOrEmpty("NumbersFirst"), []),
        LessonsFirst = row.Or(r => r.ListOrEmpty("LessonsFirst"), []),
        Homes = row.Or(r => r.List("Homes"), []),
        ByName = row.TextOrNull("ByName") ?? "",
        At = row.Or(r => r.Moment("At"), Instant.MinValue),
        TakenDown = row.TextOrNull("TakenDownAt") is null ? null : new TakenDown(
            row.TextOrNull("TakenDownBy") ?? "", row.Or(r => r.Moment("TakenDownAt"), row.Written()), row.TextOrNull("TakenDownBecause") ?? ""),
    };
}

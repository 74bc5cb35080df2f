using Azure.Data.Tables;
using CollectiveImpact.Commitments;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>What the backbone said it will do, one partition an initiative, newest first.</summary>
internal sealed class CommitmentsTable(StorageAccount account) : ICommitmentStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<IReadOnlyList<Commitment>> InSight(InitiativeId initiative, int settled, CancellationToken cancel)
    {
        // Years of them are a few hundred rows, and an open one may be among the oldest.
        var all = account.Rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Commitments(initiative)), cancellationToken: cancel), Read, cancel);
        return await all.Where(c => c.IsOpen || settled-- > 0).ToListAsync(cancel);
    }

    public Task Save(InitiativeId initiative, Commitment commitment, Commitment? before, CancellationToken cancel)
    {
        var partition = Keys.Commitments(initiative);
        var row = RowOf(partition, commitment);
        return before is null
            ? new Transaction(_table, partition).Insert(row).Send(cancel)
            : Transaction.Replace(_table, row, Read, there => there == commitment, there => there == before, cancel);
    }

    private static TableEntity RowOf(string partition, Commitment commitment) => new TableEntity(partition, Keys.Commitment(commitment.At, commitment.Id))
        .Put("Id", commitment.Id)
        .Put("Text", commitment.Text)
        .Put("ByName", commitment.ByName)
        .Put("At", commitment.At)
        .Put("Outcome", commitment.Outcome)
        .Put("Why", commitment.Why)
        .Put("SettledAt", commitment.SettledAt);

    private static Commitment Read(TableEntity row) => new(
        row.Text("Id"),
        row.Text("Text"),
        row.Text("ByName"),
        row.Moment("At"),
        row.WordOrNull<CommitmentOutcome>("Outcome"),
        row.TextOrNull("Why") ?? "",
        row.MomentOrNull("SettledAt"));
}

using Azure.Data.Tables;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// Deliveries, one partition for a batch and a tenant, so that planning one twice finds the first. The partition
/// <c>~pending</c> names those that may still hold something to send.
/// </summary>
/// <remarks>
/// A marker must never be missing while something waits. Planning writes it first, in case the process ends before the
/// deliveries are in, and again at the end, in case the post office finished in between; finishing takes it away only when
/// nothing waits and nobody has written the marker since.
/// </remarks>
internal sealed class OutboxTable(StorageAccount account) : IOutboxStore
{
    private const int AtOnce = 8;
    private const int Tries = 5;

    private readonly TableClient _table = account.Outbox;

    public async Task Plan(string batch, IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
    {
        var markers = deliveries.Where(d => d.State == DeliveryState.Planned)
            .Select(d => d.Shard)
            .Distinct()
            .Select(s => new TableEntity(Keys.Pending, Keys.Batch(batch, s)).Put("Batch", batch).Put("Shard", s))
            .ToArray();
        await Transaction.PutAll(_table, markers, cancel);
        await Parallel.ForEachAsync(
            deliveries.GroupBy(d => d.Shard),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (shard, c) => await Add(Keys.Batch(batch, shard.Key), [.. shard], c));
        await Transaction.PutAll(_table, markers, cancel);
    }

    public async Task<IReadOnlyList<Delivery>> LoadAll(string batchPrefix, CancellationToken cancel) => await _table
        .QueryAsync<TableEntity>(Keys.InAll(Keys.BatchPrefix(batchPrefix)), cancellationToken: cancel)
        .Where(r => r.PartitionKey != Keys.Pending)
        .Select(ReadDelivery)
        .ToListAsync(cancel);

    public async Task<IReadOnlyList<Delivery>> Load(string batch, string shard, CancellationToken cancel) => await _table
        .QueryAsync<TableEntity>(Keys.In(Keys.Batch(batch, shard)), cancellationToken: cancel)
        .Select(ReadDelivery)
        .ToListAsync(cancel);

    public Task Save(IReadOnlyList<Delivery> deliveries, CancellationToken cancel) =>
        Transaction.PutAll(_table, deliveries.Select(d => RowOf(Keys.Batch(d.Batch, d.Shard), d)), cancel);

    public async Task<IReadOnlyList<(string Batch, string Shard)>> Pending(CancellationToken cancel) => await _table
        .QueryAsync<TableEntity>(Keys.In(Keys.Pending), cancellationToken: cancel)
        .Select(r => (r.Text("Batch"), r.Text("Shard")))
        .ToListAsync(cancel);

    public async Task Finished(string batch, string shard, CancellationToken cancel)
    {
        var key = Keys.Batch(batch, shard);
        var marker = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Pending, key, cancellationToken: cancel);
        if (!marker.HasValue)
        {
            return;
        }

        var waiting = TableClient.CreateQueryFilter($"PartitionKey eq {key} and State eq {nameof(DeliveryState.Planned)}");
        if (await _table.QueryAsync<TableEntity>(waiting, maxPerPage: 1, ["RowKey"], cancel).AnyAsync(cancel))
        {
            return;
        }

        try
        {
            await new Transaction(_table, Keys.Pending).Remove(key, over: marker.Value!.ETag.ToString()).Send(cancel);
        }
        catch (StaleStateException)
        {
            // Planned again meanwhile: the marker stays.
        }
    }

    private async Task Add(string partition, IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var known = await _table.QueryAsync<TableEntity>(Keys.In(partition), select: ["RowKey"], cancellationToken: cancel)
                .Select(r => r.RowKey)
                .ToHashSetAsync(cancellationToken: cancel);
            try
            {
                // Who is named twice is written to once.
                await Transaction.InsertAll(_table, deliveries.Select(d => RowOf(partition, d)).Where(r => known.Add(r.RowKey)), cancel);
                return;
            }
            catch (StaleStateException) when (attempt < Tries)
            {
                // Somebody plans the same batch at this moment: look again at what is there.
            }
        }
    }

    private static TableEntity RowOf(string partition, Delivery delivery) => new TableEntity(partition, Keys.Recipient(delivery.Recipient))
        .Put("Batch", delivery.Batch)
        .Put("Recipient", delivery.Recipient)
        .Put(delivery.Address)
        .Put("Card", delivery.Card)
        .Put("Summary", delivery.Summary)
        .Put<DeliveryState>("State", delivery.State)
        .Put("Attempts", delivery.Attempts)
        .Put("MessageId", delivery.MessageId)
        .Put("Reason", delivery.Reason);

    private static Delivery ReadDelivery(TableEntity row) => new(
        row.Text("Batch"),
        row.Text("Recipient"),
        row.AddressOrNull(),
        row.Text("Card"),
        row.Text("Summary"),
        row.Word<DeliveryState>("State"),
        row.Number("Attempts"),
        row.TextOrNull("MessageId"),
        row.TextOrNull("Reason"));
}

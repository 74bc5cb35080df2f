using System.Collections.Concurrent;
using Azure.Data.Tables;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>Of two rounds that ask about one period, the later one counts: what an earlier one corrects doesn't replace it.</summary>
internal static class Overtaken
{
    /// <summary>The items in whose place no row of a later round stands, in their order.</summary>
    public static async Task<IReadOnlyList<T>> Without<T>(
        TableClient table, IReadOnlyList<T> items, Func<T, (string Partition, string Row)> keyOf, Func<T, Instant> askedAt, int atOnce, CancellationToken cancel)
        where T : notnull
    {
        var overtaken = new ConcurrentDictionary<(string, string), bool>();
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel }, async (item, c) =>
        {
            var key = keyOf(item);
            var stored = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: c);
            if (stored.HasValue && stored.Value!.Or(r => r.Moment("AskedAt"), Instant.MinValue) > askedAt(item))
            {
                overtaken[key] = true;
            }
        });
        return [.. items.Where(i => !overtaken.ContainsKey(keyOf(i)))];
    }

    /// <summary>Takes a row away, if it is there and no other round has written it.</summary>
    public static async Task Remove(TableClient table, string partition, string row, Instant askedAt, CancellationToken cancel)
    {
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
        if (stored.HasValue && stored.Value!.Or(r => r.Moment("AskedAt"), askedAt) == askedAt)
        {
            await table.DeleteEntityAsync(partition, row, cancellationToken: cancel);
        }
    }
}

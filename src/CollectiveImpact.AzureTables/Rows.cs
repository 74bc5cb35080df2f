using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// Reads rows as far as they can be read. One that an older version or somebody's hand has left unreadable is left out, so that it
/// keeps nobody from the others; how many were left out is logged, and nothing of what is in them.
/// </summary>
internal sealed partial class Rows(ILogger<Rows> log)
{
    public IReadOnlyList<T> Read<T>(TableClient table, IEnumerable<TableEntity> rows, Func<TableEntity, T> read)
        where T : class
    {
        var known = new List<T>();
        var left = 0;
        foreach (var row in rows)
        {
            if (Columns.Try(row, read) is { } one)
            {
                known.Add(one);
            }
            else
            {
                left++;
            }
        }

        Told(table, left);
        return known;
    }

    /// <summary>Deletes what of a partition is over, and what nobody can read.</summary>
    public static async Task Clear<T>(TableClient table, string partition, Func<TableEntity, T> read, Func<T, bool> isOver, CancellationToken cancel)
        where T : class
    {
        await foreach (var row in table.QueryAsync<TableEntity>(Keys.In(partition), cancellationToken: cancel))
        {
            if (Columns.Try(row, read) is not { } known || isOver(known))
            {
                await table.DeleteEntityAsync(partition, row.RowKey, cancellationToken: cancel);
            }
        }
    }

    /// <returns>Null when it can't be read.</returns>
    public T? Read<T>(TableClient table, TableEntity row, Func<TableEntity, T> read)
        where T : class => Read(table, [row], read) is [var known] ? known : null;

    public async IAsyncEnumerable<T> Read<T>(
        TableClient table, IAsyncEnumerable<TableEntity> rows, Func<TableEntity, T> read, [EnumeratorCancellation] CancellationToken cancel = default)
        where T : class
    {
        var left = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (Columns.Try(row, read) is { } one)
            {
                yield return one;
            }
            else
            {
                left++;
            }
        }

        Told(table, left);
    }

    private void Told(TableClient table, int left)
    {
        if (left > 0)
        {
            LogLeftOut(left, table.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} rows of {Table} can't be read and were left out.")]
    private partial void LogLeftOut(int count, string table);
}

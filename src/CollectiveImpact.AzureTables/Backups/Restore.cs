using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>What became of a restore.</summary>
public abstract record Restored
{
    private Restored()
    {
    }

    /// <summary>All of it stands in the tables, read again and compared.</summary>
    public sealed record Whole(BackupContents Contents, bool WasBegun) : Restored;

    /// <summary>Nothing was written: a table holds rows already.</summary>
    public sealed record Occupied(string Table) : Restored;

    /// <summary>It was written, and what stands there is something else: somebody wrote meanwhile.</summary>
    public sealed record Different(IReadOnlyList<(TableSum Written, TableSum Stands)> Tables) : Restored;
}

/// <summary>
/// Writes a backup into empty tables, once all of the file was read and found whole; then reads the tables and compares. One that was
/// interrupted is repeated with the same file.
/// </summary>
public sealed class Restore(StorageConnection connection)
{
    private const int MostRows = 100;
    private const int MostBytes = 2_000_000;
    private const int AtOnce = 16;

    private readonly PatientTables _tables = new(connection);

    /// <exception cref="BackupUnreadableException">The file is no backup, or not as it was written; nothing was changed.</exception>
    /// <exception cref="StorageUnavailableException">Storage can't be reached, or refuses.</exception>
    public async Task<Restored> Run(string path, CancellationToken cancel)
    {
        var file = new BackupFile(path);
        var (contents, mark) = await file.Check(cancel);
        foreach (var table in PatientTables.Names)
        {
            await PatientTables.Told(_tables[table].CreateIfNotExistsAsync(cancel));
        }

        var begun = await IsBegun(mark, cancel);
        if (!begun && await Occupied(cancel) is { } occupied)
        {
            return new Restored.Occupied(occupied);
        }

        await PatientTables.Told(_tables["Initiatives"].UpsertEntityAsync(new TableEntity(Keys.Restoring, Keys.Restoring) { ["File"] = mark }, TableUpdateMode.Replace, cancel));
        await Write(file, cancel);
        var stands = await Sums(contents.Tables.Select(t => t.Table), cancel);
        var different = contents.Tables.Zip(stands).Where(t => t.First != t.Second).ToArray();
        if (different.Length > 0)
        {
            return new Restored.Different(different);
        }

        await PatientTables.Told(_tables["Initiatives"].DeleteEntityAsync(Keys.Restoring, Keys.Restoring, cancellationToken: cancel));
        return new Restored.Whole(contents, begun);
    }

    private async Task<bool> IsBegun(string mark, CancellationToken cancel)
    {
        var begun = await PatientTables.Told(_tables["Initiatives"].GetEntityIfExistsAsync<TableEntity>(Keys.Restoring, Keys.Restoring, cancellationToken: cancel));
        return begun.HasValue && begun.Value!.GetString("File") == mark;
    }

    private async Task<string?> Occupied(CancellationToken cancel)
    {
        foreach (var table in PatientTables.Names)
        {
            if (await _tables[table].QueryAsync<TableEntity>(maxPerPage: 1, select: ["RowKey"], cancellationToken: cancel).AnyAsync(cancel))
            {
                return table;
            }
        }

        return null;
    }

    private async Task Write(BackupFile file, CancellationToken cancel)
    {
        var flying = new List<Task>();
        var last = "";
        await foreach (var (table, rows) in Batches(file, cancel))
        {
            if (table != last)
            {
                // One table after the other: the list of initiatives comes when all else is there.
                await Task.WhenAll(flying);
                flying.Clear();
                last = table;
            }
            else if (flying.Count == AtOnce)
            {
                var landed = await Task.WhenAny(flying);
                flying.Remove(landed);
                await landed;
            }

            flying.Add(Put(_tables[table], rows, cancel));
        }

        await Task.WhenAll(flying);
    }

    private static Task Put(TableClient table, List<TableEntity> rows, CancellationToken cancel) => rows.Count == 1
        ? PatientTables.Told(table.UpsertEntityAsync(rows[0], TableUpdateMode.Replace, cancel))
        : PatientTables.Told(table.SubmitTransactionAsync(rows.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)), cancel));

    private static async IAsyncEnumerable<(string Table, List<TableEntity> Rows)> Batches(BackupFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (of, bytes, rows) = ("", 0, new List<TableEntity>());
        await foreach (var (table, row, length) in file.Rows(cancel))
        {
            if (rows.Count > 0 && (table != of || row.PartitionKey != rows[0].PartitionKey || rows.Count == MostRows || bytes + length > MostBytes))
            {
                yield return (of, rows);
                (bytes, rows) = (0, []);
            }

            (of, bytes) = (table, bytes + length);
            rows.Add(row);
        }

        if (rows.Count > 0)
        {
            yield return (of, rows);
        }
    }

    private async Task<IReadOnlyList<TableSum>> Sums(IEnumerable<string> tables, CancellationToken cancel)
    {
        var sums = new TableSums(tables);
        foreach (var table in sums.All.Select(t => t.Table))
        {
            await foreach (var row in _tables.Read(table, filter: null, cancel).Where(r => r.PartitionKey != Keys.Restoring))
            {
                sums.Add(table, BackupLine.Of(table, row));
            }
        }

        return sums.All;
    }
}

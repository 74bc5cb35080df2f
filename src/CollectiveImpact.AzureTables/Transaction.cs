using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables;

/// <summary>Rows of one partition that are written together, all or none.</summary>
/// <remarks>
/// Tables takes 100 rows and 4 MiB, in one partition, each row once. All of it is checked here, because the emulator lets some
/// of it pass. Storage may take a write and its answer be lost: sent again, by the client or by whoever asked for it, it is
/// refused because it has been done. So what can be refused carries a sign of its own, and when it is refused that sign is
/// looked for: what stands was done. Whoever writes the same without having lost an answer has another sign, and is refused.
/// </remarks>
internal sealed class Transaction(TableClient table, string partition)
{
    public const int MostRows = 100;
    private const int MostBytes = 3_500_000;
    private const int BytesAround = 1024;
    private const string Sign = "Write";

    // What may stand or not, by all that it writes and over which versions, with its sign.
    private static readonly ConcurrentDictionary<string, string> InDoubt = new();
    private const int MostInDoubt = 1000;

    private readonly List<TableTransactionAction> _actions = [];
    private readonly HashSet<string> _rows = [];
    private int _bytes;
    private string? _content;
    private bool _isSigned;

    public string Partition => partition;

    /// <summary>Whether its rows bear no sign, because they may hold nothing but what may be shown: it is known again by all that it wrote.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether it is time for the next one; up to then, any row fits and its revision too.</summary>
    public bool IsHalfFull => _actions.Count > MostRows / 2 || _bytes > MostBytes / 2;

    /// <summary>A new row; refused when it is already there.</summary>
    public Transaction Insert(TableEntity row) => Add(TableTransactionActionType.Add, row, default);

    /// <summary>The row as it is now, whatever was there.</summary>
    public Transaction Put(TableEntity row) => Add(TableTransactionActionType.UpsertReplace, row, default);

    /// <summary>The row over the version that was read; null says that it is new.</summary>
    public Transaction Put(TableEntity row, string? over) =>
        over is null ? Insert(row) : Add(TableTransactionActionType.UpdateReplace, row, new ETag(over));

    /// <summary>Takes a row away, in the version that was read or in any; refused when it isn't there.</summary>
    public Transaction Remove(string rowKey, string? over = null) =>
        Add(TableTransactionActionType.Delete, new TableEntity(partition, rowKey), over is null ? ETag.All : new ETag(over));

    /// <summary>Writes any number of rows of a partition, as few transactions as they need, one after the other.</summary>
    public static async Task PutAll(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancel)
    {
        foreach (var some in InOrder(table, rows, TableTransactionActionType.UpsertReplace))
        {
            await some.Send(cancel);
        }
    }

    /// <summary>As <see cref="PutAll"/>, for rows that must not be there yet.</summary>
    public static async Task InsertAll(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancel)
    {
        foreach (var some in InOrder(table, rows, TableTransactionActionType.Add))
        {
            await some.Send(cancel);
        }
    }

    /// <summary>Writes a row over what was read before. What stands already as it should is done: somebody asks again whose answer was lost.</summary>
    /// <param name="isDone">Whether that is what stands.</param>
    /// <param name="isBefore">Whether what stands is what was read before; null for nothing, or nothing that can be read.</param>
    /// <exception cref="Initiatives.StaleStateException">Somebody else wrote meanwhile.</exception>
    public static async Task Replace<T>(TableClient table, TableEntity row, Func<TableEntity, T> read, Func<T, bool> isDone, Func<T?, bool> isBefore, CancellationToken cancel)
        where T : class
    {
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancel);
        var there = stored.HasValue ? Columns.Try(stored.Value!, read) : null;
        if (there is not null && isDone(there))
        {
            return;
        }

        if (!isBefore(there))
        {
            throw new Initiatives.StaleStateException();
        }

        await new Transaction(table, row.PartitionKey).Put(row, stored.HasValue ? stored.Value!.ETag.ToString() : null).Send(cancel);
    }

    /// <summary>Whether those of one partition can go in one request.</summary>
    public static bool Fit(IReadOnlyList<Transaction> together) =>
        together.Sum(t => t._rows.Count) <= MostRows && together.Sum(t => t._bytes) <= MostBytes && together.SelectMany(t => t._rows).Distinct().Count() == together.Sum(t => t._rows.Count);

    /// <returns>The version of the first row.</returns>
    /// <exception cref="Initiatives.StaleStateException">A row has changed, is already there, or is gone.</exception>
    public async Task<string> Send(CancellationToken cancel)
    {
        try
        {
            return (await Submit(table, [this], cancel))[0];
        }
        catch (RequestFailedException e) when (StorageErrors.IsStale(e))
        {
            return await Stands(cancel) ?? throw StorageErrors.Of(e);
        }
    }

    /// <summary>Several of one partition in one request: all of them are done, or none.</summary>
    /// <returns>The version of the first row of each.</returns>
    /// <exception cref="RequestFailedException">A row of one of them has changed, is already there, or is gone; or it was all done before, and the answer was lost.</exception>
    public static async Task<IReadOnlyList<string>> Submit(TableClient table, IReadOnlyList<Transaction> together, CancellationToken cancel)
    {
        foreach (var transaction in together)
        {
            transaction.BearSign();
        }

        try
        {
            var answers = (await table.SubmitTransactionAsync(together.SelectMany(t => t._actions), cancel)).Value;
            var at = 0;
            return [.. together.Select(t => answers[(at += t._actions.Count) - t._actions.Count].Headers.ETag?.ToString() ?? "")];
        }
        catch (RequestFailedException e) when (StorageErrors.IsStale(e))
        {
            throw;
        }
        catch (Exception e)
        {
            foreach (var transaction in together)
            {
                transaction.MayStand();
            }

            if (e is RequestFailedException refused && StorageErrors.IsKnown(refused))
            {
                throw StorageErrors.Of(refused);
            }

            throw;
        }
    }

    // The first row that stays bears the sign; what only puts rows is never refused, and needs none.
    private TableEntity? Bearer => _actions.Find(a => a.ActionType != TableTransactionActionType.Delete)?.Entity as TableEntity;

    private void BearSign()
    {
        if (_isSigned || Bearer is not { } bearer || IsBare || _actions.TrueForAll(a => a.ActionType == TableTransactionActionType.UpsertReplace))
        {
            return;
        }

        _content = Content();
        bearer[Sign] = InDoubt.TryRemove(_content, out var sign) ? sign : Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        _isSigned = true;
    }

    private void MayStand()
    {
        if (_content is null)
        {
            return;
        }

        if (InDoubt.Count >= MostInDoubt)
        {
            InDoubt.Clear();
        }

        InDoubt[_content] = (string)Bearer![Sign];
    }

    private string Content()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(table.Name, partition);
        foreach (var action in _actions)
        {
            Append(action.ActionType.ToString(), action.ETag.ToString(), action.Entity.RowKey);
            foreach (var (column, value) in ((TableEntity)action.Entity).OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                Append(column, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void Append(params ReadOnlySpan<string?> texts)
        {
            foreach (var text in texts)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
                hash.AppendData([0]);
            }
        }
    }

    /// <returns>The version of the row that bears the sign, or null when this was not done.</returns>
    private async Task<string?> Stands(CancellationToken cancel)
    {
        var bearer = Bearer;
        if (bearer is not null && IsBare)
        {
            return await AllStand(cancel);
        }

        if (bearer is not null)
        {
            var stored = await table.GetEntityIfExistsAsync<TableEntity>(partition, bearer.RowKey, cancellationToken: cancel);
            return stored.HasValue && bearer.GetString(Sign) is { } sign && stored.Value!.GetString(Sign) == sign ? stored.Value.ETag.ToString() : null;
        }

        // What was only to be taken away is away.
        foreach (var action in _actions)
        {
            if ((await table.GetEntityIfExistsAsync<TableEntity>(partition, action.Entity.RowKey, ["RowKey"], cancel)).HasValue)
            {
                return null;
            }
        }

        return "";
    }

    private async Task<string?> AllStand(CancellationToken cancel)
    {
        string? version = null;
        foreach (var row in _actions.Select(a => (TableEntity)a.Entity))
        {
            var stored = await table.GetEntityIfExistsAsync<TableEntity>(partition, row.RowKey, cancellationToken: cancel);
            if (!stored.HasValue || !row.All(column => Equals(stored.Value![column.Key], column.Value)))
            {
                return null;
            }

            version ??= stored.Value!.ETag.ToString();
        }

        return version;
    }

    private static IEnumerable<Transaction> InOrder(TableClient table, IEnumerable<TableEntity> rows, TableTransactionActionType how)
    {
        Transaction? open = null;
        foreach (var row in rows)
        {
            if (open is not null && (open._actions.Count == MostRows || open._bytes + BytesOf(row) > MostBytes))
            {
                yield return open;
                open = null;
            }

            open ??= new Transaction(table, row.PartitionKey);
            open.Add(how, row, default);
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private Transaction Add(TableTransactionActionType how, TableEntity row, ETag over)
    {
        if (row.PartitionKey != partition)
        {
            throw new InvalidOperationException($"A transaction stays in one partition: {row.PartitionKey} is not {partition}.");
        }

        if (!_rows.Add(row.RowKey))
        {
            throw new InvalidOperationException($"A transaction writes a row once: {row.RowKey} is in it already.");
        }

        _bytes += BytesOf(row);
        if (_rows.Count > MostRows || _bytes > MostBytes)
        {
            throw new InvalidOperationException("A transaction takes 100 rows and 4 MiB at most; save less at once.");
        }

        _actions.Add(new TableTransactionAction(how, row, over));
        return this;
    }

    // At most: a character that JSON escapes takes six bytes.
    private static int BytesOf(TableEntity row) => BytesAround + row.Sum(column => column.Key.Length + (column.Value is string text ? BytesOf(text) : 64));

    private static int BytesOf(string text) =>
        text.Sum(static c => c is < ' ' or > '~' or '"' or '\\' or '<' or '>' or '&' or '\'' or '+' or '`' ? 6 : 1);
}

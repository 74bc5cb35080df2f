using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>Reads a backup line by line, and refuses one that was cut off or altered, at the line where it isn't what was written.</summary>
internal sealed class BackupFile(string path)
{
    // A row is a megabyte at most, and a character six bytes.
    private const int LongestLine = 8 * 1024 * 1024;

    private int _line;

    /// <summary>What the last line says.</summary>
    public static byte[] End(IEnumerable<TableSum> tables) => BackupLine.Json(json =>
    {
        json.WriteBoolean("end", true);
        json.WriteStartObject("tables");
        foreach (var table in tables)
        {
            json.WriteStartObject(table.Table);
            json.WriteNumber("rows", table.Rows);
            json.WriteString("sum", table.Sum);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>Reads all of it, and keeps nothing: whether it is a backup, whole, as it was written.</summary>
    /// <returns>What it holds, and a mark by which the same file is known again.</returns>
    /// <exception cref="BackupUnreadableException">It isn't.</exception>
    public async Task<(BackupContents Contents, string Mark)> Check(CancellationToken cancel)
    {
        BackupContents? begin = null;
        TableSums? sums = null;
        byte[]? end = null;
        using var mark = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var said in Lines(cancel))
        {
            using var line = JsonDocument.Parse(said);
            if (begin is null)
            {
                begin = Begin(line.RootElement);
                sums = new TableSums(begin.Tables.Select(t => t.Table));
                mark.AppendData(said);
            }
            else if (end is not null)
            {
                throw Refused("something stands behind its end");
            }
            else if (line.RootElement.TryGetProperty("end", out _))
            {
                end = said;
                mark.AppendData(said);
            }
            else if (!sums!.Add(line.RootElement.GetProperty("in").GetString()!, said))
            {
                throw Refused("it is of a table that the file doesn't name at its beginning");
            }
        }

        if (begin is null || end is null)
        {
            throw new BackupUnreadableException(string.Create(CultureInfo.InvariantCulture, $"{path} ends behind line {_line}, before its end: it was cut off. Take another backup."));
        }

        Compare(end, sums!.All);
        return (begin with { Tables = sums.All }, Convert.ToHexStringLower(mark.GetHashAndReset()));
    }

    /// <summary>Its rows, in the order in which they were written; for a file that was checked.</summary>
    public async IAsyncEnumerable<(string Table, TableEntity Row, int Bytes)> Rows([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var said in Lines(cancel))
        {
            using var line = JsonDocument.Parse(said);
            if (line.RootElement.TryGetProperty("in", out _))
            {
                var (table, row) = Read(line.RootElement);
                yield return (table, row, said.Length);
            }
        }
    }

    private (string Table, TableEntity Row) Read(JsonElement line)
    {
        try
        {
            return BackupLine.Read(line);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Refused("it holds what this version doesn't know", e);
        }
    }

    private BackupContents Begin(JsonElement line)
    {
        if (!line.TryGetProperty(Backup.Name, out var format))
        {
            throw Refused("it isn't how a backup begins");
        }

        var product = line.GetProperty("product").GetString()!;
        if (format.GetInt32() != Backup.Format)
        {
            throw new BackupUnreadableException($"{path} was written by version {product} of the service, in a format that this one can't read. Restore it with that version.");
        }

        string[] tables = [.. line.GetProperty("tables").EnumerateArray().Select(t => t.GetString()!)];
        if (tables.Except(PatientTables.Names).FirstOrDefault() is { } unknown)
        {
            throw new BackupUnreadableException($"{path} was written by version {product} of the service and holds the table {unknown}, which this one doesn't know. Restore it with that version.");
        }

        return new BackupContents(
            line.GetProperty("at").GetDateTimeOffset(), product, line.TryGetProperty("initiative", out var one) ? one.GetString() : null, [.. tables.Select(t => new TableSum(t, 0, ""))]);
    }

    private void Compare(byte[] end, IReadOnlyList<TableSum> read)
    {
        if (end.AsSpan().SequenceEqual(End(read)))
        {
            return;
        }

        using var line = JsonDocument.Parse(end);
        var written = line.RootElement.GetProperty("tables");
        var differs = read.First(t => !written.TryGetProperty(t.Table, out var one) || one.GetProperty("rows").GetInt64() != t.Rows || one.GetProperty("sum").GetString() != t.Sum);
        var rows = written.TryGetProperty(differs.Table, out var said) ? said.GetProperty("rows").GetInt64() : 0;
        throw new BackupUnreadableException(string.Create(
            CultureInfo.InvariantCulture, $"{path} was altered in the table {differs.Table}: {differs.Rows:#,0} rows stand there, and its end speaks of {rows:#,0}{(rows == differs.Rows ? " others" : "")}. Take another backup."));
    }

    private async IAsyncEnumerable<byte[]> Lines([EnumeratorCancellation] CancellationToken cancel)
    {
        _line = 0;
        await using var packed = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var length = await LengthAtEnd(packed, cancel);
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        var reader = PipeReader.Create(unpacked, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        while (true)
        {
            var read = await Unpacked(reader, cancel);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } at)
            {
                _line++;
                var line = buffer.Slice(0, at).ToArray();
                length -= (uint)line.Length + 1;
                buffer = buffer.Slice(buffer.GetPosition(1, at));
                yield return BackupLine.Unchecked(line) ?? throw Refused("it isn't as it was written");
            }

            if (buffer.Length > LongestLine || (read.IsCompleted && buffer.Length > 0))
            {
                _line++;
                throw Refused("it has no end; the file was cut off there, or it is no backup");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
        if (length != 0)
        {
            throw new BackupUnreadableException(string.Create(CultureInfo.InvariantCulture, $"{path} was cut off behind line {_line}. Take another backup."));
        }
    }

    // The last four bytes say how long it is unpacked, modulo their range; without them, the file isn't whole.
    private static async Task<uint> LengthAtEnd(FileStream packed, CancellationToken cancel)
    {
        var length = new byte[sizeof(uint)];
        if (packed.Length > length.Length)
        {
            packed.Seek(-length.Length, SeekOrigin.End);
            await packed.ReadExactlyAsync(length, cancel);
            packed.Seek(0, SeekOrigin.Begin);
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }

    private async Task<ReadResult> Unpacked(PipeReader reader, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadAsync(cancel);
        }
        catch (InvalidDataException e)
        {
            throw new BackupUnreadableException(string.Create(CultureInfo.InvariantCulture, $"{path} can't be unpacked behind line {_line}: it was cut off or altered there, or it is no backup. Take another one."), e);
        }
    }

    private BackupUnreadableException Refused(string why, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {_line} of {path} is refused: {why}. Take another backup."), inner!);
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>How many rows of a table there are, and the sum of their hashes, which is the same in whatever order they are read.</summary>
public sealed record TableSum(string Table, long Rows, string Sum);

/// <summary>What a backup holds, and of when.</summary>
/// <param name="Product">The version of the service that wrote it.</param>
/// <param name="Initiative">The one that it is of; null for all.</param>
public sealed record BackupContents(DateTimeOffset At, string Product, string? Initiative, IReadOnlyList<TableSum> Tables);

/// <summary>Adds up the rows of each table, as they are written or read.</summary>
internal sealed class TableSums(IEnumerable<string> tables)
{
    private readonly List<(string Table, long[] Rows, ulong[] Sum)> _tables = [.. tables.Select(t => (t, new long[1], new ulong[4]))];

    public IReadOnlyList<TableSum> All => [.. _tables.Select(t => new TableSum(t.Table, t.Rows[0], Convert.ToHexStringLower(BytesOf(t.Sum))))];

    /// <param name="said">The row's line, without its check.</param>
    /// <returns>False for a table that isn't among them.</returns>
    public bool Add(string table, ReadOnlySpan<byte> said)
    {
        var at = _tables.FindIndex(t => t.Table == table);
        if (at < 0)
        {
            return false;
        }

        var (_, rows, sum) = _tables[at];
        rows[0]++;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(said, hash);
        // As one number of 256 bits, whose overflow is dropped.
        UInt128 carry = 0;
        for (var i = 0; i < sum.Length; i++)
        {
            carry += (UInt128)sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(8 * i)..]);
            sum[i] = (ulong)carry;
            carry >>= 64;
        }

        return true;
    }

    private static byte[] BytesOf(ulong[] sum)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < sum.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * i), sum[i]);
        }

        return bytes;
    }
}

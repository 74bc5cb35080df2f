using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using CollectiveImpact.AzureTables.Backups;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using CsCheck;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>A backup holds every row as it stands, says where it isn't what was written, and comes back as a whole or is repeated.</summary>
public sealed class BackupTests(Azurite azurite) : IDisposable
{
    private static readonly InitiativeId Id = new("ab12cd");
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"backup-{Guid.NewGuid():N}.gz");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Whatever_stands_in_a_column_comes_back_from_its_line_with_its_type()
    {
        var value = Gen.OneOf<object>(
            Gen.String[Gen.Char[' ', '\ud7ff'], 0, 40].Select(v => (object)v), Gen.Bool.Select(v => (object)v), Gen.Int.Select(v => (object)v), Gen.Long.Select(v => (object)v), Gen.Double.Select(v => (object)v),
            Gen.DateTimeOffset.Select(v => (object)v.ToUniversalTime()), Gen.Guid.Select(v => (object)v), Gen.Byte.Array[0, 50].Select(v => (object)v));
        Gen.Select(Gen.String[Gen.Char[' ', '~'], 1, 20], Gen.Dictionary(Gen.String[Gen.Char['A', 'z'], 1, 12], value)[0, 8]).Sample((key, columns) =>
        {
            var row = new TableEntity(key, Awkward);
            foreach (var (column, v) in columns)
            {
                row[column] = v;
            }

            var said = BackupLine.Of("Rounds", row);
            using var line = JsonDocument.Parse(BackupLine.Unchecked(BackupLine.Checked(said).AsSpan()[..^1])!);
            var (table, read) = BackupLine.Read(line.RootElement);

            Assert.Equal(("Rounds", key, Awkward), (table, read.PartitionKey, read.RowKey));
            Assert.All(columns, c => Same(c.Value, read[c.Key]));
            Assert.Equal(said, BackupLine.Of("Rounds", read));
        });
    }

    [Fact]
    public async Task Every_type_that_tables_know_comes_back_from_storage_as_it_was()
    {
        await using var from = await Empty(azurite);
        await using var to = await Empty(azurite);
        (string, object)[] values =
        [
            ("Text", Awkward), ("Nothing", ""), ("Yes", true), ("Int", int.MinValue), ("Long", long.MaxValue), ("SmallLong", 7L), ("Double", 0.1 + 0.2), ("Whole", 5.0), ("Tiny", double.Epsilon),
            ("Moment", new DateTimeOffset(2026, 11, 23, 9, 0, 0, 123, TimeSpan.Zero).AddTicks(4567)), ("Id", Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")), ("Bytes", new byte[] { 0, 1, 255 }),
        ];
        var row = new TableEntity("a b", Awkward.Replace("/", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal).Replace("\u0001", "", StringComparison.Ordinal).Replace("\u0085", "", StringComparison.Ordinal).Replace("\r\n", "", StringComparison.Ordinal));
        foreach (var (name, value) in values)
        {
            row[name] = value;
        }

        await from.The<StorageAccount>().Initiatives.AddEntityAsync(row, Cancel);
        await Write(from);

        Assert.IsType<Restored.Whole>(await To(to).Run(_path, Cancel));

        var back = Assert.Single(await Rows(to), r => r.Table == "Initiatives").Row;
        Assert.All(values, v => Same(v.Item2, back[v.Item1]));
    }

    [Fact]
    public async Task All_rows_of_all_tables_come_back_but_for_what_lets_somebody_in_for_an_hour()
    {
        await using var from = await Filled();
        await using var to = await Empty(azurite);

        var written = await Write(from);
        var restored = Assert.IsType<Restored.Whole>(await To(to).Run(_path, Cancel));

        Assert.Equal(from.The<StorageAccount>().All.Select(t => t.Name[13..]).Order(), PatientTables.Names.Order());
        Assert.Equal(written!.Tables, restored.Contents.Tables);
        var kept = (await Rows(from)).Where(r => !IsPass(r.Row)).Select(Said).Order().ToArray();
        Assert.Equal(kept, (await Rows(to)).Select(Said).Order());
        Assert.True(kept.Length < (await Rows(from)).Count);
        Assert.All(PatientTables.Names, n => Assert.Contains(kept, k => k.Contains($"\"in\":\"{n}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_backup_of_one_initiative_holds_what_would_be_erased_of_it_and_its_people()
    {
        await using var from = await Filled();
        await using var to = await Empty(azurite);
        await from.The<IPersonStore>().AddMembership(Ana, new("other1"), Cancel);
        await from.The<IPersonStore>().Save((await from.The<IPersonStore>().Load(Ana, Cancel))! with { Mailbox = "ana@school.example", IsByMail = true }, Cancel);
        await from.The<IPersonStore>().TakeMailbox("nobody@school.example", new PersonKey("mail", "nobody"), Cancel);
        await from.The<IHomeStore>().Add("19:elsewhere", new("other1"), Cancel);
        await from.The<StorageAccount>().Terms.AddEntityAsync(new TableEntity("other1", "term:word"), Cancel);
        await from.The<StorageAccount>().Rounds.AddEntityAsync(new TableEntity("other1:2026-W47", "round"), Cancel);
        var before = (await Rows(from)).Where(r => !IsPass(r.Row)).Select(Said).ToArray();

        Assert.Null(await new Backup(from.The<StorageConnection>(), TimeProvider.System).Write(Stream.Null, "1", new InitiativeId("nobody"), Cancel));
        await Write(from, Id);
        await To(to).Run(_path, Cancel);

        var restored = (await Rows(to)).Select(r => (r.Table, Says: Said(r))).ToArray();
        await from.The<IEraser>().Erase(Id, Cancel);
        var erased = before.Except((await Rows(from)).Select(Said)).Order().ToArray();
        Assert.NotEmpty(erased);
        Assert.Equal(erased, restored.Where(r => r.Table is not ("People" or "Homes")).Select(r => r.Says).Order());
        Assert.DoesNotContain(restored, r => r.Says.Contains("other1", StringComparison.Ordinal));
        Assert.Single(restored, r => r.Says.Contains("~mail-", StringComparison.Ordinal));
        Assert.Contains(restored, r => r.Table == "Homes");
        Assert.Contains(restored, r => r.Table == "People" && r.Says.Contains("in:ab12cd", StringComparison.Ordinal));
        Assert.Contains(restored, r => r.Table == "People" && r.Says.Contains("\"row\":\"conversation\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wherever_a_file_is_cut_off_it_is_refused_and_nothing_is_written()
    {
        await using var from = await Filled();
        await using var to = await Empty(azurite);
        await Write(from);
        var whole = await File.ReadAllBytesAsync(_path, Cancel);

        foreach (var length in Enumerable.Range(1, 40).Select(i => whole.Length * i / 41).Append(whole.Length - 1).Append(0))
        {
            await File.WriteAllBytesAsync(_path, whole[..length], Cancel);
            var refused = await Assert.ThrowsAsync<BackupUnreadableException>(() => To(to).Run(_path, Cancel));
            Assert.Matches("line \\d+|Line \\d+", refused.Message);
        }

        Assert.Empty(await Rows(to));
    }

    [Fact]
    public async Task A_byte_that_was_changed_anywhere_is_found()
    {
        await using var from = await Filled();
        await using var to = await Empty(azurite);
        await Write(from);
        var whole = await File.ReadAllBytesAsync(_path, Cancel);
        var random = new Random(7);

        // The packing's own header, of ten bytes, holds nothing that is unpacked.
        foreach (var at in Enumerable.Range(0, 100).Select(_ => random.Next(10, whole.Length)))
        {
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(_path, changed, Cancel);
            await Assert.ThrowsAsync<BackupUnreadableException>(() => To(to).Run(_path, Cancel));
        }

        Assert.Empty(await Rows(to));
    }

    [Fact]
    public async Task A_line_that_somebody_altered_took_away_or_wrote_twice_is_named_or_its_table_is()
    {
        await using var from = await Filled();
        await Write(from);
        var lines = (await Unpacked()).TrimEnd('\n').Split('\n');
        var at = Array.FindIndex(lines, l => l.Contains("\"in\":\"Rounds\"", StringComparison.Ordinal));

        Assert.Contains($"Line {at + 1} of", await Refuses([.. lines[..at], lines[at].Replace("\"partition\"", "\"Partition\"", StringComparison.Ordinal), .. lines[(at + 1)..]]), StringComparison.Ordinal);
        Assert.Contains("altered in the table Rounds", await Refuses([.. lines[..at], .. lines[(at + 1)..]]), StringComparison.Ordinal);
        Assert.Contains("altered in the table Rounds", await Refuses([.. lines[..at], lines[at], .. lines[at..]]), StringComparison.Ordinal);
        Assert.Contains("before its end", await Refuses(lines[..^1]), StringComparison.Ordinal);
        Assert.Contains("behind its end", await Refuses([.. lines, lines[at]]), StringComparison.Ordinal);
        Assert.Contains("isn't how a backup begins", await Refuses(lines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused_with_the_version_that_can_read_it()
    {
        Assert.Contains("version 9.8.7", await Refuses([Line("""{"collective-impact-backup":2,"product":"9.8.7","tables":[]}""")]), StringComparison.Ordinal);
        Assert.Contains("the table Dreams", await Refuses([Line("""{"collective-impact-backup":1,"product":"9.8.7","at":"2026-11-30T00:00:00Z","tables":["Dreams"]}""")]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_was_interrupted_anywhere_is_repeated_and_another_file_isnt_mixed_into_it()
    {
        await using var from = await Filled();
        await Write(from);
        var calls = await Calls(from);

        // Behind the first row that it keeps for itself.
        for (var at = 26; at < calls; at += calls / 5)
        {
            await using var to = await Empty(azurite);
            using var power = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => to.CallsOf(() => To(to).Run(_path, power.Token), n =>
            {
                if (n == at)
                {
                    power.Cancel();
                }
            }));

            var other = Path.ChangeExtension(_path, ".other");
            await using (var file = File.Create(other))
            {
                await new Backup(from.The<StorageConnection>(), TimeProvider.System).Write(file, "another", null, Cancel);
            }

            Assert.IsType<Restored.Occupied>(await To(to).Run(other, Cancel));
            File.Delete(other);
            Assert.True(Assert.IsType<Restored.Whole>(await To(to).Run(_path, Cancel)).WasBegun);
            Assert.Equal((await Rows(from)).Where(r => !IsPass(r.Row)).Select(Said).Order(), (await Rows(to)).Select(Said).Order());
        }
    }

    [Fact]
    public async Task Tables_that_hold_rows_are_not_written_over()
    {
        await using var from = await Filled();
        await using var to = await Empty(azurite);
        await Write(from);
        await to.The<StorageAccount>().Pulses.AddEntityAsync(new TableEntity("x", "y"), Cancel);

        Assert.Equal(new Restored.Occupied("Pulses"), await To(to).Run(_path, Cancel));
        Assert.Single(await Rows(to));
    }

    [Fact]
    public async Task What_somebody_else_writes_meanwhile_is_told()
    {
        await using var from = await Filled();
        await using var to = await Empty(azurite);
        await Write(from);
        var last = await Calls(from) - 3;

        var restored = default(Restored);
        await to.CallsOf(async () => restored = await To(to).Run(_path, Cancel), n =>
        {
            if (n == last / 2)
            {
                new TableClient(azurite.ConnectionString, to.The<StorageAccount>().Rounds.Name).AddEntity(new TableEntity("zz:somebody", "else"), Cancel);
            }
        });

        Assert.Equal("Rounds", Assert.Single(Assert.IsType<Restored.Different>(restored).Tables).Stands.Table);
    }

    private static void Same(object was, object isNow)
    {
        Assert.IsType(was.GetType(), isNow);
        Assert.Equal(was, isNow);
    }

    private static Restore To(Storage storage) => new(storage.The<StorageConnection>());

    private async Task<Storage> Filled()
    {
        var storage = await Empty(azurite);
        await ForeignRowsTests.Fill(storage);
        return storage;
    }

    private async Task<BackupContents?> Write(Storage from, InitiativeId? one = null)
    {
        await using var file = File.Create(_path);
        return await new Backup(from.The<StorageConnection>(), TimeProvider.System).Write(file, "1.2.3", one, Cancel);
    }

    // How many calls one restore takes.
    private async Task<int> Calls(Storage from)
    {
        await using var to = await Empty(azurite);
        Assert.NotEmpty(await Rows(from));
        return (await to.CallsOf(() => To(to).Run(_path, Cancel))).Count;
    }

    private async Task<string> Refuses(string[] lines)
    {
        await using (var file = File.Create(_path))
        await using (var packed = new GZipStream(file, CompressionLevel.Fastest))
        {
            await packed.WriteAsync(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"), Cancel);
        }

        await using var to = await Empty(azurite);
        var refused = await Assert.ThrowsAsync<BackupUnreadableException>(() => To(to).Run(_path, Cancel));
        Assert.Empty(await Rows(to));
        return refused.Message;
    }

    private async Task<string> Unpacked()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(_path), CompressionMode.Decompress));
        return await reader.ReadToEndAsync(Cancel);
    }

    private static string Line(string said) => Encoding.ASCII.GetString(BackupLine.Checked(Encoding.ASCII.GetBytes(said))).TrimEnd('\n');

    private static bool IsPass(TableEntity row) => row.PartitionKey.Split('-')[0] is "~passes" or "~sessions" or "~link";

    private static string Said((string Table, TableEntity Row) row)
    {
        row.Row.Remove("LinkCode");
        return Encoding.ASCII.GetString(BackupLine.Of(row.Table, row.Row));
    }

    private static async Task<IReadOnlyList<(string Table, TableEntity Row)>> Rows(Storage storage)
    {
        var rows = new List<(string, TableEntity)>();
        foreach (var table in storage.The<StorageAccount>().All)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
            {
                rows.Add((table.Name[storage.The<StorageConnection>().Prefix.Length..], row));
            }
        }

        return rows;
    }
}

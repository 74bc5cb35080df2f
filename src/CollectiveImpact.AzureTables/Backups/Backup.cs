using System.IO.Compression;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>Writes all tables, or the rows of one initiative, into one file; row by row, so that it needs little memory however many there are.</summary>
public sealed class Backup(StorageConnection connection, TimeProvider clock)
{
    /// <summary>The number of the format; a file of a later one isn't read.</summary>
    public const int Format = 1;

    /// <summary>What a file begins with.</summary>
    public const string Name = "collective-impact-backup";

    private readonly PatientTables _tables = new(connection);

    /// <param name="product">The version of the service that writes it.</param>
    /// <param name="one">Null for all initiatives.</param>
    /// <returns>What was written; null when there is no such initiative, or nothing at all in these tables.</returns>
    /// <exception cref="StorageUnavailableException">Storage can't be reached, or refuses.</exception>
    public async Task<BackupContents?> Write(Stream to, string product, InitiativeId? one, CancellationToken cancel)
    {
        if (!await IsThere(one, cancel))
        {
            return null;
        }

        var at = clock.GetUtcNow();
        var sums = new TableSums(PatientTables.Names);
        await using var packed = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        await Say(BackupLine.Json(json =>
        {
            json.WriteNumber(Name, Format);
            json.WriteString("product", product);
            json.WriteString("at", at);
            if (one is { } initiative)
            {
                json.WriteString("initiative", initiative);
            }

            json.WriteStartArray("tables");
            foreach (var table in PatientTables.Names)
            {
                json.WriteStringValue(table);
            }

            json.WriteEndArray();
        }));
        foreach (var table in PatientTables.Names)
        {
            await foreach (var row in Rows(table, one, cancel).Where(r => !PatientTables.IsLeftOut(table, r.PartitionKey)))
            {
                // The hash of a code that is over in minutes.
                row.Remove("LinkCode");
                var said = BackupLine.Of(table, row);
                sums.Add(table, said);
                await Say(said);
            }
        }

        await Say(BackupFile.End(sums.All));
        return new BackupContents(at, product, one, sums.All);

        ValueTask Say(byte[] said) => packed.WriteAsync(BackupLine.Checked(said), cancel);
    }

    private IAsyncEnumerable<TableEntity> Rows(string table, InitiativeId? one, CancellationToken cancel) =>
        one is { } initiative ? RowsOfOne.In(_tables, table, initiative, cancel) : _tables.Read(table, filter: null, cancel);

    private async Task<bool> IsThere(InitiativeId? one, CancellationToken cancel)
    {
        try
        {
            // Nothing at all: most likely a prefix that nobody uses, and a file of it would be taken for a backup.
            return one is { } initiative
                ? (await _tables["Initiatives"].GetEntityIfExistsAsync<TableEntity>(Keys.Initiative(initiative), Keys.Settings, cancellationToken: cancel)).HasValue
                : await _tables["Initiatives"].QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancel).AnyAsync(cancel);
        }
        catch (Azure.RequestFailedException e) when (e.ErrorCode == Azure.Data.Tables.Models.TableErrorCode.TableNotFound)
        {
            return false;
        }
    }
}

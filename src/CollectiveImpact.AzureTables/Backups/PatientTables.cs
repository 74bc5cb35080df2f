using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables.Backups;

/// <summary>The tables for whoever reads or writes all of them: nobody waits for the answer, so that storage may take its time.</summary>
internal sealed class PatientTables(StorageConnection connection)
{
    private const int RowsOfAPage = 250;

    /// <summary>
    /// In the order in which they are written and read. What speaks of others comes before them: people go on meanwhile, and an
    /// entry whose partner isn't there yet would be worse than a partner without one. Read back in the same order, nothing begins
    /// before all of it is there, for the list of initiatives comes last.
    /// </summary>
    public static readonly IReadOnlyList<string> Names = ["Outbox", "Values", "Totals", "Learnings", "Rounds", "Terms", "Activities", "Pulses", "Homes", "People", "Initiatives"];

    private readonly Dictionary<string, TableClient> _tables = Names.ToDictionary(n => n, n => Open(connection, n), StringComparer.Ordinal);

    public TableClient this[string name] => _tables[name];

    /// <param name="filter">Null for all rows.</param>
    public IAsyncEnumerable<TableEntity> Read(string table, string? filter, CancellationToken cancel) => this[table].QueryAsync<TableEntity>(filter, RowsOfAPage, cancellationToken: cancel);

    /// <summary>Whether a row belongs into no backup: what lets somebody in for minutes or hours, and what a restore keeps for itself.</summary>
    public static bool IsLeftOut(string table, string partition) => table switch
    {
        "Initiatives" => partition.StartsWith(Keys.AllPasses, StringComparison.Ordinal) || partition.StartsWith(Keys.AllSessions, StringComparison.Ordinal) || partition == Keys.Restoring,
        "People" => partition.StartsWith(Keys.AllLinkCodes, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whatever storage refuses, in the product's words.</summary>
    public static async Task<T> Told<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (RequestFailedException e)
        {
            throw new Initiatives.StorageUnavailableException($"Storage answered {e.Status}.", e);
        }
    }

    private static TableClient Open(StorageConnection connection, string name)
    {
        var table = connection.Prefix + name;
        var options = new TableClientOptions
        {
            Retry =
            {
                MaxRetries = 6,
                Mode = RetryMode.Exponential,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(20),
                NetworkTimeout = TimeSpan.FromSeconds(60),
            },
        };
        options.AddPolicy(new StorageErrors(), HttpPipelinePosition.PerCall);
        options.AddPolicy(new StorageCalls(table), HttpPipelinePosition.PerRetry);
        return connection.Open(table, options);
    }
}

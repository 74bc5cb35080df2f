using Azure.Core;
using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables;

/// <summary>The tables, in the account that the configuration names.</summary>
internal sealed class StorageAccount
{
    private readonly StorageConnection _connection;

    public StorageAccount(StorageConnection connection, Rows rows)
    {
        _connection = connection;
        Rows = rows;
        Initiatives = Table("Initiatives");
        People = Table("People");
        Rounds = Table("Rounds");
        Values = Table("Values");
        Totals = Table("Totals");
        Terms = Table("Terms");
        Outbox = Table("Outbox");
        Learnings = Table("Learnings");
        Activities = Table("Activities");
        Pulses = Table("Pulses");
        Homes = Table("Homes");
    }

    public Rows Rows { get; }

    public TableClient Initiatives { get; }

    public TableClient People { get; }

    public TableClient Rounds { get; }

    public TableClient Values { get; }

    public TableClient Totals { get; }

    public TableClient Terms { get; }

    public TableClient Outbox { get; }

    public TableClient Learnings { get; }

    public TableClient Activities { get; }

    public TableClient Pulses { get; }

    public TableClient Homes { get; }

    public IReadOnlyList<TableClient> All => [Initiatives, People, Rounds, Values, Totals, Terms, Outbox, Learnings, Activities, Pulses, Homes];

    private TableClient Table(string name)
    {
        var table = _connection.Prefix + name;
        // Few and short tries: somebody waits for the answer, and Teams for five seconds only.
        var options = new TableClientOptions
        {
            Retry =
            {
                MaxRetries = 2,
                Mode = RetryMode.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(1),
                NetworkTimeout = TimeSpan.FromSeconds(2),
            },
        };
        options.AddPolicy(new StorageErrors(), HttpPipelinePosition.PerCall);
        options.AddPolicy(new StorageCalls(table), HttpPipelinePosition.PerRetry);
        return _connection.Open(table, options);
    }
}

using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace CollectiveImpact.AzureTables;

/// <summary>The tables, in the account that the configuration names.</summary>
internal sealed partial class StorageAccount
{
    private readonly string _connection;
    private readonly string _prefix;
    private readonly TokenCredential? _credential;

    /// <exception cref="InvalidOperationException">The configuration names no storage, in one line.</exception>
    public StorageAccount(IConfiguration configuration)
    {
        _connection = configuration.GetConnectionString("Storage")?.Trim() is { Length: > 0 } configured
            ? configured
            : throw new InvalidOperationException(
                "ConnectionStrings:Storage is missing: give a connection string, UseDevelopmentStorage=true, or the account's https table endpoint.");
        _prefix = configuration["Storage:TablePrefix"] ?? "";
        if (!PrefixPattern().IsMatch(_prefix))
        {
            throw new InvalidOperationException("Storage:TablePrefix must be at most 40 letters and digits, a letter first.");
        }

        // No keys to keep where the account knows the bot by its managed identity.
        _credential = _connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new DefaultAzureCredential() : null;
        Initiatives = Table("Initiatives");
        People = Table("People");
        Rounds = Table("Rounds");
        Values = Table("Values");
        Totals = Table("Totals");
        Terms = Table("Terms");
        Outbox = Table("Outbox");
    }

    public TableClient Initiatives { get; }

    public TableClient People { get; }

    public TableClient Rounds { get; }

    public TableClient Values { get; }

    public TableClient Totals { get; }

    public TableClient Terms { get; }

    public TableClient Outbox { get; }

    public IReadOnlyList<TableClient> All => [Initiatives, People, Rounds, Values, Totals, Terms, Outbox];

    private TableClient Table(string name)
    {
        var table = _prefix + name;
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
        try
        {
            return _credential is not null
                ? new TableClient(new Uri(_connection), table, _credential, options)
                : new TableClient(_connection, table, options);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // The text itself stays out of the message: it may hold a key.
            throw new InvalidOperationException(
                "ConnectionStrings:Storage is neither a connection string, nor UseDevelopmentStorage=true, nor an https table endpoint.", e);
        }
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9]{0,39})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixPattern();
}

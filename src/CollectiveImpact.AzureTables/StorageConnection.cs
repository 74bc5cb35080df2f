using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// The account that <c>ConnectionStrings:Storage</c> names (a connection string, <c>UseDevelopmentStorage=true</c>, or an
/// account's table endpoint) and the letters before every table's name.
/// </summary>
public sealed class StorageConnection
{
    private const int LongestPrefix = 40;

    private readonly string _connection;
    private readonly TokenCredential? _credential;

    /// <exception cref="FormatException">The configuration names no storage, or not in a way that can be read; said in one line.</exception>
    public StorageConnection(IConfiguration configuration)
    {
        _connection = configuration.GetConnectionString("Storage")?.Trim() is { Length: > 0 } configured
            ? configured
            : throw new FormatException(
                "ConnectionStrings:Storage is missing: give a connection string, UseDevelopmentStorage=true, or the account's https table endpoint.");
        Prefix = configuration["Storage:TablePrefix"] ?? "";
        if (Prefix.Length > LongestPrefix || !Prefix.All(char.IsAsciiLetterOrDigit) || Prefix is [>= '0' and <= '9', ..])
        {
            throw new FormatException("Storage:TablePrefix must be at most 40 letters and digits, a letter first.");
        }

        // An address carries no secret: whoever runs the process is asked for, in Azure its managed identity.
        _credential = _connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new DefaultAzureCredential() : null;
        Open();
    }

    public string Prefix { get; }

    /// <summary>The account itself, for the engine's own tables.</summary>
    public TableServiceClient Open()
    {
        try
        {
            return _credential is not null ? new TableServiceClient(new Uri(_connection), _credential) : new TableServiceClient(_connection);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // The text itself stays out of the message: it may hold a key.
            throw new FormatException(
                "ConnectionStrings:Storage is neither a connection string, nor UseDevelopmentStorage=true, nor an https table endpoint.", e);
        }
    }

    /// <summary>One of our tables.</summary>
    internal TableClient Open(string table, TableClientOptions options) => _credential is not null
        ? new TableClient(new Uri(_connection), table, _credential, options)
        : new TableClient(_connection, table, options);
}

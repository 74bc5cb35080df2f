using Azure.Data.Tables;
using Azure.Identity;

namespace CollectiveImpact.AzureTables;

/// <summary>Reads <c>ConnectionStrings:Storage</c>: a connection string, <c>UseDevelopmentStorage=true</c>, or an account's table endpoint.</summary>
public static class StorageConnection
{
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static TableServiceClient Open(string connection)
    {
        try
        {
            // An address carries no secret: whoever runs the process is asked for, in Azure its managed identity.
            return Uri.TryCreate(connection, UriKind.Absolute, out var endpoint)
                ? new TableServiceClient(endpoint, new DefaultAzureCredential())
                : new TableServiceClient(connection);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new FormatException("A storage connection is a connection string, UseDevelopmentStorage=true, or the address of an account's tables.", e);
        }
    }
}

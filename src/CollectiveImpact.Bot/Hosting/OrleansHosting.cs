using System.Net;
using System.Net.Sockets;
using CollectiveImpact.AzureTables;
using Orleans.Configuration;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>The engine: one process by itself, or many that find each other through Azure Tables.</summary>
public static class OrleansHosting
{
    // Reminders belong to a service; they are lost to it when its id changes.
    private const string ServiceId = "collective-impact";

    public static WebApplicationBuilder AddOrleansEngine(this WebApplicationBuilder builder)
    {
        var storage = Storage(builder.Configuration);
        var prefix = builder.Configuration["Storage:TablePrefix"];
        var clustering = builder.Configuration["Clustering"] ?? "Local";
        var clusterId = builder.Configuration["Orleans:ClusterId"];
        var alone = clustering.Equals("Local", StringComparison.OrdinalIgnoreCase);
        if (!alone && !clustering.Equals("AzureTables", StringComparison.OrdinalIgnoreCase))
        {
            throw new CannotStartException($"Clustering is \"{clustering}\"; it must be Local or AzureTables.");
        }

        builder.UseOrleans(silo =>
        {
            if (alone)
            {
                // A cluster of its own for each run: the silo of the last run, dead but not signed off, would be waited for.
                var (siloPort, gatewayPort) = FreePorts();
                silo.UseLocalhostClustering(siloPort, gatewayPort, null, ServiceId, clusterId ?? Guid.NewGuid().ToString("N"));
            }
            else
            {
                silo.Configure<ClusterOptions>(options =>
                {
                    options.ServiceId = ServiceId;
                    options.ClusterId = clusterId ?? ServiceId;
                });
                silo.UseAzureStorageClustering(options =>
                {
                    options.TableServiceClient = storage;
                    options.TableName = prefix + "OrleansSilos";
                });
                if (builder.Environment.IsDevelopment())
                {
                    // Several processes on one machine can't all have the usual ports.
                    var (siloPort, gatewayPort) = FreePorts();
                    silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
                }
            }

            silo.UseAzureTableReminderService(options =>
            {
                options.TableServiceClient = storage;
                options.TableName = prefix + "OrleansReminders";
            });
            silo.AddActivityPropagation();
        });
        return builder;
    }

    private static Azure.Data.Tables.TableServiceClient Storage(ConfigurationManager configuration)
    {
        const string Key = "ConnectionStrings:Storage";
        if (configuration[Key] is not { Length: > 0 } connection)
        {
            throw new CannotStartException(
                $"{Key} is missing: an Azure Tables connection string, the account's table endpoint, or UseDevelopmentStorage=true for the emulator.");
        }

        try
        {
            return StorageConnection.Open(connection);
        }
        catch (FormatException e)
        {
            throw new CannotStartException($"{Key} can't be read. {e.Message}", e);
        }
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}

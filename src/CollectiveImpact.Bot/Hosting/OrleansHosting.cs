using System.Net;
using CollectiveImpact.AzureTables;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>The engine: one process by itself, or many that find each other through Azure Tables.</summary>
public static class OrleansHosting
{
    // Reminders belong to a service; they are lost to it when its id changes.
    private const string ServiceId = "collective-impact";

    public static WebApplicationBuilder AddOrleansEngine(this WebApplicationBuilder builder, StorageConnection connection)
    {
        var (storage, prefix) = (connection.Open(), connection.Prefix);
        var clustering = builder.Configuration["Clustering"] ?? "Local";
        var clusterId = builder.Configuration["Orleans:ClusterId"];
        var alone = clustering.Equals("Local", StringComparison.OrdinalIgnoreCase);
        if (!alone && !clustering.Equals("AzureTables", StringComparison.OrdinalIgnoreCase))
        {
            throw new CannotStartException($"Clustering is \"{clustering}\"; it must be Local or AzureTables.");
        }

        ReservedPorts? reserved = null;
        builder.UseOrleans(silo =>
        {
            if (alone)
            {
                // A cluster of its own for each run: the silo of the last run, dead but not signed off, would be waited for.
                reserved = new ReservedPorts();
                silo.UseLocalhostClustering(reserved.Silo, reserved.Gateway, null, ServiceId, clusterId ?? Guid.NewGuid().ToString("N"));
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
                    reserved = new ReservedPorts();
                    silo.ConfigureEndpoints(IPAddress.Loopback, reserved.Silo, reserved.Gateway);
                }
            }

            silo.UseAzureTableReminderService(options =>
            {
                options.TableServiceClient = storage;
                options.TableName = prefix + "OrleansReminders";
            });
            if (Telemetry.IsTold(builder.Configuration))
            {
                silo.AddActivityPropagation();
            }

            silo.Services.AddFormerNames().AddIds();
            // The first that knows an interface is asked.
            silo.Services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, KnownInterfaces>());
            // Whether everything that is sent can be written is what a test asks (WireTests), not each start.
            silo.Services.Configure<TypeManifestOptions>(options => options.EnableConfigurationAnalysis = false);
        });
        if (reserved is not null)
        {
            // After the engine, so that it starts after it.
            builder.Services.AddHostedService(_ => reserved);
        }

        return builder;
    }
}

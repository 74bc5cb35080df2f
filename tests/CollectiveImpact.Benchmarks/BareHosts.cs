using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;

namespace CollectiveImpact.Benchmarks;

/// <summary>What the service stands on, without the service: the web server alone, and with the engine.</summary>
internal static class BareHosts
{
    public static async Task Run(string[] args)
    {
        await using var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/api/messages", () => TypedResults.Ok());
        await app.RunAsync();
    }

    /// <summary>The engine with the service's settings, a reminder table in storage, and a grain that answers.</summary>
    public static async Task RunEngine(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), null, "benchmark", Guid.NewGuid().ToString("N"));
            silo.UseAzureTableReminderService(options =>
            {
                options.TableServiceClient = new TableServiceClient(builder.Configuration["ConnectionStrings:Storage"]);
                options.TableName = builder.Configuration["Storage:TablePrefix"] + "Reminders";
            });
            silo.AddActivityPropagation();
        });
        // Its types are in the same process, and the engine wants to be able to send them.
        builder.Services.AddIds();
        await using var app = builder.Build();
        app.MapPost("/api/messages", async (IGrainFactory grains) =>
        {
            await grains.GetGrain<IAnswerGrain>("anyone").Answer();
            return TypedResults.Ok();
        });
        await app.RunAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public interface IAnswerGrain : IGrainWithStringKey
{
    Task Answer();
}

public sealed class AnswerGrain : Grain, IAnswerGrain
{
    public Task Answer() => Task.CompletedTask;
}

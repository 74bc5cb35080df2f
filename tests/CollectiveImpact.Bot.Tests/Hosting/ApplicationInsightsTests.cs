using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Hosting;

/// <summary>With a connection string, what is measured arrives at Application Insights: each thing once, and no word of what people wrote.</summary>
public sealed class ApplicationInsightsTests(Azurite azurite)
{
    [Fact]
    public async Task Our_measures_traces_and_logs_arrive_once_and_nothing_that_people_said()
    {
        await using var insights = await Ingestion.Start();
        string prefix;
        await using (var world = await World.Begins(azurite, ("APPLICATIONINSIGHTS_CONNECTION_STRING", insights.ConnectionString)))
        {
            prefix = world.TablePrefix;
            var carmen = world.Teams.Person("Carmen Quixote", "backbone");
            await carmen.SetsUp("Zanzibar Reads");
            await carmen.Asks("what is xylophonics?");
            await carmen.Asks("join XYLOPHONE");
            await world.AllIsSent();
            using (var http = new HttpClient { BaseAddress = world.Address })
            {
                await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
            }

            // What stops tells what it has measured.
            await world.StopService();
        }

        var names = insights.Metrics.Distinct().ToArray();
        Assert.Contains("collective_impact.turn.duration", names);
        Assert.Contains("collective_impact.storage.calls", names);
        // The measures of Application Insights' own pages, and none of the engine's many.
        Assert.Empty(names.Where(n => !n.StartsWith("collective_impact.", StringComparison.Ordinal)).Except(["requests/duration", "dependencies/duration", "_OTELRESOURCE_"]));
        Assert.Contains(insights.Of("RequestData"), r => r["name"]!.GetValue<string>().Contains("/api/messages", StringComparison.Ordinal));
        Assert.Contains(insights.Of("RemoteDependencyData"), r => r["name"]!.GetValue<string>() == "turn");
        // A call to storage stands there once: neither its like nor one within it.
        var calls = insights.Of("RemoteDependencyData").Where(d => d["data"]?.GetValue<string>().Contains(prefix, StringComparison.Ordinal) == true).ToArray();
        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.NotNull(c["properties"]!["az.client_request_id"]));
        var probe = insights.Items.Where(i => i["data"]!["baseData"]!["name"]?.GetValue<string>() == "GET /health/ready").Select(i => i["tags"]!["ai.operation.id"]!.GetValue<string>()).ToArray();
        Assert.All(insights.Items.Where(i => probe.Contains(i["tags"]!["ai.operation.id"]?.GetValue<string>())), i => Assert.Contains("/health", i.ToJsonString(), StringComparison.Ordinal));
        Assert.DoesNotContain(insights.Of("RequestData"), i => i.ToJsonString().Contains("/health", StringComparison.Ordinal));
        Assert.All(insights.Items, i => Assert.Equal("collective-impact-bot", i["tags"]!["ai.cloud.role"]!.GetValue<string>()));
        // Development warns that nobody is asked who they are.
        Assert.NotEmpty(insights.Of("MessageData"));
        foreach (var word in new[] { "xylophon", "Zanzibar", "Quixote", "RowKey", "$filter" })
        {
            Assert.DoesNotContain(insights.Items, i => i.ToJsonString().Contains(word, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void A_text_that_is_no_connection_string_is_refused_in_one_line()
    {
        var refused = Assert.Throws<CannotStartException>(() => BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true", "--APPLICATIONINSIGHTS_CONNECTION_STRING", "https://secret.example"]));

        Assert.Contains("APPLICATIONINSIGHTS_CONNECTION_STRING", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Where Application Insights takes telemetry in, on this machine.</summary>
    private sealed class Ingestion(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<JsonNode> _items = new();

        public IReadOnlyCollection<JsonNode> Items => _items;

        public string ConnectionString { get; private set; } = "";

        public IEnumerable<string> Metrics => Of("MetricData").SelectMany(d => d["metrics"]!.AsArray()).Select(m => m!["name"]!.GetValue<string>());

        public static async Task<Ingestion> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var ingestion = new Ingestion(app);
            app.MapPost("/{version}/track", ingestion.Take);
            await app.StartAsync(TestContext.Current.CancellationToken);
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            ingestion.ConnectionString = $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={address}/;LiveEndpoint={address}/";
            return ingestion;
        }

        public IEnumerable<JsonNode> Of(string kind) => _items.Where(i => i["data"]!["baseType"]!.GetValue<string>() == kind).Select(i => i["data"]!["baseData"]!);

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task<IResult> Take(HttpRequest request)
        {
            await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
            using var reader = new StreamReader(body);
            var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines)
            {
                _items.Enqueue(JsonNode.Parse(line)!);
            }

            return Results.Json(new { itemsReceived = lines.Length, itemsAccepted = lines.Length, errors = Array.Empty<object>() });
        }
    }
}

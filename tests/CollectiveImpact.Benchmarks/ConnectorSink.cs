using System.Collections.Concurrent;
using System.Globalization;

namespace CollectiveImpact.Benchmarks;

/// <summary>The place of Teams: takes every message at once, counts them, and keeps the last of each conversation.</summary>
internal sealed class ConnectorSink : IDisposable
{
    private readonly Child _process = Child.InRole("as-connector");
    private readonly HttpClient _http = new();

    public string ServiceUrl => _process.Address.ToString();

    public static async Task<ConnectorSink> Start()
    {
        var connector = new ConnectorSink();
        await connector._process.Listens();
        return connector;
    }

    /// <summary>How many messages have come in.</summary>
    public async Task<long> Count() => long.Parse(await _http.GetStringAsync(new Uri(_process.Address, "/count")), CultureInfo.InvariantCulture);

    /// <summary>The last message of a conversation, after its own id and a line feed.</summary>
    public async Task<(string Id, string Message)> Last(string conversation)
    {
        var last = await _http.GetStringAsync(new Uri(_process.Address, $"/last?conversation={Uri.EscapeDataString(conversation)}"));
        var end = last.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? ("", "") : (last[..end], last[(end + 1)..]);
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
    }

    public static async Task Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var count = 0L;
        var last = new ConcurrentDictionary<string, (string Id, byte[] Message)>();
        app.MapPost("/v3/conversations/{conversation}/activities/{reply?}", async (string conversation, HttpRequest request) =>
        {
            var id = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
            last[conversation] = (id, await Read(request));
            return TypedResults.Text($$"""{"id":"{{id}}"}""", "application/json", statusCode: StatusCodes.Status201Created);
        });
        app.MapPut("/v3/conversations/{conversation}/activities/{id}", async (string conversation, string id, HttpRequest request) =>
        {
            await Read(request);
            return TypedResults.Text($$"""{"id":"{{id}}"}""", "application/json");
        });
        app.MapGet("/count", () => Interlocked.Read(ref count));
        app.MapGet("/last", (string conversation) => last.TryGetValue(conversation, out var message)
            ? $"{message.Id}\n{System.Text.Encoding.UTF8.GetString(message.Message)}"
            : "");
        await app.RunAsync();
    }

    private static async Task<byte[]> Read(HttpRequest request)
    {
        await using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}

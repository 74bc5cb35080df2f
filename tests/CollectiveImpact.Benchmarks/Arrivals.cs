using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace CollectiveImpact.Benchmarks;

/// <summary>The place of Teams in this process: takes every message at once, and writes down when each arrived.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _count;

    private Arrivals()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/{tenant}/v3/conversations/{conversation}/activities", async (string tenant, HttpRequest request) =>
        {
            Times.GetOrAdd(tenant, static _ => new()).Enqueue(Stopwatch.GetTimestamp());
            Interlocked.Increment(ref _count);
            await request.Body.CopyToAsync(Stream.Null);
            return TypedResults.Text("{\"id\":\"1\"}", "application/json", statusCode: StatusCodes.Status201Created);
        });
    }

    public ConcurrentDictionary<string, ConcurrentQueue<long>> Times { get; } = new();

    public int Count => Volatile.Read(ref _count);

    public string ServiceUrl(string tenant) => $"{_app.Urls.Single()}/{tenant}/";

    public static async Task<Arrivals> Start()
    {
        var arrivals = new Arrivals();
        await arrivals._app.StartAsync();
        return arrivals;
    }

    /// <summary>Messages a second from the first to the last, and the most that arrived in any one second.</summary>
    public (double PerSecond, int Most) Pace(string tenant)
    {
        long[] times = [.. Times[tenant].Order()];
        var most = 0;
        for (var (first, last) = (0, 0); last < times.Length; last++)
        {
            while (times[last] - times[first] >= Stopwatch.Frequency)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return ((times.Length - 1) / Stopwatch.GetElapsedTime(times[0], times[^1]).TotalSeconds, most);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>Teams' connector as far as sending goes: writes down what reached which conversation.</summary>
internal sealed class CountingConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _messages;

    private CountingConnector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(Take);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What reached each conversation, in order, as its kind: open, remind, tell, digest or doubt.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Received { get; } = new();

    /// <summary>Everything that was taken, in the order in which it came.</summary>
    public ConcurrentQueue<Taking> Takings { get; } = new();

    /// <summary>Called when a message arrives, with its conversation and kind; the status is answered and, unless it is 201, nothing is taken.</summary>
    public Func<string, string, int> Arrives { get; set; } = static (_, _) => 201;

    /// <summary>Called when a message was taken, before the bot hears of it.</summary>
    public Action Taken { get; set; } = static () => { };

    public static async Task<CountingConnector> Start()
    {
        var connector = new CountingConnector();
        await connector._app.StartAsync();
        return connector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(CancellationToken.None);
        var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (http.Request.Method != "POST")
        {
            await http.Response.WriteAsync("{\"id\":\"m\"}", CancellationToken.None);
            return;
        }

        var conversation = parts[Array.IndexOf(parts, "conversations") + 1];
        var kind = KindOf(body);
        var status = Arrives(conversation, kind);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        if (status != 201)
        {
            return;
        }

        var taking = new Taking(conversation, kind, Stopwatch.GetTimestamp());
        Received.GetOrAdd(conversation, static _ => new()).Enqueue(kind);
        Takings.Enqueue(taking);
        Taken();
        await http.Response.WriteAsync($"{{\"id\":\"m{Interlocked.Increment(ref _messages)}\"}}", CancellationToken.None);
        await http.Response.CompleteAsync();
        taking.Answered = Stopwatch.GetTimestamp();
    }

    private static readonly string InDoubt = En.Piece(En.Digests.DigestInDoubt(En.Unknown, En.Unknown));

    private static string KindOf(string body) =>
        body.Contains(InDoubt, StringComparison.Ordinal) ? "doubt"
        : body.Contains(En.CheckIns.Reminder, StringComparison.Ordinal) ? "remind"
        : body.Contains(En.Digests.Title, StringComparison.Ordinal) ? "digest"
        : body.Contains(En.CheckIns.YourCheckIn, StringComparison.Ordinal) ? "open"
        : "other";
}

/// <summary>A message that was taken. Moments are timestamps of <see cref="Stopwatch"/>.</summary>
internal sealed class Taking(string conversation, string kind, long at)
{
    public string Conversation { get; } = conversation;

    public string Kind { get; } = kind;

    public long At { get; } = at;

    /// <summary>When the answer had been written; never, while it hasn't.</summary>
    public long Answered { get; set; } = long.MaxValue;
}

using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Rest;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Asks Teams what a turn can do without, waits two seconds at most, and remembers what it was told.</summary>
public sealed partial class TeamsQuestions(TeamsConnections connections, TimeProvider clock, ILogger<TeamsQuestions> log) : IDisposable
{
    // Teams gives an invoke five seconds in all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // People's ids and places' names hardly change; a day lets a mistake pass.
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);

    // What Teams doesn't tell isn't waited for at each word.
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(1);

    private const int MostKept = 50_000;

    private readonly MemoryCache _told = new(new MemoryCacheOptions { SizeLimit = MostKept, Clock = new Clock(clock) });

    /// <param name="kind">What it is about, as telemetry names it.</param>
    /// <param name="about">What it is asked about, of this kind.</param>
    /// <returns>What Teams says, or said within a day; null when it doesn't tell.</returns>
    public async Task<T?> Ask<T>(string kind, string about, string serviceUrl, Func<IConnectorClient, CancellationToken, Task<T?>> ask, CancellationToken cancel)
        where T : class
    {
        if (!_told.TryGetValue((kind, about), out T? answer))
        {
            answer = await Ask(kind, serviceUrl, ask, cancel);
            _told.Set((kind, about), answer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = answer is null ? Refused : Known });
        }

        return answer;
    }

    /// <summary>It may be otherwise now, and is asked again when it is next of use.</summary>
    public void Forget(string kind, string about) => _told.Remove((kind, about));

    public void Dispose() => _told.Dispose();

    private async Task<T?> Ask<T>(string kind, string serviceUrl, Func<IConnectorClient, CancellationToken, Task<T?>> ask, CancellationToken cancel)
        where T : class
    {
        using var measured = TeamsTelemetry.Send(kind);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var answer = await ask(await connections.To(serviceUrl), soon.Token);
            measured.Outcome = "Told";
            return answer;
        }
        catch (Exception e) when (e is ErrorResponseException or HttpOperationException or HttpRequestException or TimeoutException or SerializationException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            measured.Outcome = "Refused";
            LogNotTold(kind, (e as ErrorResponseException)?.Response?.StatusCode ?? (e as HttpOperationException)?.Response?.StatusCode);
            return null;
        }
    }

    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Teams didn't tell what it was asked about a {Kind}: {Status}.")]
    private partial void LogNotTold(string kind, HttpStatusCode? status);
}

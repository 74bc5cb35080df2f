using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace CollectiveImpact.Benchmarks;

/// <summary>Everyone speaks at once, each on a connection of their own and again as soon as they are answered.</summary>
internal sealed class Load : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Caller.HowMany });

    /// <param name="next">The activity that a caller sends next.</param>
    /// <param name="isRight">Whether the answer is the one that was meant.</param>
    public async Task<Pace> Run(Child bot, Func<Caller, string> next, TimeSpan howLong, Func<string, bool>? isRight = null)
    {
        var (processor, start) = (bot.Processor, Stopwatch.GetTimestamp());
        var turns = await Task.WhenAll(Caller.All.Select(async caller =>
        {
            var answered = 0;
            while (Stopwatch.GetElapsedTime(start) < howLong)
            {
                var answer = await Send(bot, next(caller));
                if (isRight?.Invoke(answer) == false)
                {
                    throw new InvalidOperationException($"Not the answer that was meant: {answer}");
                }

                answered++;
            }

            return answered;
        }));
        return new Pace(turns.Sum(), Stopwatch.GetElapsedTime(start), bot.Processor - processor);
    }

    public async Task<string> Send(Child bot, string activity)
    {
        using var answer = await Post(bot, activity, countsStorage: false);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends one activity to the measured service.</summary>
    /// <returns>The calls to storage that it had made when it began to answer.</returns>
    public async Task<string> SendAndCount(Child service, string activity)
    {
        using var answer = await Post(service, activity, countsStorage: true);
        return answer.Headers.GetValues(MeasuredService.StorageCallsHeader).First();
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Post(Child bot, string activity, bool countsStorage)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Messages);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity));
        content.Headers.ContentType = Json;
        request.Content = content;
        if (countsStorage)
        {
            request.Headers.Add(MeasuredService.StorageCallsHeader, "?");
        }

        var answer = await _http.SendAsync(request);
        return answer.EnsureSuccessStatusCode();
    }
}

/// <summary>What a bot got done, and the processor time it took.</summary>
internal sealed record Pace(int Turns, TimeSpan Elapsed, TimeSpan Processor)
{
    public double PerSecond => Turns / Elapsed.TotalSeconds;

    public double ProcessorMilliseconds => Processor.TotalMilliseconds / Turns;

    public override string ToString() => $"{PerSecond:N0} turns/s ({ProcessorMilliseconds:N2} ms of processor time a turn)";
}

/// <summary>Two bots under the same load in turn, so that a slow moment of the machine meets both.</summary>
internal static class SideBySide
{
    public const int Rounds = 5;
    public static readonly TimeSpan RoundLasts = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WarmUpLasts = TimeSpan.FromSeconds(8);

    public static async Task Run(Func<TimeSpan, Task<Pace>> ours, Func<TimeSpan, Task<Pace>> echo, double? aim, string name = "echo")
    {
        // Long enough for the runtime to have optimised both.
        await ours(WarmUpLasts);
        await echo(WarmUpLasts);
        var paces = new List<(Pace Ours, Pace Echo)>();
        for (var round = 1; round <= Rounds; round++)
        {
            paces.Add((await ours(RoundLasts), await echo(RoundLasts)));
            Console.WriteLine($"  round {round}: service {paces[^1].Ours}; {name} {paces[^1].Echo}");
        }

        var ratio = Median(paces.Select(p => p.Ours.PerSecond / p.Echo.PerSecond));
        var processor = Median(paces.Select(p => p.Echo.ProcessorMilliseconds / p.Ours.ProcessorMilliseconds));
        Console.WriteLine(
            $"  median: service {Median(paces.Select(p => p.Ours.PerSecond)):N0} turns/s, {name} {Median(paces.Select(p => p.Echo.PerSecond)):N0} turns/s: "
            + $"{ratio:N1} times the {name}'s turns, each for 1/{processor:N1} of its processor time"
            + (aim is null ? "" : $" (aim: at least {aim:N0} times: {(ratio >= aim ? "met" : "MISSED")})"));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

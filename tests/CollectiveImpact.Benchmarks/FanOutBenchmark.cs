using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using CollectiveImpact.Bot;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Bot.Builder.Integration.AspNet.Core;

namespace CollectiveImpact.Benchmarks;

/// <summary>Ten thousand cards to the loopback connector, pacing off, against the same bytes posted by hand; and some as the SDK sends them.</summary>
internal static class FanOutBenchmark
{
    private const int Cards = 10_000;
    private const int InFlight = 16;
    private const int Rounds = 5;
    private const int FewCards = 500;
    private const double Aim = 0.6;
    private const string App = "7c3f0f5e-51a1-4f0e-9a64-2a8f8a3c9c11";

    public static async Task Run()
    {
        Console.WriteLine($"fanout: {Cards:N0} cards of 3 KB to a connector on loopback, {InFlight} in flight, pacing off; against an HttpClient that posts the same bytes and token, written beforehand.");
        using var connector = await ConnectorSink.Start();
        await using var service = BotHost.Build(["--environment", "Development"], builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Storage"] = "UseDevelopmentStorage=true", ["Logging:LogLevel:Default"] = "Error" }));
        // Signed as in production: the SDK's credentials and the real sign-in library, with a token as long as those of Teams.
        using var signIn = new SignIn { Token = static _ => new string('t', 1_500) };
        var clients = service.Services.GetRequiredService<IHttpClientFactory>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["MicrosoftAppId"] = App, ["MicrosoftAppType"] = "SingleTenant" }).Build();
        var sdk = new ConfigurationBotFrameworkAuthentication(configuration, signIn.For(App), httpClientFactory: clients);
        var messenger = new TeamsMessenger(new TeamsConnections(sdk, App), service.Services.GetRequiredService<TeamsAddresses>(), clients, TimeProvider.System);
        var card = $"{{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[{{\"type\":\"TextBlock\",\"text\":\"{new string('x', 2_900)}\"}}]}}";
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = InFlight });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signIn.Token(1));
        var bytes = Encoding.UTF8.GetBytes(
            $"{{\"type\":\"message\",\"from\":{{\"id\":\"28:bot\"}},\"conversation\":{{\"id\":\"c0\"}},\"summary\":\"Your check-in\",\"channelData\":{{\"notification\":{{\"alert\":true}}}},\"attachments\":[{{\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"content\":{card}}}]}}");
        ConversationAddress[] people = [.. Enumerable.Range(0, Cards).Select(n => new ConversationAddress(connector.ServiceUrl, $"c{n}", "t", "28:bot", PlaceKind.Personal))];

        var stock = new StockFanOut(sdk, App);
        await Ours();
        await Raw();
        await Stock();
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var (ours, raw) = (await Ours(), await Raw());
            ratios.Add(ours / raw);
            Console.WriteLine($"  round {round}: service {ours:N0} messages/s, by hand {raw:N0}: {ours / raw:P0}");
        }

        var median = SideBySide.Median(ratios);
        Console.WriteLine($"  median: {median:P0} of the pace by hand (aim: at least {Aim:P0}: {(median >= Aim ? "met" : "MISSED")})");

        // Few, because each takes so long.
        var (stockPace, pace) = (await Stock(), await Ours());
        Console.WriteLine($"  for orientation, {FewCards:N0} through the SDK's ContinueConversationAsync: {stockPace:N0} messages/s, the service {pace / stockPace:N0} times as many");
        const int Expected = ((Rounds + 2) * Cards) + ((Rounds + 1) * Cards) + (2 * FewCards);
        var arrived = await connector.Count();
        if (arrived != Expected || (await connector.Last("c0")).Message.Length < card.Length)
        {
            throw new InvalidOperationException($"{arrived:N0} cards arrived of {Expected:N0}.");
        }

        Task<double> Stock() => Each(n => stock.Send(connector.ServiceUrl, $"c{n}", card, "Your check-in"), FewCards);

        Task<double> Ours() => Each(async n =>
        {
            if (await messenger.Send(people[n], card, "Your check-in", CancellationToken.None) is not SendOutcome.Sent)
            {
                throw new InvalidOperationException("A card was not taken.");
            }
        });

        Task<double> Raw() => Each(async n =>
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await http.PostAsync(new Uri($"{connector.ServiceUrl}v3/conversations/c{n}/activities"), content);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        });
    }

    private static async Task<double> Each(Func<int, Task> send, int cards = Cards)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, cards), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (n, _) => await send(n));
        return cards / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>Someone asks what a word means, beside a bot that only says the words back.</summary>
internal static class GlossaryBenchmark
{
    private const double Aim = 25;
    private const double AimBesideNode = 4;
    private const string Question = "what is attendance?";
    private const string InTheAnswer = "A child was in the room for at least half of the session.";

    public static async Task Run()
    {
        Console.WriteLine($"glossary: \"{Question}\" at the HTTP door, against a stock echo bot on the same SDK, and one on the Agents SDK for Node.js; {Caller.HowMany} connections.");
        Console.WriteLine($"  Callers, connector, storage emulator and the bots are processes of one machine with {Environment.ProcessorCount} cores, which they share.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        using var connector = await ConnectorSink.Start();
        using var http = new HttpClient();
        using var service = await MeasuredService.Start(storage.ConnectionString, "bench").Listens();
        using var echo = await Child.InRole("as-echo", ("Logging__LogLevel__Default", "Warning")).Listens();
        await http.GetStringAsync(new Uri(service.Address, "/fill"));

        var asked = Caller.All.ToDictionary(c => c, c => c.Says(Question, connector.ServiceUrl).ToJsonString());
        using var load = new Load();
        await SideBySide.Run(howLong => Told(service, howLong, InTheAnswer), howLong => Told(echo, howLong, "Echo: " + Question), Aim);

        Console.WriteLine("  Beside Node.js, as it comes: one process of it runs scripts on one core only, the service on all.");
        using var nodeEcho = await NodeEcho.Start();
        await SideBySide.Run(howLong => Told(service, howLong, InTheAnswer), howLong => Told(nodeEcho, howLong, "Echo: " + Question), AimBesideNode, "Node echo");

        var before = await http.GetStringAsync(new Uri(service.Address, "/storage-calls"));
        await Told(service, TimeSpan.FromSeconds(1), InTheAnswer);
        var after = await http.GetStringAsync(new Uri(service.Address, "/storage-calls"));
        Console.WriteLine($"  storage calls of a glossary turn: {StorageCalls.Between(before, after)}");

        // Every turn must have brought one message, and the last of each person the right one.
        async Task<Pace> Told(Child bot, TimeSpan howLong, string words)
        {
            var messages = await connector.Count();
            var pace = await load.Run(bot, c => asked[c], howLong);
            messages = await connector.Count() - messages;
            if (messages != pace.Turns)
            {
                throw new InvalidOperationException($"{pace.Turns} turns brought {messages} messages.");
            }

            foreach (var caller in Caller.All)
            {
                var (_, message) = await connector.Last(caller.Conversation);
                if (!message.Contains(words, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"Not the message that was meant: {message}");
                }
            }

            return pace;
        }
    }
}

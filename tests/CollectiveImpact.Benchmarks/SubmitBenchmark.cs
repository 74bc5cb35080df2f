using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>Thirty-two partners submit into one round at once: what a press costs in storage, and how many a second.</summary>
internal static class SubmitBenchmark
{
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(3);

    public static async Task Run()
    {
        Console.WriteLine($"submit: \"Submit check-in\" at the HTTP door, {Caller.HowMany} partners into one round, each time with new numbers; against the echo of a message.");
        Console.WriteLine("  Storage is the emulator in memory, on the same cores.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        using var connector = await ConnectorSink.Start();
        using var http = new HttpClient();
        using var service = await MeasuredService.Start(storage.ConnectionString, "bench").Listens();
        using var echo = await Child.InRole("as-echo", ("Logging__LogLevel__Default", "Warning")).Listens();
        using var load = new Load();
        var round = await ReadyRound.Open(service, connector, load, http);

        // The post office finishes its batch first.
        await Task.Delay(Behind, TimeProvider.System);
        await CountCalls(Caller.All[1], "the first press of a partner");
        await CountCalls(Caller.All[1], "a later one");
        Console.WriteLine("  The answer waits for the round's transaction; the outbox is read beside it, for the partner's other cards.");

        var echoed = Caller.All.ToDictionary(c => c, c => c.Says("hello", connector.ServiceUrl).ToJsonString());
        await SideBySide.Run(
            howLong => load.Run(service, round.Next, howLong, ReadyRound.IsThanks),
            howLong => load.Run(echo, c => echoed[c], howLong),
            aim: null);

        async Task CountCalls(Caller caller, string which)
        {
            var before = await http.GetStringAsync(new Uri(service.Address, "/storage-calls"));
            var atAnswer = await load.SendAndCount(service, round.Next(caller));
            await Task.Delay(Behind, TimeProvider.System);
            var after = await http.GetStringAsync(new Uri(service.Address, "/storage-calls"));
            Console.WriteLine($"  storage calls of {which}: {StorageCalls.Between(before, atAnswer)} up to its answer; {StorageCalls.Between(atAnswer, after)} behind it");
        }
    }
}

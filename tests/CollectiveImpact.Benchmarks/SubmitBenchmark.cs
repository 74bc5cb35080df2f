using System.Globalization;
using System.Text.Json.Nodes;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>Thirty-two partners submit into one round at once: what a press costs in storage, and how many a second.</summary>
internal static class SubmitBenchmark
{
    private const string Verb = "checkin.submit";
    private const string Number = "{number}";
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
        await http.GetStringAsync(new Uri(service.Address, "/fill"));
        foreach (var caller in Caller.All)
        {
            await load.Send(service, caller.Says("help", connector.ServiceUrl).ToJsonString());
        }

        await load.Send(service, Caller.Backbone.Says("open check-in", connector.ServiceUrl).ToJsonString());
        var (look, _, open) = await Shown(Caller.Backbone, OpenCard.OpenVerb);
        await load.Send(service, Caller.Backbone.Presses(Execute(OpenCard.OpenVerb, open["data"]!.DeepClone()), look, connector.ServiceUrl).ToJsonString());
        var presses = new Dictionary<Caller, string>();
        foreach (var caller in Caller.All)
        {
            presses[caller] = await Filled(caller);
        }

        // The post office finishes its batch first.
        await Task.Delay(Behind, TimeProvider.System);
        var submitted = 0;
        await CountCalls(Caller.All[1], "the first press of a partner");
        await CountCalls(Caller.All[1], "a later one");
        Console.WriteLine("  The answer waits for the round's transaction; the outbox is read beside it, for the partner's other cards.");

        var echoed = Caller.All.ToDictionary(c => c, c => c.Says("hello", connector.ServiceUrl).ToJsonString());
        await SideBySide.Run(
            howLong => load.Run(service, Next, howLong, answer => answer.Contains("Thank you, your check-in is in", StringComparison.Ordinal)),
            howLong => load.Run(echo, c => echoed[c], howLong),
            aim: null);

        string Next(Caller caller) => presses[caller].Replace(Number, Interlocked.Increment(ref submitted).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        async Task CountCalls(Caller caller, string which)
        {
            var before = await http.GetStringAsync(new Uri(service.Address, "/storage-calls"));
            var atAnswer = await load.SendAndCount(service, Next(caller));
            await Task.Delay(Behind, TimeProvider.System);
            var after = await http.GetStringAsync(new Uri(service.Address, "/storage-calls"));
            Console.WriteLine($"  storage calls of {which}: {StorageCalls.Between(before, atAnswer)} up to its answer; {StorageCalls.Between(atAnswer, after)} behind it");
        }

        // The form as the person got it, filled in as anyone would.
        async Task<string> Filled(Caller caller)
        {
            var (id, card, action) = await Shown(caller, Verb);
            var data = action["data"]!.DeepClone().AsObject();
            foreach (var input in card["body"]!.AsArray().Where(e => ((string)e!["type"]!).StartsWith("Input.", StringComparison.Ordinal)))
            {
                data[(string)input!["id"]!] = (string)input["type"]! switch
                {
                    "Input.ChoiceSet" => (string)input["choices"]![0]!["value"]!,
                    "Input.Toggle" => "true",
                    _ => (bool?)input["isMultiline"] == true ? "Reading outdoors brought twice as many fathers." : Number,
                };
            }

            // Numbers at random are unlike any history: each is said to be right at once.
            data["confirmed"] = string.Join(',', data.Select(d => d.Key).Where(k => k.StartsWith("value.", StringComparison.Ordinal)).Select(k => k["value.".Length..]));
            return caller.Presses(Execute(Verb, data), id, connector.ServiceUrl).ToJsonString();
        }

        // The last card of somebody's chat, once it has a button of that verb.
        async Task<(string Message, JsonNode Card, JsonNode Action)> Shown(Caller caller, string verb)
        {
            while (true)
            {
                var (id, message) = await connector.Last(caller.Conversation);
                if (message.Contains(verb, StringComparison.Ordinal))
                {
                    var card = JsonNode.Parse(message)!["attachments"]![0]!["content"]!;
                    return (id, card, card["actions"]!.AsArray().First(a => (string?)a!["verb"] == verb)!);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        static JsonObject Execute(string verb, JsonNode data) => new() { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data };
    }
}

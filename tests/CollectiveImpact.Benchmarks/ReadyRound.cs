using System.Globalization;
using System.Text.Json.Nodes;
using CollectiveImpact.CheckIns;

namespace CollectiveImpact.Benchmarks;

/// <summary>An open round with everybody's form filled in, ready to be sent as often as one likes.</summary>
internal sealed class ReadyRound
{
    private const string Verb = "checkin.submit";
    private const string Number = "{number}";

    private readonly Dictionary<Caller, string> _presses = [];
    private int _submitted;

    /// <summary>Sets up the initiative, opens its round and fills in each caller's form.</summary>
    public static async Task<ReadyRound> Open(Child service, ConnectorSink connector, Load load, HttpClient http)
    {
        await http.GetStringAsync(new Uri(service.Address, "/fill"));
        foreach (var caller in Caller.All)
        {
            await load.Send(service, caller.Says("help", connector.ServiceUrl).ToJsonString());
        }

        await load.Send(service, Caller.Backbone.Says("open check-in", connector.ServiceUrl).ToJsonString());
        var (look, _, open) = await Shown(connector, Caller.Backbone, OpenCard.OpenVerb);
        await load.Send(service, Caller.Backbone.Presses(Execute(OpenCard.OpenVerb, open["data"]!.DeepClone()), look, connector.ServiceUrl).ToJsonString());
        var round = new ReadyRound();
        foreach (var caller in Caller.All)
        {
            round._presses[caller] = await Filled(connector, caller);
        }

        return round;
    }

    /// <summary>A caller's form with numbers that it had not before.</summary>
    public string Next(Caller caller) => _presses[caller].Replace(Number, Interlocked.Increment(ref _submitted).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static bool IsThanks(string answer) => answer.Contains("Thank you, your check-in is in", StringComparison.Ordinal);

    // The form as the person got it, filled in as anyone would.
    private static async Task<string> Filled(ConnectorSink connector, Caller caller)
    {
        var (id, card, action) = await Shown(connector, caller, Verb);
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
        data["confirmed"] = string.Join(',', data.Where(d => d.Key.StartsWith("value.", StringComparison.Ordinal)).Select(d => $"{d.Key["value.".Length..]}={d.Value}"));
        return caller.Presses(Execute(Verb, data), id, connector.ServiceUrl).ToJsonString();
    }

    // The last card of somebody's chat, once it has a button of that verb.
    private static async Task<(string Message, JsonNode Card, JsonNode Action)> Shown(ConnectorSink connector, Caller caller, string verb)
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

    private static JsonObject Execute(string verb, JsonNode data) => new() { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data };
}

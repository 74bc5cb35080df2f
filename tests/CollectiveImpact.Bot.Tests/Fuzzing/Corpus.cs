using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Bot.Tests.Fuzzing;

/// <summary>
/// What the inputs are made from: activities as they were recorded from the stories and the Playground, with shapes from
/// Microsoft's documents; every declared door; and every button and form that the running service has drawn.
/// </summary>
/// <remarks>
/// A recorded line holds what differs from a plain activity of its sender; with <c>"whole": true</c>, all of it.
/// <c>$initiative</c> and its like stand for ids, so that a line fits whoever sends it.
/// </remarks>
internal sealed class Corpus
{
    private readonly List<JsonObject> _seeds = [];
    private readonly SortedSet<string> _fields = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _values = new(StringComparer.Ordinal);

    private Corpus(IEnumerable<string> verbs)
    {
        Verbs = [.. verbs];
    }

    public IReadOnlyList<JsonObject> Seeds => _seeds;

    public IReadOnlyList<string> Verbs { get; }

    /// <summary>The fields of every form.</summary>
    public IReadOnlyList<string> Fields { get; private set; } = [];

    /// <summary>What those fields held.</summary>
    public IReadOnlyList<string> Values { get; private set; } = [];

    public static Corpus Of(Listeners doors, IEnumerable<string> recorded, IEnumerable<JsonObject> drawn)
    {
        var corpus = new Corpus(doors.Pressed.Select(d => d.Verb).Append("conversation.say").Append("conversation.choose").Order(StringComparer.Ordinal));
        corpus._seeds.AddRange(recorded.Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!.AsObject()));
        corpus._seeds.AddRange(doors.Phrases.Select(d => d.Phrase.Pattern).Order(StringComparer.Ordinal).Select(Said));
        corpus._seeds.AddRange(corpus.Verbs.SelectMany(Pressed));
        corpus._seeds.AddRange(drawn);
        foreach (var seed in corpus._seeds)
        {
            corpus.Remember(FormOf(seed));
        }

        (corpus.Fields, corpus.Values) = ([.. corpus._fields], [.. corpus._values]);
        return corpus;
    }

    /// <summary>What a form sent, wherever it stands in an activity of its kind.</summary>
    public static JsonNode? FormOf(JsonObject activity) =>
        activity.At("value").At("action").At("data") ?? activity.At("value").At("data") ?? activity.At("value");

    /// <summary>Every button of a card with all that the card would send with it.</summary>
    public static IEnumerable<JsonObject> ButtonsOf(JsonNode card)
    {
        var inputs = new JsonObject();
        var actions = new List<JsonObject>();
        Walk(card, inputs, actions);
        foreach (var action in actions)
        {
            var data = (JsonObject)(action["data"] as JsonObject ?? []).DeepClone();
            foreach (var (id, value) in inputs)
            {
                data[id] = value?.DeepClone();
            }

            yield return Press(action.Text("verb") ?? "", data);
        }
    }

    private static JsonObject Said(string pattern) => new() { ["type"] = "message", ["textFormat"] = "plain", ["text"] = pattern };

    private static JsonObject Press(string verb, JsonObject data) => new()
    {
        ["type"] = "invoke",
        ["name"] = "adaptiveCard/action",
        ["replyToId"] = "1795600804759",
        ["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = verb, ["data"] = data },
            ["trigger"] = "manual",
        },
    };

    // A door can be tried in each way in which a verb can arrive.
    public static IEnumerable<JsonObject> Pressed(string verb) =>
    [
        Press(verb, new JsonObject { ["initiative"] = "$initiative" }),
        new() { ["type"] = "message", ["value"] = new JsonObject { ["verb"] = verb, ["initiative"] = "$initiative" } },
        new() { ["type"] = "invoke", ["name"] = "application/search", ["value"] = new JsonObject { ["queryText"] = "read", ["dataset"] = $"{verb}:$initiative", ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 } } },
        new() { ["type"] = "invoke", ["name"] = "composeExtension/query", ["value"] = new JsonObject { ["commandId"] = verb, ["parameters"] = new JsonArray(new JsonObject { ["name"] = "search", ["value"] = "read" }) } },
        new() { ["type"] = "invoke", ["name"] = "composeExtension/submitAction", ["value"] = new JsonObject { ["commandId"] = verb, ["data"] = new JsonObject { ["verb"] = verb, ["initiative"] = "$initiative" } } },
        new() { ["type"] = "invoke", ["name"] = "fileConsent/invoke", ["value"] = new JsonObject { ["type"] = "fileUpload", ["action"] = "accept", ["context"] = new JsonObject { ["verb"] = verb, ["initiative"] = "$initiative" }, ["uploadInfo"] = new JsonObject { ["uploadUrl"] = "$service/drive/a.xlsx", ["contentUrl"] = "$service/drive/a.xlsx", ["uniqueId"] = "0B07", ["fileType"] = "xlsx", ["name"] = "a.xlsx" } } },
    ];

    private void Remember(JsonNode? form)
    {
        foreach (var (name, value) in form as JsonObject ?? [])
        {
            _fields.Add(name);
            if (value.AsText() is { Length: < 200 } text)
            {
                _values.Add(text);
            }
        }
    }

    private static void Walk(JsonNode? node, JsonObject inputs, List<JsonObject> actions)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    Walk(item, inputs, actions);
                }

                break;
            case JsonObject o:
                if (o.Text("type") is { } type)
                {
                    if (type.StartsWith("Input.", StringComparison.Ordinal) && o.Text("id") is { } id)
                    {
                        inputs[id] = o.Text("value") ?? o.Items("choices").FirstOrDefault().Text("value") ?? (type == "Input.Number" ? "41" : type == "Input.Date" ? "2026-12-24" : "Reading outdoors");
                    }
                    else if (type is "Action.Execute" or "Action.Submit")
                    {
                        actions.Add(o);
                    }
                }

                foreach (var (_, child) in o)
                {
                    Walk(child, inputs, actions);
                }

                break;
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>What a person does with the app while they write to others, in any conversation, with the bot in it or not.</summary>
public static class Writing
{
    /// <summary>Searches with the message extension, and returns what its list shows; words alone when it shows no list.</summary>
    public static async Task<Found> Searches(this Person person, string command, string typed, Conversation? place = null)
    {
        var answer = await person.Invokes("composeExtension/query", place, new JsonObject
        {
            ["commandId"] = command,
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = typed.Length == 0 ? "initialRun" : "search", ["value"] = typed.Length == 0 ? "true" : typed }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        });
        var result = answer.At("composeExtension");
        return result.Text("type") switch
        {
            "result" => new Found(null, [.. result.Items("attachments").Select(a => Suggestion(a, answer))]),
            "message" => new Found(result.Text("text"), []),
            _ => throw Unshowable(answer),
        };
    }

    /// <summary>Chooses one of the app's actions on a message, and returns the dialog that opens.</summary>
    public static async Task<Dialog> Acts(this Person person, string command, string messageHtml, Conversation? place = null) =>
        Dialog.Of(person, command, place, await person.Invokes("composeExtension/fetchTask", place, new JsonObject
        {
            ["commandId"] = command,
            ["commandContext"] = "message",
            ["context"] = new JsonObject { ["theme"] = "default" },
            ["messagePayload"] = new JsonObject { ["id"] = "1", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = messageHtml } },
        }));

    /// <summary>Types into a choice that asks for more, and returns what drops down: titles with their values.</summary>
    public static async Task<IReadOnlyList<(string Title, string Value)>> TypesAhead(this Person person, string dataset, string typed)
    {
        var answer = await person.Invokes("application/search", null, new JsonObject
        {
            ["queryText"] = typed,
            ["dataset"] = dataset,
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 },
        });
        return answer.Number("statusCode") == 200 && answer.Text("type") == "application/vnd.microsoft.search.searchResponse"
            ? [.. answer.At("value").Items("results").Select(r => (r.Text("title")!, r.Text("value")!))]
            : throw Unshowable(answer);
    }

    internal static async Task<JsonObject> Invokes(this Person person, string name, Conversation? place, JsonObject value)
    {
        var invoke = person.Activity("invoke", place ?? person.Chat);
        invoke["name"] = name;
        invoke["value"] = value;
        var answer = await person.Teams.Tell(invoke);
        return answer.Json as JsonObject ?? throw new BotFailedException($"The bot answered {name} with no JSON: {answer.Body}", answer);
    }

    internal static BotFailedException Unshowable(JsonObject answer) => new("The bot answered with something that no client can show.", new BotAnswer(200, answer.ToJsonString()));

    private static Suggestion Suggestion(JsonNode attachment, JsonObject answer)
    {
        var card = attachment.At("content") as JsonObject ?? throw Unshowable(answer);
        var violations = CardLimits.Violations(card).ToArray();
        var preview = attachment.At("preview").At("content");
        return violations.Length == 0 && preview.Text("title") is { Length: > 0 } title
            ? new Suggestion(title, preview.Text("text") ?? "", card)
            : throw Unshowable(answer);
    }
}

/// <param name="Message">What is said in place of a list.</param>
public sealed record Found(string? Message, IReadOnlyList<Suggestion> Suggestions)
{
    public IEnumerable<string> Titles => Suggestions.Select(s => s.Title);
}

/// <summary>A line of the list, and the card that a message gets when it is chosen.</summary>
public sealed record Suggestion(string Title, string Line, JsonObject Card)
{
    public string CardText => string.Join('\n', new DrawnCard(Card).Texts);

    /// <summary>What could be pressed on the card; a card in somebody's message must have nothing.</summary>
    public int Buttons => new DrawnCard(Card).Actions.Count;
}

/// <summary>A dialog of the message extension: a card, or words alone once it is done.</summary>
public sealed class Dialog
{
    private readonly Person _person;
    private readonly string _command;
    private readonly Conversation? _place;
    private readonly DrawnCard _drawn;
    private readonly Dictionary<string, string> _typed = [];

    private Dialog(Person person, string command, Conversation? place, string? message, JsonObject card)
    {
        (_person, _command, _place, Message, _drawn) = (person, command, place, message, new DrawnCard(card));
    }

    /// <summary>What is said when the dialog closes.</summary>
    public string? Message { get; }

    public string AllText => string.Join('\n', _drawn.Texts);

    /// <summary>The labels of the inputs, with what is in them.</summary>
    public IReadOnlyDictionary<string, string> Inputs => _drawn.Inputs.Where(i => i.Visible).ToDictionary(i => i.Label, i => _typed.GetValueOrDefault(i.Id, i.Json.Text("value") ?? ""));

    public Dialog Fill(string label, string value)
    {
        var input = _drawn.Inputs.Single(i => i.Visible && i.Label == label);
        _typed[input.Id] = input.Typed(value, CultureInfo.GetCultureInfo(_person.Locale));
        return this;
    }

    public Dialog Choose(string label, string title)
    {
        var input = _drawn.Inputs.Single(i => i.Visible && i.Label == label);
        _typed[input.Id] = input.Chosen([title]);
        return this;
    }

    public async Task<Dialog> Press(string title)
    {
        var action = _drawn.Actions.Single(a => a.Title == title);
        if (action.Type != "Action.Submit")
        {
            throw new InvalidOperationException($"A dialog sends nothing for {action.Type}.");
        }

        var data = (action.Json.At("data") as JsonObject)?.Copy() ?? [];
        foreach (var input in _drawn.Inputs.Where(i => action.Scope.Reaches(i.Scope)))
        {
            var value = _typed.GetValueOrDefault(input.Id, input.Json.Text("value") ?? "");
            if (value.Length > 0)
            {
                data[input.Id] = value;
            }
        }

        return Of(_person, _command, _place, await _person.Invokes("composeExtension/submitAction", _place, new JsonObject { ["commandId"] = _command, ["commandContext"] = "message", ["data"] = data }));
    }

    internal static Dialog Of(Person person, string command, Conversation? place, JsonObject answer)
    {
        var task = answer.At("task");
        var card = task.At("value").At("card").At("content") as JsonObject;
        return task.Text("type") switch
        {
            "continue" when card is not null && !CardLimits.Violations(card).Any() => new Dialog(person, command, place, null, card),
            "message" => new Dialog(person, command, place, task.Text("value"), []),
            _ => throw Writing.Unshowable(answer),
        };
    }
}

using System.Globalization;
using System.Net;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// What Teams asks for while somebody writes: the message extension's search, its actions on a message with their dialogs, and
/// choices in a form as one types. A command's id, or a form's dataset up to its colon, is a verb.
/// </summary>
internal static class TeamsWriting
{
    private const string SearchField = "search";
    private const string MessageField = "message";

    // What a client sends in place of a word when the search has just been opened.
    private const string InitialRun = "initialRun";

    public static bool Is(string? invoke) => invoke is "composeExtension/query" or "composeExtension/fetchTask" or "composeExtension/submitAction" or "application/search";

    /// <summary>Reads what is asked for as a press.</summary>
    public static Press Read(Activity activity)
    {
        var value = activity.Value as JObject ?? [];
        var command = Text(value, "commandId");
        switch (activity.Name)
        {
            case "composeExtension/query":
                // A client may leave the parameter's name away, or the parameter when nothing was typed.
                var typed = value.SelectToken("parameters") is JArray { Count: > 0 } parameters && parameters[0] is JObject first && Text(first, "name") != InitialRun ? Text(first, "value") : "";
                return new Press(command, Fields((SearchField, typed)), null);
            case "composeExtension/fetchTask":
                return new Press(command, Fields((MessageField, TeamsMarkup.Plain(Text(value, "messagePayload.body.content")))), null);
            case "composeExtension/submitAction":
                var data = value.SelectToken("data") as JObject;
                return new Press(Text(data ?? [], "verb"), TeamsTurns.Form(data), null);
            default:
                var dataset = Text(value, "dataset");
                var colon = dataset.IndexOf(':', StringComparison.Ordinal);
                return colon < 0
                    ? new Press(dataset, Fields((SearchField, Text(value, "queryText"))), null)
                    : new Press(dataset[..colon], Fields((SearchField, Text(value, "queryText")), (Conversation.InitiativeField, dataset[(colon + 1)..])), null);
        }
    }

    /// <summary>The reply as what asked for it can show it.</summary>
    /// <param name="culture">The reader's.</param>
    public static InvokeResponse Answer(string? invoke, Reply reply, CultureInfo culture) => new()
    {
        Status = (int)HttpStatusCode.OK,
        Body = invoke switch
        {
            "composeExtension/query" => new JObject { ["composeExtension"] = Found(reply) },
            "application/search" => new JObject
            {
                ["statusCode"] = (int)HttpStatusCode.OK,
                ["type"] = "application/vnd.microsoft.search.searchResponse",
                ["value"] = new JObject { ["results"] = new JArray(reply is Reply.Findings(var found) ? found.Select(f => new JObject { ["title"] = PeoplesWords.Plain(f.Title), ["value"] = f.Value }) : []) },
            },
            _ => new JObject { ["task"] = Dialog(reply, culture) },
        },
    };

    /// <summary>Words in the place of an answer, to whatever a client waits for.</summary>
    public static InvokeResponse Patience(string? invoke, string words) => Is(invoke) ? Answer(invoke, Reply.Says(words), CultureInfo.InvariantCulture) : new()
    {
        Status = (int)HttpStatusCode.OK,
        Body = invoke == "adaptiveCard/action"
            ? new AdaptiveCardInvokeResponse { StatusCode = (int)HttpStatusCode.OK, Type = "application/vnd.microsoft.activity.message", Value = words }
            : null,
    };

    private static JObject Found(Reply reply) => reply is Reply.Findings(var found)
        ? new JObject
        {
            ["type"] = "result",
            ["attachmentLayout"] = "list",
            ["attachments"] = new JArray(found.Select(f => new JObject
            {
                ["contentType"] = TeamsBot.Card,
                ["content"] = new JRaw(f.Card.ToJson()),
                // Without one, Teams lists nothing for an Adaptive Card. It draws HTML, which people's words must not be.
                ["preview"] = new JObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.thumbnail",
                    ["content"] = new JObject { ["title"] = Html(f.Title), ["text"] = Html(f.Line) },
                },
            })),
        }
        : new JObject { ["type"] = "message", ["text"] = (reply as Reply.Words)?.Text ?? "" };

    private static string Html(string words) =>
        PeoplesWords.Plain(words).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static JObject Dialog(Reply reply, CultureInfo culture) => reply switch
    {
        Reply.NewCard(var card) => Continue(card, culture),
        Reply.SameForm(var card) => Continue(card, culture),
        _ => new JObject { ["type"] = "message", ["value"] = (reply as Reply.Words)?.Text ?? "" },
    };

    private static JObject Continue(AdaptiveCard card, CultureInfo culture) => new()
    {
        ["type"] = "continue",
        ["value"] = new JObject
        {
            ["title"] = new Texts(culture).DialogTitle,
            ["height"] = "large",
            ["width"] = "medium",
            ["card"] = new JObject { ["contentType"] = TeamsBot.Card, ["content"] = new JRaw(CardJson.WriteForDialog(card)) },
        },
    };

    private static Form Fields(params (string Name, string Value)[] fields) => new(fields.ToDictionary(f => f.Name, f => f.Value));

    private static string Text(JObject json, string path) => (json.SelectToken(path) as JValue)?.Value as string ?? "";
}

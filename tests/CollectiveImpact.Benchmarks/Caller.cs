using System.Text.Json;
using System.Text.Json.Nodes;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Benchmarks;

/// <summary>One of the people who speak, each a reporter of a partner of their own, as Teams describes them.</summary>
internal sealed record Caller(int Number)
{
    public const int HowMany = 32;
    private const string Tenant = "6f1d9a52-0000-4000-8000-000000000001";

    public static readonly IReadOnlyList<Caller> All = [.. Enumerable.Range(0, HowMany).Select(n => new Caller(n))];

    /// <summary>Backbone staff, who report for nobody.</summary>
    public static readonly Caller Backbone = new(HowMany);

    public string Name => $"Caller {Number}";

    public string Conversation => $"a:1conversation-{Number}";

    public PersonKey Key => new(Tenant, $"6f1d9a52-0000-4000-8000-1{Number:D11}");

    /// <summary>A message in the person's own chat.</summary>
    public JsonObject Says(string words, string serviceUrl)
    {
        var activity = Activity("message", serviceUrl);
        activity["text"] = words;
        activity["textFormat"] = "plain";
        return activity;
    }

    /// <summary>A press on a card of the message.</summary>
    public JsonObject Presses(JsonObject action, string messageId, string serviceUrl)
    {
        var activity = Activity("invoke", serviceUrl);
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = messageId;
        activity["value"] = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        return activity;
    }

    private JsonObject Activity(string type, string serviceUrl) => new()
    {
        ["type"] = type,
        ["id"] = $"f:{Number}",
        ["timestamp"] = "2026-11-25T10:00:00.000Z",
        ["localTimestamp"] = "2026-11-25T10:00:00.000Z",
        ["serviceUrl"] = serviceUrl,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = $"29:1person-{Number}", ["name"] = Name, ["aadObjectId"] = Key.ObjectId },
        ["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = Tenant, ["id"] = Conversation },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Collective Impact" },
        ["entities"] = new JsonArray(JsonSerializer.SerializeToNode(
            new { locale = "en-GB", country = "GB", platform = "Web", timezone = "Europe/Lisbon", type = "clientInfo" })),
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        ["locale"] = "en-GB",
        ["localTimezone"] = "Europe/Lisbon",
    };
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>Reads JSON that somebody else wrote: what is missing or of another type is nothing, never an exception.</summary>
internal static class JsonReading
{
    public static JsonNode? At(this JsonNode? node, string name) => node is JsonObject o ? o[name] : null;

    public static string? Text(this JsonNode? node, string name) => node.At(name).AsText();

    public static string? AsText(this JsonNode? node) => node is not JsonValue value
        ? null
        : value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Null => null,
            _ => value.ToJsonString(),
        };

    public static bool? Bool(this JsonNode? node, string name) => node.At(name)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static decimal? Number(this JsonNode? node, string name) =>
        decimal.TryParse(node.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static IEnumerable<JsonNode> Items(this JsonNode? node, string name) =>
        node.At(name) is JsonArray items ? items.OfType<JsonNode>() : [];

    public static T Copy<T>(this T node)
        where T : JsonNode => (T)node.DeepClone();
}

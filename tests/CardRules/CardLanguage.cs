using System.Text.Json;
using Json.Schema;

namespace CollectiveImpact.Testing;

/// <summary>Holds a card against the JSON schema of Teams' own card language (<c>teams-card.schema.json</c>).</summary>
internal static class CardLanguage
{
    private const int MostNamesInASentence = 15;

    private static readonly JsonElement SchemaJson = Read();

    private static readonly JsonSchema Schema = JsonSchema.Build(SchemaJson);

    // Whether it is right is found several times faster than all that is wrong, and nearly every card is right.
    private static readonly EvaluationOptions IsRight = new() { OutputFormat = OutputFormat.Flag };
    private static readonly EvaluationOptions WhatIsWrong = new() { OutputFormat = OutputFormat.List };

    public static IEnumerable<string> Faults(JsonElement card) =>
        Schema.Evaluate(card, IsRight).IsValid
            ? []
            : Schema.Evaluate(card, WhatIsWrong).Details!
                .Where(detail => detail.Errors is { Count: > 0 })
                // The schema asks "if it says that it's a TextBlock"; that it isn't one is no fault.
                .Where(detail => !detail.EvaluationPath.ToString().Contains("/if", StringComparison.Ordinal))
                .SelectMany(detail => detail.Errors!.Select(error => Sentence(card, detail, error.Key, error.Value)))
                .Distinct();

    private static string Sentence(JsonElement card, EvaluationResults detail, string keyword, string message)
    {
        var pointer = detail.InstanceLocation.ToString();
        var path = JsonPath.FromPointer(pointer);
        var schema = Find(SchemaJson, detail.EvaluationPath.ToString());
        var value = Find(card, pointer);
        return keyword switch
        {
            "" => $"{path} isn't known to Teams' card language there.",
            "required" => $"{path} lacks {Missing(schema, value)}.",
            "enum" => $"{path} is {value.GetRawText()}, {Allowed(schema.GetProperty("enum"))}.",
            "const" => $"{path} is {value.GetRawText()}, where Teams wants {schema.GetProperty("const").GetRawText()}.",
            "type" => $"{path} is {Kind(value)}, where Teams wants {schema.GetProperty("type").GetRawText()}.",
            _ => $"{path} breaks Teams' card language ({keyword}): {message}.",
        };
    }

    private static string Missing(JsonElement schema, JsonElement value) =>
        string.Join(" and ", schema.GetProperty("required").EnumerateArray()
            .Select(name => name.GetString()!)
            .Where(name => !value.TryGetProperty(name, out _))
            .Select(name => $"\"{name}\""));

    private static string Allowed(JsonElement names) =>
        names.GetArrayLength() > MostNamesInASentence
            ? "which Teams doesn't know"
            : $"where Teams knows only {string.Join(", ", names.EnumerateArray().Select(name => name.GetRawText()))}";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => "a number",
        _ => "a string",
    };

    private static JsonElement Find(JsonElement root, string pointer) => JsonPath.Steps(pointer).Aggregate(root, (found, step) =>
        found.ValueKind == JsonValueKind.Array ? found[int.Parse(step)]
        : step == "$ref" ? Find(SchemaJson, Uri.UnescapeDataString(found.GetProperty(step).GetString()!))
        : found.GetProperty(step));

    private static JsonElement Read()
    {
        using var stream = typeof(CardLanguage).Assembly.GetManifestResourceStream("teams-card.schema.json")
            ?? throw new InvalidOperationException("The project doesn't embed tests/CardRules/teams-card.schema.json.");
        return JsonElement.Parse(stream.ReadAllText());
    }

    private static string ReadAllText(this Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

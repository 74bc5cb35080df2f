using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Cards;

/// <summary>Writes cards with generated code: no reflection on the way to a person.</summary>
public static class CardJson
{
    /// <summary>The budget of one card, in bytes of UTF-16, that is safe on every path into Teams.</summary>
    /// <remarks>Teams measures messages in UTF-16; 28 KB is the smallest limit that its pages document.</remarks>
    public const int Budget = 28 * 1024;

    // What is read, and never an id or an address.
    private static readonly HashSet<string> Texts = ["text", "title", "label", "placeholder", "fallbackText", "errorMessage", "speak"];

    private static readonly CardJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = new CardEncoder(),
    });

    private static readonly CardJsonContext Reading = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    public static string Write(AdaptiveCard card) => card.AsDrawn(static c => JsonSerializer.Serialize(c, Context.AdaptiveCard));

    /// <summary>A card as <see cref="Write"/> wrote it; null for anything else, whoever sends it.</summary>
    public static AdaptiveCard? Read(string json)
    {
        try
        {
            return HasNull(json) ? null : JsonSerializer.Deserialize(json, Reading.AdaptiveCard);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    // Nothing that we write is null, not even in a list, where no type says so.
    private static bool HasNull(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The card as it is sent: as it was drawn, where that fits. Stored texts may be longer than anybody could write today, and a
    /// card that Teams refuses says nothing at all: then texts are shortened, and what still doesn't fit is left away from the end.
    /// </summary>
    public static string Fitting(AdaptiveCard card)
    {
        var json = card.Rtl == true || card.Body.Any(e => e is Container { Rtl: true }) ? Isolated(Write(card), card.Rtl == true) : Write(card);
        return SizeOf(json) <= Budget ? json : Shortened(JsonNode.Parse(json)!.AsObject());
    }

    // What people wrote from left to right, where a card is read from right to left: without a mark its question mark
    // would stand at its beginning, and "3 children" would read "children 3". Unicode Standard Annex 9, section 2.4.
    private static string Isolated(string json, bool isRightToLeft)
    {
        var card = JsonNode.Parse(json)!;
        foreach (var part in card["body"]!.AsArray().Concat(card["actions"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            if (part["rtl"]?.GetValue<bool>() ?? isRightToLeft)
            {
                Rewrite(part, (_, name, text) => name is "text" or "label" ? string.Join('\n', text.Split('\n').Select(line => PeoplesWords.IsFromLeftToRight(line) ? Direction.IsolatedWithin(line) : line)) : null);
            }
        }

        return card.ToJsonString(Context.Options);
    }

    // Every text of a card, but for what buttons carry: that comes back as it was sent.
    private static void Rewrite(JsonNode? node, Func<JsonObject, string, string, string?> anew)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Rewrite(item, anew);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToArray())
            {
                if (value is JsonValue && value.GetValueKind() == JsonValueKind.String)
                {
                    if (anew(fields, name, value.GetValue<string>()) is { } text)
                    {
                        fields[name] = text;
                    }
                }
                else if (name != "data")
                {
                    Rewrite(value, anew);
                }
            }
        }
    }

    private static string Shortened(JsonObject card)
    {
        // What is typed into is shortened last: whoever saves it saves it so.
        foreach (var (longest, typed) in new[] { (1_000, false), (300, false), (100, false), (40, false), (300, true), (40, true) })
        {
            Rewrite(card, (element, name, text) => text.Length > longest && (Texts.Contains(name) || (typed && name == "value" && element["type"]?.GetValue<string>() == "Input.Text"))
                ? PeoplesWords.Plain(PeoplesWords.Shorten(text, longest))
                : null);
            if (card.ToJsonString(Context.Options) is var json && SizeOf(json) <= Budget)
            {
                return json;
            }
        }

        foreach (var part in new[] { "body", "actions" })
        {
            while (card[part] is JsonArray { Count: > 0 } items && (part == "actions" || items.Count > 1))
            {
                items.RemoveAt(items.Count - 1);
                if (card.ToJsonString(Context.Options) is var json && SizeOf(json) <= Budget)
                {
                    return json;
                }
            }
        }

        return card.ToJsonString(Context.Options);
    }

    /// <summary>The card for a dialog, whose buttons all send what they carry in the one way that a dialog knows.</summary>
    /// <remarks>Dialogs of message extensions take <c>Action.Submit</c> only; the verb goes along as a field.</remarks>
    public static string WriteForDialog(AdaptiveCard card)
    {
        var json = JsonSerializer.SerializeToNode(card, Context.AdaptiveCard)!;
        Submit(json);
        return json.ToJsonString(Context.Options);

        static void Submit(JsonNode? node)
        {
            if (node is JsonObject { } fields)
            {
                if (fields["type"]?.GetValue<string>() == "Action.Execute")
                {
                    var data = fields["data"]?.DeepClone().AsObject() ?? [];
                    data["verb"] = fields["verb"]?.DeepClone();
                    fields["type"] = "Action.Submit";
                    fields["data"] = data;
                    fields.Remove("verb");
                }

                foreach (var (_, value) in fields.ToArray())
                {
                    Submit(value);
                }
            }
            else if (node is JsonArray items)
            {
                foreach (var item in items)
                {
                    Submit(item);
                }
            }
        }
    }

    /// <summary>The first of several drawings, from the fullest to the barest, that fits the budget; otherwise the last.</summary>
    /// <param name="of">How many share the budget.</param>
    public static AdaptiveCard FirstThatFits(IEnumerable<AdaptiveCard> drawings, int of = 1)
    {
        AdaptiveCard? last = null;
        foreach (var drawing in drawings)
        {
            last = drawing;
            if (SizeOf(Write(drawing)) <= Budget / of)
            {
                break;
            }
        }

        return last ?? throw new ArgumentException("Nothing was drawn.", nameof(drawings));
    }

    /// <summary>The size that Teams counts.</summary>
    public static int SizeOf(string json) => json.Length * sizeof(char);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class CardJsonContext : JsonSerializerContext;

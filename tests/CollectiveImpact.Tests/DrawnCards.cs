using System.Text.Json;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Tests;

/// <summary>A card as a client has it: the words that it shows, and what its inputs would send.</summary>
internal static class DrawnCards
{
    /// <summary>Every JSON object in the card, whatever it hangs in.</summary>
    public static IReadOnlyList<JsonElement> Objects(this AdaptiveCard card)
    {
        var all = new List<JsonElement>();
        Walk(JsonElement.Parse(card.ToJson()));
        return all;

        void Walk(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                all.Add(element);
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value);
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item);
                }
            }
        }
    }

    /// <summary>Everything that can be read on the card, line by line; of fields, what is wrong with them.</summary>
    public static IReadOnlyList<string> Lines(this AdaptiveCard card) =>
    [
        .. card.Objects().SelectMany(o => o.Text("type") switch
        {
            "TextBlock" or "Badge" => [o.Text("text")],
            "RichTextBlock" => [string.Concat(o.GetProperty("inlines").EnumerateArray().Select(run => run.Text("text")))],
            { } input when input.StartsWith("Input.", StringComparison.Ordinal) => o.Text("label")!.Split('\n')[1..],
            _ => Array.Empty<string?>(),
        }).OfType<string>(),
    ];

    public static IReadOnlyList<JsonElement> Inputs(this AdaptiveCard card) =>
        [.. card.Objects().Where(o => o.Text("type")?.StartsWith("Input.", StringComparison.Ordinal) == true)];

    public static IReadOnlyList<string> Buttons(this AdaptiveCard card) =>
        [.. card.Objects().Where(o => o.Text("type")?.StartsWith("Action.", StringComparison.Ordinal) == true).Select(o => o.Text("title")!)];

    /// <summary>The form as it is sent when nobody touches it: every input's value.</summary>
    public static Form Untouched(this AdaptiveCard card) =>
        new(card.Inputs().ToDictionary(i => i.Text("id")!, i => i.Text("value") ?? ""));

    /// <summary>What a button sends when nothing was typed: the inputs as they are, and its own data.</summary>
    public static Form Pressed(this AdaptiveCard card, string title)
    {
        var fields = new Dictionary<string, string>(card.Untouched().Fields);
        foreach (var property in card.Objects().First(o => o.Text("type") == "Action.Execute" && o.Text("title") == title).GetProperty("data").EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
        {
            fields[property.Name] = property.Value.GetString()!;
        }

        return new Form(fields);
    }

    /// <summary>What a field says is wrong with it, behind its label; null for nothing.</summary>
    public static string? FaultAt(this AdaptiveCard card, string id) =>
        card.Inputs().Single(i => i.Text("id") == id).Text("label")!.Split('\n', 2) is [_, var fault] ? fault : null;

    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

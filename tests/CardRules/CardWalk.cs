using System.Text.Json;

namespace CollectiveImpact.Testing;

/// <summary>The rules of a card that a schema can't say, for they are about accessibility, old clients and the answers that come back.</summary>
internal sealed class CardWalk
{
    private const int MostActions = 6;
    private const int MostRefreshed = 60;

    // What an action carries, and what frames the card, holds no elements.
    private static readonly HashSet<string> NotWalked = ["data", "choices.data", "msteams", "requires", "authentication", "metadata", "fallback"];

    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _pathById = [];

    private CardWalk()
    {
    }

    public static IReadOnlyList<string> Faults(JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var walk = new CardWalk();
        walk.CheckWholeCard(card);
        walk.Object(card, JsonPath.Root, idOfReplaced: null);
        return walk._faults;
    }

    private void CheckWholeCard(JsonElement card)
    {
        Unless(card.Text("version") == "1.5", "$ isn't of version 1.5, the newest that every Teams client draws.");
        Unless(card.HasText("fallbackText"), "$ has no fallbackText, which notifications and old clients show.");
        if (card.TryGetProperty("refresh", out var refresh) && refresh.ValueKind == JsonValueKind.Object)
        {
            var people = refresh.Items("userIds").Count();
            Unless(people <= MostRefreshed, $"$.refresh.userIds names {people} people, more than the {MostRefreshed} that Teams refreshes for.");
        }
    }

    private void Object(JsonElement element, string path, string? idOfReplaced)
    {
        var type = element.Text("type") ?? "";
        CheckId(element, path, idOfReplaced);
        if (type.StartsWith("Input.", StringComparison.Ordinal))
        {
            CheckInput(element, path, type);
        }

        switch (type)
        {
            case "AdaptiveCard":
                var actions = element.Items("actions").Count();
                Unless(actions <= MostActions, $"{path}.actions holds {actions} buttons, more than the {MostActions} that Teams draws.");
                break;
            case "Action.Execute":
                Unless(element.HasText("verb"), $"{path} is an Action.Execute without a verb.");
                break;
            case "Image":
                CheckImage(element, path);
                break;
            case "Badge" or "Icon" or "ProgressBar":
                CheckFallback(element, path, type);
                break;
            case var chart when chart.StartsWith("Chart.", StringComparison.Ordinal):
                CheckFallback(element, path, type);
                _faults.AddRange(ChartNumbers.Faults(element, path));
                break;
            default:
                break;
        }

        foreach (var property in element.EnumerateObject().Where(property => !NotWalked.Contains(property.Name)))
        {
            var inner = JsonPath.Property(path, property.Name);
            if (property.Name is "actions" or "menuActions")
            {
                CheckTitles(property.Value, inner);
            }

            Value(property.Value, inner, idOfReplaced: null);
        }

        if (element.TryGetProperty("fallback", out var fallback))
        {
            Value(fallback, $"{path}.fallback", element.Text("id"));
        }
    }

    private void Value(JsonElement value, string path, string? idOfReplaced)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            Object(value, path, idOfReplaced);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Value(item, JsonPath.Item(path, index), idOfReplaced);
            }
        }
    }

    // Only one of an element and its fallback is drawn, so they may share an id.
    private void CheckId(JsonElement element, string path, string? idOfReplaced)
    {
        if (element.Text("id") is { } id && id != idOfReplaced && !_pathById.TryAdd(id, path))
        {
            _faults.Add($"{path} has the id \"{id}\" that {_pathById[id]} already has.");
        }
    }

    private void CheckInput(JsonElement input, string path, string type)
    {
        Unless(input.HasText("id"), $"{path} is an {type} without an id, so its answer would not be sent.");
        Unless(input.HasText("label"), $"{path} is an {type} without a label, so a screen reader can't say what it asks.");
        var required = input.TryGetProperty("isRequired", out var isRequired) && isRequired.ValueKind == JsonValueKind.True;
        Unless(!required || input.HasText("errorMessage"), $"{path} is required, but has no errorMessage to say so.");
        foreach (var (index, choice) in input.Items("choices").Index())
        {
            var value = choice.Text("value") ?? "";
            Unless(
                !value.Contains(',', StringComparison.Ordinal),
                $"{path}.choices[{index}].value is \"{value}\", and a comma separates several choices in an answer.");
        }
    }

    private void CheckImage(JsonElement image, string path)
    {
        Unless(image.HasText("altText"), $"{path} is an Image without altText, so a screen reader is silent about it.");
        var url = image.Text("url") ?? "";
        Unless(
            url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("data:", StringComparison.OrdinalIgnoreCase),
            $"{path}.url is \"{url}\", which is neither https nor data.");
    }

    private void CheckFallback(JsonElement element, string path, string type) =>
        Unless(element.TryGetProperty("fallback", out _), $"{path} ({type}) has no fallback, so some clients draw nothing there.");

    private void CheckTitles(JsonElement actions, string path)
    {
        if (actions.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var (index, action) in actions.EnumerateArray().Index())
        {
            Unless(action.HasText("title"), $"{JsonPath.Item(path, index)} is a button without a title.");
        }
    }

    private void Unless(bool right, string fault)
    {
        if (!right)
        {
            _faults.Add(fault);
        }
    }
}

/// <summary>Reads what may be missing or of another kind, since the schema has its own sentence for that.</summary>
internal static class LenientJson
{
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static bool HasText(this JsonElement element, string name) => !string.IsNullOrWhiteSpace(element.Text(name));

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}

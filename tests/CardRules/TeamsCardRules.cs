using System.Text.Json;

namespace CollectiveImpact.Testing;

/// <summary>What makes a card right for Teams: its language, the rules that language can't say, and charts that are also words.</summary>
public static class TeamsCardRules
{
    /// <summary>Each fault as one sentence that begins with the JSON path; none for a right card.</summary>
    public static IReadOnlyList<string> Faults(string cardJson)
    {
        JsonDocument card;
        try
        {
            card = JsonDocument.Parse(cardJson, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            return [$"$ isn't JSON: {e.Message}"];
        }

        using (card)
        {
            return [.. CardLanguage.Faults(card.RootElement), .. CardWalk.Faults(card.RootElement), .. CardSize.Faults(cardJson)];
        }
    }
}

/// <summary>Teams counts a message in UTF-16, and 28 KB is the smallest limit that its pages name.</summary>
internal static class CardSize
{
    private const int Limit = 28 * 1024;

    public static IEnumerable<string> Faults(string cardJson)
    {
        var size = cardJson.Length * sizeof(char);
        return size <= Limit ? [] : [$"$ takes {size} bytes as UTF-16, more than the {Limit} that every path into Teams carries."];
    }
}

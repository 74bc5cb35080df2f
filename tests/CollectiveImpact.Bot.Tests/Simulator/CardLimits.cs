using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>What Teams takes, and the stricter size that is safe on every path.</summary>
internal static class CardLimits
{
    /// <summary>Teams refuses a message beyond 100 KB with 413; sizes count as UTF-16.</summary>
    public const int LargestMessage = 100 * 1024;

    /// <summary>The older limit that some paths still have; a card within it arrives everywhere.</summary>
    public const int LargestCard = 28 * 1024;

    private const int MostRefreshedUsers = 60;

    // Teams counts characters, not the escapes that a serialiser may choose for them.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int SizeInUtf16(JsonNode node) => node.ToJsonString(Unescaped).Length * sizeof(char);

    public static IEnumerable<string> Violations(JsonNode card)
    {
        if (card is not JsonObject || card.Text("type") != "AdaptiveCard" || card.Text("version") is null)
        {
            yield return $"Not an Adaptive Card with a version: {card.ToJsonString()}";
            yield break;
        }
        if (SizeInUtf16(card) is var size && size > LargestCard)
        {
            yield return $"A card of {size} bytes in UTF-16; it may have {LargestCard}: {new DrawnCard((JsonObject)card).Title}";
        }

        var drawn = new DrawnCard((JsonObject)card);
        foreach (var input in drawn.Inputs.Where(i => i.Id.Length == 0))
        {
            yield return $"An input without an id: {input.Json.ToJsonString()}";
        }
        foreach (var id in drawn.Inputs.CountBy(i => i.Id).Where(c => c.Value > 1).Select(c => c.Key))
        {
            yield return $"Several inputs have the id \"{id}\"; Teams would send one of them: {drawn.Title}";
        }
        foreach (var action in drawn.Actions.Where(a => a.Type == "Action.Execute" && string.IsNullOrEmpty(a.Json.Text("verb"))))
        {
            yield return $"An Action.Execute without a verb: {action.Json.ToJsonString()}";
        }
        if (card.At("refresh").Items("userIds").Count() > MostRefreshedUsers)
        {
            yield return $"More than {MostRefreshedUsers} userIds in refresh: {drawn.Title}";
        }
    }
}

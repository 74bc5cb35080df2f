using System.Text.Json;
using System.Text.Json.Serialization;

namespace CollectiveImpact.Cards;

/// <summary>Writes cards with generated code: no reflection on the way to a person.</summary>
public static class CardJson
{
    /// <summary>The budget of one card, in bytes of UTF-16, that is safe on every path into Teams.</summary>
    /// <remarks>Teams measures messages in UTF-16; 28 KB is the smallest limit that its pages document.</remarks>
    public const int Budget = 28 * 1024;

    private static readonly CardJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = new CardEncoder(),
    });

    public static string Write(AdaptiveCard card) => JsonSerializer.Serialize(card, Context.AdaptiveCard);

    /// <summary>The first of several drawings, from the fullest to the barest, that fits the budget; otherwise the last.</summary>
    public static AdaptiveCard FirstThatFits(IEnumerable<AdaptiveCard> drawings)
    {
        AdaptiveCard? last = null;
        foreach (var drawing in drawings)
        {
            last = drawing;
            if (SizeOf(Write(drawing)) <= Budget)
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

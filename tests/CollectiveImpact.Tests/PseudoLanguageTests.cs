using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Tests.Conversations;

namespace CollectiveImpact.Tests;

/// <summary>Whoever reads in another language reads no English: every card in a language that stands in brackets.</summary>
public sealed partial class PseudoLanguageTests
{
    // What of a card is read or heard.
    private static readonly HashSet<string> Read =
        ["text", "title", "label", "placeholder", "fallbackText", "altText", "errorMessage", "value", "xAxisTitle", "yAxisTitle", "legend", "x", "tooltip", "name", "subtitle"];

    // What the catalogue's own people, partners and forms are called and told, in its code; names of languages, zones and formats are the same everywhere.
    private static readonly string[] Fixture =
    [
        "children", "attendance", "grade-level", "November", "Check-in", "Another", "East", "Saved.", "Added.", "week 1", " of 2026", "r1vers-00000000", "Lisbon", "Português", "DHIS2", "SDMX-CSV", "USD", "Firefox, Windows",
    ];

    // What the templates say in their files; the longest first, or a part of a name would be left.
    private static readonly string[] Known =
    [
        .. typeof(ContentFile).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Templates/", StringComparison.Ordinal))
            .SelectMany(n => Strings(ContentFile.Read<JsonElement>(n))).Where(s => s.Length > 3).Concat(Fixture).Concat(Languages.Ours.Select(Languages.NativeName)).OrderByDescending(k => k.Length),
    ];

    [Fact]
    public async Task No_card_says_a_word_that_was_not_given_to_a_translator()
    {
        var cards = await CardCatalogue.InPseudoLanguage();
        var spoken = PhraseMeaningTests.Product().Phrases.Select(p => p.Phrase.Pattern).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = cards.SelectMany(c => Texts(JsonSerializer.Deserialize<JsonElement>(c.Card.ToJson()), "$").Select(t => (Left: Unknown(Outside(t.Text)), t.Text, c.Name, t.Path)))
            .Where(t => Latin().IsMatch(t.Left) && !spoken.Contains(t.Text.TrimStart('•', ' ')))
            .Select(t => $"{t.Left.Trim()} | {t.Text} | {t.Name} {t.Path}")
            .Distinct()
            .ToArray();

        Assert.True(cards.Count > 100, $"{cards.Count} cards");
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("[Ťéxť~~]", "")]
    [InlineData("[Ťéxť Партнёр 1~~] · more", " · more")]
    [InlineData("[a [b] c] d", " d")]
    public void What_stands_in_brackets_was_translated(string text, string outside) => Assert.Equal(outside, Outside(text));

    private static string Outside(string text)
    {
        var (left, depth) = (new StringBuilder(), 0);
        foreach (var c in text)
        {
            depth += c == '[' ? 1 : 0;
            if (depth == 0)
            {
                left.Append(c);
            }

            depth -= c == ']' && depth > 0 ? 1 : 0;
        }

        return left.ToString();
    }

    private static string Unknown(string text) => Known.Aggregate(Id().Replace(text, ""), (t, known) => t.Replace(known, "", StringComparison.Ordinal));

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
        _ => [],
    };

    private static IEnumerable<(string Path, string Text)> Texts(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Texts(e, $"{path}[{i}]")),
        // One sentence, in pieces of different weight.
        JsonValueKind.Object when element.Text("type") == "RichTextBlock" => [($"{path}.inlines", string.Concat(element.GetProperty("inlines").EnumerateArray().Select(i => i.Text("text"))))],
        // An input's value is what somebody typed, and a choice's is an id.
        JsonValueKind.Object => element.EnumerateObject()
            .Where(p => p.Name is not ("data" or "refresh") && (p.Name != "value" || element.Text("type") is null && !element.TryGetProperty("title", out _)))
            .SelectMany(p => p.Value.ValueKind == JsonValueKind.String
                ? Read.Contains(p.Name) ? [($"{path}.{p.Name}", p.Value.GetString()!)] : Array.Empty<(string, string)>()
                : Texts(p.Value, $"{path}.{p.Name}")),
        _ => [],
    };

    // Ids of the catalogue's own making.
    [GeneratedRegex(@"\b(tag-\d+|id\w{4}|partner-\d+|indicator-\d+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("[A-Za-z]{2,}", RegexOptions.None, 1000)]
    private static partial Regex Latin();
}

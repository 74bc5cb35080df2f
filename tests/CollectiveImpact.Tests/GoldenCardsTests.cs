using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CollectiveImpact.Tests;

/// <summary>Every card of ordinary people, to the letter, as it stood when it was last looked at: a change that should change no card changes none.</summary>
/// <remarks>
/// When cards should change: <c>WRITE_CARDS=$PWD/tests/CollectiveImpact.Tests/Golden dotnet test --project tests/CollectiveImpact.Tests --filter-class "*GoldenCardsTests"</c>,
/// and the difference is what people will see.
/// </remarks>
public sealed class GoldenCardsTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 0, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    [Theory]
    [InlineData("ordinary")]
    [InlineData("in German")]
    public async Task No_card_has_changed(string kind)
    {
        var cards = (await CardCatalogue.All()).Where(c => c.Name.EndsWith($" ({kind})", StringComparison.Ordinal)).ToArray();
        var now = new StringBuilder();
        foreach (var (name, card) in cards)
        {
            using var json = JsonDocument.Parse(card.ToJson());
            now.Append("== ").Append(name).Append('\n').Append(JsonSerializer.Serialize(json, Readable)).Append('\n');
        }

        if (Environment.GetEnvironmentVariable("WRITE_CARDS") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, kind + ".txt"), now.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.True(cards.Length > 100, $"{cards.Length} cards");
        var (before, after) = (Cards(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", kind + ".txt"), TestContext.Current.CancellationToken)), Cards(now.ToString()));
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, b => Assert.Equal(b.Value, after[b.Key]));
    }

    private static OrderedDictionary<string, string> Cards(string text)
    {
        var cards = new OrderedDictionary<string, string>();
        foreach (var card in text.Split("== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = card.IndexOf('\n', StringComparison.Ordinal);
            cards.Add(card[..end], card[(end + 1)..]);
        }

        return cards;
    }
}

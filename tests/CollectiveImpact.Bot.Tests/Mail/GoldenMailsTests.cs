using System.Text;
using System.Text.Json;
using CollectiveImpact.Testing;
using MimeKit;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>Every card of ordinary people as a mail says it, to the letter, as it stood when it was last looked at.</summary>
/// <remarks>
/// The cards are the golden ones of <c>CollectiveImpact.Tests</c>. When mails should change:
/// <c>WRITE_MAILS=1 dotnet test --project tests/CollectiveImpact.Bot.Tests --filter-class "*GoldenMailsTests"</c>, and the difference is what people will read.
/// </remarks>
public sealed class GoldenMailsTests : IAsyncLifetime
{
    private static readonly string Kept = RepositoryRoot.PathOf("tests", "CollectiveImpact.Bot.Tests", "Mail", "golden-mails.txt");

    private readonly Mailed _mail = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _mail.DisposeAsync();

    [Fact]
    public async Task No_mail_has_changed()
    {
        var now = new StringBuilder();
        var cards = await Cards("ordinary");
        Assert.True(cards.Count > 100, $"{cards.Count} cards");
        foreach (var (name, card) in cards)
        {
            // What stands below is the same in each.
            var text = Written(card).TextBody!.ReplaceLineEndings("\n");
            now.Append("== ").Append(name).Append('\n').Append(text[..text.LastIndexOf("\n\n-- \n", StringComparison.Ordinal)]).Append('\n');
        }

        if (Environment.GetEnvironmentVariable("WRITE_MAILS") == "1")
        {
            await File.WriteAllTextAsync(Kept, now.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.Equal((await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken)).Split("== "), now.ToString().Split("== "));
    }

    [Theory]
    [InlineData("ordinary")]
    [InlineData("in German")]
    public async Task No_sentence_of_a_card_that_lies_open_is_lost_in_its_mail(string kind)
    {
        foreach (var (name, card) in await Cards(kind))
        {
            var (text, page) = (Written(card).TextBody!.ReplaceLineEndings("\n"), Written(card).HtmlBody);
            var words = Open(JsonDocument.Parse(card).RootElement).SelectMany(w => w.Split('\n')).Where(w => w.Count(char.IsLetter) > 1).ToArray();
            Assert.All(words, w => Assert.True(text.Contains(w, StringComparison.Ordinal), $"{name}: {w}\n{text}"));
            Assert.Contains("</html>", page, StringComparison.Ordinal);
        }
    }

    private MimeMessage Written(string card) => _mail.Writer.Write(new MailboxAddress("", "ana@school.example"), _mail.Door!, card, "A card", "1@harbour.example");

    private static async Task<IReadOnlyList<(string Name, string Card)>> Cards(string kind)
    {
        var golden = await File.ReadAllTextAsync(RepositoryRoot.PathOf("tests", "CollectiveImpact.Tests", "Golden", kind + ".txt"), TestContext.Current.CancellationToken);
        return [.. golden.Split("== ", StringSplitOptions.RemoveEmptyEntries).Select(c => (c[..c.IndexOf('\n', StringComparison.Ordinal)], c[c.IndexOf('\n', StringComparison.Ordinal)..]))];
    }

    // Read from the JSON and not from our records, so that an element that is forgotten is missed.
    private static IEnumerable<string> Open(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.Array)
        {
            return part.EnumerateArray().SelectMany(Open);
        }

        if (part.ValueKind != JsonValueKind.Object || (part.TryGetProperty("isVisible", out var visible) && visible.ValueKind == JsonValueKind.False) || part.TryGetProperty("selectAction", out _))
        {
            return [];
        }

        var type = part.TryGetProperty("type", out var named) ? named.GetString()! : "";
        if (type.StartsWith("Action.", StringComparison.Ordinal))
        {
            return [];
        }

        if (type.StartsWith("Chart.", StringComparison.Ordinal))
        {
            return Open(part.GetProperty("fallback"));
        }

        return type switch
        {
            "TextBlock" => Bot.Web.Components.CardOnPage.Pieces(part.GetProperty("text").GetString()!).Select(p => p.Words),
            "TextRun" or "Badge" => [part.GetProperty("text").GetString()!],
            _ when type.StartsWith("Input.", StringComparison.Ordinal) => [part.GetProperty("label").GetString()!.Split('\n')[0]],
            _ => part.EnumerateObject().SelectMany(p => Open(p.Value)),
        };
    }
}

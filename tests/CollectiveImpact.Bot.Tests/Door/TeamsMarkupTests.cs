using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Teams;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Door;

/// <summary>The HTML in people's words is read as the regular expressions here read it.</summary>
public sealed class TeamsMarkupTests
{
    private static readonly string[] Bits =
    [
        "<at>", "<AT id=\"0\">", "</at>", "</At>", "<at", "<attachment id=\"1\">", "</attachment>", "<span", "<span class=\"x inline-compose-card\">", "<span itemid=\"2\">", "inline-compose-card", "</span>",
        "<p>", "</p>", "<", ">", " ", "\n", "\u00a0", "&amp;", "&lt;", "&", "Ana", "status", "é", "\ud83d",
    ];

    // No text here comes near it; a test that would hang fails.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_mention_is_the_name_that_is_read() => ForAll(text =>
        Assert.Equal(Regex.Replace(text, "<at[^>]*>(?<name>.*?)</at>", "${name}", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Longest), TeamsMarkup.WithNames(text)));

    [Fact]
    public void Where_a_card_was_put_no_words_are() => ForAll(text =>
        Assert.Equal(
            Regex.Replace(text, "<span[^>]*inline-compose-card[^>]*>\\s*</span>|<attachment[^>]*>\\s*</attachment>", "", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Longest),
            TeamsMarkup.WithoutCards(text)));

    [Fact]
    public void A_body_is_its_words_in_one_line() => ForAll(text =>
        Assert.Equal(Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(text, "<[^<>]*>", " ", RegexOptions.None, Longest)), @"\s+", " ", RegexOptions.None, Longest).Trim(), TeamsMarkup.Plain(text)));

    private static void ForAll(Action<string> holds)
    {
        var random = new Random(7);
        for (var n = 0; n < 30_000; n++)
        {
            holds(string.Concat(random.GetItems(Bits, random.Next(14))));
        }
    }
}

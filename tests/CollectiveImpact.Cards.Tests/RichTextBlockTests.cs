using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class RichTextBlockTests
{
    [Fact]
    public void Somebodys_words_stand_in_bold_where_the_sentence_has_them()
    {
        Assert.Equal([("Code for ", false), ("a", true), (" today", false)], Runs(w => $"Code for {w} today", "a"));
        Assert.Equal([("a", true), ("!", false)], Runs(w => $"{w}!", "a"));
    }

    private static IEnumerable<(string, bool)> Runs(Func<string, string> sentence, string words) =>
        RichTextBlock.AroundBold(words, sentence).Inlines.Select(r => (r.Text, r.Weight == TextWeight.Bolder));
}

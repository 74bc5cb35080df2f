using CsCheck;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class PeoplesWordsTests
{
    private const string Markdown = "\\`*_{}[]()#+-.!|~<>";
    private const char WordJoiner = '\u2060';

    // Dense in what could do something: Markdown, functions, mentions, control characters, halves of emoji.
    private static readonly Gen<string> Words = Gen.OneOf<string>(
            Gen.OneOf("{{", "${", "<at>", "<AT", "</at>", "[a](https://x.test)", "\\", "\r\n", "\r", "\n", "\t", "\0", "\u001b", "\u0085", "👩‍🌾", "é", "食"),
            Gen.Char[Markdown].Select(c => c.ToString()),
            Gen.String)
        .Array[0, 20].Select(string.Concat);

    [Fact]
    public void Escaped_words_never_leave_a_Markdown_character_free() =>
        Words.Sample(words =>
        {
            var escaped = PeoplesWords.Escape(words);
            for (var i = 0; i < escaped.Length; i++)
            {
                if (escaped[i] == '\\')
                {
                    i++;
                    Assert.True(i < escaped.Length && Markdown.Contains(escaped[i]), $"A lone backslash in: {escaped}");
                }
                else
                {
                    Assert.False(Markdown.Contains(escaped[i]), $"A free '{escaped[i]}' in: {escaped}");
                }
            }
        });

    [Fact]
    public void Escaped_words_read_as_the_plain_ones() =>
        Words.Sample(words => Assert.Equal(PeoplesWords.Plain(words), Unescaped(PeoplesWords.Escape(words))));

    [Fact]
    public void Plain_words_keep_everything_that_can_be_seen() =>
        Words.Sample(words => Assert.Equal(Visible(words), Visible(PeoplesWords.Plain(words))));

    [Fact]
    public void Plain_words_start_no_function_and_no_mention() =>
        Words.Sample(words =>
        {
            var plain = PeoplesWords.Plain(words);
            Assert.DoesNotContain("{{", plain, StringComparison.Ordinal);
            Assert.DoesNotContain("${", plain, StringComparison.Ordinal);
            Assert.DoesNotContain("<at", plain, StringComparison.OrdinalIgnoreCase);
        });

    [Fact]
    public void Plain_words_hold_no_control_characters_but_lines_and_tabs() =>
        Words.Sample(words => Assert.DoesNotContain(PeoplesWords.Plain(words), c => char.IsControl(c) && c is not ('\n' or '\t')));

    [Fact]
    public void Words_made_plain_twice_are_the_same() =>
        Words.Sample(words => Assert.Equal(PeoplesWords.Plain(words), PeoplesWords.Plain(PeoplesWords.Plain(words))));

    [Theory]
    [InlineData("We served 42 families this week", "We served 42 families this week")]
    [InlineData("[APPROVED](https://evil.test)", @"\[APPROVED\]\(https://evil\.test\)")]
    [InlineData("![x](https://evil.test/pixel.png)", @"\!\[x\]\(https://evil\.test/pixel\.png\)")]
    [InlineData("**loud** and _soft_", @"\*\*loud\*\* and \_soft\_")]
    [InlineData("1. first\n- second", "1\\. first\n\\- second")]
    [InlineData(@"C:\new", @"C:\\new")]
    [InlineData("<at>Maria</at>", "\\<\u2060at\\>Maria\\</at\\>")]
    [InlineData("", "")]
    public void Escaped_words_are_shown_as_written_where_Markdown_is_read(string words, string escaped) =>
        Assert.Equal(escaped, PeoplesWords.Escape(words));

    [Theory]
    [InlineData("{{DATE(2026-03-01T09:00:00Z, SHORT)}}", "{\u2060{DATE(2026-03-01T09:00:00Z, SHORT)}}")]
    [InlineData("{{{", "{\u2060{\u2060{")]
    [InlineData("${rm}", "$\u2060{rm}")]
    [InlineData("$\u0000{rm}", "$\u2060{rm}")]
    [InlineData("<at>Maria</at>", "<\u2060at>Maria</at>")]
    [InlineData("<\u0007AT>Maria</AT>", "<\u2060AT>Maria</AT>")]
    [InlineData("a < b, {c}, $5", "a < b, {c}, $5")]
    public void Plain_words_do_nothing(string words, string plain) => Assert.Equal(plain, PeoplesWords.Plain(words));

    [Theory]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("one\rtwo", "one\ntwo")]
    [InlineData("one\u0085two", "one\ntwo")]
    [InlineData("one\u000btwo", "one\ntwo")]
    [InlineData("one\u000ctwo", "one\ntwo")]
    [InlineData("one\ttwo", "one\ttwo")]
    [InlineData("o\u0000n\u001be\u007f", "one")]
    public void Lines_stay_apart_and_other_control_characters_go(string words, string plain) => Assert.Equal(plain, PeoplesWords.Plain(words));

    [Theory]
    [InlineData("👩‍🌾🏽")]
    [InlineData("🇺🇦 ❤️ 👨‍👩‍👧‍👦")]
    [InlineData("𝒜")]
    public void Emoji_stay_whole(string words)
    {
        Assert.Equal(words, PeoplesWords.Plain(words));
        Assert.Equal(words, PeoplesWords.Escape(words));
    }

    [Fact]
    public void Half_an_emoji_is_left_out()
    {
        Assert.Equal("a story ", PeoplesWords.Plain("a story 😀"[..9]));
        Assert.Equal(" and 😀", PeoplesWords.Plain("😀"[1..] + " and " + "😀"[..1] + "😀"));
    }

    [Fact]
    public void A_very_long_story_is_kept_to_its_last_character()
    {
        var story = string.Concat(Enumerable.Repeat("*{{👩‍🌾", 5_000))[..40_000];

        Assert.Equal(Visible(story), Visible(PeoplesWords.Plain(story)));
        Assert.Equal(PeoplesWords.Plain(story), Unescaped(PeoplesWords.Escape(story)));
    }

    [Fact]
    public void A_run_of_someones_words_is_plain() =>
        Assert.Equal("{\u2060{TIME(now)}}", Assert.Single(RichTextBlock.Of("{{TIME(now)}}").Inlines).Text);

    [Fact]
    public void No_words_at_all_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentNullException>(() => PeoplesWords.Plain(null!));

    private static string Visible(string words) =>
        string.Concat(words.EnumerateRunes().Where(r => r.Value != WordJoiner && r != System.Text.Rune.ReplacementChar && !System.Text.Rune.IsControl(r)));

    private static string Unescaped(string escaped)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < escaped.Length; i++)
        {
            text.Append(escaped[escaped[i] == '\\' ? ++i : i]);
        }

        return text.ToString();
    }
}

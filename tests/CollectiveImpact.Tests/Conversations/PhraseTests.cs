using CollectiveImpact.Conversations;
using CollectiveImpact.Localization;
using CsCheck;

namespace CollectiveImpact.Tests.Conversations;

public sealed class PhraseTests
{
    [Theory]
    [InlineData("open check-in")]
    [InlineData("open check in")]
    [InlineData("open checkin")]
    [InlineData("Open Check-In")]
    [InlineData("OPEN   CHECK - IN")]
    [InlineData("  open check-in  ")]
    [InlineData("open check-in!")]
    [InlineData("open check-in …")]
    [InlineData("please open check-in")]
    [InlineData("Please, open check-in.")]
    [InlineData("Hi, could you please open check-in?")]
    [InlineData("open check-in, please")]
    [InlineData("open check-in. Thank you!")]
    [InlineData("\u00a0open\u00a0check-in")]
    public void Case_punctuation_hyphens_and_politeness_do_not_matter(string said) =>
        Assert.NotNull(Of("open check-in").Match(said));

    [Theory]
    [InlineData("open check-ins")]
    [InlineData("reopen check-in")]
    [InlineData("open the check-in")]
    [InlineData("open [[check-in")]
    [InlineData("")]
    public void Other_words_are_another_phrase(string said) => Assert.Null(Of("open check-in").Match(said));

    [Theory]
    [InlineData("what is attendance", "attendance")]
    [InlineData("What is attendance?", "attendance")]
    [InlineData("what is “attendance”?", "attendance")]
    [InlineData("what is \"grade level\", please?", "grade level")]
    [InlineData("what is 'attendance'", "attendance")]
    [InlineData("what is ‘attendance’?", "attendance")]
    [InlineData("Hey, what is a well-being visit?!", "a well-being visit")]
    [InlineData("what is éducation populaire ?", "éducation populaire")]
    [InlineData("what is C#?", "C#")]
    public void The_word_in_a_place_is_heard_without_what_surrounds_it(string said, string term) =>
        Assert.Equal(term, Of("what is {term}").Match(said)?["term"]);

    [Theory]
    [InlineData("what's attendance?")]
    [InlineData("What’s attendance?")]
    public void A_phones_curly_apostrophe_is_an_apostrophe(string said) =>
        Assert.Equal("attendance", Of("what's {term}").Match(said)?["term"]);

    [Theory]
    [InlineData("suggest {term}", "suggestions")]
    [InlineData("join {code}", "joining")]
    [InlineData("define {term}", "defined contribution")]
    [InlineData("what is {term}", "what is?")]
    [InlineData("glossary {term}", "glossary ?")]
    public void A_longer_word_is_not_a_phrase_and_its_place(string pattern, string said) => Assert.Null(Of(pattern).Match(said));

    [Theory]
    [InlineData("suggest attendance: A child is there.", "attendance", "A child is there.")]
    [InlineData("Please suggest attendance: Is it there, please?", "attendance", "Is it there, please?")]
    [InlineData("suggest attendance:There.", "attendance", "There.")]
    [InlineData("suggest attendance : “There” & <b>here</b>\nSecond line: yes!", "attendance", "“There” & <b>here</b>\nSecond line: yes!")]
    [InlineData("suggest \"frost day\": -5 °C or colder", "frost day", "-5 °C or colder")]
    [InlineData("suggest visit: - at home\n- at school", "visit", "- at home\n- at school")]
    public void A_definition_is_kept_exactly_as_it_was_written(string said, string term, string definition)
    {
        var words = Of("suggest {term}: {*definition}").Match(said);

        Assert.Equal(term, words?["term"]);
        Assert.Equal(definition, words?["definition"]);
    }

    [Fact]
    public void Any_definition_is_kept_to_its_last_character() => Gen.String.Select(s => s.Trim()).Where(s => s.Length > 0).Sample(definition =>
        Assert.Equal(definition, Of("suggest {term}: {*definition}").Match("suggest attendance: " + definition)?["definition"]));

    [Theory]
    [InlineData("what is {term}")]
    [InlineData("what does {term} mean")]
    [InlineData("suggest {term}: {*definition}")]
    [InlineData("open check-in")]
    public void Forty_thousand_characters_of_anything_are_heard_or_not_but_never_an_error(string pattern)
    {
        var phrase = Of(pattern);
        foreach (var unit in new[] { " ", "please ", "hi ", "!", "a", "what is ", "suggest a:", "a ", ". ", "\"", "-", "check ", "thank you " })
        {
            var much = string.Concat(Enumerable.Repeat(unit, 40_000 / unit.Length));
            foreach (var said in new[] { much, "what is " + much, "what does " + much + "!mean", "suggest " + much, "open " + much + "x" })
            {
                phrase.Match(said);
            }
        }
    }

    [Theory]
    [InlineData("what does {term} mean", "what does  mean", true)]
    [InlineData("suggest {term}: {*definition}", "suggest", true)]
    [InlineData("no digest here", "no digest here", false)]
    public void A_phrase_knows_its_fixed_words(string pattern, string stem, bool needsWords)
    {
        Assert.Equal(stem, Of(pattern).Stem);
        Assert.Equal(needsWords, Of(pattern).NeedsWords);
    }

    private static Phrase Of(string pattern) => new(PhrasePattern.Parse(pattern));
}

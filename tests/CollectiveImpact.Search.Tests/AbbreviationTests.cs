namespace CollectiveImpact.Search.Tests;

public sealed class AbbreviationTests
{
    [Theory]
    [InlineData("Adverse Childhood Experience (ACE)", "Adverse Childhood Experience|ACE")]
    [InlineData("ACE (Adverse Childhood Experience)", "ACE|Adverse Childhood Experience")]
    [InlineData("Social determinants of health (SDoH)", "Social determinants of health|SDoH")]
    [InlineData("people with lived experience (pwle)", "people with lived experience|pwle")]
    [InlineData("Attendance (daily)", "")]
    [InlineData("Bed (in a shelter)", "")]
    [InlineData("(ACE)", "")]
    [InlineData("ACE ()", "")]
    public void An_abbreviation_in_brackets_and_the_words_before_it_are_names(string name, string names) => Assert.Equal(names, string.Join('|', Abbreviation.NamesIn(name)));
}

using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Glossary;

namespace CollectiveImpact.Tests.Glossary;

public sealed class DifferenceTests
{
    [Theory]
    [InlineData("In the room for an hour", "In the room for half an hour", "In the room for [+half +]an hour")]
    [InlineData("Of 412 children, 171 were below the norm for their age", "One in three reads below grade level", "[−Of 412 children, 171 were below the norm for their age−] [+One in three reads below grade level+]")]
    [InlineData("Children read\nNobody is hungry", "Children read\nNobody goes hungry", "\nNobody [−is−][+goes+] hungry")]
    [InlineData("One form\nA walking bus\nReading weeks", "One form\nTwo homework clubs\nReading weeks\nA van", "\n[−A walking bus−] [+Two homework clubs+]\n[+A van+]")]
    [InlineData("One form\nA walking bus\nReading weeks", "Reading weeks", "\n[−One form−]\n[−A walking bus−]")]
    [InlineData("", "One form\nA van", "[+One form\nA van+]")]
    public void What_changes_can_be_read(string old, string now, string shown)
    {
        var line = Assert.IsType<RichTextBlock>(Assert.Single(Difference.Lines([("Goals", old, now)], CultureInfo.InvariantCulture)));

        Assert.Equal("Goals: " + shown, string.Concat(line.Inlines.Select(r => r.Text)));
    }

    [Fact]
    public void What_is_the_same_is_not_shown() => Assert.IsType<TextBlock>(Assert.Single(Difference.Lines([("Goals", "a\nb", "a\nb")], CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("In the room for an hour", "In the room for half an hour", "In the room for an hour", "In the room for {half }an hour")]
    [InlineData("One form\nA walking bus\nReading weeks", "One form\nTwo homework clubs\nReading weeks\nA van", "One form\n{A walking bus}\nReading weeks", "One form\n{Two homework clubs}\nReading weeks\n{A van}")]
    [InlineData("", "Breakfast", "", "{Breakfast}")]
    [InlineData("Breakfast", "", "{Breakfast}", "")]
    public void What_changes_stands_beside_what_was(string old, string now, string before, string after)
    {
        var part = Assert.Single(Difference.Between(new Wording("Lunch", old), new Wording("Lunch", now), CultureInfo.InvariantCulture));

        Assert.Equal((before, after), (Marked(part.Before), Marked(part.After)));

        static string Marked(IEnumerable<ChangedWords> words) => string.Concat(words.Select(w => w.Change == Change.Stays ? w.Words : $"{{{w.Words}}}")).Trim();
    }
}

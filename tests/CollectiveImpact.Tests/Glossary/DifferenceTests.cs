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
}

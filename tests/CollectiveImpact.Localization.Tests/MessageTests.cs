using CsCheck;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

public class MessageTests
{
    [Theory]
    [InlineData("{", "an argument needs a name")]
    [InlineData("a } b", "a brace ends what hasn't begun")]
    [InlineData("{name", "“,” is missing")]
    [InlineData("{n, date}", "“date” is no kind of argument")]
    [InlineData("{n, plural, one {#}}", "needs the form “other”")]
    [InlineData("{n, plural, some {#} other {#}}", "“some” is no form of a plural")]
    [InlineData("{n, plural, other {a} other {b}}", "stands there twice")]
    [InlineData("{n, plural, other {a", "“}” is missing")]
    [InlineData("{n, plural, =x {a} other {b}}", "is no form of a plural")]
    public void What_is_not_written_so_is_refused_with_where_and_why(string text, string why)
    {
        var e = Assert.Throws<FormatException>(() => Message.Parse(text));
        Assert.Contains(why, e.Message);
        Assert.StartsWith("At character ", e.Message);
    }

    [Fact]
    public void An_argument_is_a_number_or_text_and_never_both()
    {
        Assert.Throws<FormatException>(() => Message.Parse("{n} of {n, number}").Arguments());
        Assert.Equal(
            [KeyValuePair.Create("n", ArgumentKind.Count), KeyValuePair.Create("name", ArgumentKind.Text)],
            Message.Parse("{n, number}: {n, plural, one {# {name}} other {# of {name}}}").Arguments());
    }

    [Fact]
    public void Whatever_is_written_is_read_or_refused_in_a_sentence() => Gen.String[Gen.Char["{}#',= ab10onetherplural"], 0, 40].Sample(text =>
    {
        try
        {
            _ = Message.Parse(text).Arguments();
        }
        catch (FormatException)
        {
            // Refused in a sentence.
        }
    });
}

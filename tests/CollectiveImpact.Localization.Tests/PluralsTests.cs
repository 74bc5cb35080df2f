using System.Globalization;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

public class PluralsTests
{
    [Fact]
    public void A_whole_number_takes_the_form_that_Unicode_says_in_each_language_that_we_speak()
    {
        var asked = 0;
        foreach (var line in Table().Where(l => !l.StartsWith('#')))
        {
            var (language, runs) = (line.Split(' ')[0], line.Split(' ')[1..]);
            foreach (var run in runs)
            {
                var (numbers, category) = (run.Split(':')[0].Split('-'), run.Split(':')[1]);
                var (from, to) = (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
                for (var n = from; n <= to; n++)
                {
                    Assert.True(Plurals.Category(language, n) == category, $"{language} {n}: {Plurals.Category(language, n)} rather than {category}");
                    Assert.Contains(category, Plurals.Categories(language));
                    asked++;
                }
            }
        }

        Assert.True(asked > 7_000, "The table is shorter than it was written.");
    }

    [Theory]
    [InlineData("de-AT", 1, "one")]
    [InlineData("es-MX", 1_000_000, "many")]
    [InlineData("en", -1, "one")]
    [InlineData("tlh", 2, "other")]
    public void A_country_follows_its_language_and_a_language_that_is_not_known_is_read_as_English(string language, long count, string category) =>
        Assert.Equal(category, Plurals.Category(language, count));

    private static IEnumerable<string> Table()
    {
        using var reader = new StreamReader(typeof(PluralsTests).Assembly.GetManifestResourceStream("plurals.txt")!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

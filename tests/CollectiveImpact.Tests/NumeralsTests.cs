using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests;

/// <summary>Numbers, days and times stand in the digits of the reader's region, wherever we write them.</summary>
public sealed partial class NumeralsTests
{
    // What is read or heard of a card; what a field holds is the client's and the number format's own.
    private static readonly HashSet<string> Read = ["text", "title", "label", "fallbackText", "altText", "errorMessage", "xAxisTitle", "yAxisTitle", "legend", "tooltip", "name", "subtitle"];

    [Fact]
    public async Task No_card_for_Egypt_has_a_Latin_digit_but_in_what_people_wrote_and_in_codes()
    {
        var cards = await CardCatalogue.In(CultureInfo.GetCultureInfo("ar-EG"));
        var found = cards
            // The second half of some is Spanish, and what templates say stands in their files.
            .Where(c => !c.Name.Contains("two languages", StringComparison.Ordinal) && !c.Name.StartsWith("the template", StringComparison.Ordinal))
            .SelectMany(c => Texts(JsonSerializer.Deserialize<JsonElement>(c.Card.ToJson())).Select(t => (Left: Known().Replace(t, ""), Text: t, c.Name)))
            .Where(t => t.Left.Any(char.IsAsciiDigit))
            .Select(t => $"{t.Left} | {t.Text} | {t.Name}")
            .Distinct()
            .ToArray();

        Assert.True(cards.Count > 100, $"{cards.Count} cards");
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task No_card_for_Morocco_has_a_digit_of_Egypt()
    {
        var cards = await CardCatalogue.In(CultureInfo.GetCultureInfo("ar-MA"));
        Assert.DoesNotContain(cards.SelectMany(c => Texts(JsonSerializer.Deserialize<JsonElement>(c.Card.ToJson()))), t => t.Any(c => c is >= '٠' and <= '٩'));
    }

    /// <summary>Whatever we write in a field, the person can send again.</summary>
    [Theory]
    [InlineData("ar-EG")]
    [InlineData("ar-SA")]
    [InlineData("ar-MA")]
    [InlineData("fa-IR")]
    public void A_number_is_read_as_it_was_written(string name)
    {
        var culture = CultureInfo.GetCultureInfo(name);
        foreach (var number in new[] { 0m, 7m, 12.5m, 1234m, 987_654_321.25m, -3m })
        {
            Assert.Equal(number, Figures.Read(Figures.ForInput(number, culture), culture));
            Assert.Equal(number, Figures.Read(Figures.Exact(number, culture), culture));
        }
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().Where(p => p.Name != "data").SelectMany(p => p.Value.ValueKind == JsonValueKind.String ? Read.Contains(p.Name) ? [p.Value.GetString()!] : [] : Texts(p.Value)),
        _ => [],
    };

    // The catalogue's own people, partners, questions and codes.
    [GeneratedRegex(@"(?:[Pp]artner|Person|place|[Gg]oal|[Ii]ndicator|[Gg]roup|tag|term)[ -]\d+|\d+ ?(?:A sentence|How many)|\d{4}-\d\d-\d\d|id[0-9a-f]{4}|r1vers-\d+|h4k9-p27m-qx3v|DHIS2|\d{4}-W\d\d|week \d+ of \d+|\[[−+]\d+[−+]\]", RegexOptions.None, 1000)]
    private static partial Regex Known();
}

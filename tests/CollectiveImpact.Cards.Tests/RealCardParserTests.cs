using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class RealCardParserTests
{
    [Fact]
    public async Task The_parser_answers_each_card_of_a_batch_in_its_place()
    {
        var faults = await RealCardParser.FaultsAsync(
            [
                Card("""{"type":"TextBlock","text":"Right"}"""),
                Card("""{"type":"TextBlok","text":"Hi"}"""),
                Card("""{"type":"TextBlock","text":"Hi","size":"Huge"}"""),
                Card("""{"type":"Input.Text","label":"Story"}"""),
                Card("""{"type":"Input.Text","id":"a","label":"A"},{"type":"Input.Text","id":"a","label":"B"}"""),
                Card("""{"type":"ActionSet","actions":[{"type":"Action.Dance","title":"Dance"}]}"""),
                "{",
            ],
            TestContext.Current.CancellationToken);

        Assert.Equal(7, faults.Count);
        Assert.Empty(faults[0]);
        Assert.Equal(["Unknown element type \"TextBlok\". Fallback will be used if present."], faults[1]);
        Assert.Equal(["Invalid value \"Huge\" for property \"size\"."], faults[2]);
        Assert.Equal(["All inputs must have a unique Id."], faults[3]);
        Assert.Equal(["Duplicate Id \"a\"."], faults[4]);
        Assert.Contains("Unknown action type \"Action.Dance\". Fallback will be used if present.", faults[5]);
        Assert.StartsWith("The card isn't JSON: ", Assert.Single(faults[6]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_written_over_several_lines_is_one_card()
    {
        const string Card = """
            {
              "type": "AdaptiveCard",
              "version": "1.5",
              "body": []
            }
            """;

        Assert.Empty(Assert.Single(await RealCardParser.FaultsAsync([Card], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_only_Teams_draws_is_let_pass_but_its_fallback_is_read()
    {
        var faults = await RealCardParser.FaultsAsync(
            [
                Card("""{"type":"Chart.Line","data":[],"fallback":{"type":"TextBlock","text":"x"}},{"type":"Badge","text":"x"},{"type":"Icon","name":"Star"},{"type":"ProgressBar"}"""),
                Card("""{"type":"Chart.Line","data":[],"fallback":{"type":"TextBlok","text":"x"}}"""),
                Card("""{"type":"BadgeOfHonour","text":"x"}"""),
            ],
            TestContext.Current.CancellationToken);

        Assert.Empty(faults[0]);
        Assert.Single(faults[1]);
        Assert.Single(faults[2]);
    }

    private static string Card(string elements) =>
        $$"""{"type":"AdaptiveCard","version":"1.5","fallbackText":"Hello","body":[{{elements}}]}""";
}

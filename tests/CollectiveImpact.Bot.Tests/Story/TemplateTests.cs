using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>An initiative begins with what others have worked out.</summary>
public sealed class TemplateTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_template_is_looked_at_used_and_agreed_and_never_overwrites()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Pupils who are chronically absent", "Percentage (a part and a whole)", "all parts of all wholes");
        await carmen.Asks("suggest chronic absence: three weeks away");

        var seen = await (await carmen.Asks("templates")).Press("Look", 1);
        Assert.Contains("Source: Attendance Works", seen.AllText, StringComparison.Ordinal);
        Assert.Contains("National Education Goals Panel", seen.AllText, StringComparison.Ordinal);
        var used = await seen.Press("Use it");

        Assert.Contains("• Children who start school ready", used.AllText, StringComparison.Ordinal);
        Assert.Contains("left as they are:\n• Pupils who are chronically absent", used.AllText, StringComparison.Ordinal);
        Assert.Contains("left as they are:\n• Chronic absence", used.AllText, StringComparison.Ordinal);
        Assert.Contains("Your schedule is as it was", used.AllText, StringComparison.Ordinal);
        Assert.Contains("three weeks away", (await carmen.Asks("what is chronic absence?")).AllText, StringComparison.Ordinal);
        var list = (await carmen.Asks("indicators")).AllText;
        Assert.Contains("Not asked yet: nobody has agreed on what", list, StringComparison.Ordinal);
        Assert.Contains("Summer", (await carmen.Asks("terms")).AllText, StringComparison.Ordinal);

        var again = await (await (await carmen.Asks("templates")).Press("Look", 1)).Press("Use it");
        Assert.Contains("Nothing was added", again.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_initiative_begins_with_what_another_of_mine_has()
    {
        var (carmen, rui) = await Riverside();
        await carmen.SetsUp("Harbour Reads");

        var list = await carmen.Asks("templates");
        Assert.Contains("Harbour Reads", list.AllText, StringComparison.Ordinal);
        var seen = await list.Choose("From my other initiatives", "Riverside Reads").Press("Look at that one");
        Assert.Contains("Children in sessions", seen.AllText, StringComparison.Ordinal);
        await seen.Press("Use it");

        var indicators = (await carmen.Asks("indicators")).AllText;
        Assert.Contains("Harbour Reads", indicators, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", indicators, StringComparison.Ordinal);
        Assert.Contains("Only backbone staff can do that", (await rui.Asks("templates")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

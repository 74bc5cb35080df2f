using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>The main job: a partner answers a check-in, and the channel reads what was learned.</summary>
public sealed class MainJobTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_partner_answers_in_teams_and_the_channel_reads_what_was_learned()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);

        await carmen.SetsUp();
        await carmen.AddsIndicator("Children in sessions", unit: "children", target: "100");
        await carmen.AddsIndicator("Children reading at grade level", "Percentage (a part and a whole)", "all parts of all wholes");
        await carmen.AddsIndicator("Did you meet families?", "Yes or no", "how many say yes");
        await carmen.AddsIndicator("A book they loved", "Text", "not added up");
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.Says("digest here", team.General);
        Assert.Contains("Digests of Riverside Reads will be posted here", (await team.General.Receives()).Text, StringComparison.Ordinal);

        var opened = await carmen.Asks("open check-in");
        Assert.Contains("1 partner and 1 person are asked about 4 indicators", opened.AllText, StringComparison.Ordinal);

        var form = await rui.Receives();
        Assert.Contains("Riverside Reads · City Library · week 48 of 2026", form.AllText, StringComparison.Ordinal);
        var receipt = await form
            .Fill("Children in sessions", "41")
            .Fill("Children reading at grade level", "30")
            .Fill("Children reading at grade level: out of how many?", "40")
            .Choose("Did you meet families?", "Yes")
            .Fill("A book they loved", "Matilda")
            .Choose("How is it going?", "At risk")
            .Fill("What worked", "Reading outdoors")
            .Fill("What did not", "The bus strike")
            .Fill("What do you need", "Two volunteers")
            .Press("Submit check-in");
        Assert.Contains("Thank you, that is in", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("41 children", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("75 % (30 of 40)", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("Change my answer", receipt.Buttons);
        Assert.Contains("Thank you", (await receipt.IsUpdated()).AllText, StringComparison.Ordinal);

        var status = await carmen.Asks("status");
        Assert.Contains("1 of 1 answered, 100 %", status.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: At risk, by Rui", status.AllText, StringComparison.Ordinal);

        Assert.Contains("its digest is on its way", (await carmen.Asks("close check-in")).Text, StringComparison.Ordinal);
        var digest = await team.General.Receives();
        Assert.Contains("1 of 1 partners answered (100 %)", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("41 children", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("target 100 children", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("75 %", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("1 of 1 say yes", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: Matilda", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("Reading outdoors", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("The bus strike", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("Two volunteers", digest.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

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
        await carmen.AddsIndicator("Children reading at grade level", En.Indicators.KindPercentage);
        await carmen.AddsIndicator("Did you meet families?", En.Indicators.KindYesNo);
        await carmen.AddsIndicator("A book they loved", En.Indicators.KindText);
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.Says("digest here", team.General);
        Assert.Contains(En.Digests.ComesHere("Riverside Reads"), (await team.General.Receives()).Text, StringComparison.Ordinal);

        var opened = await carmen.OpensCheckIn();
        Assert.Contains(En.CheckIns.AreAsked(1, 1, 4), opened.AllText, StringComparison.Ordinal);

        var form = await rui.Receives();
        Assert.Contains($"Riverside Reads · {En.Time.PeriodWeek(48, "2026")}", form.AllText, StringComparison.Ordinal);
        var receipt = await form
            .Fill("Children in sessions", "41")
            .Fill("Children reading at grade level", "30")
            .Fill(En.Indicators.OutOfHowMany("Children reading at grade level"), "40")
            .Choose("Did you meet families?", En.Indicators.AnswerYes)
            .Writes("A book they loved", "Matilda")
            .IsGoing(En.CheckIns.AtRisk)
            .Writes(En.CheckIns.Worked, "Reading outdoors")
            .Writes(En.CheckIns.DidNot, "The bus strike")
            .Writes(En.CheckIns.Needed, "Two volunteers")
            .Press(En.CheckIns.Submit);
        Assert.Contains(En.CheckIns.ThankYou, receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("41 children", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("75 % (30 of 40)", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.ChangeMyAnswer, receipt.Buttons);
        Assert.Contains(En.CheckIns.ThankYou, (await receipt.IsUpdated()).AllText, StringComparison.Ordinal);

        var status = (await carmen.Asks("status")).Unfolded();
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), status.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: At risk, by Rui", status.AllText, StringComparison.Ordinal);

        Assert.Contains(En.Piece(En.CheckIns.ClosedOnItsWay(En.Unknown, En.Unknown)), (await carmen.ClosesCheckIn()).AllText, StringComparison.Ordinal);
        var digest = await team.General.Receives();
        Assert.Contains(En.Digests.Answered(1, 1, 100), digest.AllText, StringComparison.Ordinal);
        Assert.Contains("41 children", digest.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.ShortOf("59", "100 children"), digest.AllText, StringComparison.Ordinal);
        Assert.Contains("75 %", digest.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.SayYes("1", 1, 1), digest.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: Matilda", digest.Unfold(En.Digests.AllThatPartnersWrote).AllText, StringComparison.Ordinal);
        Assert.Contains("Reading outdoors", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("The bus strike", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("Two volunteers", digest.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

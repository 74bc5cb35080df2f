using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Everyone is asked, once; whoever can't be reached is shown with the reason.</summary>
public sealed class DeliveryTests(Azurite azurite) : StoryTest(azurite)
{
    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(412)]
    public async Task A_busy_service_is_asked_again_and_the_card_arrives_once(int status)
    {
        var (carmen, rui) = await Riverside();
        Teams.Answers(rui).With(status, retryAfterSeconds: status == 429 ? 1 : null, times: 2);

        await carmen.OpensCheckIn();
        await rui.Receives();
        await World.AllIsSent();

        Assert.Equal(0, rui.Unread);
        Assert.DoesNotContain(En.CheckIns.OutOfReach, (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_removed_the_app_is_shown_and_is_asked_by_a_nudge_after_coming_back()
    {
        var (carmen, rui) = await Riverside();
        await rui.Uninstalls();
        await carmen.OpensCheckIn();

        Assert.Contains(En.CheckIns.PersonOf("Rui", "City Library", En.Initiatives.ReasonAppRemoved), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        await rui.Installs();
        Assert.Contains(En.Initiatives.ReasonReachableAgain, (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.Reminded(1, 1), await carmen.Nudges(), StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.Submit, (await rui.Receives()).Buttons);
    }

    [Fact]
    public async Task Whoever_blocked_the_bot_without_a_word_is_found_out_by_the_send()
    {
        var (carmen, rui) = await Riverside();
        rui.Blocks();

        await carmen.OpensCheckIn();
        await World.AllIsSent();

        var tried = Teams.Requests.Count(r => r.Person == rui && r.Method == "POST" && r.Status == 403);
        Assert.Equal(1, tried);
        Assert.Contains($"{En.CheckIns.OutOfReach} (1)", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nudge_reminds_those_missing_once()
    {
        var (carmen, rui, _) = await OpenRound();

        Assert.Contains(En.CheckIns.Reminded(1, 1), await carmen.Nudges(), StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.Reminder, (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.RemindedAlready, (await carmen.Asks("nudge")).Text, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
    }

    [Fact]
    public async Task The_newest_service_address_is_the_one_that_is_written_to()
    {
        var (carmen, rui) = await Riverside();
        rui.ServiceUrl = new Uri(Teams.ServiceUrl, "moved/");
        await rui.Asks("help");

        await carmen.OpensCheckIn();
        await rui.Receives();

        Assert.Contains(Teams.Sent, s => s.Person == rui && s.Message.Current.Buttons.Contains(En.CheckIns.Submit));
        Assert.Contains(Teams.Requests, r => r.Path.Contains("moved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_digest_that_is_posted_again_takes_the_place_of_the_first()
    {
        var (carmen, rui, form) = await OpenRound();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();
        Assert.Contains(En.Digests.PostedTo(1), (await (await carmen.Asks("digest")).Press(En.Digests.PostDigest)).AllText, StringComparison.Ordinal);
        var posted = await team.General.Receives();
        Assert.Contains(En.Digests.Answered(0, 1, 0), posted.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        await Submits(form, "9");

        var again = await (await carmen.Asks("digest")).Press(En.Digests.PostDigest);

        Assert.Contains(En.Digests.BroughtUpToDate(1), again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.Answered(1, 1, 100), (await posted.IsUpdated()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, team.General.Unread);
        _ = rui;
    }

    [Fact]
    public async Task A_learning_for_the_backbone_only_is_in_its_preview_and_never_posted()
    {
        var (carmen, _, form) = await OpenRound();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();

        await form.Fill("Children in sessions", "3").Writes(En.CheckIns.DidNot, "Our manager left").IsReadBy(En.CheckIns.AudienceBackbone).IsGoing(En.CheckIns.Stuck).Press(En.CheckIns.Submit);

        var preview = await carmen.Asks("digest");
        Assert.Contains(En.Digests.ForBackboneOnly, preview.AllText, StringComparison.Ordinal);
        Assert.Contains("Our manager left", preview.AllText, StringComparison.Ordinal);
        await preview.Press(En.Digests.PostDigest);
        var posted = await team.General.Receives();
        Assert.Contains(En.Digests.Answered(1, 1, 100), posted.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Our manager left", posted.AllText, StringComparison.Ordinal);
    }
}

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

        await carmen.Asks("open check-in");
        await rui.Receives();
        await World.AllIsSent();

        Assert.Equal(0, rui.Unread);
        Assert.DoesNotContain("Can't be reached", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_removed_the_app_is_shown_and_is_asked_by_a_nudge_after_coming_back()
    {
        var (carmen, rui) = await Riverside();
        await rui.Uninstalls();
        await carmen.Asks("open check-in");

        Assert.Contains("Rui (City Library) removed the app", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);

        await rui.Installs();
        Assert.Contains("a nudge will bring the card", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        Assert.Contains("Reminded 1 person", (await carmen.Asks("nudge")).Text, StringComparison.Ordinal);
        Assert.Contains("Submit check-in", (await rui.Receives()).Buttons);
    }

    [Fact]
    public async Task Whoever_blocked_the_bot_without_a_word_is_found_out_by_the_send()
    {
        var (carmen, rui) = await Riverside();
        rui.Blocks();

        await carmen.Asks("open check-in");
        await World.AllIsSent();

        var tried = Teams.Requests.Count(r => r.Person == rui && r.Method == "POST" && r.Status == 403);
        Assert.Equal(1, tried);
        Assert.Contains("Can't be reached (1)", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nudge_reminds_those_missing_once()
    {
        var (carmen, rui, _) = await OpenRound();

        Assert.Contains("Reminded 1 person at 1 partner", (await carmen.Asks("nudge")).Text, StringComparison.Ordinal);
        Assert.Contains("A reminder", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("reminded once already", (await carmen.Asks("nudge")).Text, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
    }

    [Fact]
    public async Task The_newest_service_address_is_the_one_that_is_written_to()
    {
        var (carmen, rui) = await Riverside();
        rui.ServiceUrl = new Uri(Teams.ServiceUrl, "moved/");
        await rui.Asks("help");

        await carmen.Asks("open check-in");
        await rui.Receives();

        Assert.Contains(Teams.Sent, s => s.Person == rui && s.Message.Current.Buttons.Contains("Submit check-in"));
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
        Assert.Contains("Posted to 1 channel", (await (await carmen.Asks("digest")).Press("Post digest")).Notice, StringComparison.Ordinal);
        var posted = await team.General.Receives();
        Assert.Contains("0 of 1 partners answered", posted.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        await Submits(form, "9");

        var again = await (await carmen.Asks("digest")).Press("Post digest");

        Assert.Contains("It was posted before", again.Notice, StringComparison.Ordinal);
        Assert.Contains("1 of 1 partners answered", (await posted.IsUpdated()).AllText, StringComparison.Ordinal);
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

        await form.Fill("Children in sessions", "3").Fill("What did not", "Our manager left").Choose("Who may read this?", "The backbone only").Choose("How is it going?", "Stuck").Press("Submit check-in");

        var preview = await carmen.Asks("digest");
        Assert.Contains("For the backbone only, not posted", preview.AllText, StringComparison.Ordinal);
        Assert.Contains("Our manager left", preview.AllText, StringComparison.Ordinal);
        await preview.Press("Post digest");
        var posted = await team.General.Receives();
        Assert.Contains("1 of 1 partners answered", posted.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Our manager left", posted.AllText, StringComparison.Ordinal);
    }
}

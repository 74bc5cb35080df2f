using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What waits for the backbone comes on Monday, once, and whenever they ask.</summary>
public sealed class BriefsTests(Azurite azurite) : StoryTest(azurite)
{
    // Lisbon keeps UTC in winter; mornings come at ten.
    private static readonly Instant MondayTen = Instant.FromUtc(2026, 11, 30, 10, 0);

    [Fact]
    public async Task On_Monday_she_reads_once_what_waits_and_each_line_leads_on()
    {
        var (carmen, rui) = await Riverside();
        await carmen.Asks("suggest attendance: in the room for half of the session");
        await rui.Asks("ask: two volunteers on Thursdays");

        await World.ItIs(MondayTen - Duration.FromMinutes(1));
        Assert.Equal(0, carmen.Unread);
        await World.ItIs(MondayTen + Duration.FromMinutes(1));
        var brief = await carmen.Receives();
        foreach (var line in new[] { En.Briefs.Title, En.Briefs.ToAgree(1), "attendance", En.Briefs.AsksWait(1) })
        {
            Assert.Contains(line, brief.AllText, StringComparison.Ordinal);
        }

        Assert.True(brief.Buttons.Count <= 6);
        Assert.Contains("two volunteers on Thursdays", (await brief.Press(En.Briefs.SeeAsks)).AllText, StringComparison.Ordinal);
        await World.ItIs(MondayTen + Duration.FromHours(1));
        await World.ItIs(MondayTen + Duration.FromDays(1));
        Assert.Equal(0, carmen.Unread + rui.Unread);
        await World.ItIs(MondayTen + Duration.FromDays(7));
        Assert.Contains(En.Briefs.AsksWait(1), (await carmen.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task When_nothing_waits_nothing_comes_and_who_asks_is_told_so()
    {
        var (carmen, _) = await Riverside();
        await World.ItIs(MondayTen + Duration.FromMinutes(1));
        Assert.Equal(0, carmen.Unread);
        Assert.Contains(En.Briefs.NothingWaits, (await carmen.Asks("what should I do?")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Each_of_the_backbone_gets_it_at_the_time_that_they_chose_and_once()
    {
        var (carmen, rui) = await Riverside();
        var ana = Teams.Person("Ana", "backbone");
        await (await ana.JoinsWith(await carmen.InvitesBackbone())).Press(En.Onboarding.IntroductionNone);
        await rui.Asks("ask: two volunteers on Thursdays");

        var said = await Chooses("08:00");
        Assert.Contains(En.Briefs.ComesAt("08:00"), said.Notice, StringComparison.Ordinal);

        await World.ItIs(MondayTen - Duration.FromHours(2) - Duration.FromMinutes(1));
        Assert.Equal(0, carmen.Unread + ana.Unread);
        await World.ItIs(MondayTen - Duration.FromHours(2));
        Assert.Contains(En.Briefs.AsksWait(1), (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, ana.Unread);
        await World.ItIs(MondayTen);
        Assert.Contains(En.Briefs.AsksWait(1), (await ana.Receives()).AllText, StringComparison.Ordinal);

        // Later on the same day, and back to the usual time: no second one this week.
        await Chooses("14:00");
        await World.ItIs(MondayTen + Duration.FromHours(5));
        await Chooses("10:00");
        await World.ItIs(MondayTen + Duration.FromDays(1));
        Assert.Equal(0, carmen.Unread + ana.Unread);
        await World.ItIs(MondayTen + Duration.FromDays(7));
        Assert.Contains(En.Briefs.AsksWait(1), (await carmen.Receives()).AllText, StringComparison.Ordinal);

        var brief = await carmen.Asks("brief");
        Assert.Contains(En.Briefs.ChooseATime, (await brief.PressRaw("brief.time", new System.Text.Json.Nodes.JsonObject { ["time"] = "25:00" })).Notice, StringComparison.Ordinal);
        NothingWentWrong();

        async Task<ReceivedCard> Chooses(string time) => await (await carmen.Asks("brief")).Choose(En.Briefs.WhenItComes, time).Press(En.Briefs.SaveTheTime);
    }

    [Fact]
    public async Task Asked_for_it_says_how_many_have_answered_and_only_to_the_backbone_alone()
    {
        var (carmen, rui, form) = await OpenRound();
        var brief = await carmen.Asks("brief");
        Assert.Contains(En.Piece(En.Briefs.OpenUntil(En.Unknown, 0, 1, En.Unknown)), brief.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library", (await brief.Press(En.Briefs.SeeStatus)).AllText, StringComparison.Ordinal);
        await Submits(form, "41");

        Assert.Contains(En.Piece(En.Conversations.OnlyBackbone(En.Unknown)), (await rui.Asks("brief")).Text, StringComparison.Ordinal);
        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        Assert.Equal(En.Briefs.ForYouAlone, (await carmen.AsksIn(team.General, "brief")).Text);
        NothingWentWrong();
    }
}

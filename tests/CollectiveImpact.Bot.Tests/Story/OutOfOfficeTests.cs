using CollectiveImpact.Bot.Tests.Directories;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Whoever is out of office isn't asked, where their organisation lets the bot know; what they say themselves goes before it.</summary>
public sealed class OutOfOfficeTests(Azurite azurite, FakeGraph graph) : StoryTest(azurite), IClassFixture<FakeGraph>
{
    private const string Thursday = "Thursday 3 December";

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, graph.Settings);

    [Fact]
    public async Task Who_is_out_of_office_is_away_until_they_are_back_and_whoever_stands_in_is_asked()
    {
        var (carmen, rui) = await Riverside();
        var nina = Teams.Person("Nina", "library");
        await nina.Joins(await carmen.InvitesAnother());
        graph.Allows(rui).IsOut(rui.AadObjectId, "scheduled");

        await carmen.OpensCheckIn();
        await World.AllIsSent();

        var note = await rui.Receives();
        Assert.Contains(En.CheckIns.OutOfOffice(Thursday), note.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("fishing", note.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", (await nina.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_status_says_whose_word_it_is_and_whoever_is_here_after_all_says_so_and_is_asked()
    {
        var (carmen, rui) = await Riverside();
        graph.Allows(rui).IsOut(rui.AadObjectId, "alwaysEnabled");
        await carmen.OpensCheckIn();
        await World.AllIsSent();
        var note = await rui.Receives();
        Assert.Contains(En.CheckIns.BackOnByMailbox("City Library", "Thursday 26 November"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        var back = await note.Press(En.CheckIns.ImHere);
        Assert.Contains("Children in sessions", (await back.Press(En.People.MyCheckIn)).AllText, StringComparison.Ordinal);

        // And isn't told the next day that they are away.
        await carmen.Nudges();
        await World.AllIsSent();
        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task On_a_day_off_nothing_comes_and_their_next_working_morning_brings_the_form_once()
    {
        var (carmen, rui) = await Riverside();
        // It is Wednesday.
        graph.Allows(rui).WorksOn(rui.AadObjectId, "thursday", "friday");

        await carmen.OpensCheckIn();
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        Assert.Contains(En.CheckIns.BackOnByMailbox("City Library", "Thursday 26 November"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        await World.ItIs(World.Start + Duration.FromHours(24) + Duration.FromMinutes(1));
        await World.AllIsSent();
        var form = await rui.Receives();
        Assert.Contains(En.CheckIns.StillOpenForYou, form.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", form.AllText, StringComparison.Ordinal);
        await World.ItIs(World.Start + Duration.FromHours(25));
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_cannot_wait_for_a_working_day_comes_at_once()
    {
        var (carmen, rui) = await Riverside();
        graph.Allows(rui).WorksOn(rui.AadObjectId, "tuesday");

        await carmen.OpensCheckIn();
        await World.AllIsSent();
        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_said_that_they_are_away_is_asked_on_their_first_morning_back()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("away until Thursday");
        await carmen.OpensCheckIn();
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);

        await World.ItIs(World.Start + Duration.FromHours(24) + Duration.FromMinutes(1));
        await World.AllIsSent();
        Assert.Contains(En.CheckIns.StillOpenForYou, (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_nobody_allows_it_everybody_is_asked()
    {
        var (carmen, rui) = await Riverside();
        graph.Tenants.GetOrAdd(rui.TenantId, id => new FakeGraph.Tenant(id)).IsOut(rui.AadObjectId, "scheduled");

        await carmen.OpensCheckIn();
        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

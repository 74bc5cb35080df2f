using CollectiveImpact.Bot.Tests.Directories;
using CollectiveImpact.Testing;
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
    public async Task Where_nobody_allows_it_everybody_is_asked()
    {
        var (carmen, rui) = await Riverside();
        graph.Tenants.GetOrAdd(rui.TenantId, id => new FakeGraph.Tenant(id)).IsOut(rui.AadObjectId, "scheduled");

        await carmen.OpensCheckIn();
        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class AgendaTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task An_agenda_is_drafted_commented_put_forward_endorsed_and_brought_into_force()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        Assert.Contains("Our common agenda, as it was set up", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);

        // A draft, which anybody can read and comment.
        var form = await (await carmen.Asks("agenda")).Press("Edit the agenda");
        var refused = await form.Fill("Goals, one a line", "Nine in ten children read\nEvery child is read to").Fill("Agreed actions, one a line: what; who; by when", "Open a club; City Library; someday").Press("Save the draft");
        Assert.Contains("I can't read “Open a club; City Library; someday”", refused.AllText, StringComparison.Ordinal);
        Assert.Equal("Nine in ten children read\nEvery child is read to", refused.Inputs["Goals, one a line"]);
        var draft = await refused
            .Fill("The evidence", "One in three reads below grade level (county survey, 2025)")
            .Fill("Agreed actions, one a line: what; who; by when", "Open a club; City Library; 2027-03-31")
            .Press("Save the draft");
        var linked = await (await draft.Press("Numbers for each goal")).Choose("Nine in ten children read", "Children in sessions").Press("Save");
        var read = await (await rui.Asks("agenda")).Press("Read the draft");
        Assert.Contains("Open a club · City Library · by 31 March 2027", read.AllText, StringComparison.Ordinal);
        Assert.Contains("Rui, City Library: \nOnly one club?".Replace("\n", "", StringComparison.Ordinal), (await read.Fill("What do you think of it?", "Only one club?").Press("Send")).AllText, StringComparison.Ordinal);
        Assert.Equal(0, rui.Unread);

        // Every partner is asked, by its own card.
        await (await carmen.Asks("agenda")).Press("Read the draft");
        var forward = await (await (await carmen.Asks("agenda")).Press("Read the draft")).Press("Put it forward");
        Assert.Contains("0 of 2 partners endorse it", forward.AllText, StringComparison.Ordinal);
        var his = await rui.Receives();
        Assert.Contains("Does your organisation endorse our common agenda?", his.AllText, StringComparison.Ordinal);
        var endorsed = (await his.Press("Endorse")).AllText;
        Assert.Contains("1 of 2 partners endorse it", endorsed, StringComparison.Ordinal);
        Assert.Contains("City Library endorses it, as Rui said.", endorsed, StringComparison.Ordinal);
        var school = await sam.Receives();
        Assert.Contains("Please say it in a few words", (await school.Press("Send", 2)).Notice, StringComparison.Ordinal);
        var concerned = await school.Fill("Which concern?", "Who pays for the club?").Press("Send", 1);
        Assert.Contains("2 of 2 partners endorse it, 1 with a concern", concerned.AllText, StringComparison.Ordinal);
        Assert.Contains("Eastside School endorses it with a concern: Who pays for the club?", (await (await carmen.Asks("agenda")).Press("Read what is put forward")).AllText, StringComparison.Ordinal);

        var inForce = await (await (await carmen.Asks("agenda")).Press("Read what is put forward")).Press("Bring it into force");
        Assert.Contains("version 1, in force since 25 November 2026 · 2 of 2 partners endorse it", inForce.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions: no total yet", (await rui.Asks("goals")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_goal_shows_how_its_numbers_move_and_versions_can_be_compared()
    {
        var (carmen, rui) = await Riverside();
        await Drafts("Every child reads at nine.");
        var few = await (await (await (await carmen.Asks("agenda")).Press("Read the draft")).Press("Put it forward")).Press("Bring it into force");
        Assert.Contains("0 of 1 partners endorse it so far.", few.AllText, StringComparison.Ordinal);
        Assert.Contains("Not heard from yet: City Library. Only the backbone sees this.", few.AllText, StringComparison.Ordinal);
        Assert.Contains("is put forward: 0 of 1 partners", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Not heard from yet", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        await few.Press("Bring it into force");
        await carmen.Asks("open check-in");
        await Submits(await Received("Your check-in"), "41");
        await Closes(carmen, rui);

        Assert.Contains("1. Children read\nChildren in sessions: 41", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        await Drafts("Every child reads with joy at nine.");
        var now = await (await (await (await (await carmen.Asks("agenda")).Press("Read the draft")).Press("Put it forward")).Press("Bring it into force")).Press("Bring it into force");
        var versions = await now.Press("Earlier versions");
        Assert.Contains("Vision: Every child reads [+with joy +]at nine.", versions.AllText, StringComparison.Ordinal);

        async Task Drafts(string vision)
        {
            var form = await (await carmen.Asks("agenda")).Press("Edit the agenda");
            var draft = await form.Fill("Vision", vision).Fill("Goals, one a line", "Children read").Press("Save the draft");
            await (await draft.Press("Numbers for each goal")).Choose("Children read", "Children in sessions").Press("Save");
        }

        async Task<Simulator.ReceivedCard> Received(string title)
        {
            var card = await rui.Receives();
            return card.Title == title ? card : await Received(title);
        }
    }

    [Fact]
    public async Task Two_who_write_the_agenda_at_once_lose_nothing()
    {
        var (carmen, _) = await Riverside();
        var first = await (await carmen.Asks("agenda")).Press("Edit the agenda");
        var second = await (await carmen.Asks("agenda")).Press("Edit the agenda");
        await first.Fill("Vision", "Hers").Press("Save the draft");

        var told = await second.Fill("Vision", "His").Press("Save the draft");

        Assert.Contains("Somebody else changed the agenda while you wrote", told.AllText, StringComparison.Ordinal);
        Assert.Equal("His", told.Inputs["Vision"]);
        Assert.Contains("His", (await told.Press("Save the draft")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_written_down_found_again_and_told_in_the_digest()
    {
        var (carmen, rui) = await Riverside();
        Assert.Contains("Only backbone staff", (await rui.Asks("decide: Meet on Fridays")).Text, StringComparison.Ordinal);
        await carmen.Asks("decide: We share one bus for all reading sessions");
        var decided = await carmen.Asks("decide: We meet on Fridays");

        Assert.Contains("We meet on Fridays\n25 November 2026 · agreed by City Library", (await decided.Choose("Who agreed?", "City Library").Press("Save who agreed")).AllText, StringComparison.Ordinal);
        var found = await rui.Asks("what did we decide about the bus?");
        Assert.Contains("one bus", found.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Fridays", found.AllText, StringComparison.Ordinal);
        await carmen.Asks("open check-in");
        Assert.Contains("What we decided\nWe meet on Fridays · agreed by City Library\nWe share one bus", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
    }
}

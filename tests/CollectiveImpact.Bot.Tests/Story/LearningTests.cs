using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What partners learn, who reads it, and what they say they will do.</summary>
public sealed class LearningTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Its_author_sees_how_a_lesson_will_read_and_decides_who_reads_it()
    {
        var (carmen, rui, form) = await OpenRound();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();

        var receipt = await form.Fill("Children in sessions", "41").Choose("How is it going?", "On track")
            .Fill("What worked", "Reading outdoors").Fill("What would you change", "Shorter sessions").Fill("What do you need", "A mediator")
            .Press("Submit check-in");
        Assert.Contains("What worked · City Library: Reading outdoors  All partners", receipt.AllText, StringComparison.Ordinal);

        var panel = receipt.Unfold("Who reads it, and as whose?");
        Assert.Contains("Without a name is possible from 5 partners on", panel.AllText, StringComparison.Ordinal);
        var changed = await panel.Choose("What do you need: who reads it", "The backbone only").Choose("What worked: signed", "Rui, City Library").Press("Save who reads it");
        Assert.Contains("What worked · Rui, City Library: Reading outdoors  All partners", changed.AllText, StringComparison.Ordinal);
        Assert.Contains("What do you need · City Library: A mediator  The backbone only", changed.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var digest = await team.General.Receives();
        Assert.Contains("Rui, City Library: Reading outdoors", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("What we would change\nCity Library: Shorter sessions", digest.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("A mediator", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("A mediator", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        var his = await rui.Asks("digest");
        Assert.DoesNotContain("A mediator", his.AllText, StringComparison.Ordinal);
        Assert.Contains("Reading outdoors", his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Post digest", his.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_a_partner_said_it_would_do_comes_back_until_it_is_done_changed_or_dropped()
    {
        var (carmen, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "41").Choose("How is it going?", "On track").Fill("What will you do next?", "Open a second room").Press("Submit check-in");
        await Closes(carmen, rui);
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(7));
        await carmen.Asks("open check-in");

        var next = await rui.Receives();
        Assert.Contains("Last time you said: Open a second room", next.AllText, StringComparison.Ordinal);
        var why = await next.Fill("Children in sessions", "42").Choose("How is it going?", "On track").Choose("What came of it?", "Dropped").Press("Submit check-in");
        Assert.Contains("Please say why, in a few words", why.AllText, StringComparison.Ordinal);
        var receipt = await why.Choose("What came of it?", "Still on it").Press("Submit check-in");
        Assert.Contains("Still on it: Open a second room", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("What you will do next: Open a second room", receipt.AllText, StringComparison.Ordinal);

        Assert.Contains("What partners had said they would do: 1 still on it", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_answered_hears_what_came_of_it_and_what_the_backbone_will_do_about_it()
    {
        var (carmen, rui, form) = await OpenRound();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var his = await sam.Receives();
        await form.Fill("Children in sessions", "41").Choose("How is it going?", "On track").Fill("What do you need", "Two volunteers").Press("Submit check-in");
        await his.Fill("Children in sessions", "9").Choose("How is it going?", "Stuck").Fill("What do you need", "A bus").Press("Submit check-in");
        await carmen.Asks("commit: Find two volunteers for the library");

        var thanks = await Closes(carmen, rui);

        Assert.Contains("You and 1 other partner answered, of 2. Thank you.", thanks.AllText, StringComparison.Ordinal);
        Assert.Contains("You: 41 · together: 50, from 2 of 2 partners", thanks.AllText, StringComparison.Ordinal);
        Assert.Contains("1 other partner said what it needs too", thanks.AllText, StringComparison.Ordinal);
        Assert.Contains("Find two volunteers for the library", thanks.AllText, StringComparison.Ordinal);
        Assert.Contains("Two volunteers", (await thanks.Press("Read the digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_backbone_keeps_changes_or_drops_what_it_said_and_everyone_can_read_it()
    {
        var (carmen, rui) = await Riverside();
        Assert.Contains("What will the backbone do?", (await (await carmen.Asks("commitments")).Press("Add")).AllText, StringComparison.Ordinal);
        await (await carmen.Asks("commitments")).Fill("What will you do?", "Find two volunteers").Press("Add");
        var list = await (await carmen.Asks("commitments")).Fill("What will you do?", "Rent a bus").Press("Add");

        var unfolded = list.Unfold("Changed or dropped", 1);
        Assert.Contains("Please say why", (await unfolded.Press("It was dropped")).Notice, StringComparison.Ordinal);
        var dropped = await unfolded.Fill("Why?", "Too dear").Press("It was dropped");
        Assert.Contains("Dropped, 25 November: Too dear", dropped.AllText, StringComparison.Ordinal);
        await dropped.Press("Done");

        var his = await rui.Asks("commitments");
        Assert.Contains("Find two volunteers\nDone, 25 November", his.AllText, StringComparison.Ordinal);
        Assert.Empty(his.Buttons);
        Assert.Contains("Only backbone staff can do that", (await rui.Asks("commit: Nothing")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_learned_is_found_again_by_those_who_may_read_it()
    {
        var (carmen, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "41").Choose("How is it going?", "On track").Fill("What worked", "Calling the families who had not attended #outreach").Fill("What did not", "Our attendance sheet got lost").Press("Submit check-in");
        var receipt = (await rui.Asks("check in")).Unfold("Who reads it, and as whose?");
        await receipt.Choose("What did not: who reads it", "The backbone only").Press("Save who reads it");
        await Closes(carmen, rui);
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));

        var found = await sam.Asks("what did we learn about Attendance?");
        Assert.Contains("City Library: Calling the families who had not attended", found.AllText, StringComparison.Ordinal);
        Assert.Contains("What worked · week 48 of 2026 · #outreach", found.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("sheet", found.AllText, StringComparison.Ordinal);
        Assert.Contains("Calling the families", (await found.Press("#outreach")).AllText, StringComparison.Ordinal);
        Assert.Contains("sheet got lost", (await carmen.Asks("learned about attendance")).AllText, StringComparison.Ordinal);
        Assert.Contains("sheet got lost", (await rui.Asks("learned about attendance")).AllText, StringComparison.Ordinal);
        Assert.Contains("Nothing that you may read speaks of it", (await sam.Asks("learned about volcanoes")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

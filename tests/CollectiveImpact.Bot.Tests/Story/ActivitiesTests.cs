using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class ActivitiesTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Partners_say_what_they_do_and_the_map_shows_gaps_overlaps_and_who_needs_whom()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var form = await (await carmen.Asks("agenda")).Press("Edit the agenda");
        await form.Fill("Goals, one a line", "Every child reads\nNobody is hungry").Press("Save the draft");
        await (await (await (await (await carmen.Asks("agenda")).Press("Read the draft")).Press("Put it forward")).Press("Bring it into force")).Press("Bring it into force");

        Assert.Contains("Only a partner's reporters", (await carmen.Asks("our activities")).Text, StringComparison.Ordinal);
        var his = await (await rui.Asks("what we do")).Press("Add what we do");
        var again = await his.Fill("What do you do?", new string('x', 201)).Fill("Where?", "East end").Press("Save");
        Assert.Contains("Please keep it to 200 characters", again.AllText, StringComparison.Ordinal);
        Assert.Equal("East end", again.Inputs["Where?"]);
        var own = await again.Fill("What do you do?", "Reading club").Choose("Towards which goals?", "Every child reads").Fill("How much?", "40 children").Choose("Whose work does it need?", "Eastside School").Press("Save");
        Assert.Contains("City Library: Reading club · East end · 40 children", own.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Still true", own.Buttons);
        await (await (await (await sam.Asks("our activities")).Press("Add what we do")).Fill("What do you do?", "Homework help").Choose("Towards which goals?", "Every child reads").Fill("Where?", "east END").Press("Save")).Press("Who does what");

        var map = (await carmen.Asks("who does what")).AllText;
        foreach (var words in new[] { "2. Nobody is hungry\nA gap: nobody works on this goal yet.", "City Library and Eastside School both work towards “Every child reads” in East end.", "City Library's “Reading club” needs Eastside School.", "Goal\n1\n2\nCity Library\nyes\n–" })
        {
            Assert.Contains(words, map, StringComparison.Ordinal);
        }

        Assert.Contains("1. Every child reads\nCity Library, Eastside School work on it\n2. Nobody is hungry\nNobody works on it yet", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);

        // The agenda that was put forward came too.
        await rui.Receives();
        await sam.Receives();
        await World.ItIs(World.Start + Duration.FromDays(89));
        Assert.Equal((0, 0), (rui.Unread, sam.Unread));
        await World.ItIs(World.Start + Duration.FromDays(91));
        var asked = await rui.Receives();
        Assert.Contains("Is this still true?", asked.AllText, StringComparison.Ordinal);
        Assert.Contains("Reading club", asked.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Homework help", asked.AllText, StringComparison.Ordinal);
        var confirmed = await asked.Press("Still true");
        Assert.DoesNotContain("Still true", confirmed.Buttons);
        await sam.Receives();

        // Who has answered is left alone; who hasn't is asked again after a month, and after another, and then no more.
        foreach (var (days, unread) in new[] { (92, 0), (121, 1), (153, 1), (182, 0) })
        {
            await World.ItIs(World.Start + Duration.FromDays(days));
            Assert.Equal((days == 182 ? 1 : 0, unread), (rui.Unread, sam.Unread));
            if (unread > 0)
            {
                await sam.Receives();
            }
        }

        Assert.Contains("Nothing yet", (await (await rui.Asks("our activities")).Press("We no longer do it")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_ask_meets_an_offer_and_both_are_connected_only_when_both_say_yes()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await rui.Asks("offer: Two volunteers who can drive our minibus on Thursday afternoons");

        var asked = await sam.Asks("ask: We need drivers for the minibus on Thursdays");
        Assert.Contains("one may fit: I have written to both sides", asked.AllText, StringComparison.Ordinal);
        var toSam = await sam.Receives();
        var toRui = await rui.Receives();

        // Said twice, it is one ask, and nobody is written to again.
        Assert.Contains("one may fit", (await sam.Asks("ask: We need drivers for the minibus on Thursdays")).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal((0, 0), (rui.Unread, sam.Unread));
        Assert.Contains("Somebody offers:\nCity Library: Two volunteers who can drive our minibus on Thursday afternoons", toSam.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", toSam.AllText, StringComparison.Ordinal);
        Assert.Equal("Why: you wrote “drivers”, “minibus”, and the offer has that or something near it.", toSam.AllText.Split('\n').Single(l => l.StartsWith("Why", StringComparison.Ordinal)));
        Assert.Contains("Why: they wrote “drivers”, “minibus”, and", toRui.AllText, StringComparison.Ordinal);
        await toRui.Press("Not this time");
        Assert.Contains("When the other side says yes as well", (await toSam.Press("Yes, connect us")).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal((0, 0), (rui.Unread, sam.Unread));

        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        var home = team.General;
        await carmen.Says("digest here", home);
        await home.Receives();
        await toRui.Current.Press("Yes, connect us after all");
        Assert.Contains("You are connected with Sam", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("You are connected with Rui", (await sam.Receives()).AllText, StringComparison.Ordinal);
        // They were not told that they would be introduced in a channel, so they are not, though there is one by now.
        Assert.Equal(0, home.Unread);
        Assert.Contains("I can't find this any more, or it is between others", (await toRui.PressRaw("activities.connect", new System.Text.Json.Nodes.JsonObject { ["ask"] = "x", ["offer"] = "y", ["yes"] = "true" })).Notice, StringComparison.Ordinal);

        // The digest counts it, and two weeks later both are asked what came of it.
        await carmen.Asks("open check-in");
        Assert.Contains("One ask has found its offer since last time", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        await carmen.Asks("close check-in");
        await World.ItIs(World.Start + Duration.FromDays(15));
        var followUp = sam.Messages[^1].Current;
        Assert.Contains("What came of it with City Library?", followUp.AllText, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await followUp.Fill("In a few words", "They drive for us now").Press("Send")).Notice, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_ask_and_an_offer_in_another_language_of_the_initiative_fit_by_its_own_inflections()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await rui.Asks("offer: Vier Betten werden frei, im Osten");
        var before = await sam.Asks("ask: Uns fehlt ein Bett");
        Assert.DoesNotContain("may fit", before.AllText, StringComparison.Ordinal);

        await (await carmen.Asks("glossary rules")).Fill("Other languages, besides English", "German").Press("Save");
        Assert.Contains("one may fit", (await sam.Asks("ask: Wir suchen ein Bett")).AllText, StringComparison.Ordinal);
        Assert.Contains("Why: you wrote “Bett”", (await sam.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_both_said_yes_are_introduced_in_the_channel_that_everyone_reads_and_knew_it_before()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        var channel = team.General;
        await carmen.Says("digest here", channel);
        await channel.Receives();
        await rui.Asks("offer: A van for outings on Fridays");
        await sam.Asks("ask: A van on Fridays for our outing");
        var (toSam, toRui) = (await sam.Receives(), await rui.Receives());
        Assert.Contains("introduce you to each other in the channel Riverside › General", toSam.AllText, StringComparison.Ordinal);

        await toSam.Press("Yes, connect us");
        await World.AllIsSent();
        Assert.DoesNotContain(channel.Messages, m => m.Current.AllText.Contains("meet each other", StringComparison.Ordinal));
        Assert.All(await toRui.PressTimes("Yes, connect us", 2, atOnce: false), a => Assert.Contains("You both said yes: I have written to both of you.", a.AllText, StringComparison.Ordinal));
        await World.AllIsSent();

        var introduction = Assert.Single(channel.Messages, m => m.Current.AllText.Contains("meet each other", StringComparison.Ordinal)).Current.AllText;
        Assert.Contains("Sam and Rui, meet each other", introduction, StringComparison.Ordinal);
        Assert.Contains("Eastside School needs: A van on Fridays for our outing\nCity Library offers: A van for outings on Fridays", introduction, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_needed_in_a_check_in_is_looked_for_among_the_offers_once_it_has_closed()
    {
        var (carmen, rui, form) = await OpenRound();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await sam.Receives();
        await sam.Asks("offer: A van for outings on Fridays");
        await form.Fill("Children in sessions", "4").Choose("How is it going?", "On track").Fill("What do you need", "A van on Fridays for our outing").Press("Submit check-in");

        await carmen.Asks("close check-in");
        await World.AllIsSent();

        Assert.Contains("City Library: A van on Fridays for our outing", sam.Messages[^1].Current.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: A van on Fridays for our outing", (await carmen.Asks("asks")).AllText, StringComparison.Ordinal);
    }
}

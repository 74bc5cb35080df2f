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
        var form = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        await form.Fill(En.Agenda.GoalsByLine, "Every child reads\nNobody is hungry").Press(En.Agenda.SaveDraft);
        var putForward = await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward);
        await rui.Receives();
        await sam.Receives();
        await (await putForward.Press(En.Agenda.BringIntoForce)).Press(En.Agenda.BringIntoForce);

        Assert.Contains(En.Conversations.OnlyReporters("Carmen"), (await carmen.Asks("our activities")).Text, StringComparison.Ordinal);
        var his = await (await rui.Asks("what we do")).Press(En.Activities.Add);
        var again = await his.Fill(En.Activities.What, new string('x', 201)).Fill(En.Activities.Where, "East end").Press(En.Activities.Save);
        Assert.Contains(En.Fields.TooLong(201, 200), again.AllText, StringComparison.Ordinal);
        Assert.Equal("East end", again.Inputs[En.Activities.Where]);
        var own = await again.Fill(En.Activities.What, "Reading club").Choose(En.Activities.Goals, "Every child reads").Fill(En.Activities.HowMuch, "40 children").Choose(En.Activities.DependsOn, "Eastside School").Press(En.Activities.Save);
        Assert.Contains("City Library: Reading club · East end · 40 children", own.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Activities.StillTrue, own.Buttons);
        await (await (await (await sam.Asks("our activities")).Press(En.Activities.Add)).Fill(En.Activities.What, "Homework help").Choose(En.Activities.Goals, "Every child reads").Fill(En.Activities.Where, "east END").Press(En.Activities.Save)).Press(En.Activities.WhoDoesWhat);

        var map = (await carmen.Asks("who does what")).AllText;
        foreach (var words in new[] { $"2. Nobody is hungry\n{En.Activities.Gap}", En.Activities.Overlap(En.Activities.And("City Library", "Eastside School"), "Every child reads", "East end"), En.Activities.NeedsWorkOf("City Library", "Reading club", "Eastside School"), $"{En.Activities.Goal}\n1\n2\nCity Library\n{En.Activities.Yes}\n–" })
        {
            Assert.Contains(words, map, StringComparison.Ordinal);
        }

        Assert.Contains($"1. Every child reads\n{En.Agenda.NoNumberShowsIt}\n{En.Agenda.Work("City Library, Eastside School")}\n2. Nobody is hungry\n{En.Agenda.NoNumberShowsIt}\n{En.Agenda.NobodyWorks}", (await rui.Asks("agenda")).Unfold(En.Agenda.NumbersAndPartners).AllText, StringComparison.Ordinal);

        await World.ItIs(World.Start + Duration.FromDays(89));
        Assert.Equal((0, 0), (rui.Unread, sam.Unread));
        await World.ItIs(World.Start + Duration.FromDays(91));
        var asked = await rui.Receives();
        Assert.Contains(En.Activities.IsStillTrue, asked.AllText, StringComparison.Ordinal);
        Assert.Contains("Reading club", asked.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Homework help", asked.AllText, StringComparison.Ordinal);
        var confirmed = await asked.Press(En.Activities.StillTrue);
        Assert.DoesNotContain(En.Activities.StillTrue, confirmed.Buttons);
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

        Assert.Contains(En.Activities.NothingYet, (await (await rui.Asks("our activities")).Press(En.Activities.NoLonger)).AllText, StringComparison.Ordinal);
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
        Assert.Contains(En.Activities.Told(1), asked.AllText, StringComparison.Ordinal);
        var toSam = await sam.Receives();
        var toRui = await rui.Receives();

        // Said twice, it is one ask, and nobody is written to again.
        Assert.Contains(En.Activities.Told(1), (await sam.Asks("ask: We need drivers for the minibus on Thursdays")).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal((0, 0), (rui.Unread, sam.Unread));
        Assert.Contains($"{En.Activities.SomebodyOffers}\nCity Library: Two volunteers who can drive our minibus on Thursday afternoons", toSam.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", toSam.AllText, StringComparison.Ordinal);
        Assert.Equal(En.Activities.YouWrote("“drivers”, “minibus”"), toSam.AllText.Split('\n').Single(l => l.StartsWith("Why", StringComparison.Ordinal)));
        Assert.Contains(En.Activities.TheyWrote("“drivers”, “minibus”"), toRui.AllText, StringComparison.Ordinal);
        await toRui.Press(En.Activities.NotThisTime);
        Assert.Contains(En.Activities.YouHear, (await toSam.Press(En.Activities.YesConnect)).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal((0, 0), (rui.Unread, sam.Unread));

        var home = await Home(carmen);
        await toRui.Current.Press(En.Activities.ConnectAfterAll);
        Assert.Contains(En.Activities.Connected("Sam"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Activities.Connected("Rui"), (await sam.Receives()).AllText, StringComparison.Ordinal);
        // They were not told that they would be introduced in a channel, so they are not, though there is one by now.
        Assert.Equal(0, home.Unread);
        Assert.Contains(En.Activities.FitGone, (await toRui.PressRaw("activities.connect", new System.Text.Json.Nodes.JsonObject { ["ask"] = "x", ["offer"] = "y", ["yes"] = "true" })).Notice, StringComparison.Ordinal);

        // The digest counts it, and two weeks later both are asked what came of it.
        await carmen.OpensCheckIn();
        Assert.Contains(En.Digests.Connections(1), (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        await World.ItIs(World.Start + Duration.FromDays(15));
        var followUp = sam.Messages[^1].Current;
        Assert.Contains(En.Activities.WhatCameWith("City Library"), followUp.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Activities.ThankYou, (await followUp.Fill(En.Activities.InAFewWords, "They drive for us now").Press(En.Activities.Send)).Notice, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_can_give_what_another_needs_says_so_with_a_press_and_in_their_own_words()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await sam.Asks("ask: We need drivers for the minibus on Thursdays");
        var list = await rui.Asks("asks");

        var form = await list.Press(En.Activities.WeCanHelp);
        Assert.Contains(En.Activities.ReplyMeans, form.AllText, StringComparison.Ordinal);
        Assert.Equal("We need drivers for the minibus on Thursdays", form.Inputs[En.Activities.NoticeWhat]);
        // Nobody is told before they say it themselves.
        await World.AllIsSent();
        Assert.Equal(0, sam.Unread);
        var told = await form.Fill(En.Activities.NoticeWhat, "Two drivers for your minibus").Press(En.Activities.Tell);
        Assert.Contains(En.Activities.Told(1), told.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Activities.SomebodyOffers}\nCity Library: Two drivers for your minibus", (await sam.Receives()).AllText, StringComparison.Ordinal);

        // What is one's own has another button, and what is over can't be answered any more.
        var own = await sam.Asks("asks");
        Assert.Contains(En.Activities.WeNeedThis, own.Buttons);
        Assert.DoesNotContain(En.Activities.WeCanHelp, own.Buttons);
        await own.Press(En.Activities.Done);
        Assert.Contains(En.Activities.NoticeOver, (await list.Press(En.Activities.WeCanHelp)).AllText, StringComparison.Ordinal);
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

        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "German").Press(En.Glossary.Save);
        Assert.Contains(En.Activities.Told(1), (await sam.Asks("ask: Wir suchen ein Bett")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Activities.YouWrote("“Bett”"), (await sam.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_both_said_yes_are_introduced_in_the_channel_that_everyone_reads_and_knew_it_before()
    {
        var (carmen, rui, channel) = await WithHome();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await rui.Asks("offer: A van for outings on Fridays");
        await sam.Asks("ask: A van on Fridays for our outing");
        var (toSam, toRui) = (await sam.Receives(), await rui.Receives());
        Assert.Contains(En.Activities.OnlyIfBothInChannel("Riverside › General"), toSam.AllText, StringComparison.Ordinal);

        await toSam.Press(En.Activities.YesConnect);
        await World.AllIsSent();
        Assert.DoesNotContain(channel.Messages, m => m.Current.AllText.Contains(En.Piece(En.Activities.Meet(En.Unknown, En.Unknown)), StringComparison.Ordinal));
        Assert.All(await toRui.PressTimes(En.Activities.YesConnect, 2, atOnce: false), a => Assert.Contains(En.Activities.BothSaidYes, a.AllText, StringComparison.Ordinal));
        await World.AllIsSent();

        var introduction = Assert.Single(channel.Messages, m => m.Current.AllText.Contains(En.Activities.Meet("Sam", "Rui"), StringComparison.Ordinal)).Current.AllText;
        Assert.Contains(En.Activities.Meet("Sam", "Rui"), introduction, StringComparison.Ordinal);
        Assert.Contains($"{En.Activities.PartnerNeeds("Eastside School")} A van on Fridays for our outing\n{En.Activities.PartnerOffers("City Library")} A van for outings on Fridays", introduction, StringComparison.Ordinal);
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
        await form.Fill("Children in sessions", "4").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Needed, "A van on Fridays for our outing").Press(En.CheckIns.Submit);

        await carmen.ClosesCheckIn();
        await World.AllIsSent();

        Assert.Contains("City Library: A van on Fridays for our outing", sam.Messages[^1].Current.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: A van on Fridays for our outing", (await carmen.Asks("asks")).AllText, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Working groups: their goals, their people, and a digest of their own.</summary>
public sealed class GroupsTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Readers = "Early readers";

    [Fact]
    public async Task A_group_is_set_up_by_a_form_that_refuses_kindly_and_shows_what_is_its_own()
    {
        var (carmen, rui, sam, _) = await TwoGoals();
        await (await (await rui.Asks("our activities")).Press(En.Activities.Add)).Fill(En.Activities.What, "Reading club").Choose(En.Activities.Goals, "Every child reads").Press(En.Groups.Save);

        var none = await carmen.Asks("working groups");
        Assert.Contains(En.Groups.NoneYet, none.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Groups.Add, (await rui.Asks("groups")).Buttons);
        var refused = await (await none.Press(En.Groups.Add)).Fill(En.Groups.Name, new string('x', 81)).Fill(En.Groups.Purpose, "So that every child likes to read").Choose(En.Groups.Goals, "Every child reads", "Nobody is hungry").Press(En.Groups.Save);
        Assert.Contains(En.Fields.TooLong(81, 80), refused.AllText, StringComparison.Ordinal);
        Assert.Equal("So that every child likes to read", refused.Inputs[En.Groups.Purpose]);
        var made = await refused.Fill(En.Groups.Name, Readers).Choose(En.Groups.Lead, "Rui (City Library)").Press(En.Groups.Save);

        Assert.Contains(En.Groups.Added, made.AllText, StringComparison.Ordinal);
        foreach (var words in new[]
        {
            $"{En.Groups.WorkingGroupOf("Riverside Reads", En.Groups.LedBy("Rui"))}\nSo that every child likes to read",
            $"1. Every child reads\n{En.Agenda.NoTotal("Children in sessions")}\nCity Library: Reading club",
            $"2. Nobody is hungry\n{En.Agenda.NoTotal("Meals served")}\n{En.Groups.Gap}",
            $"{En.Groups.Actions}\nOpen two clubs · City Library · {En.Agenda.By("4 December 2026")}",
            $"{En.Groups.WhoIsInIt}\nRui (City Library)",
            En.Groups.ItsDigestGoesNowhere("Early readers"),
        })
        {
            Assert.Contains(words, made.AllText, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Cook soup", made.AllText, StringComparison.Ordinal);

        // A second one may not be called so, however it is written.
        var taken = await (await (await carmen.Asks("groups")).Press(En.Groups.Add)).Fill(En.Groups.Name, "  EARLY  readers. ").Press(En.Groups.Save);
        Assert.Contains($"⚠ {En.Groups.NameTaken}", taken.AllText, StringComparison.Ordinal);
        Assert.Contains(Readers, (await (await taken.Fill(En.Groups.Name, "Meals").Press(En.Groups.Save)).Press(En.Groups.AllGroups)).AllText, StringComparison.Ordinal);

        // Found by its name in any case; who presses twice is in it once.
        Assert.Contains(En.Groups.NotThere("Late readers", 2, "Early readers, Meals"), (await sam.Asks("group Late readers")).Text, StringComparison.Ordinal);
        var page = await sam.Asks("group early READERS?");
        Assert.DoesNotContain(En.Groups.Edit, page.Buttons);
        var joined = await page.PressTimes(En.Groups.Join, 3);
        Assert.All(joined, j => Assert.Contains("Rui (City Library), Sam (Eastside School)\n", j.AllText, StringComparison.Ordinal));
        Assert.Contains($"{En.Groups.WhoIsInIt}\nRui (City Library)\n", (await (await sam.Asks("group early readers")).Press(En.Groups.Leave)).AllText, StringComparison.Ordinal);

        // The lead hands over.
        var edited = await (await (await rui.Asks("group early readers")).Press(En.Groups.Edit)).Fill(En.Groups.Name, "Readers").Choose(En.Groups.Goals, "Every child reads").Choose(En.Groups.Lead, "Sam (Eastside School)").Press(En.Groups.Save);
        Assert.Contains(En.Groups.LedBy("Sam"), edited.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Groups.YouLead("Readers"), (await sam.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("Sam (Eastside School), Rui (City Library)", edited.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody is hungry", edited.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Groups.Edit, edited.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_groups_channel_reads_what_concerns_the_group_and_another_channel_the_whole()
    {
        var (carmen, rui, sam, fay) = await TwoGoals();
        await Adds(carmen, Readers, "Every child reads", "Rui (City Library)");
        await (await sam.Asks("group early readers")).Press(En.Groups.Join);
        var (team, corner) = await Team(carmen, rui, sam);
        await carmen.Says("digest here", team.General);
        Assert.Contains(En.Digests.ComesHere("Riverside Reads"), (await team.General.Receives()).Text, StringComparison.Ordinal);

        await rui.Says("digest here for the readers", corner);
        Assert.Contains(En.Digests.NoSuchGroup(1, "Early readers"), (await corner.Receives()).Text, StringComparison.Ordinal);
        await sam.Says("digest here for early readers", corner);
        Assert.Contains(En.Digests.OnlyBackboneAndLead("Early readers", "Carmen"), (await corner.Receives()).Text, StringComparison.Ordinal);
        await rui.Says("digest here for early READERS", corner);
        Assert.Contains(En.Digests.GroupsComesHere("Early readers"), (await corner.Receives()).Text, StringComparison.Ordinal);
        Assert.Contains($"{En.Groups.ItsDigest}\n{En.Groups.ItsDigestGoesTo("Riverside Reads › Corner")}", (await sam.Asks("group early readers")).AllText, StringComparison.Ordinal);

        await (await (await sam.Asks("our activities")).Press(En.Activities.Add)).Fill(En.Activities.What, "Homework help").Choose(En.Activities.Goals, "Every child reads").Press(En.Groups.Save);
        await carmen.OpensCheckIn();
        await Answers(rui, "41", "7", "Reading outdoors");
        await Answers(sam, "9", "8", "Singing first");
        await Answers(fay, "1", "30", "Soup on Fridays");
        Assert.Contains(En.Digests.GoesToAndGroupsPart(1, 1), (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Contains($"to {En.CheckIns.ChannelsAndGroups(1, 1)}", (await carmen.ClosesCheckIn()).AllText, StringComparison.Ordinal);

        var whole = await team.General.Receives();
        foreach (var words in new[] { "Children in sessions", "Meals served", "Reading outdoors", "Singing first", "Soup on Fridays" })
        {
            Assert.Contains(words, whole.AllText, StringComparison.Ordinal);
        }

        var its = await corner.Receives();
        foreach (var words in new[]
        {
            En.Digests.TitleOfGroup("Early readers"), En.Digests.Answered(3, 3, 100), "Children in sessions\n51", "City Library: Reading outdoors", "Eastside School: Singing first",
            $"{En.Digests.ActionsDue}\nOpen two clubs · City Library · {En.Agenda.By("4 December 2026")}", $"{En.Digests.NewTowardsGoals}\nEastside School: Homework help",
        })
        {
            Assert.Contains(words, its.AllText, StringComparison.Ordinal);
        }

        foreach (var words in new[] { "Meals served", "Soup on Fridays", En.CheckIns.OnTrack, "Cook soup" })
        {
            Assert.DoesNotContain(words, its.AllText, StringComparison.Ordinal);
        }

        // Posted again it takes the place of its like, and so does what is corrected.
        await World.AllIsSent();
        Assert.Contains(En.Digests.BroughtUpToDate(2), (await (await carmen.Asks("digest")).Press(En.Digests.PostDigest)).AllText, StringComparison.Ordinal);
        await rui.Corrects("Check-in, week 48 of 2026", "14", "Digits turned round");
        await World.AllIsSent();
        Assert.Contains("Children in sessions\n24", its.Current.AllText, StringComparison.Ordinal);
        Assert.Contains($"· {En.Digests.Corrected}", its.Current.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Meals served", its.Current.AllText, StringComparison.Ordinal);
        Assert.Contains("Meals served", whole.Current.AllText, StringComparison.Ordinal);
        Assert.Equal((0, 0), (team.General.Unread, corner.Unread));

        // Whoever is in the initiative reads it, in the group or not.
        var last = await (await fay.Asks("group early readers")).Press(En.Groups.LastDigest);
        Assert.Contains(En.Digests.TitleOfGroup("Early readers"), last.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Soup on Fridays", last.AllText, StringComparison.Ordinal);

        // Without the school in the group, its lesson is not the group's.
        await (await sam.Asks("group early readers")).Press(En.Groups.Leave);
        Assert.DoesNotContain("Singing first", (await (await fay.Asks("group early readers")).Press(En.Groups.LastDigest)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_check_in_with_nothing_for_a_group_brings_its_channel_no_message()
    {
        var (carmen, rui, sam, fay) = await TwoGoals();
        await Adds(carmen, "Friends", null, "Rui (City Library)");
        var (team, corner) = await Team(carmen, rui, sam);
        await carmen.Says("digest here for Friends", corner);
        await corner.Receives();
        await carmen.OpensCheckIn();
        await Answers(rui, "41", "7", "");
        await Answers(fay, "41", "7", "Soup on Fridays");

        Assert.Contains(En.Digests.NothingPosted, (await (await carmen.Asks("digest")).Press(En.Digests.PostDigest)).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Piece(En.Audit.DigestPosted(En.Unknown)), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();

        Assert.Equal((0, 0), (corner.Unread, team.General.Unread));
        Assert.Contains(En.Digests.NothingForGroup(En.Time.PeriodWeek(48, "2026"), "Friends"), (await (await rui.Asks("group friends")).Press(En.Groups.LastDigest)).Notice, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Ending_a_group_asks_once_and_forgets_its_channel_and_nothing_that_was_reported()
    {
        var (carmen, rui, sam, fay) = await TwoGoals();
        await Adds(carmen, Readers, "Every child reads", "Rui (City Library)");
        var (team, corner) = await Team(carmen, rui, sam);
        await carmen.Says("digest here", team.General);
        await rui.Says("digest here for early readers", corner);
        await team.General.Receives();
        await corner.Receives();
        await carmen.OpensCheckIn();
        await Answers(rui, "41", "7", "Reading outdoors");
        await Answers(sam, "9", "8", "");
        await Answers(fay, "1", "30", "");

        var sure = await (await rui.Asks("group early readers")).Press(En.Groups.End);
        Assert.Contains(En.Groups.WhatEndingMeansToChannels, sure.AllText, StringComparison.Ordinal);
        var kept = await sure.Press(En.Groups.KeepIt);
        Assert.Contains(En.Groups.LedBy("Rui"), kept.AllText, StringComparison.Ordinal);
        var ended = await (await kept.Press(En.Groups.End)).PressTimes(En.Groups.EndIt, 2, atOnce: false);
        Assert.Contains(En.Groups.HasEnded("Early readers"), ended[0].AllText, StringComparison.Ordinal);
        Assert.Contains(En.Groups.NoneYet, (await sam.Asks("groups")).AllText, StringComparison.Ordinal);
        await carmen.Says("no digest here", corner);
        Assert.Contains(En.Digests.NoneHere, (await corner.Receives()).Text, StringComparison.Ordinal);

        await carmen.ClosesCheckIn();
        Assert.Contains("Reading outdoors", (await team.General.Receives()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, corner.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Only_the_backbone_and_the_lead_change_a_group_and_others_initiatives_see_nothing_of_it()
    {
        var (carmen, rui, sam, _) = await TwoGoals();
        await Adds(carmen, Readers, "Every child reads", "Rui (City Library)");
        var (_, corner) = await Team(carmen, rui, sam);
        var stranger = Teams.Person("Vera", "elsewhere");
        await stranger.SetsUp("Elsewhere Eats");
        var page = await sam.Asks("group early readers");
        var edit = Data((await carmen.Asks("group early readers")).Json!, "groups.write");
        JsonObject form = new(edit.Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone()))) { ["name"] = "Mine", ["new"] = "false", ["lead"] = "nobody" };

        foreach (var verb in new[] { "groups.write", "groups.save", "groups.askend", "groups.end" })
        {
            Assert.Contains(En.Groups.OnlyBackboneAndTheLead("Carmen", "Rui"), (await page.PressRaw(verb, form)).Notice, StringComparison.Ordinal);
        }

        var fresh = new JsonObject(form.Where(f => f.Key != "group").Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone()))) { ["group"] = "abc123", ["new"] = "true" };
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await page.PressRaw("groups.save", fresh)).Notice, StringComparison.Ordinal);
        await sam.Says("no digest here", corner);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await corner.Receives()).Text, StringComparison.Ordinal);

        Assert.Contains(En.Groups.NoGroups, (await stranger.Asks("group early readers")).Text, StringComparison.Ordinal);
        var hers = await stranger.Asks("groups");
        foreach (var verb in new[] { "groups.show", "groups.join", "groups.write", "groups.save", "groups.end", "groups.digest", "groups.list" })
        {
            Assert.Contains(En.Conversations.NotAMemberOfIts, (await hers.PressRaw(verb, form)).Notice, StringComparison.Ordinal);
        }

        Assert.Contains($"{En.Groups.WhoIsInIt}\nRui (City Library)\n", (await carmen.Asks("group early readers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_leaves_the_initiative_leaves_its_groups_and_a_group_without_a_lead_is_led_by_the_backbone()
    {
        var (carmen, rui, sam, fay) = await TwoGoals();
        await Adds(carmen, Readers, "Every child reads", "Rui (City Library)");
        await (await sam.Asks("group early readers")).Press(En.Groups.Join);
        await (await fay.Asks("group early readers")).Press(En.Groups.Join);

        await (await rui.Asks("leave")).Press(En.Groups.Leave);
        await (await fay.Asks("forget me")).Press(En.People.ForgetMe);
        await (await (await carmen.Asks("people")).Choose(En.People.PeopleChoose, $"Sam ({En.People.PeopleReports("Eastside School")})").Press(En.People.PeopleRemove)).Press(En.People.Remove);

        var page = (await carmen.Asks("group early readers")).AllText;
        Assert.Contains(En.Groups.LedByBackbone, page, StringComparison.Ordinal);
        Assert.Contains($"{En.Groups.WhoIsInIt}\n{En.Groups.NobodyYet}", page, StringComparison.Ordinal);

        // Who comes back is in none.
        await rui.Joins(await carmen.InvitesAnother());
        Assert.Contains($"{En.Groups.WhoIsInIt}\n{En.Groups.NobodyYet}", (await rui.Asks("group early readers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    // Two numbers, each of a goal of its own; three partners, each with a reporter.
    private async Task<(Person Carmen, Person Rui, Person Sam, Person Fay)> TwoGoals()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children in sessions");
        await carmen.AddsIndicator("Meals served");
        var form = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        var draft = await form.Fill(En.Agenda.GoalsByLine, "Every child reads\nNobody is hungry")
            .Fill(En.Agenda.ActionsByLine, "Open two clubs; City Library; 2026-12-04\nCook soup; Food Bank; 2026-12-04\nPaint the hall; City Library; 2027-06-30").Press(En.Agenda.SaveDraft);
        var linked = await (await draft.Press(En.Agenda.NumbersForGoals)).Choose("Every child reads", "Children in sessions").Choose("Nobody is hungry", "Meals served").Press(En.Groups.Save);
        // Where no partner reports yet, nobody is waited for.
        await (await linked.Press(En.Agenda.PutItForward)).Press(En.Agenda.BringIntoForce);
        // Who speaks in a channel is known there when it is one of their own tenant.
        var (rui, sam, fay) = (Teams.Person("Rui", "backbone"), Teams.Person("Sam", "backbone"), Teams.Person("Fay", "foodbank"));
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await fay.Joins(await carmen.AddsPartner("Food Bank"));
        return (carmen, rui, sam, fay);
    }

    private async Task<(Team Team, Channel Corner)> Team(params Person[] people)
    {
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(people);
        await team.Installs(people[0]);
        return (team, team.Channel("Corner"));
    }

    private static async Task Adds(Person carmen, string name, string? goal, string lead)
    {
        var form = (await (await carmen.Asks("groups")).Press(En.Groups.Add)).Fill(En.Groups.Name, name).Choose(En.Groups.Lead, lead);
        Assert.Contains(En.Groups.Added, (await (goal is null ? form : form.Choose(En.Groups.Goals, goal)).Press(En.Groups.Save)).AllText, StringComparison.Ordinal);
    }

    private static async Task Answers(Person reporter, string children, string meals, string worked)
    {
        var form = await reporter.Receives();
        while (!form.Buttons.Contains(En.CheckIns.Submit))
        {
            // That they lead the group came before.
            form = await reporter.Receives();
        }

        await form.Fill("Children in sessions", children).Fill("Meals served", meals).IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, worked).Press(En.CheckIns.Submit);
    }

    // What a card's button of a verb carries.
    private static JsonObject Data(JsonNode card, string verb)
    {
        foreach (var action in card["actions"]!.AsArray())
        {
            if (action!["verb"]?.GetValue<string>() == verb)
            {
                return action["data"]!.DeepClone().AsObject();
            }
        }

        throw new InvalidOperationException($"No button says {verb}.");
    }
}

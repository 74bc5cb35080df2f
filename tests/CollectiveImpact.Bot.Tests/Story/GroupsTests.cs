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
        await (await (await rui.Asks("our activities")).Press("Add what we do")).Fill("What do you do?", "Reading club").Choose("Towards which goals?", "Every child reads").Press("Save");

        var none = await carmen.Asks("working groups");
        Assert.Contains("There are none yet", none.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a group", (await rui.Asks("groups")).Buttons);
        var refused = await (await none.Press("Add a group")).Fill("Name", new string('x', 81)).Fill("Purpose", "So that every child likes to read").Choose("Goals", "Every child reads", "Nobody is hungry").Press("Save");
        Assert.Contains("Please keep it to 80 characters; this has 81.", refused.AllText, StringComparison.Ordinal);
        Assert.Equal("So that every child likes to read", refused.Inputs["Purpose"]);
        var made = await refused.Fill("Name", Readers).Choose("Lead", "Rui (City Library)").Press("Save");

        Assert.Contains("The group is there. Anyone in the initiative can join it.", made.AllText, StringComparison.Ordinal);
        foreach (var words in new[]
        {
            "Working group of Riverside Reads · led by Rui\nSo that every child likes to read",
            "1. Every child reads\nChildren in sessions: no total yet\nCity Library: Reading club",
            "2. Nobody is hungry\nMeals served: no total yet\nA gap: nobody works on this goal yet.",
            "Agreed actions of who is in it\nOpen two clubs · City Library · by 4 December 2026",
            "Who is in it\nRui (City Library)",
            "No channel gets it yet.",
        })
        {
            Assert.Contains(words, made.AllText, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Cook soup", made.AllText, StringComparison.Ordinal);

        // A second one may not be called so, however it is written.
        var taken = await (await (await carmen.Asks("groups")).Press("Add a group")).Fill("Name", "  EARLY  readers. ").Press("Save");
        Assert.Contains("⚠ Another group is called so.", taken.AllText, StringComparison.Ordinal);
        Assert.Contains(Readers, (await (await taken.Fill("Name", "Meals").Press("Save")).Press("All groups")).AllText, StringComparison.Ordinal);

        // Found by its name in any case; who presses twice is in it once.
        Assert.Contains("No group is called “Late readers”. There are: Early readers, Meals.", (await sam.Asks("group Late readers")).Text, StringComparison.Ordinal);
        var page = await sam.Asks("group early READERS?");
        Assert.DoesNotContain("Edit", page.Buttons);
        var joined = await page.PressTimes("Join", 3);
        Assert.All(joined, j => Assert.Contains("Rui (City Library), Sam (Eastside School)\n", j.AllText, StringComparison.Ordinal));
        Assert.Contains("Who is in it\nRui (City Library)\n", (await (await sam.Asks("group early readers")).Press("Leave")).AllText, StringComparison.Ordinal);

        // The lead hands over.
        var edited = await (await (await rui.Asks("group early readers")).Press("Edit")).Fill("Name", "Readers").Choose("Goals", "Every child reads").Choose("Lead", "Sam (Eastside School)").Press("Save");
        Assert.Contains("led by Sam", edited.AllText, StringComparison.Ordinal);
        Assert.Contains("You lead the working group Readers now", (await sam.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("Sam (Eastside School), Rui (City Library)", edited.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody is hungry", edited.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Edit", edited.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_groups_channel_reads_what_concerns_the_group_and_another_channel_the_whole()
    {
        var (carmen, rui, sam, fay) = await TwoGoals();
        await Adds(carmen, Readers, "Every child reads", "Rui (City Library)");
        await (await sam.Asks("group early readers")).Press("Join");
        var (team, corner) = await Team(carmen, rui, sam);
        await carmen.Says("digest here", team.General);
        Assert.Contains("Digests of Riverside Reads will be posted here", (await team.General.Receives()).Text, StringComparison.Ordinal);

        await rui.Says("digest here for the readers", corner);
        Assert.Contains("I know no group of that name. There is: Early readers.", (await corner.Receives()).Text, StringComparison.Ordinal);
        await sam.Says("digest here for early readers", corner);
        Assert.Contains("Only backbone staff and the lead of Early readers can do that.", (await corner.Receives()).Text, StringComparison.Ordinal);
        await rui.Says("digest here for early READERS", corner);
        Assert.Contains("The digest of Early readers will be posted here", (await corner.Receives()).Text, StringComparison.Ordinal);
        Assert.Contains("Its digest\nIt goes to Riverside Reads › ", (await sam.Asks("group early readers")).AllText, StringComparison.Ordinal);

        await (await (await sam.Asks("our activities")).Press("Add what we do")).Fill("What do you do?", "Homework help").Choose("Towards which goals?", "Every child reads").Press("Save");
        await carmen.Asks("open check-in");
        await Answers(rui, "41", "7", "Reading outdoors");
        await Answers(sam, "9", "8", "Singing first");
        await Answers(fay, "1", "30", "Soup on Fridays");
        Assert.Contains("It goes to 1 channel, and what of it concerns a working group to 1 more channel.", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Contains("to 1 channel, and as far as it concerns them to 1 channel of working groups", (await carmen.Asks("close check-in")).Text, StringComparison.Ordinal);

        var whole = await team.General.Receives();
        foreach (var words in new[] { "Children in sessions", "Meals served", "Reading outdoors", "Singing first", "Soup on Fridays" })
        {
            Assert.Contains(words, whole.AllText, StringComparison.Ordinal);
        }

        var its = await corner.Receives();
        foreach (var words in new[]
        {
            "What we learned: Early readers", "3 of 3 partners answered (100 %)", "Children in sessions\n51", "City Library: Reading outdoors", "Eastside School: Singing first",
            "Agreed actions that come due\nOpen two clubs · City Library · by 4 December 2026", "New towards our goals\nEastside School: Homework help",
        })
        {
            Assert.Contains(words, its.AllText, StringComparison.Ordinal);
        }

        foreach (var words in new[] { "Meals served", "Soup on Fridays", "On track", "Cook soup" })
        {
            Assert.DoesNotContain(words, its.AllText, StringComparison.Ordinal);
        }

        // Posted again it takes the place of its like, and so does what is corrected.
        await World.AllIsSent();
        Assert.Contains("the message in 2 channels now shows this digest", (await (await carmen.Asks("digest")).Press("Post digest")).Notice, StringComparison.Ordinal);
        await (await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026")).Fill("Children in sessions", "14").Fill("Why does it change?", "Digits turned round").Press("Save the correction");
        await World.AllIsSent();
        Assert.Contains("Children in sessions\n24", its.Current.AllText, StringComparison.Ordinal);
        Assert.Contains("· corrected", its.Current.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Meals served", its.Current.AllText, StringComparison.Ordinal);
        Assert.Contains("Meals served", whole.Current.AllText, StringComparison.Ordinal);
        Assert.Equal((0, 0), (team.General.Unread, corner.Unread));

        // Whoever is in the initiative reads it, in the group or not.
        var last = await (await fay.Asks("group early readers")).Press("The group's last digest");
        Assert.Contains("What we learned: Early readers", last.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Soup on Fridays", last.AllText, StringComparison.Ordinal);

        // Without the school in the group, its lesson is not the group's.
        await (await sam.Asks("group early readers")).Press("Leave");
        Assert.DoesNotContain("Singing first", (await (await fay.Asks("group early readers")).Press("The group's last digest")).AllText, StringComparison.Ordinal);
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
        await carmen.Asks("open check-in");
        await Answers(rui, "41", "7", "");
        await Answers(fay, "41", "7", "Soup on Fridays");

        Assert.Contains("Nothing was posted: it has nothing for the working groups", (await (await carmen.Asks("digest")).Press("Post digest")).Notice, StringComparison.Ordinal);
        await carmen.Asks("close check-in");
        await World.AllIsSent();

        Assert.Equal((0, 0), (corner.Unread, team.General.Unread));
        Assert.Contains("The last check-in, for week 48 of 2026, had nothing for Friends", (await (await rui.Asks("group friends")).Press("The group's last digest")).Notice, StringComparison.Ordinal);
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
        await carmen.Asks("open check-in");
        await Answers(rui, "41", "7", "Reading outdoors");
        await Answers(sam, "9", "8", "");
        await Answers(fay, "1", "30", "");

        var sure = await (await rui.Asks("group early readers")).Press("End the group");
        Assert.Contains("Nothing that was reported or learned is touched", sure.AllText, StringComparison.Ordinal);
        var kept = await sure.Press("Keep it");
        Assert.Contains("led by Rui", kept.AllText, StringComparison.Ordinal);
        var ended = await (await kept.Press("End the group")).PressTimes("End it", 2, atOnce: false);
        Assert.Contains("Early readers has ended.", ended[0].AllText, StringComparison.Ordinal);
        Assert.Contains("There are none yet", (await sam.Asks("groups")).AllText, StringComparison.Ordinal);
        await carmen.Says("no digest here", corner);
        Assert.Contains("No digests are posted here.", (await corner.Receives()).Text, StringComparison.Ordinal);

        await carmen.Asks("close check-in");
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
            Assert.Contains("Only backbone staff (Carmen) and the group's lead, Rui, can do that.", (await page.PressRaw(verb, form)).Notice, StringComparison.Ordinal);
        }

        var fresh = new JsonObject(form.Where(f => f.Key != "group").Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone()))) { ["group"] = "abc123", ["new"] = "true" };
        Assert.Contains("Only backbone staff can do that. In this initiative that is Carmen.", (await page.PressRaw("groups.save", fresh)).Notice, StringComparison.Ordinal);
        await sam.Says("no digest here", corner);
        Assert.Contains("Only backbone staff can do that. In this initiative that is Carmen.", (await corner.Receives()).Text, StringComparison.Ordinal);

        Assert.Contains("There are no working groups yet.", (await stranger.Asks("group early readers")).Text, StringComparison.Ordinal);
        var hers = await stranger.Asks("groups");
        foreach (var verb in new[] { "groups.show", "groups.join", "groups.write", "groups.save", "groups.end", "groups.digest", "groups.list" })
        {
            Assert.Contains("This card belongs to an initiative that you are not a member of", (await hers.PressRaw(verb, form)).Notice, StringComparison.Ordinal);
        }

        Assert.Contains("Who is in it\nRui (City Library)\n", (await carmen.Asks("group early readers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_leaves_the_initiative_leaves_its_groups_and_a_group_without_a_lead_is_led_by_the_backbone()
    {
        var (carmen, rui, sam, fay) = await TwoGoals();
        await Adds(carmen, Readers, "Every child reads", "Rui (City Library)");
        await (await sam.Asks("group early readers")).Press("Join");
        await (await fay.Asks("group early readers")).Press("Join");

        await (await rui.Asks("leave")).Press("Leave");
        await (await fay.Asks("forget me")).Press("Forget me");
        await (await (await carmen.Asks("people")).Choose("Choose a person", "Sam (reports for Eastside School)").Press("Remove from the initiative")).Press("Remove");

        var page = (await carmen.Asks("group early readers")).AllText;
        Assert.Contains("led by the backbone", page, StringComparison.Ordinal);
        Assert.Contains("Who is in it\nNobody yet.", page, StringComparison.Ordinal);

        // Who comes back is in none.
        await rui.Joins(await carmen.InvitesAnother());
        Assert.Contains("Who is in it\nNobody yet.", (await rui.Asks("group early readers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    // Two numbers, each of a goal of its own; three partners, each with a reporter.
    private async Task<(Person Carmen, Person Rui, Person Sam, Person Fay)> TwoGoals()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children in sessions");
        await carmen.AddsIndicator("Meals served");
        var form = await (await carmen.Asks("agenda")).Press("Edit the agenda");
        var draft = await form.Fill("Goals, one a line", "Every child reads\nNobody is hungry")
            .Fill("Agreed actions, one a line: what; who; by when", "Open two clubs; City Library; 2026-12-04\nCook soup; Food Bank; 2026-12-04\nPaint the hall; City Library; 2027-06-30").Press("Save the draft");
        var linked = await (await draft.Press("Numbers for each goal")).Choose("Every child reads", "Children in sessions").Choose("Nobody is hungry", "Meals served").Press("Save");
        // Where no partner reports yet, nobody is waited for.
        await (await linked.Press("Put it forward")).Press("Bring it into force");
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
        var form = (await (await carmen.Asks("groups")).Press("Add a group")).Fill("Name", name).Choose("Lead", lead);
        Assert.Contains("The group is there.", (await (goal is null ? form : form.Choose("Goals", goal)).Press("Save")).AllText, StringComparison.Ordinal);
    }

    private static async Task Answers(Person reporter, string children, string meals, string worked)
    {
        var form = await reporter.Receives();
        while (!form.Buttons.Contains("Submit check-in"))
        {
            // That they lead the group came before.
            form = await reporter.Receives();
        }

        await form.Fill("Children in sessions", children).Fill("Meals served", meals).Choose("How is it going?", "On track").Fill("What worked", worked).Press("Submit check-in");
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

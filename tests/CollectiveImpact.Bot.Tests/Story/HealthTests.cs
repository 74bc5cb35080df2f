using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class HealthTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task The_backbone_sees_where_it_stands_in_the_five_conditions_and_all_its_initiatives_side_by_side()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Contains("Only backbone staff", (await rui.Asks("health")).Text, StringComparison.Ordinal);
        await Submits(form, "4");
        await Closes(carmen, rui);
        await rui.Asks("suggest attendance: Being there");
        await rui.Asks("what is truancy?");
        var draft = await (await (await carmen.Asks("agenda")).Press("Edit the agenda")).Fill("Goals, one a line", "Children read\nNobody is hungry").Press("Save the draft");
        await (await (await draft.Press("Put it forward")).Press("Bring it into force")).Press("Bring it into force");
        await (await (await (await rui.Asks("our activities")).Press("Add what we do")).Fill("What do you do?", "Reading club").Choose("Towards which goals?", "Children read").Press("Save")).Press("Who does what");

        foreach (var found in new[] { "what is attendance?", "define Attendance", "attendance?", "what is atendance?" })
        {
            await rui.Asks(found);
        }

        var health = (await carmen.Asks("how are we doing?")).AllText;

        foreach (var words in new[]
        {
            "Common agenda\n0 % of the partners endorse it.",
            "1 indicator, 100 % with words that are agreed. 100 % of the values that the last check-ins asked for were given.\nNothing to do.",
            "50 % of the goals are worked on by at least one partner; 1 gap.",
            "100 % of the last check-ins were answered. 67 % of the words that people asked for since August were found. 1 word was asked for in vain.",
            "No proposal for the glossary was decided in the last 90 days. The oldest that waits for a decision is from the last day.",
            "How people find it: the pulse\nNo pulse yet.\nSay “open pulse”",
        })
        {
            Assert.Contains(words, health, StringComparison.Ordinal);
        }

        await carmen.SetsUp("Harbour Health");
        await (await carmen.Asks("initiatives")).Press("Riverside Reads");
        var compared = await (await carmen.Asks("health")).Press("My initiatives side by side");
        Assert.Contains(
            "Riverside Reads\n100 % answered\n0 % endorse\n50 % covered, 1 gap\nno pulse yet\nHarbour Health\nno check-in yet\nno agenda yet\nno goals yet\nno pulse yet", compared.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_glossary_answers_without_storage_and_what_was_asked_outlives_a_restart()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");
        await rui.Asks("what is attendance?");
        using (var calls = new StorageCallBook(World.TablePrefix))
        {
            await rui.Asks("what is attendance?");
            Assert.Empty(calls.UpToNow);
        }

        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromHours(60));
        await (await carmen.Asks("what is attendance?")).Press("Agree");
        await World.Restarts();

        var health = (await carmen.Asks("health")).AllText;

        Assert.Contains("100 % of the words that people asked for since August were found.", health, StringComparison.Ordinal);
        Assert.Contains("One proposal for the glossary was decided in the last 90 days, within 3 days. No proposal waits for a decision.\nNothing to do.", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pulse_stands_in_the_health_as_far_as_its_report_shows_it_and_with_how_it_moved()
    {
        const string trust = "The organisations in this initiative trust each other.";
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        var people = Enumerable.Range(0, 5).Select(i => Teams.Person($"Person {i}", $"partner{i}")).ToArray();
        foreach (var person in people)
        {
            await person.Joins(await carmen.AddsPartner($"Partner {person.Name}"));
        }

        await Pulse(4, "Agree");
        Assert.Contains("November 2026: too few answered to show.\nTell people what it is for", (await carmen.Asks("health")).AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(40));
        await Pulse(5, "Agree");
        Assert.Contains($"January 2027, at least 5 people.\n{trust} On the whole, people agree.\n", (await carmen.Asks("health")).AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(80));
        await Pulse(5, "Disagree");

        var health = (await carmen.Asks("health")).AllText;
        Assert.Contains($"{trust} On the whole, people disagree, lower than in January 2027.", health, StringComparison.Ordinal);
        Assert.Contains("What the backbone does helps us. Too few answered to show.\nTalk with everyone about what went down.", health, StringComparison.Ordinal);
        await carmen.SetsUp("Harbour Health");
        Assert.Contains("pulse: people disagree", (await (await carmen.Asks("health")).Press("My initiatives side by side")).AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(80 + 95));
        await (await carmen.Asks("initiatives")).Press("Riverside Reads");
        var old = await carmen.Asks("health");
        Assert.Contains("That is more than three months ago: say “open pulse”", old.AllText, StringComparison.Ordinal);
        Assert.Contains("Open until the end of", (await old.Press("Open a pulse")).Inputs.Keys);

        // Where others read along, it isn't shown.
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("health", team.General);
        Assert.DoesNotContain(trust, (await team.General.Receives()).AllText, StringComparison.Ordinal);

        async Task Pulse(int answers, string answer)
        {
            await (await carmen.Asks("open pulse")).Press("Ask everyone");
            await World.AllIsSent();
            foreach (var person in people.Take(answers))
            {
                await (await person.Asks("pulse")).Choose(trust, answer).Press("Send without my name");
            }

            await carmen.Asks("close pulse");
        }
    }

    [Fact]
    public async Task Whoever_is_new_gets_to_know_the_initiative_step_by_step()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest session: Planned reading time")).Press("Agree");
        await carmen.Asks("decide: We share one bus");
        await carmen.Asks("open check-in");
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var sam = Teams.Person("Sam", "school");
        var welcome = await sam.Asks($"join {await carmen.AddsPartner("Eastside School")}");

        var card = await welcome.Press("Get to know us");
        Assert.Contains("What we work for\nRiverside Reads · getting to know us, 1 of 5\nVision: Every child reads.", card.AllText, StringComparison.Ordinal);
        foreach (var words in new[] { "session: Planned reading time", "Children in sessions", "1 of 1 partners answered.\nChildren in sessions: 41", "We share one bus" })
        {
            card = await card.Press("Next");
            Assert.Contains(words, card.AllText, StringComparison.Ordinal);
        }

        Assert.Contains("Questions? Carmen of the backbone can answer them.", card.AllText, StringComparison.Ordinal);
        Assert.Contains("4 of 5", (await card.Press("Back")).AllText, StringComparison.Ordinal);
    }
}

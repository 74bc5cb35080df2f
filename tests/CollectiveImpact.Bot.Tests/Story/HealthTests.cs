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
        await (await draft.Press("Put it forward")).Press("Bring it into force");
        await (await (await (await rui.Asks("our activities")).Press("Add what we do")).Fill("What do you do?", "Reading club").Choose("Towards which goals?", "Children read").Press("Save")).Press("Who does what");

        var health = (await carmen.Asks("how are we doing?")).AllText;

        foreach (var words in new[] { "Common agenda\n0 % of the partners endorse it.", "1 indicators, 100 % with words that are agreed.", "50 % of the goals are worked on", "100 % of the last check-ins were answered. 1 words were asked for in vain.", "A proposed word waits for a decision since 0 days." })
        {
            Assert.Contains(words, health, StringComparison.Ordinal);
        }

        await carmen.SetsUp("Harbour Health");
        await (await carmen.Asks("initiatives")).Press("Riverside Reads");
        var compared = await (await carmen.Asks("health")).Press("My initiatives side by side");
        Assert.Contains("Riverside Reads\n100 %\n0 %\n50 %\nHarbour Health\n–\n–\n–", compared.AllText, StringComparison.Ordinal);
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

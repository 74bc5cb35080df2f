using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class GlossaryTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_term_is_suggested_agreed_and_then_known_in_the_chat_and_in_the_channel()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);

        var proposed = await rui.Asks("Suggest attendance: In the room for *half* the session. [Really](https://evil.example)");
        Assert.Contains("Proposed, not agreed yet", proposed.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Agree", proposed.Buttons);
        var agreed = await (await carmen.Asks("what does attendance mean?")).Press("Agree");
        Assert.Contains("Agreed", agreed.AllText, StringComparison.Ordinal);

        foreach (var words in new[] { "what is attendance?", "Please define Attendance", "attendance?", "ATTENDANCE", "glossary “attendance”" })
        {
            Assert.Contains("In the room for *half* the session.", (await rui.Asks(words)).AllText, StringComparison.Ordinal);
        }

        await carmen.Says("what is attendance?", team.General);
        Assert.Contains("In the room for *half* the session.", (await team.General.Receives()).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_not_there_offers_the_nearest_and_a_way_to_suggest_it()
    {
        var (_, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");

        var answer = await rui.Asks("what is attendence?");

        Assert.Contains("attendance", answer.Buttons);
        Assert.Contains("Suggest it", answer.Buttons);
        Assert.Contains("Being there", (await answer.Press("attendance")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_indicator_is_asked_only_once_its_words_are_agreed()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children who attended", words: "attendance");
        await carmen.AddsIndicator("Children in sessions");
        await rui.Joins(await carmen.AddsPartner("City Library"));

        var opened = await carmen.Asks("open check-in");

        Assert.Contains("Not asked yet: Children who attended. Its words are not agreed in the glossary: attendance.", opened.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Children who attended", (await rui.Receives()).Inputs.Keys);
        await carmen.Asks("close check-in");
        await (await carmen.Asks("suggest attendance: In the room")).Press("Agree");
        await carmen.Asks("open check-in");
        var again = await rui.Receives();
        Assert.Contains("Children who attended", again.Inputs.Keys);
        Assert.Contains("week 48 of 2026 (round 2)", again.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_that_changed_meanwhile_is_not_agreed_unseen()
    {
        var (carmen, rui) = await Riverside();
        var seen = await carmen.Asks("suggest attendance: Being there");
        await rui.Asks("suggest attendance: Being signed up");

        var answer = await seen.Press("Agree");

        Assert.Contains("Being signed up", answer.AllText, StringComparison.Ordinal);
        Assert.Contains("not agreed yet", answer.AllText, StringComparison.Ordinal);
    }
}

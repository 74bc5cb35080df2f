using CollectiveImpact.Agenda;
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
        Assert.Contains(En.Agenda.OurAgendaAsSetUp, (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);

        // A draft, which anybody can read and comment.
        var form = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        var refused = await form.Fill(En.Agenda.GoalsByLine, "Nine in ten children read\nEvery child is read to").Fill(En.Agenda.ActionsByLine, "Open a club; City Library; someday").Press(En.Agenda.SaveDraft);
        Assert.Contains(En.Agenda.ActionNotRead("Open a club; City Library; someday", En.Agenda.ActionExample), refused.AllText, StringComparison.Ordinal);
        Assert.Equal("Nine in ten children read\nEvery child is read to", refused.Inputs[En.Agenda.GoalsByLine]);
        var draft = await refused
            .Fill(En.Agenda.TheEvidence, "One in three reads below grade level (county survey, 2025)")
            .Fill(En.Agenda.ActionsByLine, "Open a club; City Library; 2027-03-31")
            .Press(En.Agenda.SaveDraft);
        var linked = await (await draft.Press(En.Agenda.NumbersForGoals)).Choose("Nine in ten children read", "Children in sessions").Press(En.Agenda.Save);
        var read = await (await rui.Asks("agenda")).Press(En.Agenda.ReadDraft);
        Assert.Contains($"Open a club · City Library · {En.Agenda.By("31 March 2027")}", read.AllText, StringComparison.Ordinal);
        Assert.Contains("Rui, City Library: \nOnly one club?".Replace("\n", "", StringComparison.Ordinal), (await read.Fill(En.Agenda.WhatDoYouThink, "Only one club?").Press(En.Agenda.Send)).AllText, StringComparison.Ordinal);
        Assert.Equal(0, rui.Unread);

        // Every partner is asked, by its own card.
        await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft);
        var forward = await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward);
        Assert.Contains(En.Agenda.Endorsed(0, 2), forward.AllText, StringComparison.Ordinal);
        var his = await rui.Receives();
        Assert.Contains(En.Agenda.AskEndorsement, his.AllText, StringComparison.Ordinal);
        var endorsed = (await his.Press(En.Agenda.Endorse)).AllText;
        Assert.Contains(En.Agenda.Endorsed(1, 2), endorsed, StringComparison.Ordinal);
        Assert.Contains(En.Agenda.EndorsesAsSaid("City Library", "Rui"), endorsed, StringComparison.Ordinal);
        var school = await sam.Receives();
        Assert.Contains(En.Agenda.WordsMissing, (await school.Press(En.Agenda.Send, 2)).Notice, StringComparison.Ordinal);
        var concerned = await school.Fill(En.Agenda.WhichConcern, "Who pays for the club?").Press(En.Agenda.Send, 1);
        Assert.Contains(En.Agenda.EndorsedWithConcerns(2, 2, 1), concerned.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Agenda.EndorsesWithConcernSaying("Eastside School", "Who pays for the club?"), (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadWhatIsPutForward)).AllText, StringComparison.Ordinal);

        var inForce = await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadWhatIsPutForward)).Press(En.Agenda.BringIntoForce);
        Assert.Contains($"{En.Agenda.EndorsedWithConcerns(2, 2, 1)}  ●●", inForce.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Agenda.VersionInForce("1", "25 November 2026"), inForce.AllText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(En.Agenda.NoTotal("Children in sessions"), (await rui.Asks("goals")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_goal_shows_how_its_numbers_move_and_versions_can_be_compared()
    {
        var (carmen, rui) = await Riverside();
        await Drafts("Every child reads at nine.");
        var few = await (await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward)).Press(En.Agenda.BringIntoForce);
        Assert.Contains(En.Agenda.FewEndorse(0, 1), few.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Agenda.NotHeardFrom("City Library"), few.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Agenda.PutForward("1", 0, 1), (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Agenda.NotHeardFrom("City Library"), (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        await few.Press(En.Agenda.BringIntoForce);
        await carmen.OpensCheckIn();
        await Submits(await Received(En.CheckIns.YourCheckIn), "41");
        await Closes(carmen, rui);

        Assert.Contains("1. Children read\nChildren in sessions: 41", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        await Drafts("Every child reads with joy at nine.");
        var now = await (await (await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward)).Press(En.Agenda.BringIntoForce)).Press(En.Agenda.BringIntoForce);
        var versions = await now.Press(En.Agenda.EarlierVersions);
        Assert.Contains($"{En.Agenda.Vision}: Every child reads [+with joy +]at nine.", versions.AllText, StringComparison.Ordinal);

        async Task Drafts(string vision)
        {
            var form = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
            var draft = await form.Fill(En.Agenda.Vision, vision).Fill(En.Agenda.GoalsByLine, "Children read").Press(En.Agenda.SaveDraft);
            await (await draft.Press(En.Agenda.NumbersForGoals)).Choose("Children read", "Children in sessions").Press(En.Agenda.Save);
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
        var first = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        var second = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        await first.Fill(En.Agenda.Vision, "Hers").Press(En.Agenda.SaveDraft);

        var told = await second.Fill(En.Agenda.Vision, "His").Press(En.Agenda.SaveDraft);

        Assert.Contains(En.Agenda.WrittenMeanwhile, told.AllText, StringComparison.Ordinal);
        Assert.Equal("His", told.Inputs[En.Agenda.Vision]);
        Assert.Contains("His", (await told.Press(En.Agenda.SaveDraft)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_written_down_found_again_and_told_in_the_digest()
    {
        var (carmen, rui) = await Riverside();
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("decide: Meet on Fridays")).Text, StringComparison.Ordinal);
        await carmen.Asks("decide: We share one bus for all reading sessions");
        var decided = await carmen.Asks("decide: We meet on Fridays");

        Assert.Contains($"We meet on Fridays\n25 November 2026 · {En.Agenda.AgreedBy("City Library")}", (await decided.Choose(En.Agenda.WhoAgreed, "City Library").Press(En.Agenda.SaveWhoAgreed)).AllText, StringComparison.Ordinal);
        var found = await rui.Asks("what did we decide about the bus?");
        Assert.Contains("one bus", found.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Fridays", found.AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn();
        Assert.Contains($"{En.Agenda.WhatWeDecided}\nWe meet on Fridays · {En.Agenda.AgreedBy("City Library")}\nWe share one bus", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everyone_reads_the_agenda_in_their_language_where_it_is_written_in_it()
    {
        var (carmen, rui) = await Riverside();
        var rita = Teams.Person("Rita", "school");
        await rita.Joins(await carmen.AddsPartner("Escola do Leste"));
        await rita.Asks("português");
        await (await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda)).Fill(En.Agenda.GoalsByLine, "Nine in ten children read\nEvery child is read to").Press(En.Agenda.SaveDraft);
        var few = await (await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward)).Press(En.Agenda.BringIntoForce);
        await few.Press(En.Agenda.BringIntoForce);
        Assert.DoesNotContain(En.Agenda.InOtherLanguages, (await carmen.Asks("agenda")).Buttons);
        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "Portuguese").Press(En.Glossary.Save);

        var languages = await (await carmen.Asks("agenda")).Press(En.Agenda.InOtherLanguages);
        var form = await languages.Press(En.Agenda.PartWritten(En.Agenda.PartGoals, 0, 2));
        var refused = await form.Fill("Nine in ten children read", "Nove em cada dez crianças leem").Fill("Every child is read to", new string('x', CommonAgenda.LongestLine + 1)).Press(En.Agenda.Save);
        Assert.Equal("Nove em cada dez crianças leem", refused.Inputs["Nine in ten children read"]);
        var saved = await refused.Fill("Every child is read to", "").Press(En.Agenda.Save);
        Assert.Contains(En.Agenda.PartWritten(En.Agenda.PartGoals, 1, 2), saved.Buttons);

        foreach (var words in new[] { (await rita.Asks("agenda")).AllText, (await rita.Asks("activities")).AllText })
        {
            Assert.Contains("Nove em cada dez crianças leem", words, StringComparison.Ordinal);
            Assert.Contains("Every child is read to", words, StringComparison.Ordinal);
        }

        Assert.Contains("Nine in ten children read", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

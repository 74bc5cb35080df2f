using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Backbone staff look at what has come in, ask back about it and correct it before anybody else reads it.</summary>
public sealed class ReviewsTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string s_week = En.Time.PeriodWeek(48, "2026");

    [Fact]
    public async Task She_asks_back_whether_a_number_is_right_and_hears_that_it_is()
    {
        var (carmen, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "120").Writes(En.CheckIns.Worked, "Reading *outside*").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);

        var answers = await carmen.Asks("answers");
        foreach (var line in new[] { En.Reviews.AnswersInShort(1, 1), En.Reviews.ValueFrom("City Library", "120"), En.Reviews.ValueFrom("City Library", "Reading *outside*") })
        {
            Assert.Contains(line, answers.AllText, StringComparison.Ordinal);
        }

        var partner = await answers.Choose(En.Reviews.WhichPartner, "City Library").Press(En.Reviews.LookAtPartner);
        // Without a question nothing is asked, and what was typed stays.
        var again = await partner.Fill(En.Reviews.YourQuestion, "Are the *Saturdays* in it?").Press(En.Reviews.AskPartner);
        Assert.Contains(En.Reviews.AskAboutMissing, again.AllText, StringComparison.Ordinal);
        Assert.Equal("Are the *Saturdays* in it?", again.Inputs[En.Reviews.YourQuestion]);
        Assert.Equal(0, rui.Unread);
        var asked = again.Choose(En.Reviews.AskAbout, "Children in sessions");
        var sent = (await asked.PressTimes(En.Reviews.AskPartner, 2))[1];
        Assert.Contains(En.Reviews.IsAsked("Rui", "City Library"), sent.AllText, StringComparison.Ordinal);

        var question = await rui.Receives();
        Assert.Contains(En.Reviews.Asks("Carmen", "Are the *Saturdays* in it?"), question.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Reviews.YouReported("120"), question.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Reviews.Waits("Carmen", "City Library", "120"), (await carmen.Asks("answers")).AllText, StringComparison.Ordinal);

        var tooMuch = await question.Fill(En.Reviews.Note, new string('x', 301)).Press(En.Reviews.ItIsRight);
        Assert.Contains(En.Fields.TooLong(301, 300), tooMuch.AllText, StringComparison.Ordinal);
        var kept = await tooMuch.Fill(En.Reviews.Note, "The summer _fair_").Press(En.Reviews.ItIsRight);
        Assert.Contains(En.Reviews.ToldWhoAsked, kept.AllText, StringComparison.Ordinal);
        // Pressed on the older card once more it is the same, and told once.
        await question.Fill(En.Reviews.Note, "Another word").Press(En.Reviews.ItIsRight);
        var heard = await carmen.Receives();
        Assert.Contains(En.Reviews.KeptBecause("Rui", "City Library", "120", "The summer _fair_"), heard.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, carmen.Unread + rui.Unread);
        Assert.Contains(En.Reviews.KeptBecause("Rui", "City Library", "120", "The summer _fair_"), (await heard.Press(En.Reviews.SeeItsAnswers)).AllText, StringComparison.Ordinal);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l.StartsWith(En.Piece(En.Audit.AskedBack(En.Unknown)), StringComparison.Ordinal));

        // The digest says nothing of it, and the log neither.
        Assert.DoesNotContain("fair", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Log, l => l.Contains("fair", StringComparison.Ordinal) || l.Contains("Saturdays", StringComparison.Ordinal));
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_changed_after_a_question_is_told_to_who_asked()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "120");
        await Asks(carmen);
        var question = await rui.Receives();
        Assert.Contains(En.Reviews.AsksWhetherRight("Carmen"), question.AllText, StringComparison.Ordinal);

        await Submits(await question.Press(En.Reviews.ChangeIt), "12");
        Assert.Contains(En.Reviews.Changed("Rui", "City Library", "120", "12"), (await carmen.Receives()).AllText, StringComparison.Ordinal);
        // That it is right is not said of a number that isn't there any more.
        Assert.Contains(En.Reviews.Changed("Rui", "City Library", "120", "12"), (await question.Press(En.Reviews.ItIsRight)).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, carmen.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Two_who_ask_about_the_same_number_are_one_question()
    {
        var (carmen, rui, form) = await OpenRound();
        var dina = Teams.Person("Dina", "backbone");
        await dina.Asks($"join {await carmen.InvitesBackbone()}");
        await Submits(form, "120");
        await Asks(carmen);
        Assert.Equal(En.Reviews.AskedAlready("Carmen", "City Library"), (await Asks(dina)).Notice);
        await rui.Receives();
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_question_about_a_check_in_that_has_closed_is_answered_by_a_correction()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "120");
        await Closes(carmen, rui);
        await Asks(carmen);
        var correction = await (await rui.Receives()).Press(En.Reviews.ChangeIt);
        await correction.Fill("Children in sessions", "12").Fill(En.CheckIns.Reason, "A slip").Press(En.CheckIns.SaveTheCorrection);
        Assert.Contains(En.Reviews.Changed("Rui", "City Library", "120", "12"), (await carmen.Receives()).AllText, StringComparison.Ordinal);

        // Signed off, nothing is asked any more; an older card says who did that.
        var page = await (await carmen.Asks("answers")).Choose(En.Reviews.WhichPartner, "City Library").Press(En.Reviews.LookAtPartner);
        await carmen.SignsOff();
        Assert.Equal(En.Reviews.SignedOffAlready("Carmen"), (await page.Press(En.Reviews.AskPartner)).Notice);
        NothingWentWrong();
    }

    [Fact]
    public async Task She_corrects_an_answer_or_enters_one_that_was_phoned_in_before_the_close()
    {
        var (carmen, rui, form) = await OpenRound();
        var ana = Teams.Person("Ana", "school");
        await ana.Joins(await carmen.AddsPartner("School"));
        var school = await ana.Receives();
        await Submits(form, "120");

        var correction = await (await Page(carmen)).Press(En.Reviews.CorrectIt);
        var again = await correction.Fill("Children in sessions", "12").Press(En.CheckIns.SaveTheCorrection);
        Assert.Contains(En.CheckIns.ReasonMissing, again.AllText, StringComparison.Ordinal);
        Assert.Equal("12", again.Inputs["Children in sessions"]);
        await again.Fill(En.CheckIns.Reason, "Rui phoned").Press(En.CheckIns.SaveTheCorrection);
        await World.AllIsSent();
        var receipt = form.Current.AllText;
        Assert.Contains("12", receipt, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.EnteredBecause("Rui phoned"), receipt, StringComparison.Ordinal);

        // What nobody has answered yet is entered in the same way; its reporter can still change it.
        var missing = (await carmen.Asks("status")).Unfolded().AllText;
        Assert.Contains("School", missing, StringComparison.Ordinal);
        var empty = await (await (await carmen.Asks("answers")).Choose(En.Reviews.WhichPartner, "School").Press(En.Reviews.LookAtPartner)).Press(En.Reviews.EnterIt);
        await empty.Fill("Children in sessions", "30").IsGoing(En.CheckIns.OnTrack).Fill(En.CheckIns.Reason, "By phone").Press(En.CheckIns.SaveTheCorrection);
        await World.AllIsSent();
        await Submits(await school.Current.Press(En.CheckIns.ChangeMyAnswer), "31");
        var answers = (await carmen.Asks("answers")).AllText;
        Assert.Contains(En.Reviews.ValueFrom("School", "31"), answers, StringComparison.Ordinal);
        Assert.Contains(En.Reviews.ValueFrom("City Library", "12"), answers, StringComparison.Ordinal);
        // What was put right before anybody read it isn't a correction to them.
        await carmen.ClosesCheckIn();
        Assert.DoesNotContain(En.Digests.Corrected, (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_bears_no_name_bears_none_here_and_nothing_of_it_is_shown_in_a_channel()
    {
        var (carmen, rui, home) = await WithHome();
        await carmen.OpensCheckIn();
        var receipt = await (await rui.Receives()).Fill("Children in sessions", "120").Writes(En.CheckIns.DidNot, "The heating").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        // With fewer than five answers the client doesn't offer it; anybody can send it.
        await receipt.PressRaw(CheckInReceipt.ReadersVerb, new JsonObject
        {
            ["round"] = "2026-W48.check-in",
            [$"audience.{LessonKind.DidNot}"] = $"{Sharing.Partners}",
            [$"signed.{LessonKind.DidNot}"] = $"{Attribution.Nobody}",
        });
        Assert.DoesNotContain("The heating", (await carmen.Asks("answers")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("The heating", (await Page(carmen)).AllText, StringComparison.Ordinal);
        Assert.Equal(En.Reviews.ForYouAlone, (await carmen.AsksIn(home, "answers")).Text);
        Assert.DoesNotContain("120", (await rui.Asks("answers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Nothing_open_and_nothing_closed_says_when_it_comes()
    {
        var (carmen, _) = await Riverside();
        Assert.NotEmpty((await carmen.Asks("answers")).Text);
        Assert.DoesNotContain(s_week, (await carmen.Asks("answers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_cannot_be_reached_has_a_way_on()
    {
        var (carmen, rui, _) = await OpenRound();
        Assert.DoesNotContain(En.CheckIns.HowToReach, (await carmen.Asks("status")).Buttons);
        await rui.Uninstalls();
        var status = await carmen.Asks("status");
        Assert.Contains($"City Library: {En.CheckIns.NotReachable("Rui")}", status.AllText, StringComparison.Ordinal);
        var ways = await status.Press(En.CheckIns.HowToReach);
        Assert.Contains(En.CheckIns.ReachRemoved, ways.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.PleaseOpenMe("Riverside Reads"), ways.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnerInvite, (await ways.Press(En.CheckIns.InviteSomebodyElse)).Buttons);
        NothingWentWrong();
    }

    private static async Task<ReceivedCard> Page(Person carmen) => await (await carmen.Asks("answers")).Choose(En.Reviews.WhichPartner, "City Library").Press(En.Reviews.LookAtPartner);

    private static async Task<ReceivedCard> Asks(Person carmen) => await (await Page(carmen)).Choose(En.Reviews.AskAbout, "Children in sessions").Press(En.Reviews.AskPartner);
}

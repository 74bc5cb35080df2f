using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A reporter gets through the check-in with few presses, and nothing typed is lost on the way.</summary>
public sealed class CheckInFormTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Last_times_numbers_stand_there_again_at_a_press_for_one_and_for_all()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books read");
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").Fill("Books read", "7").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await Closes(carmen, rui);
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(7));
        await carmen.OpensCheckIn();

        var form = await rui.Receives();
        var one = await form.Fill("Books read", "8").Press(En.CheckIns.SameAgain("41"));
        Assert.Equal(("41", "8"), (one.Inputs["Children in sessions"], one.Inputs["Books read"]));

        // What was typed stays, also where all the others are the same.
        var all = await form.Fill("Books read", "9").Press(En.CheckIns.SameForAll);
        Assert.Equal(("41", "9"), (all.Inputs["Children in sessions"], all.Inputs["Books read"]));
        Assert.DoesNotContain(En.CheckIns.SameForAll, all.Buttons);
        var receipt = await all.IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains($"Books read\n{En.Indicators.MovedUp("2")}\n9", receipt.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_check_in_of_one_question_is_one_line_and_one_button()
    {
        var (carmen, rui, form) = await OpenRound();

        Assert.Equal(["Children in sessions"], form.Inputs.Keys);
        var receipt = await form.Fill("Children in sessions", "41").Press(En.CheckIns.Submit);

        Assert.Contains("Children in sessions\n41", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library: ", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        await Closes(carmen, rui);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_long_check_in_is_asked_in_steps_and_what_was_typed_goes_along_and_comes_back()
    {
        var (carmen, rui) = await Riverside();
        for (var i = 2; i <= 12; i++)
        {
            await carmen.AddsIndicator($"Number {i:00}");
        }

        await carmen.OpensCheckIn();
        var first = await rui.Receives();
        Assert.Contains(En.CheckIns.StepOf(1, 3), first.AllText, StringComparison.Ordinal);
        Assert.Equal(4, first.Inputs.Count);
        Assert.DoesNotContain(En.CheckIns.Submit, first.Buttons);

        var second = await first.Fill("Children in sessions", "many").Fill("Number 02", "2").Press(En.CheckIns.NextStep(2, 3));
        Assert.Contains(En.CheckIns.StepOf(2, 3), second.AllText, StringComparison.Ordinal);
        var back = await second.Fill("Number 05", "5").Press(En.CheckIns.StepBack);
        Assert.Equal("many", back.Inputs["Children in sessions"]);
        // Asked for anew, it is all still there.
        Assert.Equal("2", (await rui.Asks("check in")).Inputs["Number 02"]);

        var third = await (await back.Press(En.CheckIns.NextStep(2, 3))).Press(En.CheckIns.NextStep(3, 3));
        var wrong = await third.Fill("Number 12", "12").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Walking").Press(En.CheckIns.Submit);
        // The step with what is wrong comes back.
        Assert.Contains(En.CheckIns.StepOf(1, 3), wrong.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Indicators.UnreadableNumber("many", En.Unknown)), wrong.AllText, StringComparison.Ordinal);
        var last = await (await wrong.Fill("Children in sessions", "41").Press(En.CheckIns.NextStep(2, 3))).Press(En.CheckIns.NextStep(3, 3));
        var receipt = await last.Press(En.CheckIns.Submit);

        foreach (var said in new[] { "Children in sessions\n41", "Number 02\n2", "Number 05\n5", "Number 12\n12", "Walking" })
        {
            Assert.Contains(said, receipt.AllText, StringComparison.Ordinal);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_unusual_is_asked_alone_and_can_be_confirmed_or_changed()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books read");
        await carmen.OpensCheckIn();
        var form = await rui.Receives();

        var asked = await form.Fill("Children in sessions", "about 120").Fill("Books read", "7").IsGoing(En.CheckIns.AtRisk).Writes(En.CheckIns.DidNot, "The rain").Press(En.CheckIns.Submit);
        Assert.Equal(["Children in sessions"], asked.Inputs.Keys);
        Assert.Equal([En.CheckIns.YesThatIsRight(1), En.CheckIns.ChangeIt(1)], asked.Buttons.TakeLast(2));

        var change = await asked.Press(En.CheckIns.ChangeIt(1));
        Assert.Equal(("about 120", "7", "The rain"), (change.Inputs["Children in sessions"], change.Inputs["Books read"], change.Inputs[En.CheckIns.DidNot]));
        var again = await change.Press(En.CheckIns.Submit);
        var receipt = await again.Press(En.CheckIns.YesThatIsRight(1));

        foreach (var said in new[] { "Children in sessions\n120", "Books read\n7", "The rain" })
        {
            Assert.Contains(said, receipt.AllText, StringComparison.Ordinal);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task A_change_and_a_correction_can_be_called_off()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.DoesNotContain(En.CheckIns.Cancel, form.Buttons);
        await Submits(form, "41");

        var change = await (await rui.Asks("check in")).Press(En.CheckIns.ChangeMyAnswer);
        var kept = await change.Fill("Children in sessions", "99").Press(En.CheckIns.Cancel);
        Assert.Contains("Children in sessions\n41", kept.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var correction = await (await rui.Asks("correct")).Press((await rui.Asks("correct")).Buttons[0]);
        Assert.Contains("Children in sessions\n41", (await correction.Fill("Children in sessions", "98").Press(En.CheckIns.Cancel)).AllText, StringComparison.Ordinal);
        var theirs = await (await carmen.Asks("correct City Library")).Press((await carmen.Asks("correct City Library")).Buttons[0]);
        Assert.Contains("Children in sessions\n41", (await theirs.Press(En.CheckIns.Cancel)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_stuck_is_asked_for_a_few_words_once_the_answer_is_in(bool isStuck)
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books read");
        await carmen.OpensCheckIn();

        var receipt = await (await rui.Receives()).Fill("Books read", "7").IsGoing(isStuck ? En.CheckIns.Stuck : En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Equal(isStuck, receipt.Inputs.ContainsKey(En.CheckIns.Needed));
        var open = isStuck ? receipt : receipt.Unfold(En.CheckIns.AddWhatYouLearned);

        var wrong = await open.Fill(En.CheckIns.Needed, new string('x', 601)).Fill(En.CheckIns.Worked, "Reading outdoors").Press(En.CheckIns.AddIt);
        Assert.Contains(En.CheckIns.TooLong(601, 600), wrong.AllText, StringComparison.Ordinal);
        Assert.Equal("Reading outdoors", wrong.Inputs[En.CheckIns.Worked]);
        var done = await wrong.Fill(En.CheckIns.Needed, "A minibus").Press(En.CheckIns.AddIt);

        foreach (var said in new[] { "Books read\n7", "A minibus", "Reading outdoors" })
        {
            Assert.Contains(said, done.AllText, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(En.CheckIns.AddIt, done.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_card_of_the_whole_form_that_somebody_has_from_before_still_sends_it()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books read");
        await carmen.OpensCheckIn();
        var form = await rui.Receives();

        var receipt = await form.PressRaw("checkin.submit", BadInputTests.DataOf(
            form, En.CheckIns.Submit, ("value.children-in-sessions", "41"), ("value.books-read", "7"), ("missing.books-read", ""), ("status", "OnTrack"), ("worked", "Singing"), ("audience", "Partners"), ("commitment", "Buy chairs"), ("skipreason", "")));

        foreach (var said in new[] { "Children in sessions\n41", "Books read\n7", "Singing", "Buy chairs" })
        {
            Assert.Contains(said, receipt.AllText, StringComparison.Ordinal);
        }

        NothingWentWrong();
    }
}

using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Shared measurement: each kind of answer, the questions that come back, and what is put right later.</summary>
public sealed class MeasurementTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly Duration Week = Duration.FromDays(7);

    [Fact]
    public async Task Each_kind_is_answered_in_the_form_and_told_in_the_receipt_and_the_digest()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Visits", f => f.Unfold("Parts of the whole").Fill("Divided by", "Neighbourhood").Fill("Its parts", "East, West"));
        await Adds(carmen, "Spent", f => f.Choose("Kind of answer", "Money").Fill("Unit", "eur"));
        await Adds(carmen, "How content are families?", f => f.Choose("Kind of answer", "Rating (1 to 5)"));
        await Adds(carmen, "Reading at grade level", f => f.Choose("Kind of answer", "Percentage (a part and a whole)"));
        await Adds(carmen, "Summer camps", f => f);
        await carmen.Asks("open check-in");
        var form = await rui.Receives();

        var wrong = await form
            .Fill("Visits", "10").Fill("Visits: Neighbourhood East", "7").Fill("Visits: Neighbourhood West", "4")
            .Fill("Spent", "1,250.50 €")
            .Choose("How content are families?", "4")
            .Fill("Reading at grade level", "75 %").Fill("Reading at grade level: out of how many?", "40")
            .Fill("Summer camps", "n/a")
            .Choose("How is it going?", "On track")
            .Press("Submit check-in");
        Assert.Contains("The parts add up to 11, the whole is 10. Which is right?", wrong.AllText, StringComparison.Ordinal);
        Assert.Equal("7", wrong.Inputs["Visits: Neighbourhood East"]);

        Assert.Contains("“n/a” can mean three things. Which is it?", wrong.AllText, StringComparison.Ordinal);
        var receipt = await wrong.Fill("Visits", "11").Choose("Summer camps: why is there no number?", "Doesn't apply to us").Press("Submit check-in");
        Assert.Contains("East 7 · West 4", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("1,250.5 EUR", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("75 % (30 of 40)", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("Summer camps: doesn't apply to us", receipt.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var digest = (await channel.Receives()).AllText;
        Assert.Contains("11", digest, StringComparison.Ordinal);
        Assert.Contains("1,250.5 EUR", digest, StringComparison.Ordinal);
        Assert.Contains("it doesn't apply to 1", digest, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Half_of_a_percentage_is_asked_for_and_a_whole_of_none_is_refused()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Reading at grade level", f => f.Choose("Kind of answer", "Percentage (a part and a whole)"));
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.Asks("open check-in");
        var form = await rui.Receives();

        var again = await form.Fill("Reading at grade level", "30").Choose("How is it going?", "On track").Press("Submit check-in");

        Assert.Contains("Both numbers are needed: the part, and out of how many.", again.AllText, StringComparison.Ordinal);
        var zero = await again.Fill("Reading at grade level: out of how many?", "0").Press("Submit check-in");
        Assert.Contains("The whole must be more than zero", zero.AllText, StringComparison.Ordinal);
        var receipt = await zero.Fill("Reading at grade level: out of how many?", "40").Press("Submit check-in");
        Assert.Contains("1 of 2 answered, the rest can follow: Children in sessions", receipt.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_for_no_answer_is_a_press_away_and_tells_zero_from_unknown()
    {
        var (_, _, form) = await OpenRound();
        var unfolded = form.Unfold("Why is there no number?");

        var receipt = await unfolded.Choose("Children in sessions: why is there no number?", "Not known yet").Choose("How is it going?", "On track").Press("Submit check-in");

        Assert.Contains("not known yet", receipt.AllText, StringComparison.Ordinal);
        var again = await receipt.Press("Change my answer");
        Assert.Equal("NotYetKnown", again.Inputs["Children in sessions: why is there no number?"]);
        Assert.Contains("Children in sessions: 0", (await again.Fill("Children in sessions", "0").Press("Submit check-in")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusual_number_is_asked_back_once_and_the_digest_tells_why()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Weeks(carmen, rui, channel, "40", "42", "39", "41", "40", "43", "41", "38");
        await carmen.Asks("open check-in");

        var asked = await Submits(await rui.Receives(), "410");
        Assert.Contains("One number looks unusual. Is it right?", asked.AllText, StringComparison.Ordinal);
        Assert.Contains("410 is unlike what you reported so far, mostly around 40", asked.AllText, StringComparison.Ordinal);
        Assert.Contains("0 of 1 answered", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);

        // Another number is looked at anew: what was confirmed is only what was shown.
        var other = await asked.Fill("Children in sessions", "41").Press("Yes, that is right");
        Assert.DoesNotContain("You said", other.AllText, StringComparison.Ordinal);
        var back = await Submits(await other.Press("Change my answer"), "410");
        var receipt = await back.Fill("Is there something to know about it?", "The summer camp").Press("Yes, that is right");
        Assert.Contains("You said: The summer camp", receipt.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var digest = (await channel.Receives()).AllText;
        Assert.Contains("Worth knowing about the numbers", digest, StringComparison.Ordinal);
        Assert.Contains("The summer camp", digest, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Graduates_never_exceed_the_enrolled_without_a_second_look()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Enrolled", f => f);
        await Adds(carmen, "Graduates", f => f.Unfold("What can be right").Choose("Never more than", "Enrolled"));
        await carmen.Asks("open check-in");

        var asked = await (await rui.Receives()).Fill("Enrolled", "10").Fill("Graduates", "12").Choose("How is it going?", "On track").Press("Submit check-in");

        Assert.Contains("12 is more than “Enrolled”, which is 10.", asked.AllText, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await asked.Fill("Graduates", "9").Press("Yes, that is right")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reporter_corrects_a_closed_check_in_with_a_reason_and_the_posted_digest_follows()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.Asks("open check-in");
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var digest = await channel.Receives();

        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");
        Assert.Equal("41", form.Inputs["Children in sessions"]);
        var again = await form.Fill("Children in sessions", "14").Press("Save the correction");
        Assert.Contains("Please say why, in a few words", again.AllText, StringComparison.Ordinal);
        Assert.Equal("14", again.Inputs["Children in sessions"]);
        var receipt = await again.Fill("Why does it change?", "Digits turned round").Press("Save the correction");
        Assert.Contains("Corrected after the close: Digits turned round", receipt.AllText, StringComparison.Ordinal);

        var now = await digest.IsUpdated();
        Assert.Contains("· corrected", now.AllText, StringComparison.Ordinal);
        Assert.Contains("14", now.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("41", now.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task After_the_sign_off_only_the_backbone_corrects()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.Asks("open check-in");
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");

        Assert.Contains("is signed off", (await carmen.Asks("sign off")).Text, StringComparison.Ordinal);
        Assert.Contains("signed off Check-in, week 48 of 2026 already", (await carmen.Asks("sign off")).Text, StringComparison.Ordinal);

        var refused = await form.Fill("Children in sessions", "14").Fill("Why does it change?", "Digits turned round").Press("Save the correction");
        Assert.Contains("Carmen signed this check-in off", refused.Notice, StringComparison.Ordinal);
        Assert.Contains("None can be corrected now", (await rui.Asks("correct")).AllText, StringComparison.Ordinal);
        var hers = await (await carmen.Asks("correct City Library")).Press("Check-in, week 48 of 2026");
        var saved = await hers.Fill("Children in sessions", "14").Fill("Why does it change?", "The library called").Press("Save the correction");
        Assert.Contains("Corrected after the close: The library called", saved.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_reporter_can_correct_for_four_weeks()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.Asks("open check-in");
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");

        await World.ItIs(World.Clock.GetCurrentInstant() + (4 * Week) + Duration.FromMinutes(1));

        Assert.Contains("This could be corrected until", (await form.Fill("Why does it change?", "Late").Press("Save the correction")).Notice, StringComparison.Ordinal);
        Assert.Contains("Check-in, week 48 of 2026", (await carmen.Asks("correct City Library")).Buttons);
    }

    [Fact]
    public async Task A_new_meaning_is_read_and_acknowledged_before_it_is_answered_and_breaks_the_trend()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Weeks(carmen, rui, channel, "40", "42");
        var edit = await (await carmen.Asks("indicators")).Press("Edit");
        await edit.Fill("What counts, and what doesn't", "Only whole sessions count").Choose("What is this change?", "A new meaning: mark the break in the trend")
            .Fill("What changes for those who answer?", "Half sessions no longer count").Press("Save");
        await carmen.Asks("open check-in");
        var form = await rui.Receives();
        Assert.Contains("What counts here has changed.", form.AllText, StringComparison.Ordinal);
        Assert.Contains("Half sessions no longer count", form.AllText, StringComparison.Ordinal);

        var again = await Fills(form, "30").Press("Submit check-in");
        Assert.Contains("Please read it and tick the box", again.AllText, StringComparison.Ordinal);
        var receipt = await again.Toggle("I have read it and answer by it", true).Press("Submit check-in");

        Assert.Contains("then by a new meaning 30", receipt.AllText, StringComparison.Ordinal);
        await Closes(carmen, rui);
        Assert.Contains("counted in a new way since last time", (await channel.Receives()).AllText, StringComparison.Ordinal);
        await carmen.Asks("open check-in");
        Assert.DoesNotContain("What counts here has changed.", (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_calculated_is_asked_of_nobody_and_stands_in_the_digest()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Spent", f => f.Choose("Kind of answer", "Money").Fill("Unit", "EUR"));
        await Adds(carmen, "Graduates", f => f);
        var form = await (await carmen.Asks("indicators")).Press("Add indicator");
        var typed = form.Fill("Question", "Cost per graduate").Choose("Kind of answer", "Money").Fill("Unit", "EUR").Choose("Which way is good?", "Less is good").Unfold("Calculated from others").Fill("Formula", "[Spent] / [Graduate]");
        var wrong = await typed.Press("Save");
        Assert.Contains("Graduate", wrong.AllText, StringComparison.Ordinal);
        var list = await wrong.Fill("Formula", "[Spent] / [Graduates]").Press("Save");
        Assert.Contains("Cost per graduate", list.AllText, StringComparison.Ordinal);

        await carmen.Asks("open check-in");
        var asked = await rui.Receives();
        Assert.DoesNotContain("Cost per graduate", asked.AllText, StringComparison.Ordinal);
        await asked.Fill("Spent", "1k").Fill("Graduates", "8").Choose("How is it going?", "On track").Press("Submit check-in");
        await Closes(carmen, rui);

        Assert.Contains("125 EUR", (await channel.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_word_that_is_not_agreed_can_be_suggested_from_the_list()
    {
        var (carmen, _, _) = await People();
        await carmen.AddsIndicator("Children who attended", words: "attendance");

        var list = await carmen.Asks("indicators");
        Assert.Contains("Not asked yet: nobody has agreed on what this word means: attendance.", list.AllText, StringComparison.Ordinal);
        var form = await list.Press("Suggest “attendance”");

        Assert.Equal("attendance", form.Inputs["Term"]);
    }

    [Fact]
    public async Task What_is_asked_once_a_month_comes_with_the_first_check_in_after_it()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Adds(carmen, "Books bought", f => f.Unfold("When and whom to ask").Choose("How often", "Once a month"));
        await carmen.Asks("open check-in");
        var november = await rui.Receives();
        Assert.Contains("Books bought (October 2026)", november.Inputs.Keys);
        await Fills(november, "1").Fill("Books bought (October 2026)", "5").Press("Submit check-in");
        await Closes(carmen, rui);
        await channel.Receives();

        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(1));
        await carmen.Asks("open check-in");
        Assert.DoesNotContain("Books bought", (await rui.Receives()).AllText, StringComparison.Ordinal);
        await carmen.Asks("close check-in");
        await channel.Receives();

        await World.ItIs(World.Clock.GetCurrentInstant() + Week);
        await carmen.Asks("open check-in");
        Assert.Contains("Books bought (November 2026)", (await rui.Receives()).Inputs.Keys);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_history_shows_what_was_changed_to_those_who_may_see_it()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f.Unfold("Who may see it").Choose("What one partner reported", "the backbone only"));
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await carmen.Asks("open check-in");
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");
        await form.Fill("Children in sessions", "14").Fill("Why does it change?", "Digits turned round").Press("Save the correction");

        var chosen = await (await rui.Asks("history")).Press("Children in sessions");
        Assert.Contains("City Library, week 48 of 2026: 41 → 14  Rui, 25 November: Digits turned round", chosen.AllText, StringComparison.Ordinal);
        Assert.Contains("41 → 14", (await carmen.Asks("history of children")).AllText, StringComparison.Ordinal);
        var hers = (await sam.Receives(), await sam.Asks("history of children in sessions")).Item2.AllText;
        Assert.DoesNotContain("14", hers, StringComparison.Ordinal);
        Assert.Contains("Nothing that you may see.", hers, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task How_complete_the_answers_are_is_told_as_facts_and_each_partner_sees_its_own()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Adds(carmen, "Summer camps", f => f);
        await (Teams.Person("Sam", "school")).Joins(await carmen.AddsPartner("Eastside School"));
        await carmen.Asks("open check-in");
        await (await rui.Receives()).Fill("Children in sessions", "41").Fill("Summer camps", "doesn't apply").Choose("How is it going?", "On track").Press("Submit check-in");
        await Closes(carmen, rui);

        var all = (await carmen.Asks("completeness")).AllText;
        Assert.Contains("Check-in, week 48 of 2026: 1 of 2 answered; half of them within an hour", all, StringComparison.Ordinal);
        Assert.Contains("City Library: 1 of 1 answered", all, StringComparison.Ordinal);
        Assert.Contains("Eastside School: 0 of 1 answered", all, StringComparison.Ordinal);
        Assert.Contains("Children in sessions: 1 of 2 values, 50 %", all, StringComparison.Ordinal);
        Assert.Contains("Summer camps: 0 of 1 values", all, StringComparison.Ordinal);
        var his = (await rui.Asks("completeness")).AllText;
        Assert.Contains("City Library: 1 of 1 answered", his, StringComparison.Ordinal);
        Assert.DoesNotContain("Eastside School", his, StringComparison.Ordinal);
    }

    private static ReceivedCard Fills(ReceivedCard form, string value) => form.Fill("Children in sessions", value).Choose("How is it going?", "On track");

    private async Task<(Person Carmen, Person Rui, Conversation Channel)> People()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.SetsUp();
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.Says("digest here", team.General);
        await team.General.Receives();
        return (carmen, rui, team.General);
    }

    private static async Task Adds(Person carmen, string question, Func<ReceivedCard, ReceivedCard> fill)
    {
        var form = await (await carmen.Asks("indicators")).Press("Add indicator");
        var list = await fill(form.Fill("Question", question)).Press("Save");
        Assert.Contains(question, list.AllText, StringComparison.Ordinal);
        Assert.Contains("Add indicator", list.Buttons);
    }

    // A week each: asked, answered, closed, told.
    private async Task Weeks(Person carmen, Person rui, Conversation channel, params string[] values)
    {
        foreach (var value in values)
        {
            await carmen.Asks("open check-in");
            Assert.Contains("Thank you", (await Submits(await rui.Receives(), value)).AllText, StringComparison.Ordinal);
            await Closes(carmen, rui);
            await channel.Receives();
            await World.ItIs(World.Clock.GetCurrentInstant() + Week);
        }
    }
}

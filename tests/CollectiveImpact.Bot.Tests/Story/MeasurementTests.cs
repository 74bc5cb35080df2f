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
        await Adds(carmen, "Visits", f => f.Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionParts).Fill(En.Indicators.BreakdownBy, "Neighbourhood").Fill(En.Indicators.Categories, "East, West"));
        await Adds(carmen, "Spent", f => f, En.Indicators.KindMoney);
        await Adds(carmen, "How content are families?", f => f, En.Indicators.KindRating);
        await Adds(carmen, "Reading at grade level", f => f, En.Indicators.KindPercentage);
        await Adds(carmen, "Summer camps", f => f);
        await carmen.OpensCheckIn();
        var form = await rui.Receives();

        var wrong = await form
            .Fill("Visits", "10").Fill("Visits: Neighbourhood East", "7").Fill("Visits: Neighbourhood West", "4")
            .Fill("Spent", "1,250.50 €")
            .Choose("How content are families?", "4")
            .Fill("Reading at grade level", "75 %").Fill(En.Indicators.OutOfHowMany("Reading at grade level"), "40")
            .Fill("Summer camps", "n/a")
            .IsGoing(En.CheckIns.OnTrack)
            .Press(En.CheckIns.Submit);
        Assert.Contains(En.Indicators.PartsDontAddUp("11", "10"), wrong.AllText, StringComparison.Ordinal);
        Assert.Equal("7", wrong.Inputs["Visits: Neighbourhood East"]);

        Assert.Contains(En.Indicators.WhichReason("n/a"), wrong.AllText, StringComparison.Ordinal);
        var receipt = await wrong.Fill("Visits", "11").Choose(En.CheckIns.WhyNoNumberFor("Summer camps"), "Doesn't apply to us").Press(En.CheckIns.Submit);
        Assert.Contains("East 7 · West 4", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("1,250.5 EUR", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("75 % (30 of 40)", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains($"Summer camps\n{En.Indicators.NotApplicable}", receipt.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var digest = (await channel.Receives()).AllText;
        Assert.Contains("11", digest, StringComparison.Ordinal);
        Assert.Contains("1,250.5 EUR", digest, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.DoesntApplyTo(1), digest, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Half_of_a_percentage_is_asked_for_and_a_whole_of_none_is_refused()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Reading at grade level", f => f, En.Indicators.KindPercentage);
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.OpensCheckIn();
        var form = await rui.Receives();

        var again = await form.Fill("Reading at grade level", "30").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);

        Assert.Contains(En.Indicators.BothNeeded, again.AllText, StringComparison.Ordinal);
        var zero = await again.Fill(En.Indicators.OutOfHowMany("Reading at grade level"), "0").Press(En.CheckIns.Submit);
        Assert.Contains(En.Indicators.NoWhole, zero.AllText, StringComparison.Ordinal);
        var receipt = await zero.Fill(En.Indicators.OutOfHowMany("Reading at grade level"), "40").Press(En.CheckIns.Submit);
        Assert.Contains(En.CheckIns.AnsweredSoFar(1, 2, "Children in sessions"), receipt.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_for_no_answer_is_a_press_away_and_tells_zero_from_unknown()
    {
        var (_, _, form) = await OpenRound();
        var unfolded = form.Unfold(En.CheckIns.WhyNoNumber);

        var receipt = await unfolded.Choose(En.CheckIns.WhyNoNumberFor("Children in sessions"), "Not known yet").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);

        Assert.Contains(En.Indicators.NotYetKnown, receipt.AllText, StringComparison.Ordinal);
        var again = await receipt.Press(En.CheckIns.ChangeMyAnswer);
        Assert.Equal("NotYetKnown", again.Inputs[En.CheckIns.WhyNoNumberFor("Children in sessions")]);
        Assert.Contains("Children in sessions\n0", (await again.Fill("Children in sessions", "0").Press(En.CheckIns.Submit)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusual_number_is_asked_back_once_and_the_digest_tells_why()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Weeks(carmen, rui, channel, "40", "42", "39", "41", "40", "43", "41", "38");
        await carmen.OpensCheckIn();

        var asked = await Submits(await rui.Receives(), "410");
        Assert.Contains(En.CheckIns.LookUnusual(1), asked.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.UnlikeSoFar("410", "40.5"), asked.AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(0, 1, "Saturday 23 January 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        // Another number is looked at anew: what was confirmed is only what was shown.
        var other = await asked.Fill("Children in sessions", "41").Press(En.CheckIns.YesThatIsRight(1));
        Assert.DoesNotContain(En.Piece(En.CheckIns.YouSaid(En.Unknown)), other.AllText, StringComparison.Ordinal);
        var back = await Submits(await other.Press(En.CheckIns.ChangeMyAnswer), "410");
        var receipt = await back.Fill(En.CheckIns.Note, "The summer camp").Press(En.CheckIns.YesThatIsRight(1));
        Assert.Contains(En.CheckIns.YouSaid("The summer camp"), receipt.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var digest = (await channel.Receives()).AllText;
        Assert.Contains(En.Digests.WorthKnowing, digest, StringComparison.Ordinal);
        Assert.Contains("The summer camp", digest, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Graduates_never_exceed_the_enrolled_without_a_second_look()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Enrolled", f => f);
        await Adds(carmen, "Graduates", f => f.Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionChecks).Choose(En.Indicators.AtMost, "Enrolled"));
        await carmen.OpensCheckIn();

        var asked = await (await rui.Receives()).Fill("Enrolled", "10").Fill("Graduates", "12").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);

        Assert.Contains(En.CheckIns.MoreThanOther("12", "Enrolled", "10"), asked.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.ThankYou, (await asked.Fill("Graduates", "9").Press(En.CheckIns.YesThatIsRight(1))).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reporter_corrects_a_closed_check_in_with_a_reason_and_the_posted_digest_follows()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var digest = await channel.Receives();

        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");
        Assert.Equal("41", form.Inputs["Children in sessions"]);
        var again = await form.Fill("Children in sessions", "14").Press(En.CheckIns.SaveTheCorrection);
        Assert.Contains(En.CheckIns.ReasonMissing, again.AllText, StringComparison.Ordinal);
        Assert.Equal("14", again.Inputs["Children in sessions"]);
        var receipt = await again.Fill(En.CheckIns.Reason, "Digits turned round").Press(En.CheckIns.SaveTheCorrection);
        Assert.Contains(En.CheckIns.CorrectedBecause("Digits turned round"), receipt.AllText, StringComparison.Ordinal);

        var now = await digest.IsUpdated();
        Assert.Contains($"· {En.Digests.Corrected}", now.AllText, StringComparison.Ordinal);
        Assert.Contains("14", now.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("41", now.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task After_the_sign_off_only_the_backbone_corrects()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");

        Assert.Contains(En.CheckIns.IsSignedOff("Check-in, week 48 of 2026"), (await carmen.SignsOff()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.SignedOffAlready("Carmen", "Check-in, week 48 of 2026", "25 November"), (await carmen.Asks("sign off")).AllText, StringComparison.Ordinal);

        var refused = await form.Fill("Children in sessions", "14").Fill(En.CheckIns.Reason, "Digits turned round").Press(En.CheckIns.SaveTheCorrection);
        Assert.Contains(En.CheckIns.SignedOff("Carmen", "Wednesday 25 November"), refused.Notice, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.NoneToCorrect, (await rui.Asks("correct")).AllText, StringComparison.Ordinal);
        var hers = await (await carmen.Asks("correct City Library")).Press("Check-in, week 48 of 2026");
        var saved = await hers.Fill("Children in sessions", "14").Fill(En.CheckIns.Reason, "The library called").Press(En.CheckIns.SaveTheCorrection);
        Assert.Contains(En.CheckIns.CorrectedBecause("The library called"), saved.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_reporter_can_correct_for_four_weeks()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");

        await World.ItIs(World.Clock.GetCurrentInstant() + (4 * Week) + Duration.FromMinutes(1));

        Assert.Contains(En.CheckIns.CouldBeCorrectedUntil("Wednesday 23 December"), (await form.Fill(En.CheckIns.Reason, "Late").Press(En.CheckIns.SaveTheCorrection)).Notice, StringComparison.Ordinal);
        Assert.Contains("Check-in, week 48 of 2026", (await carmen.Asks("correct City Library")).Buttons);
    }

    [Fact]
    public async Task A_new_meaning_is_read_and_acknowledged_before_it_is_answered_and_breaks_the_trend()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Weeks(carmen, rui, channel, "40", "42");
        var edit = await (await carmen.Asks("indicators")).Press(En.Indicators.Edit);
        await edit.Fill(En.Indicators.Definition, "Only whole sessions count").Unfold(En.Indicators.SectionChange).Choose(En.Indicators.WhatIsThisChange, En.Indicators.EditMeaning)
            .Fill(En.Indicators.WhatChanges, "Half sessions no longer count").SavesIndicator();
        await carmen.OpensCheckIn();
        var form = await rui.Receives();
        Assert.Contains(En.CheckIns.WhatCountsHasChanged, form.AllText, StringComparison.Ordinal);
        Assert.Contains("Half sessions no longer count", form.AllText, StringComparison.Ordinal);

        var again = await Fills(form, "30").Press(En.CheckIns.Submit);
        Assert.Contains(En.CheckIns.MeaningUnread, again.AllText, StringComparison.Ordinal);
        var receipt = await again.Toggle(En.CheckIns.IHaveReadIt, true).Press(En.CheckIns.Submit);

        Assert.Contains("Children in sessions\n30", receipt.AllText, StringComparison.Ordinal);
        await Closes(carmen, rui);
        Assert.Contains(En.Digests.CountedAnew, (await channel.Receives()).AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn();
        Assert.DoesNotContain(En.CheckIns.WhatCountsHasChanged, (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_calculated_is_asked_of_nobody_and_stands_in_the_digest()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Spent", f => f, En.Indicators.KindMoney);
        await Adds(carmen, "Graduates", f => f);
        var form = await carmen.BeginsIndicator(En.Indicators.KindMoney);
        var typed = form.Fill(En.Indicators.Question, "Cost per graduate").Choose(En.Indicators.Direction, En.Indicators.DirectionDown).Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionFormula).Fill(En.Indicators.Formula, "[Spent] / [Graduate]");
        var wrong = await typed.Press(En.Indicators.SeeAsPartners);
        Assert.Contains("Graduate", wrong.AllText, StringComparison.Ordinal);
        var look = await wrong.Fill(En.Indicators.Formula, "[Spent] / [Graduates]").Press(En.Indicators.SeeAsPartners);
        Assert.Contains(En.Indicators.NobodyIsAsked, look.AllText, StringComparison.Ordinal);
        var list = await look.Press(En.Indicators.Save);
        Assert.Contains("Cost per graduate", list.AllText, StringComparison.Ordinal);

        await carmen.OpensCheckIn();
        var asked = await rui.Receives();
        Assert.DoesNotContain("Cost per graduate", asked.AllText, StringComparison.Ordinal);
        await asked.Fill("Spent", "1k").Fill("Graduates", "8").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
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
        Assert.Contains(En.Indicators.NotAskedYet(1, "attendance"), list.AllText, StringComparison.Ordinal);
        var form = await list.Press(En.Indicators.Suggest("attendance"));

        Assert.Equal("attendance", form.Inputs[En.Glossary.Name]);
    }

    [Fact]
    public async Task What_is_asked_once_a_month_comes_with_the_first_check_in_after_it()
    {
        var (carmen, rui, channel) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Adds(carmen, "Books bought", f => f.Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionAsking).Choose(En.Indicators.Every, En.Indicators.EveryMonth));
        await carmen.OpensCheckIn();
        var november = await rui.Receives();
        Assert.Contains("Books bought (October 2026)", november.Inputs.Keys);
        await Fills(november, "1").Fill("Books bought (October 2026)", "5").Press(En.CheckIns.Submit);
        await Closes(carmen, rui);
        await channel.Receives();

        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(1));
        await carmen.OpensCheckIn();
        Assert.DoesNotContain("Books bought", (await rui.Receives()).AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        await channel.Receives();

        await World.ItIs(World.Clock.GetCurrentInstant() + Week);
        await carmen.OpensCheckIn();
        Assert.Contains("Books bought (November 2026)", (await rui.Receives()).Inputs.Keys);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_history_shows_what_was_changed_to_those_who_may_see_it()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f.Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionSharing).Choose(En.Indicators.PartnerSharing, En.Indicators.SharingBackbone));
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");
        await form.Fill("Children in sessions", "14").Fill(En.CheckIns.Reason, "Digits turned round").Press(En.CheckIns.SaveTheCorrection);

        var chosen = await (await rui.Asks("history")).Press("Children in sessions");
        Assert.Contains("City Library, week 48 of 2026: 41 → 14  Rui, 25 November: Digits turned round", chosen.AllText, StringComparison.Ordinal);
        Assert.Contains("41 → 14", (await carmen.Asks("history of children")).AllText, StringComparison.Ordinal);
        var hers = (await sam.Receives(), await sam.Asks("history of children in sessions")).Item2.AllText;
        Assert.DoesNotContain("14", hers, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.NothingWasChanged, hers, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task How_complete_the_answers_are_is_told_as_facts_and_each_partner_sees_its_own()
    {
        var (carmen, rui, _) = await People();
        await Adds(carmen, "Children in sessions", f => f);
        await Adds(carmen, "Summer camps", f => f);
        await (Teams.Person("Sam", "school")).Joins(await carmen.AddsPartner("Eastside School"));
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").Fill("Summer camps", "doesn't apply").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await Closes(carmen, rui);

        var all = (await carmen.Asks("completeness")).AllText;
        Assert.Contains($"Check-in, week 48 of 2026: {En.CheckIns.AnsweredOf(1, 2)}; {En.CheckIns.HalfWithin(En.CheckIns.AnHour)}", all, StringComparison.Ordinal);
        Assert.Contains($"City Library: {En.CheckIns.AnsweredOf(1, 1)}", all, StringComparison.Ordinal);
        Assert.Contains($"Eastside School: {En.CheckIns.AnsweredOf(0, 1)}", all, StringComparison.Ordinal);
        Assert.Contains($"Children in sessions: {En.CheckIns.ValuesOf(1, 2, "50 %")}", all, StringComparison.Ordinal);
        Assert.Contains($"Summer camps: {En.CheckIns.ValuesOf(0, 1, "0 %")}", all, StringComparison.Ordinal);
        var his = (await rui.Asks("completeness")).AllText;
        Assert.Contains($"City Library: {En.CheckIns.AnsweredOf(1, 1)}", his, StringComparison.Ordinal);
        Assert.DoesNotContain("Eastside School", his, StringComparison.Ordinal);
    }

    private static ReceivedCard Fills(ReceivedCard form, string value) => form.Fill("Children in sessions", value).IsGoing(En.CheckIns.OnTrack);

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

    private static async Task Adds(Person carmen, string question, Func<ReceivedCard, ReceivedCard> fill, string? kind = null)
    {
        var form = await carmen.BeginsIndicator(kind);
        var list = await fill(form.Fill(En.Indicators.Question, question)).SavesIndicator();
        Assert.Contains(question, list.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.AddIndicator, list.Buttons);
    }

    // A week each: asked, answered, closed, told.
    private async Task Weeks(Person carmen, Person rui, Conversation channel, params string[] values)
    {
        foreach (var value in values)
        {
            await carmen.OpensCheckIn();
            Assert.Contains(En.CheckIns.ThankYou, (await Submits(await rui.Receives(), value)).AllText, StringComparison.Ordinal);
            await Closes(carmen, rui);
            await channel.Receives();
            await World.ItIs(World.Clock.GetCurrentInstant() + Week);
        }
    }
}

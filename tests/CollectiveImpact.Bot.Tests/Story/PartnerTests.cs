using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>One partner: what it answered, what can be changed about it, that it has left, and that it is back.</summary>
public sealed class PartnerTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string s_title = $"Check-in, {En.Time.PeriodWeek(48, "2026")}";

    [Fact]
    public async Task A_partners_page_tells_what_it_answered_to_the_backbone_and_to_itself()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Contains(En.People.PartnerWaits(s_title), (await carmen.Asks("partner city library")).AllText, StringComparison.Ordinal);
        await Submits(form, "41");

        var page = await (await carmen.Asks("partners")).Press(En.People.PartnerOpen);
        Assert.Contains($"41\n{En.Time.PeriodWeek(48, "2026")}", page.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.People.PartnerAnswered(s_title, En.CheckIns.OnTrack, "Rui", En.Unknown)), page.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnerReporters("Rui"), page.AllText, StringComparison.Ordinal);

        var own = await rui.Asks("our page");
        Assert.Contains("41", own.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.People.PartnerHasLeft, own.Buttons);
        Assert.DoesNotContain(En.People.PartnerReporters("Rui"), (await rui.Asks("partner city library")).AllText, StringComparison.Ordinal);
        Assert.Equal(En.People.NoSuchPartner("zebras"), (await carmen.Asks("partner zebras")).Text);
        NothingWentWrong();
    }

    [Fact]
    public async Task It_is_renamed_paused_and_noted_and_what_is_wrong_is_said_at_its_field()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));

        var form = await (await carmen.Asks("partner city library")).Press(En.People.PartnerChange);
        var wrong = await form.Fill(En.People.PartnerName, "eastside  school").Fill(En.People.PartnerPauseUntil, "2026-11-01").Press(En.People.PartnerSave);
        Assert.Contains(En.People.PartnersNameTaken, wrong.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnerPausePast, wrong.AllText, StringComparison.Ordinal);
        var page = await wrong.Fill(En.People.PartnerName, "Town *Library*").Fill(En.People.PartnerPauseUntil, "2026-12-24").Fill(En.People.PartnerNotes, "They moved").Press(En.People.PartnerSave);
        Assert.Contains("Town *Library*", page.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnerPaused("Thursday 24 December 2026"), page.AllText, StringComparison.Ordinal);
        Assert.Contains("They moved", page.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("They moved", (await rui.Asks("our page")).AllText, StringComparison.Ordinal);

        await carmen.OpensCheckIn();
        await sam.Receives();
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        Assert.Contains(En.Audit.With(En.Audit.PartnerChanged("Town *Library*"), "City Library"), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_partner_that_has_left_is_neither_asked_nor_missed_and_can_be_brought_back()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        var late = await sam.Receives();
        Assert.Contains(En.CheckIns.AnsweredOf(1, 2), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        var ask = await (await carmen.Asks("partner eastside school")).Press(En.People.PartnerHasLeft);
        Assert.Contains(En.People.PartnerLeaveOpen(1), ask.AllText, StringComparison.Ordinal);
        var gone = await ask.Press(En.People.PartnerLeaveYes);
        Assert.Contains(En.CheckIns.AnsweredOf(1, 1), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Conversations.PartnerHasLeft("Eastside School", "25 November", En.Unknown)), (await Submits(late, "7")).Notice, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnersHaveLeft("Eastside School"), (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        await rui.Receives();

        await carmen.OpensCheckIn();
        await rui.Receives();
        await World.AllIsSent();
        Assert.Equal(0, sam.Unread);
        Assert.DoesNotContain("Eastside School", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();

        Assert.Contains(En.Audit.PartnerLeft("Eastside School"), (await carmen.Asks("undo")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PartnerCameBack("Eastside School"), (await gone.Press(En.People.PartnerIsBack)).AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn();
        await sam.Receives();
        NothingWentWrong();
    }
}

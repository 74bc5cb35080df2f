using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What others would notice is looked at first, done by one press, kept in the audit, and taken back from there.</summary>
public sealed class LookBeforeTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string s_title = $"Check-in, {En.Time.PeriodWeek(48, "2026")}";

    [Fact]
    public async Task Nobody_is_asked_before_the_press_and_the_look_says_who_would_be_and_what_not()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Volunteers trained", words: "volunteer");
        var ines = Teams.Person("Ines", "library");
        await ines.Joins(await carmen.InvitesAnother());

        var look = await carmen.Asks("open check-in");
        Assert.Contains(En.CheckIns.AskOpen(s_title), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.WouldBeAsked(2, 1, 1), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.WouldNotBeAsked("Volunteers trained", "volunteer"), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.AgreeOn("volunteer"), look.Buttons);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);

        var open = await look.Press(En.CheckIns.OpenWithout);
        Assert.Contains(En.CheckIns.IsOpen, open.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.AreAsked(2, 1, 1), open.AllText, StringComparison.Ordinal);
        await rui.Receives();
        Assert.Contains(En.CheckIns.IsOpenAlready, (await look.Press(En.CheckIns.OpenWithout)).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l == En.Audit.Opened(s_title));
        NothingWentWrong();
    }

    [Fact]
    public async Task An_old_card_asks_nobody_twice_about_the_same_time()
    {
        var (carmen, rui) = await Riverside();
        var (one, old) = (await carmen.Asks("open check-in"), await carmen.Asks("open check-in"));
        await one.Press(En.CheckIns.OpenIt);
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);

        var asked = await old.Press(En.CheckIns.OpenIt);
        Assert.Contains(En.CheckIns.AskedAlready(En.Time.PeriodWeek(48, "2026")), asked.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_close_says_who_would_be_missing_and_the_second_of_two_hears_who_was_first()
    {
        var (carmen, rui) = await Riverside();
        var ben = Teams.Person("Ben", "backbone");
        await ben.JoinsWith(await carmen.InvitesBackbone());
        await carmen.OpensCheckIn();
        await rui.Receives();

        var (hers, his) = (await carmen.Asks("close check-in"), await ben.Asks("close check-in"));
        Assert.Contains(En.CheckIns.WouldBeMissing("City Library"), hers.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.NoChannelGetsIt, hers.AllText, StringComparison.Ordinal);
        Assert.Contains("City Library", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        var closed = await hers.Press(En.CheckIns.CloseIt);
        Assert.Contains(En.CheckIns.Reopen, closed.Buttons);
        Assert.Equal(En.CheckIns.ClosedBeforeBy("Carmen", s_title, "Wednesday 25 November 10:00"), (await his.Press(En.CheckIns.CloseIt)).Notice);
        NothingWentWrong();
    }

    [Fact]
    public async Task Oops_finds_the_close_and_the_sign_off_and_what_was_taken_back_is_offered_no_more()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        await Closes(carmen, rui);
        var look = await carmen.Asks("sign off");
        Assert.Contains("41", look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.SignOffMeans, look.AllText, StringComparison.Ordinal);
        await look.Press(En.CheckIns.SignOff);
        Assert.Contains(En.CheckIns.ClosedAndSignedOff, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);

        var undo = await carmen.Asks("oops");
        Assert.Contains(En.Audit.SignedOff(s_title), undo.AllText, StringComparison.Ordinal);
        var back = await undo.Press(En.CheckIns.TakeSignOffBack);
        Assert.Contains(En.Piece(En.CheckIns.SignOffIsTakenBack(s_title, En.Unknown)), back.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.CheckIns.ClosedAndSignedOff, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.CheckIns.SignOffIsTakenBack(s_title, En.Unknown)), (await undo.Press(En.CheckIns.TakeSignOffBack)).AllText, StringComparison.Ordinal);

        var trail = (await carmen.Asks("audit")).AllText;
        Assert.Single(trail.Split('\n'), l => l == En.Audit.With(En.Audit.SignOffTakenBack(s_title), "Carmen"));
        Assert.Contains(En.Audit.SignedOff(s_title), trail, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Audit.NothingToUndo(14)), (await carmen.Asks("undo")).Text, StringComparison.Ordinal);
        Assert.Contains(En.Audit.HowToUndo, (await rui.Asks("undo")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Undo_leads_to_the_look_at_reopening()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        await Closes(carmen, rui);

        var look = await (await carmen.Asks("undo")).Press(En.Audit.TakeBack);
        Assert.Contains(En.CheckIns.IsReopened(s_title), (await look.Press(En.CheckIns.Reopen)).AllText, StringComparison.Ordinal);
        var trail = (await carmen.Asks("audit check-in")).AllText;
        Assert.True(trail.IndexOf(En.Audit.Reopened(s_title), StringComparison.Ordinal) < trail.IndexOf(En.Audit.Closed(s_title), StringComparison.Ordinal), trail);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_reminder_says_whom_it_goes_to_and_carries_a_line_of_hers()
    {
        var (carmen, rui, _) = await OpenRound();

        var look = await carmen.Asks("nudge");
        Assert.Contains(En.CheckIns.WouldBeReminded(En.CheckIns.NamedAt("Rui", "City Library")), look.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        var long_ = await look.Fill(En.CheckIns.LineOfYours, new string('x', 301)).Press(En.CheckIns.RemindPeople(1));
        Assert.Equal(new string('x', 301), long_.Inputs[En.CheckIns.LineOfYours]);
        Assert.Contains(En.CheckIns.Reminded(1, 1), (await long_.Fill(En.CheckIns.LineOfYours, "The *council* meets on Friday").Press(En.CheckIns.RemindPeople(1))).AllText, StringComparison.Ordinal);

        Assert.Contains(En.CheckIns.SaysLine("Carmen", "The *council* meets on Friday"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(En.CheckIns.RemindedAlready, (await carmen.Asks("nudge")).Text);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_audit_is_the_backbones_and_finds_by_person_thing_and_time()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        await Closes(carmen, rui);

        foreach (var words in new[] { "carmen", "week 48", "today" })
        {
            Assert.Contains(En.Audit.Closed(s_title), (await carmen.Asks($"audit {words}")).AllText, StringComparison.Ordinal);
        }

        Assert.Contains(En.Audit.NothingAbout, (await carmen.Asks("audit of zebras")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Audit.Closed(s_title), (await rui.Asks("audit")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Somebody_who_was_removed_comes_back_as_they_were_but_not_after_they_asked_to_be_forgotten()
    {
        var (carmen, rui, _) = await OpenRound();
        await Removes();
        Assert.DoesNotContain("Rui", (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);

        var undo = await carmen.Asks("undo");
        Assert.Contains(En.Audit.PersonRemoved("Rui"), undo.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.PersonIsBack("Rui"), (await undo.Press(En.People.BringBack)).AllText, StringComparison.Ordinal);
        Assert.Contains("Rui", (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.YourCheckIn, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);

        await Removes();
        await (await rui.Asks("forget me")).Press(En.People.ForgetMe);
        Assert.Equal(En.People.CantBringBack, (await (await carmen.Asks("undo")).Press(En.People.BringBack)).Notice);
        Assert.DoesNotContain("Rui", (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        NothingWentWrong();

        async Task Removes()
        {
            var ask = await (await carmen.Asks("people")).Choose(En.People.PeopleChoose, En.People.PeopleMember("Rui", En.People.PeopleReports("City Library"))).Press(En.People.PeopleRemove);
            await ask.Press(En.People.Remove);
            await rui.Receives();
        }
    }

    [Fact]
    public async Task What_is_changed_for_others_stands_in_the_audit_whoever_reads_it()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        await Closes(carmen, rui);
        await carmen.InvitesAnother();
        await carmen.Asks("suggest attendance: In the room for half the session");
        await (await carmen.Asks("what is attendance?")).Press(En.Glossary.Agree);
        await (await (await carmen.Asks("indicators")).Press(En.Indicators.Retire)).Press(En.Indicators.RetireIt);
        var correction = await (await carmen.Asks("correct City Library")).Press(s_title);
        await correction.Fill("Children in sessions", "40").Fill(En.CheckIns.Reason, "Counted twice").Press(En.CheckIns.SaveTheCorrection);
        await Home(carmen);

        var trail = (await carmen.Asks("audit")).AllText;
        Assert.All(
            [
                En.Audit.IndicatorAdded("Children in sessions"), En.Audit.PartnerAdded("City Library"), En.Audit.Opened(s_title), En.Audit.Closed(s_title), En.Audit.Invited("City Library"),
                En.Audit.TermAgreed("attendance"), En.Audit.IndicatorRetired("Children in sessions"), En.Audit.With(En.Audit.Corrected(string.Join(", ", "City Library", s_title)), "Counted twice"),
            ],
            act => Assert.Contains(act, trail, StringComparison.Ordinal));
        Assert.Contains("General", trail, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Before_an_indicator_is_retired_the_backbone_reads_what_follows_and_an_old_card_does_nothing_twice()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books lent");
        var look = await (await carmen.Asks("indicators")).Press(En.Indicators.Retire, 1);

        Assert.Contains(En.Indicators.AskRetire("Children in sessions"), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.RetireStops(1), look.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", (await rui.Asks("indicators")).AllText, StringComparison.Ordinal);

        Assert.Contains(En.Indicators.IsRetired("Children in sessions"), (await look.Press(En.Indicators.RetireIt)).AllText, StringComparison.Ordinal);
        await look.Press(En.Indicators.RetireIt);
        Assert.DoesNotContain("Children in sessions", (await rui.Asks("indicators")).AllText, StringComparison.Ordinal);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), line => line == En.Audit.IndicatorRetired("Children in sessions"));
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_agrees_on_a_word_or_retires_it_reads_first_which_questions_it_concerns_who_is_told_and_where_the_digest_says_so()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Children attending", words: "attendance");
        await Home(carmen);
        await carmen.Asks("suggest attendance: In the room for half the session");

        var proposed = await carmen.Asks("what is attendance?");
        Assert.Contains(En.Glossary.OnceAgreed, proposed.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.FollowsAsked(1, "Children attending"), proposed.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Glossary.DigestSaysSoIn(En.Unknown)), proposed.AllText, StringComparison.Ordinal);

        var agreed = await proposed.Press(En.Glossary.Agree);
        Assert.Contains(En.Glossary.RetireStops(1, "Children attending"), agreed.Json!.ToJsonString(AsSent), StringComparison.Ordinal);

        await rui.Asks("suggest attendance: In the room for the whole session");
        var changed = await carmen.Asks("what is attendance?");
        Assert.Contains(En.Glossary.FollowsRead(1, "Children attending"), changed.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.FollowsTold(1), changed.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whatever_others_notice_stands_in_the_audit_with_who_did_it_and_nothing_twice()
    {
        var (carmen, rui) = await Riverside();
        var zoe = Teams.Person("Zoe", "school");
        await zoe.Joins(await carmen.AddsPartner("School"));
        var group = await (await carmen.Asks("groups")).Press(En.Groups.Add);
        await group.Fill(En.Groups.Name, "Early readers").PressTimes(En.Groups.Save, 2);
        await (await rui.Asks("group early readers")).Press(En.Groups.Join);
        await (await (await carmen.Asks("group early readers")).Press(En.Groups.End)).Press(En.Groups.EndIt);
        await (await (await rui.Asks("our activities")).Press(En.Activities.Add)).Fill(En.Activities.What, "Reading club").Press(En.Activities.Save);
        await rui.Asks("ask: Two volunteers");
        await carmen.Asks("commit: Find a room");
        await carmen.Asks("commit: Find a room");
        await carmen.Asks("decide: We share a bus");
        await rui.Asks("suggest attendance: In the room");
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        await carmen.Asks("skip next");
        await (await zoe.Asks("leave")).Press(En.People.Leave);

        var trail = new List<string>();
        foreach (var who in new[] { "Carmen", "Rui", "Zoe" })
        {
            trail.AddRange((await carmen.Asks($"audit {who}")).AllText.Split('\n'));
        }

        Assert.All(
            [
                En.Audit.SetUp("Riverside Reads"), En.Audit.Joined("City Library"), En.Audit.Joined("School"), En.Audit.Left("School"),
                En.Audit.GroupAdded("Early readers"), En.Audit.GroupJoined("Early readers"), En.Audit.GroupEnded("Early readers"),
                En.Audit.ActivityAdded("Reading club"), En.Audit.NeedTold("Two volunteers"), En.Audit.Committed("Find a room"), En.Audit.Decided("We share a bus"),
                En.Audit.TermProposed("attendance"), En.Audit.With(En.Audit.DateSkipped("Check-in"), "2026-11-30"),
            ],
            act => Assert.Single(trail, l => l == act));
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("audit")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

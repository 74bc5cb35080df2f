using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What partners learn, who reads it, and what they say they will do.</summary>
public sealed class LearningTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Its_author_sees_how_a_lesson_will_read_and_decides_who_reads_it()
    {
        var (carmen, rui, form) = await OpenRound();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();

        var receipt = await form.Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack)
            .Writes(En.CheckIns.Worked, "Reading outdoors").Writes(En.CheckIns.WouldChange, "Shorter sessions").Writes(En.CheckIns.Needed, "A mediator")
            .Press(En.CheckIns.Submit);
        var panel = receipt.Unfold(En.CheckIns.WhoReadsIt);
        Assert.Contains($"{En.CheckIns.Worked} · City Library: Reading outdoors  {En.CheckIns.AudiencePartners}", panel.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.WithoutNameFrom(5), panel.AllText, StringComparison.Ordinal);
        var changed = await panel.Choose(En.CheckIns.LessonRead(En.CheckIns.Needed), En.CheckIns.AudienceBackbone).Choose(En.CheckIns.LessonSigned(En.CheckIns.Worked), "Rui, City Library").Press(En.CheckIns.SaveWhoReads);
        Assert.Contains($"{En.CheckIns.Needed} A mediator  {En.CheckIns.AudienceBackbone}", changed.AllText, StringComparison.Ordinal);
        changed = changed.Unfold(En.CheckIns.WhoReadsIt);
        Assert.Contains($"{En.CheckIns.Worked} · Rui, City Library: Reading outdoors  {En.CheckIns.AudiencePartners}", changed.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.Needed} · City Library: A mediator  {En.CheckIns.AudienceBackbone}", changed.AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        var digest = await team.General.Receives();
        Assert.Contains("Rui, City Library: Reading outdoors", digest.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.LessonsWouldChange}\nCity Library: Shorter sessions", digest.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("A mediator", digest.AllText, StringComparison.Ordinal);
        Assert.Contains("A mediator", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        var his = await rui.Asks("digest");
        Assert.DoesNotContain("A mediator", his.AllText, StringComparison.Ordinal);
        Assert.Contains("Reading outdoors", his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.PostDigest, his.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_a_partner_said_it_would_do_comes_back_until_it_is_done_changed_or_dropped()
    {
        var (carmen, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Commitment, "Open a second room").Press(En.CheckIns.Submit);
        await Closes(carmen, rui);
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromDays(7));
        await carmen.OpensCheckIn();

        var next = await rui.Receives();
        Assert.Contains(En.CheckIns.LastTimeYouSaid("Open a second room"), next.AllText, StringComparison.Ordinal);
        var why = await next.Fill("Children in sessions", "42").IsGoing(En.CheckIns.OnTrack).Choose(En.CheckIns.Outcome, En.Commitments.Dropped).Press(En.CheckIns.Submit);
        Assert.Contains(En.CheckIns.OutcomeUnexplained, why.AllText, StringComparison.Ordinal);
        var receipt = await why.Choose(En.CheckIns.Outcome, En.Commitments.StillOn).Press(En.CheckIns.Submit);
        Assert.Contains($"{En.Commitments.StillOn}: Open a second room", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.WhatYouWillDo} Open a second room", receipt.AllText, StringComparison.Ordinal);

        Assert.Contains($"{En.Digests.WhatPartnersKept}\n{En.Digests.KeptStillOn(1)}", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_answered_hears_what_came_of_it_and_what_the_backbone_will_do_about_it()
    {
        var (carmen, rui, form) = await OpenRound();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var his = await sam.Receives();
        await form.Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Needed, "Two volunteers").Press(En.CheckIns.Submit);
        await his.Fill("Children in sessions", "9").IsGoing(En.CheckIns.Stuck).Writes(En.CheckIns.Needed, "A bus").Press(En.CheckIns.Submit);
        await carmen.Asks("commit: Find two volunteers for the library");

        var thanks = await Closes(carmen, rui);

        Assert.Contains(En.Digests.YouAndOthersAnswered(1, 2), thanks.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Digests.You("41")} · {En.Digests.Together("50", En.Indicators.FromPartners(2, 2))}", thanks.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.NeedSeenWithOthers(1), thanks.AllText, StringComparison.Ordinal);
        Assert.Contains("Find two volunteers for the library", thanks.AllText, StringComparison.Ordinal);
        Assert.Contains("Two volunteers", (await thanks.Press(En.Digests.ReadDigest)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_backbone_keeps_changes_or_drops_what_it_said_and_everyone_can_read_it()
    {
        var (carmen, rui) = await Riverside();
        Assert.Contains(En.Commitments.Missing, (await (await carmen.Asks("commitments")).Press(En.Commitments.Add)).AllText, StringComparison.Ordinal);
        await (await carmen.Asks("commitments")).Fill(En.Commitments.WhatWillYouDo, "Find two volunteers").Press(En.Commitments.Add);
        var list = await (await carmen.Asks("commitments")).Fill(En.Commitments.WhatWillYouDo, "Rent a bus").Press(En.Commitments.Add);

        var unfolded = list.Unfold(En.Commitments.ChangedOrDropped, 1);
        Assert.Contains(En.Commitments.WhyMissing, (await unfolded.Press(En.Commitments.WasDropped)).Notice, StringComparison.Ordinal);
        var dropped = await unfolded.Fill(En.Commitments.Why, "Too dear").Press(En.Commitments.WasDropped);
        Assert.Contains($"{En.Commitments.DroppedOn("25 November")}: Too dear", dropped.AllText, StringComparison.Ordinal);
        await dropped.Press(En.Commitments.Done);

        var his = await rui.Asks("commitments");
        Assert.Contains($"Find two volunteers\n{En.Commitments.DoneOn("25 November")}", his.AllText, StringComparison.Ordinal);
        Assert.Equal([En.Pages.AsPage], his.Buttons);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("commit: Nothing")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_learned_is_found_again_by_those_who_may_read_it()
    {
        var (carmen, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Calling the families who had not attended #outreach").Writes(En.CheckIns.DidNot, "Our attendance sheet got lost").Press(En.CheckIns.Submit);
        var receipt = (await rui.Asks("check in")).Unfold(En.CheckIns.WhoReadsIt);
        await receipt.Choose(En.CheckIns.LessonRead(En.CheckIns.DidNot), En.CheckIns.AudienceBackbone).Press(En.CheckIns.SaveWhoReads);
        await Closes(carmen, rui);
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));

        var found = await sam.Asks("what did we learn about Attendance?");
        Assert.Contains("City Library: Calling the families who had not attended", found.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.LessonsWorked} · {En.Time.PeriodWeek(48, "2026")} · #outreach", found.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("sheet", found.AllText, StringComparison.Ordinal);
        Assert.Contains("Calling the families", (await found.Press("#outreach")).AllText, StringComparison.Ordinal);
        Assert.Contains("sheet got lost", (await carmen.Asks("learned about attendance")).AllText, StringComparison.Ordinal);
        Assert.Contains("sheet got lost", (await rui.Asks("learned about attendance")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Learnings.NothingFound, (await sam.Asks("learned about volcanoes")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}

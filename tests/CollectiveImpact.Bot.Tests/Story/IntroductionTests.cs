using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Over their first two weeks, whoever is new gets to know the initiative, a chapter at a time.</summary>
public sealed class IntroductionTests(Azurite azurite) : StoryTest(azurite)
{
    // The stories begin on a Wednesday; Lisbon keeps UTC in winter.
    private static readonly Instant Thursday = Instant.FromUtc(2026, 11, 26, 10, 0);

    [Fact]
    public async Task Five_chapters_come_in_two_weeks_at_ten_where_the_person_is()
    {
        var (carmen, _) = await Riverside();
        var sam = await NewIn(carmen, "Sam", "America/New_York");

        await World.ItIs(Thursday + Duration.FromHours(4));
        Assert.Equal(0, sam.Unread);
        foreach (var (days, title) in new[] { (0, En.Onboarding.WhatWeWorkFor), (4, En.Onboarding.IntroductionWords), (6, En.Onboarding.IntroductionAsked), (8, En.Onboarding.IntroductionLearned), (12, En.Onboarding.IntroductionDecided) })
        {
            // Ten in New York. Who was not there on the day itself gets it once, on the next.
            await World.ItIs(Thursday + Duration.FromDays(days) + Duration.FromHours(5));
            await World.ItIs(Thursday + Duration.FromDays(days) + Duration.FromHours(6));
            Assert.Contains(title, (await sam.Receives()).AllText, StringComparison.Ordinal);
            Assert.Equal(0, sam.Unread);
        }

        await World.ItIs(Thursday + Duration.FromDays(20));
        Assert.Equal((0, 0), (sam.Unread, carmen.Unread));
        NothingWentWrong();
    }

    [Fact]
    public async Task What_somebody_has_read_ahead_is_not_brought_and_it_can_be_ended()
    {
        var (carmen, _) = await Riverside();
        var sam = await NewIn(carmen, "Sam");
        await World.ItIs(Thursday);
        var first = await sam.Receives();
        Assert.Contains(En.Onboarding.IntroductionYouAreNew, first.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.IntroductionWords, (await first.Press(En.Onboarding.IntroductionReadOn)).AllText, StringComparison.Ordinal);

        await World.ItIs(Thursday + Duration.FromDays(4));
        Assert.Equal(0, sam.Unread);
        await World.ItIs(Thursday + Duration.FromDays(6));
        var third = await sam.Receives();
        Assert.Contains("3 of 5", third.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.IntroductionEnded, (await third.Press(En.Onboarding.IntroductionNoMore)).Notice, StringComparison.Ordinal);
        await World.ItIs(Thursday + Duration.FromDays(8));
        await World.ItIs(Thursday + Duration.FromDays(12));

        Assert.Equal(0, sam.Unread);
        Assert.Contains("1 of 5", (await sam.Asks("get to know us")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_is_away_is_left_alone_and_a_restart_brings_nothing_twice()
    {
        var (carmen, _) = await Riverside();
        var sam = await NewIn(carmen, "Sam");
        var pat = await NewIn(carmen, "Pat");
        await sam.Asks("away until 1 December");
        await World.ItIs(Thursday);
        await pat.Receives();
        await World.Restarts();
        await World.ItIs(Thursday + Duration.FromHours(1));

        Assert.Equal((0, 0), (sam.Unread, pat.Unread));
    }

    [Fact]
    public async Task A_reporter_hands_over_and_the_colleague_goes_on_from_there_and_is_introduced()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        await Closes(carmen, rui);
        await carmen.OpensCheckIn();
        await rui.Receives();

        var code = await (await rui.Asks("hand over")).Choose(En.People.OnceTheyHaveJoined, En.People.ReadOn).Press(En.People.GetTheCode);
        Assert.Contains(En.People.CodeInYourPlace("City Library"), code.AllText, StringComparison.Ordinal);
        var nina = Teams.Person("Nina", "library");
        var welcome = await nina.Asks($"join {Cast.CodeOn(code)}");
        Assert.Contains(En.People.JoinYouReport("City Library"), welcome.AllText, StringComparison.Ordinal);
        await World.AllIsSent();

        var told = await rui.Receives();
        Assert.Contains(En.People.ReportsNow("Nina", "City Library"), told.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.YouReadOn, told.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyReporters("Carmen"), (await rui.Asks("check in")).Text, StringComparison.Ordinal);
        Assert.Contains($"Nina: {En.People.PeopleReports("City Library")}", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
        await Submits(await nina.Asks("check in"), "44");
        Assert.Contains("1 of 1", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Onboarding.IntroductionLastAnswer("City Library", En.Unknown)), (await (await (await nina.Asks("get to know us")).Press(En.Onboarding.IntroductionNext)).Press(En.Onboarding.IntroductionNext)).AllText, StringComparison.Ordinal);

        // Said again, the code hands nothing over again, and nobody is told again.
        await nina.Asks($"join {Cast.CodeOn(code)}");
        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Who_hands_over_can_leave_or_go_on_beside_the_colleague()
    {
        var (carmen, rui) = await Riverside();
        var beside = await (await rui.Asks("hand over")).Choose(En.People.OnceTheyHaveJoined, En.People.ReportAsWell).Press(En.People.GetTheCode);
        var nina = Teams.Person("Nina", "library");
        await nina.Joins(Cast.CodeOn(beside));
        Assert.Contains($"You {En.People.ReportAsWell}", (await rui.Receives()).AllText, StringComparison.Ordinal);

        var leaves = await (await rui.Asks("hand over")).Choose(En.People.OnceTheyHaveJoined, En.People.LeaveTheInitiative).Press(En.People.GetTheCode);
        await carmen.OpensCheckIn();
        await rui.Receives();
        var pat = Teams.Person("Pat", "library");
        await pat.Joins(Cast.CodeOn(leaves));
        Assert.Contains(En.People.YouHaveLeft, (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.InNone, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);

        // A code that was never used hands nothing over once its giver reports no more.
        Assert.DoesNotContain("Rui", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }


    private async Task<Person> NewIn(Person carmen, string name, string timeZone = "Europe/Lisbon")
    {
        var person = Teams.Person(name, name.ToLowerInvariant(), timeZone: timeZone);
        await person.JoinsWith(await carmen.AddsPartner($"{name}'s school"));
        return person;
    }
}

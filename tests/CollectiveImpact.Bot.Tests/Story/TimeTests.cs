using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Asked once, on time, in everyone's own time.</summary>
public sealed class TimeTests(Azurite azurite) : StoryTest(azurite)
{
    // Lisbon keeps UTC in winter.
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);

    [Fact]
    public async Task A_week_goes_by_the_schedule_asks_reminds_closes_and_posts()
    {
        var (carmen, rui, channel) = await Scheduled();

        await World.ItIs(MondayNine + Duration.FromMinutes(-1));
        Assert.Equal(0, rui.Unread);
        await World.ItIs(MondayNine + Duration.FromSeconds(1));
        var form = await rui.Receives();
        Assert.Contains(En.Time.PeriodWeek(49, "2026"), form.AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine + Duration.FromDays(2) + Duration.FromMinutes(1));
        var reminder = await rui.Receives();
        Assert.Contains(En.CheckIns.Reminder, reminder.AllText, StringComparison.Ordinal);
        await Submits(reminder, "12");

        await World.ItIs(MondayNine + Duration.FromDays(3) + Duration.FromMinutes(1));
        Assert.Contains(En.Digests.Answered(1, 1, 100), (await channel.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Schedules.NoneOpen} {En.Schedules.NextOpens("Monday 7 December", "09:00")}", (await carmen.Asks("status")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_has_answered_is_not_reminded()
    {
        var (_, rui, _) = await Scheduled();
        await World.ItIs(MondayNine + Duration.FromMinutes(1));
        await Submits(await rui.Receives(), "12");

        await World.ItIs(MondayNine + Duration.FromDays(2) + Duration.FromMinutes(1));

        Assert.Equal(0, rui.Unread);
    }

    [Fact]
    public async Task After_a_restart_everything_is_still_there_and_a_round_that_came_due_opens()
    {
        var (carmen, rui, _) = await Scheduled();
        await World.StopService();
        World.Clock.MoveTo(MondayNine + Duration.FromHours(5));

        await World.StartService();

        var form = await rui.Receives();
        Assert.Contains(En.Time.PeriodWeek(49, "2026"), form.AllText, StringComparison.Ordinal);
        await Submits(form, "7");
        await World.Restarts();
        Assert.Contains("7", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(1, 1, "Thursday 3 December 09:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_twice_however_often_the_service_restarts_or_the_clock_ticks()
    {
        var (_, rui, _) = await Scheduled();
        await World.ItIs(MondayNine + Duration.FromMinutes(1));
        await World.ItIs(MondayNine + Duration.FromMinutes(2));
        await World.Restarts();
        await World.ItIs(MondayNine + Duration.FromMinutes(3));

        await rui.Receives();
        Assert.Equal(0, rui.Unread);
    }

    [Fact]
    public async Task A_round_that_is_over_before_anyone_could_be_asked_is_passed_over()
    {
        var (carmen, rui, _) = await Scheduled();
        await World.StopService();
        World.Clock.MoveTo(MondayNine + Duration.FromDays(5));

        await World.StartService();
        await World.ItIs(MondayNine + Duration.FromDays(5) + Duration.FromMinutes(1));

        Assert.Equal(0, rui.Unread);
        Assert.Contains("Monday 7 December", (await carmen.Asks("status")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_with_faults_is_sent_back_with_each_at_its_field()
    {
        var (carmen, _) = await Riverside();

        var again = await (await carmen.Asks("schedule")).Fill(En.Schedules.At, "nine").Fill(En.Schedules.ClosesAfter, "9").Press(En.Schedules.SeeDates);

        Assert.Contains(En.Schedules.NotATime, again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.ClosesWithin(6), again.AllText, StringComparison.Ordinal);
        Assert.Equal("nine", again.Inputs[En.Schedules.At]);
    }

    private async Task<(Person Carmen, Person Rui, Channel Channel)> Scheduled()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();
        var dates = await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates);
        Assert.Contains(En.Schedules.OpenUntil("Monday 28 December 2026", "Thursday 31 December 09:00"), dates.AllText, StringComparison.Ordinal);
        var saved = await dates.Press(En.Schedules.Save);
        Assert.Contains(En.Schedules.RemindsTheDayBefore(CollectiveImpact.Conversations.ConversationCards.Capital(En.Schedules.EveryWeeks(1, "Monday")), "09:00", 3), saved.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.OpenUntil("Monday 30 November 2026", "Thursday 3 December 09:00"), saved.AllText, StringComparison.Ordinal);
        return (carmen, rui, team.General);
    }
}

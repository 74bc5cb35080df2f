using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Tests.Schedules;

/// <summary>A round that is opened by hand leaves room for the schedule's next.</summary>
public sealed class OpenedByHandTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 30, 9, 0);
    private static readonly FollowedSchedule Followed = new(ScheduleTests.Weekly, new LocalDate(2026, 11, 23), []);
    private static readonly Timetable Weekly = Timetable.Empty.With(Followed);

    [Fact]
    public void Of_an_earlier_period_it_closes_when_the_next_one_opens_and_that_one_opens()
    {
        var friday = Monday - Duration.FromDays(2);

        var (round, through) = Weekly.ByHand(Followed, Lisbon, "Europe/Lisbon", friday);

        Assert.Equal("2026-W48.check-in", round.Id);
        Assert.Equal(Monday, round.ClosesAt);
        var running = Weekly.With(round, through);
        Assert.Equal(round.Id, Assert.IsType<Due.Close>(running.NextDue(Lisbon, Monday)).Round.Id);
        Assert.Equal("2026-W49.check-in", Assert.IsType<Due.Open>(running.Without(round).NextDue(Lisbon, Monday)).Round.Id);
    }

    [Fact]
    public void Of_the_same_period_it_stands_for_the_scheduled_one_with_its_times()
    {
        var early = Monday - Duration.FromMinutes(10);

        var (round, through) = Weekly.ByHand(Followed, Lisbon, "Europe/Lisbon", early);

        Assert.Equal("2026-W49.check-in", round.Id);
        Assert.Equal(Monday + Duration.FromDays(3), round.ClosesAt);
        Assert.Equal([new LocalDate(2026, 12, 2)], round.Reminds);
        Assert.Null(Weekly.With(round, through).NextDue(Lisbon, Monday));
        Assert.Null(Weekly.With(round, through).Without(round).NextDue(Lisbon, Monday));
    }

    [Fact]
    public void Without_a_schedule_it_lasts_three_days_with_a_reminder_on_the_second()
    {
        var (round, _) = Timetable.Empty.ByHand(null, Lisbon, "Europe/Lisbon", Monday);

        Assert.Equal("2026-W49.check-in", round.Id);
        Assert.Equal(Monday + Duration.FromDays(3), round.ClosesAt);
        Assert.Equal([new LocalDate(2026, 12, 2)], round.Reminds);
        var due = Assert.IsType<Due.Ask>((Timetable.Empty.With(round with { TellsAt = null })).NextDue(Lisbon, Monday + Duration.FromDays(2)));
        Assert.Empty(due.Opens);
        Assert.Single(due.Reminds);
    }

    [Fact]
    public void Everyone_is_asked_at_once_and_not_again_at_their_own_time()
    {
        var (round, _) = Timetable.Empty.ByHand(null, Lisbon, "Europe/Lisbon", Monday - Duration.FromHours(3));

        Assert.True(round.AtOnce);
        Assert.Null(Timetable.Empty.With(round with { TellsAt = null }).NextDue(Lisbon, Monday + Duration.FromHours(20)));
    }

    [Fact]
    public void Its_period_is_that_of_the_day_where_the_initiative_is() =>
        // Sunday evening in UTC is Monday in Apia.
        Assert.Equal("2026-W45.check-in", Timetable.Empty.ByHand(null, Lisbon, "Pacific/Apia", Instant.FromUtc(2026, 11, 1, 20, 0)).Round.Id);

    private static IReadOnlyCollection<DateTimeZone> Lisbon(Scope asks) => [DateTimeZoneProviders.Tzdb["Europe/Lisbon"]];
}

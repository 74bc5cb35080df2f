using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Tests.Scheduling;

/// <summary>A round that is opened by hand leaves room for the schedule's next.</summary>
public sealed class OpenedByHandTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 30, 9, 0);

    private static readonly Timetable Weekly = new(
        new Schedule(Frequency.Weekly, IsoDayOfWeek.Monday, new LocalTime(9, 0), "Europe/Lisbon", 3, 1, new LocalDate(2026, 11, 1)),
        Monday - Duration.FromDays(7),
        [],
        null);

    [Fact]
    public void Of_an_earlier_period_it_closes_when_the_next_one_opens_and_that_one_opens()
    {
        var friday = Monday - Duration.FromDays(2);

        var round = Weekly.ByHand("Europe/Lisbon", friday);

        Assert.Equal("2026-W48", round.Id);
        Assert.Equal(Monday, round.ClosesAt);
        var running = Weekly.With(round, NodaConstants.UnixEpoch);
        Assert.Equal(round, Assert.IsType<Due.Close>(running.NextDue(Monday)).Round);
        Assert.Equal("2026-W49", Assert.IsType<Due.Open>(running.Without(round).NextDue(Monday)).Round.Id);
    }

    [Fact]
    public void Of_the_same_period_it_stands_for_the_scheduled_one_with_its_times()
    {
        var early = Monday - Duration.FromMinutes(10);

        var round = Weekly.ByHand("Europe/Lisbon", early);

        Assert.Equal("2026-W49", round.Id);
        Assert.Equal(Monday + Duration.FromDays(3), round.ClosesAt);
        Assert.Equal(Monday + Duration.FromDays(2), round.RemindAt);
        Assert.IsType<Due.PassOver>(Weekly.With(round, NodaConstants.UnixEpoch).NextDue(Monday));
    }
}

using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using CsCheck;

namespace CollectiveImpact.Tests.Scheduling;

public sealed class TimetableTests
{
    // Mondays at nine in Lisbon, in winter the hour of UTC.
    private static readonly Instant FirstMonday = Instant.FromUtc(2026, 11, 2, 9, 0);
    private static readonly Timetable New = Timetable.Empty with { Schedule = ScheduleTests.Weekly, FollowedTo = FirstMonday - Duration.FromDays(1) };

    [Fact]
    public void Nothing_is_due_before_the_first_opening()
    {
        Assert.Null(New.NextDue(FirstMonday - Duration.FromTicks(1)));
        Assert.Equal(FirstMonday, New.NextWake());
    }

    [Fact]
    public void Without_a_schedule_nothing_is_due_and_nothing_wakes()
    {
        Assert.Null(Timetable.Empty.NextDue(FirstMonday));
        Assert.Null(Timetable.Empty.NextWake());
    }

    [Fact]
    public void An_opening_that_is_due_opens_the_round_of_its_period()
    {
        var open = Assert.IsType<Due.Open>(New.NextDue(FirstMonday));

        Assert.Equal(
            new RunningRound("2026-W45", new Period("2026-W45"), FirstMonday, FirstMonday + Duration.FromDays(3), FirstMonday + Duration.FromDays(2)),
            open.Round);
    }

    [Fact]
    public void A_late_clock_opens_only_the_newest_occurrence()
    {
        var now = FirstMonday + Duration.FromDays(14 + 1);

        var (done, after) = Follow(New, now);

        var open = Assert.IsType<Due.Open>(Assert.Single(done));
        Assert.Equal("2026-W47", open.Round.Id);
        Assert.Equal(FirstMonday + Duration.FromDays(14 + 3), open.Round.ClosesAt);
        Assert.Equal(FirstMonday + Duration.FromDays(14), after.FollowedTo);
    }

    [Fact]
    public void A_late_clock_passes_over_what_is_over_already()
    {
        var (done, after) = Follow(New, FirstMonday + Duration.FromDays(3));

        Assert.IsType<Due.PassOver>(Assert.Single(done));
        Assert.Empty(after.Running);
        Assert.Equal(FirstMonday + Duration.FromDays(7), after.NextWake());
    }

    [Fact]
    public void A_late_clock_closes_the_old_round_before_it_opens_the_new_one()
    {
        var (_, open) = Follow(New, FirstMonday);

        var (done, after) = Follow(open, FirstMonday + Duration.FromDays(7));

        Assert.Collection(
            done,
            due => Assert.Equal("2026-W45", Assert.IsType<Due.Close>(due).Round.Id),
            due => Assert.Equal("2026-W46", Assert.IsType<Due.Open>(due).Round.Id));
        Assert.Equal("2026-W46", Assert.Single(after.Running).Id);
    }

    [Fact]
    public void A_round_that_closes_when_the_next_opens_is_closed_first()
    {
        var months = New with
        {
            Schedule = ScheduleTests.Weekly with { Frequency = Frequency.Monthly, ClosesAfterDays = 28, StartsOn = new LocalDate(2027, 2, 1), RemindDaysBefore = null },
            FollowedTo = Instant.FromUtc(2027, 1, 20, 0, 0),
        };
        var (_, february) = Follow(months, Instant.FromUtc(2027, 2, 1, 9, 0));

        // From 1 February to 1 March there are 28 days.
        var (done, after) = Follow(february, Instant.FromUtc(2027, 3, 1, 9, 0));

        Assert.Equal([typeof(Due.Close), typeof(Due.Open)], done.Select(d => d.GetType()));
        Assert.Equal("2027-03", Assert.Single(after.Running).Id);
    }

    [Fact]
    public void An_occurrence_that_meets_a_round_opened_by_hand_is_passed_over()
    {
        var opened = New.With(New.ByHand("Europe/Lisbon", FirstMonday - Duration.FromHours(1)), NodaConstants.UnixEpoch);

        var (done, after) = Follow(opened, FirstMonday);

        Assert.IsType<Due.PassOver>(Assert.Single(done));
        Assert.Equal("2026-W45", Assert.Single(after.Running).Id);
    }

    [Fact]
    public void A_reminder_comes_at_its_time_and_once()
    {
        var (_, open) = Follow(New, FirstMonday);
        Assert.Equal(FirstMonday + Duration.FromDays(2), open.NextWake());

        var (done, after) = Follow(open, FirstMonday + Duration.FromDays(2));

        Assert.IsType<Due.Remind>(Assert.Single(done));
        Assert.Null(after.NextDue(FirstMonday + Duration.FromDays(2)));
        Assert.Equal(FirstMonday + Duration.FromDays(3), after.NextWake());
    }

    [Fact]
    public void Nobody_is_reminded_in_the_minute_in_which_they_are_asked()
    {
        // The clock comes late, when the reminder's time is over too.
        var (done, after) = Follow(New, FirstMonday + Duration.FromDays(2));

        Assert.Null(Assert.IsType<Due.Open>(Assert.Single(done)).Round.RemindAt);
        Assert.Equal(FirstMonday + Duration.FromDays(3), after.NextWake());
    }

    [Fact]
    public void A_round_by_hand_without_a_schedule_lasts_three_days_with_a_reminder_on_the_second()
    {
        var round = Timetable.Empty.ByHand("Europe/Lisbon", FirstMonday);

        Assert.Equal("2026-W45", round.Id);
        Assert.Equal(FirstMonday + Duration.FromDays(3), round.ClosesAt);
        Assert.Equal(FirstMonday + Duration.FromDays(2), round.RemindAt);
    }

    [Fact]
    public void A_round_by_hand_follows_the_schedules_length_and_reminder()
    {
        var quiet = New with { Schedule = ScheduleTests.Weekly with { ClosesAfterDays = 5, RemindDaysBefore = null } };

        Assert.Null(quiet.ByHand("Europe/Lisbon", FirstMonday).RemindAt);
        Assert.Equal(FirstMonday + Duration.FromDays(5), quiet.ByHand("Europe/Lisbon", FirstMonday).ClosesAt);
    }

    [Fact]
    public void The_period_of_a_round_by_hand_is_that_of_the_day_where_the_initiative_is() =>
        // Sunday evening in UTC is Monday in Apia.
        Assert.Equal("2026-W45", Timetable.Empty.ByHand("Pacific/Apia", Instant.FromUtc(2026, 11, 1, 20, 0)).Id);

    [Fact]
    public void The_same_period_asked_about_again_gets_a_number_of_its_own()
    {
        var timetable = Timetable.Empty;
        var ids = new List<string>();
        for (var times = 0; times < 12; times++)
        {
            var round = timetable.ByHand("Europe/Lisbon", FirstMonday + Duration.FromHours(times));
            ids.Add(round.Id);
            timetable = timetable.With(round, NodaConstants.UnixEpoch).Without(round);
        }

        Assert.Equal(["2026-W45", "2026-W45.2", "2026-W45.3", "2026-W45.4"], ids.Take(4));
        Assert.Equal("2026-W45.12", ids[^1]);
        Assert.All(ids, id => Assert.StartsWith("2026-W45", id, StringComparison.Ordinal));
    }

    [Fact]
    public void Opening_by_hand_forgets_nothing_that_was_followed()
    {
        var timetable = New.With(New.ByHand("Europe/Lisbon", FirstMonday), NodaConstants.UnixEpoch);

        Assert.Equal(New.FollowedTo, timetable.FollowedTo);
    }

    // Whatever the pauses, and whoever opens and closes by hand in between.
    [Fact]
    public void However_the_clock_pauses_nobody_is_asked_twice_and_every_round_closes_once() => Gen.Select(
        ScheduleTests.Any,
        Gen.Select(Gen.Int[0, 40 * 24], Gen.Int[0, 9], (hours, hand) => (Hours: hours, Hand: hand)).Array[1, 60]).Sample(
        (any, steps) =>
        {
            var longest = any.Frequency switch { Frequency.Weekly => 6, Frequency.Fortnightly => 13, _ => Schedule.LongestOpenDays };
            var closes = Math.Min(any.ClosesAfterDays, longest);
            var schedule = any with { ClosesAfterDays = closes, RemindDaysBefore = any.RemindDaysBefore < closes ? any.RemindDaysBefore : null };
            var now = schedule.StartsOn.AtMidnight().InUtc().ToInstant();
            var timetable = Timetable.Empty with { Schedule = schedule, FollowedTo = now };
            var (opened, closed, reminded, openedAt) = (new List<RunningRound>(), new List<string>(), new List<string>(), new List<Instant>());
            foreach (var (hours, hand) in steps)
            {
                now += Duration.FromHours(hours);
                if (hand == 0 && timetable.Running.Count == 0)
                {
                    var round = timetable.ByHand(schedule.TimeZone, now);
                    opened.Add(round);
                    timetable = timetable.With(round, NodaConstants.UnixEpoch);
                }
                else if (hand == 1 && timetable.Running is [var running, ..])
                {
                    closed.Add(running.Id);
                    timetable = timetable.Without(running);
                }

                var (done, after) = Follow(timetable, now);
                timetable = after;
                foreach (var due in done)
                {
                    switch (due)
                    {
                        case Due.Open(var round, var at):
                            opened.Add(round);
                            openedAt.Add(at);
                            break;
                        case Due.Remind(var round):
                            reminded.Add(round.Id);
                            Assert.Contains(opened, o => o.Id == round.Id && o.OpenedAt < now);
                            break;
                        case Due.Close(var round):
                            closed.Add(round.Id);
                            break;
                    }
                }

                Assert.True(timetable.Running.Count <= 1, "Two rounds are open.");
                Assert.True(timetable.NextWake() > now, "Something is due, but the clock sleeps.");
                Assert.All(timetable.Running, r => Assert.True(r.ClosesAt > now));
            }

            Assert.Equal(openedAt.Distinct(), openedAt);
            Assert.Equal(opened.Select(o => o.Id).Distinct(), opened.Select(o => o.Id));
            Assert.Equal(reminded.Distinct(), reminded);
            Assert.Equal(opened.Select(o => o.Id), closed.Concat(timetable.Running.Select(r => r.Id)));
        },
        iter: 500);

    // What the clock's grain does with a timetable, without its storage and its listeners.
    private static (IReadOnlyList<Due> Done, Timetable After) Follow(Timetable timetable, Instant now)
    {
        var done = new List<Due>();
        while (timetable.NextDue(now) is { } due)
        {
            done.Add(due);
            Assert.True(done.Count < 10, "The clock goes round in circles.");
            timetable = due switch
            {
                Due.Open(var round, var at) => timetable.With(round, at),
                Due.Remind(var round) => timetable.WithoutReminder(round),
                Due.Close(var round) => timetable.Without(round),
                _ => timetable with { FollowedTo = ((Due.PassOver)due).At },
            };
        }

        return (done, timetable);
    }
}

using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using CsCheck;

namespace CollectiveImpact.Tests.Schedules;

public sealed class TimetableTests
{
    private static readonly LocalDate Monday = new(2026, 11, 2);

    // Mondays at nine in Lisbon, in winter the hour of UTC.
    private static readonly Instant FirstMonday = Instant.FromUtc(2026, 11, 2, 9, 0);
    private static readonly Timetable New = Timetable.Empty with { Schedules = [new FollowedSchedule(ScheduleTests.Weekly, Monday.PlusDays(-1), [])] };

    [Fact]
    public void Nothing_is_due_before_the_first_opening()
    {
        var before = FirstMonday - Duration.FromTicks(1);

        Assert.Null(New.NextDue(Lisbon, before));
        Assert.Equal(FirstMonday, New.NextWake(Lisbon, before));
    }

    [Fact]
    public void The_clock_wakes_before_anyones_time_to_ask_anew_where_everyone_is() =>
        // Monday at nine begins in Kiritimati, fourteen hours before UTC.
        Assert.Equal(FirstMonday - Duration.FromHours(14), New.NextWake(Lisbon, FirstMonday - Duration.FromDays(1)));

    [Theory]
    // Closed on a Thursday at nine: in the afternoon, and the next morning; on a Friday evening, on Monday, or after a day off.
    [InlineData("2026-11-05T09:00", "14:00", "2026-11-05T14:00")]
    [InlineData("2026-11-05T09:00", "09:30", "2026-11-06T09:30")]
    [InlineData("2026-11-05T09:00", "10:00", "2026-11-05T10:00")]
    [InlineData("2026-11-06T17:00", "09:00", "2026-11-09T09:00")]
    [InlineData("2026-11-09T17:00", "09:00", "2026-11-11T09:00")]
    public void A_digest_waits_until_the_time_of_the_next_working_day_with_an_hour_to_look_at_it(string closed, string time, string posted)
    {
        var waits = New with
        {
            Schedules = [new FollowedSchedule(ScheduleTests.Weekly with { DigestAt = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value }, Monday, [])],
            Pauses = [new Pause(Monday.PlusDays(8), Monday.PlusDays(8), "A day off")],
        };
        var round = Assert.IsType<Due.Open>(New.NextDue(Lisbon, FirstMonday)).Round;

        Assert.Equal(At(posted), waits.DigestAt(round, At(closed)));
        Assert.Null(New.DigestAt(round, At(closed)));

        // It wakes the clock, is due once, and is nobody's to read meanwhile but the backbone's.
        var waiting = waits.With(round).Without(round).Waiting(round, At(posted));
        Assert.Equal(round.Id, Assert.IsType<Due.Digest>(waiting.NextDue(Lisbon, At(posted))).Waiting.Round.Id);
        Assert.Empty(waiting.Told(toBackbone: false));
        Assert.Equal([round.Id], waiting.Told(toBackbone: true));
        Assert.Equal([round.Id], waiting.Posted(round.Id).Told(toBackbone: false));

        static Instant At(string local) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm").Parse(local).Value.InUtc().ToInstant();
    }

    [Fact]
    public void Without_a_schedule_nothing_is_due_and_nothing_wakes()
    {
        Assert.Null(Timetable.Empty.NextDue(Lisbon, FirstMonday));
        Assert.Null(Timetable.Empty.NextWake(Lisbon, FirstMonday));
    }

    [Fact]
    public void An_opening_that_is_due_opens_the_round_of_its_period()
    {
        var open = Assert.IsType<Due.Open>(New.NextDue(Lisbon, FirstMonday));

        Assert.Equal("2026-W45.check-in", open.Round.Id);
        Assert.Equal((FirstMonday, FirstMonday + Duration.FromDays(3)), (open.Round.OpenedAt, open.Round.ClosesAt));
        Assert.Equal([Monday.PlusDays(2)], open.Round.Reminds);
        Assert.Equal(FirstMonday + Duration.FromMinutes(30), open.Round.TellsAt);
    }

    [Fact]
    public void A_late_clock_opens_only_the_newest_occurrence()
    {
        var now = FirstMonday + Duration.FromDays(14 + 1);

        var (done, after) = Follow(New, now);

        var open = Assert.IsType<Due.Open>(done[0]);
        Assert.Equal("2026-W47.check-in", open.Round.Id);
        Assert.Equal(FirstMonday + Duration.FromDays(14 + 3), open.Round.ClosesAt);
        Assert.Single(done, d => d is Due.Open);
        Assert.Equal(Monday.PlusDays(14), after.Schedules[0].Through);
    }

    [Fact]
    public void A_late_clock_passes_over_what_is_over_already()
    {
        var (done, after) = Follow(New, FirstMonday + Duration.FromDays(3));

        Assert.IsType<Due.PassOver>(Assert.Single(done));
        Assert.Empty(after.Running);
    }

    [Fact]
    public void A_late_clock_closes_the_old_round_before_it_opens_the_new_one()
    {
        var (_, open) = Follow(New, FirstMonday);

        var (done, after) = Follow(open, FirstMonday + Duration.FromDays(7));

        Assert.Collection(
            done,
            due => Assert.Equal("2026-W45.check-in", Assert.IsType<Due.Close>(due).Round.Id),
            due => Assert.Equal("2026-W46.check-in", Assert.IsType<Due.Open>(due).Round.Id));
        Assert.Equal("2026-W46.check-in", Assert.Single(after.Running).Id);
    }

    [Fact]
    public void A_reminder_comes_at_its_time_and_once()
    {
        var (_, open) = Follow(Follow(New, FirstMonday).After, FirstMonday + Duration.FromDays(1));

        var (done, after) = Follow(open, FirstMonday + Duration.FromDays(2));

        var ask = Assert.IsType<Due.Ask>(Assert.Single(done));
        Assert.Empty(ask.Opens);
        Assert.Equal(Monday.PlusDays(2), Assert.Single(ask.Reminds).Date);
        Assert.Null(after.NextDue(Lisbon, FirstMonday + Duration.FromDays(2)));
        Assert.Equal(FirstMonday + Duration.FromDays(3), after.NextWake(Lisbon, FirstMonday + Duration.FromDays(2)));
    }

    [Fact]
    public void Several_reminders_come_each_at_its_time()
    {
        var schedule = ScheduleTests.Weekly with { ClosesAfterDays = 6, RemindDaysBefore = [4, 1] };
        var timetable = Timetable.Empty with { Schedules = [new FollowedSchedule(schedule, Monday.PlusDays(-1), [])] };
        var reminded = new List<LocalDate>();
        for (var hour = 0; hour < 6 * 24; hour++)
        {
            var (done, after) = Follow(timetable, FirstMonday + Duration.FromHours(hour));
            timetable = after;
            reminded.AddRange(done.OfType<Due.Ask>().SelectMany(a => a.Reminds).Select(r => r.Date));
        }

        Assert.Equal([Monday.PlusDays(2), Monday.PlusDays(5)], reminded);
    }

    [Fact]
    public void Nobody_is_reminded_in_the_minute_in_which_they_are_asked()
    {
        // The clock comes late, when the reminder's time is over too.
        var (done, after) = Follow(New, FirstMonday + Duration.FromDays(2));

        Assert.DoesNotContain(done, d => d is Due.Ask { Reminds.Count: > 0 });
        Assert.DoesNotContain(Follow(after, FirstMonday + Duration.FromDays(2) + Duration.FromHours(20)).Done, d => d is Due.Ask { Reminds.Count: > 0 });
    }

    // Where people are.

    [Fact]
    public void Everyone_is_asked_at_their_own_nine_oclock_and_all_close_at_one_moment()
    {
        var timetable = New;
        var asked = new Dictionary<string, Instant>();
        var closed = new List<Instant>();
        for (var now = FirstMonday - Duration.FromDays(1); now < FirstMonday + Duration.FromDays(4); now += Duration.FromMinutes(15))
        {
            var (done, after) = Follow(timetable, now, Around);
            timetable = after;
            foreach (var zone in done.SelectMany(d => d switch { Due.Open o => o.Zones, Due.Ask a => a.Opens, _ => [] }))
            {
                asked.TryAdd(zone.Id, now);
            }

            closed.AddRange(done.OfType<Due.Close>().Select(_ => now));
        }

        Assert.Equal([FirstMonday + Duration.FromDays(3)], closed);
        foreach (var zone in Around(Scope.Everything))
        {
            Assert.Equal(Monday.At(new LocalTime(9, 0)), asked[zone.Id].InZone(zone).LocalDateTime);
        }
    }

    [Fact]
    public void Everyone_is_reminded_at_their_own_nine_oclock()
    {
        var timetable = New;
        var reminded = new Dictionary<string, List<Instant>>();
        var before = new HashSet<string>();
        for (var now = FirstMonday - Duration.FromDays(1); now < FirstMonday + Duration.FromDays(4); now += Duration.FromMinutes(15))
        {
            var (done, after) = Follow(timetable, now, Around);
            timetable = after;
            foreach (var zone in done.OfType<Due.Ask>().SelectMany(a => a.Reminds).SelectMany(r => r.Zones).Where(z => before.Add(z.Id)))
            {
                reminded.TryAdd(zone.Id, [now]);
            }
        }

        foreach (var zone in Around(Scope.Everything))
        {
            Assert.Equal(Monday.PlusDays(2).At(new LocalTime(9, 0)), Assert.Single(reminded[zone.Id]).InZone(zone).LocalDateTime);
        }
    }

    [Fact]
    public void The_backbone_is_told_once_everyones_time_has_come()
    {
        var (_, open) = Follow(New, FirstMonday, Around);

        var tells = Assert.Single(open.Running).TellsAt;

        // Los Angeles is the last of them.
        Assert.Equal(Instant.FromUtc(2026, 11, 2, 17, 30), tells);
        Assert.IsType<Due.Tell>(Follow(open, tells!.Value, Around).Done[^1]);
        Assert.DoesNotContain(Follow(Follow(open, tells.Value, Around).After, tells.Value + Duration.FromHours(1), Around).Done, d => d is Due.Tell);
    }

    [Fact]
    public void Whoever_moves_to_where_the_time_is_over_is_asked_when_the_day_has_come_everywhere()
    {
        // The only reporter was in Los Angeles when Monday began, and is in Lisbon at noon.
        var angeles = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];
        var (_, open) = Follow(New, FirstMonday, _ => [angeles, DateTimeZoneProviders.Tzdb["Europe/Lisbon"]]);
        var lastPlace = Instant.FromUtc(2026, 11, 2, 21, 0);

        Assert.Equal(lastPlace, (open with { Running = [open.Running[0] with { TellsAt = null }] }).NextWake(Lisbon, FirstMonday));
        var ask = Assert.IsType<Due.Ask>(Follow(open, lastPlace, Lisbon).Done[0]);
        Assert.Contains(ask.Opens, z => z.Id == "Europe/Lisbon");
    }

    // Pauses and skips.

    [Fact]
    public void In_a_pause_nothing_opens_and_afterwards_it_goes_on()
    {
        var paused = New with { Pauses = [new Pause(Monday.PlusDays(5), Monday.PlusDays(14), "Holidays")] };
        var opened = new List<string>();
        for (var day = 0; day < 30; day++)
        {
            var (done, after) = Follow(paused, FirstMonday + Duration.FromDays(day));
            paused = after;
            opened.AddRange(done.OfType<Due.Open>().Select(o => o.Round.Id.Value));
        }

        Assert.Equal(["2026-W45.check-in", "2026-W48.check-in", "2026-W49.check-in"], opened);
        Assert.Equal([Monday.PlusDays(35)], paused.Coming(paused.Schedules[0]).Take(1).Select(o => o.Date));
    }

    [Fact]
    public void What_is_skipped_is_passed_over_once()
    {
        var followed = New.Schedules[0] with { Skipped = [Monday] };
        var skipping = New.With(followed);

        var (done, after) = Follow(skipping, FirstMonday);

        Assert.IsType<Due.PassOver>(Assert.Single(done));
        Assert.Empty(after.Schedules[0].Skipped);
        Assert.Equal("2026-W46.check-in", Follow(after, FirstMonday + Duration.FromDays(7)).After.Running[0].Id);
        Assert.Equal(Monday.PlusDays(7), skipping.Coming(followed).First().Date);
    }

    [Fact]
    public void A_pause_that_begins_while_a_round_is_open_does_not_touch_it()
    {
        var (_, open) = Follow(New, FirstMonday);

        var (done, _) = Follow(open with { Pauses = [new Pause(Monday, Monday.PlusDays(9), "Flood")] }, FirstMonday + Duration.FromDays(3));

        Assert.IsType<Due.Close>(done[^1]);
    }

    // Changes.

    [Fact]
    public void A_changed_schedule_asks_nobody_again_about_the_same_day()
    {
        var (_, open) = Follow(New, FirstMonday);

        // At ten, the time is changed to three in the afternoon.
        var changed = open.Following(ScheduleTests.Weekly with { At = new LocalTime(15, 0) }, FirstMonday + Duration.FromHours(1));

        Assert.Equal(open.Running, changed.Running);
        var closed = Follow(changed, FirstMonday + Duration.FromDays(3)).After;
        Assert.Equal(Monday.PlusDays(7), closed.Coming(closed.Schedules[0]).First().Date);
    }

    [Fact]
    public void A_schedule_that_is_saved_again_does_not_multiply()
    {
        var twice = New.Following(ScheduleTests.Weekly, FirstMonday).Following(ScheduleTests.Weekly, FirstMonday);

        Assert.Single(twice.Schedules);
    }

    [Theory]
    [InlineData(0, 0, "Pacific/Apia")]
    [InlineData(0, 0, "America/Los_Angeles")]
    [InlineData(23, 59, "Pacific/Auckland")]
    [InlineData(23, 59, "Etc/UTC")]
    public void A_due_time_near_midnight_opens_on_its_day(int hour, int minute, string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var at = new LocalTime(hour, minute);
        var late = Timetable.Empty with { Schedules = [new FollowedSchedule(ScheduleTests.Weekly with { At = at, TimeZone = id }, Monday.PlusDays(-1), [])] };
        var due = LocalMoment.In(zone, Monday, at);

        Assert.Null(late.NextDue(_ => [zone], due - Duration.FromTicks(1)));
        Assert.Equal(Monday, Assert.IsType<Due.Open>(late.NextDue(_ => [zone], due)).Round.Date);
    }

    [Fact]
    public void A_new_schedule_owes_nothing_of_the_past()
    {
        var timetable = Timetable.Empty.Following(ScheduleTests.Weekly, FirstMonday + Duration.FromHours(1));

        Assert.Null(timetable.NextDue(Lisbon, FirstMonday + Duration.FromHours(1)));
        Assert.Equal(Monday.PlusDays(7), timetable.Coming(timetable.Schedules[0]).First().Date);
    }

    [Fact]
    public void A_schedule_that_ends_leaves_its_open_round_to_close()
    {
        var (_, open) = Follow(New, FirstMonday);

        var ended = open.WithoutSchedule(Schedule.UsualId);

        Assert.IsType<Due.Close>(Follow(ended, FirstMonday + Duration.FromDays(3)).Done[^1]);
        Assert.Null(Follow(ended, FirstMonday + Duration.FromDays(3)).After.NextWake(Lisbon, FirstMonday + Duration.FromDays(3)));
    }

    [Fact]
    public void Two_check_ins_of_an_initiative_go_their_own_ways()
    {
        var deep = ScheduleTests.Weekly with { Id = "deep", Name = "Deep look", Recurs = new Recurrence(Frequency.Monthly, 1, [IsoDayOfWeek.Monday], DayInMonth.First), ClosesAfterDays = 14 };
        var both = New.With(new FollowedSchedule(deep, Monday.PlusDays(-1), []));

        var (_, open) = Follow(both, FirstMonday);
        var (done, after) = Follow(open, FirstMonday + Duration.FromDays(3));

        Assert.Equal(["2026-W45.check-in", "2026-11.deep"], open.Running.Select(r => r.Id.Value));
        Assert.Equal("2026-W45.check-in", Assert.IsType<Due.Close>(done.Single(d => d is Due.Close)).Round.Id);
        Assert.Equal(["2026-11.deep"], after.Running.Select(r => r.Id.Value));
    }

    // Names.

    [Fact]
    public void The_same_period_asked_about_again_gets_a_number_of_its_own()
    {
        var timetable = Timetable.Empty;
        var ids = new List<string>();
        for (var times = 0; times < 12; times++)
        {
            var (round, _) = timetable.ByHand(null, Lisbon, "Europe/Lisbon", FirstMonday + Duration.FromHours(times));
            ids.Add(round.Id);
            timetable = timetable.With(round).Without(round);
        }

        Assert.Equal(["2026-W45.check-in", "2026-W45.check-in.2", "2026-W45.check-in.3", "2026-W45.check-in.4"], ids.Take(4));
        Assert.Equal("2026-W45.check-in.12", ids[^1]);
        Assert.Equal([ids[^1]], timetable.Closed);
    }

    [Fact]
    public void A_change_of_mind_from_weeks_to_months_and_back_names_no_round_twice()
    {
        var timetable = New;
        var ids = new List<string>();
        foreach (var frequency in new[] { Frequency.Weekly, Frequency.Monthly, Frequency.Weekly, Frequency.Monthly, Frequency.Weekly })
        {
            timetable = timetable.Following(ScheduleTests.Weekly with { Recurs = ScheduleTests.Weekly.Recurs with { Frequency = frequency } }, FirstMonday);
            var (round, _) = timetable.ByHand(timetable.Schedules[0], Lisbon, "Europe/Lisbon", FirstMonday);
            ids.Add(round.Id);
            timetable = timetable.With(round).Without(round);
        }

        Assert.Equal(["2026-W45.check-in", "2026-11.check-in", "2026-W45.check-in.2", "2026-11.check-in.2", "2026-W45.check-in.3"], ids);
    }

    // Whatever the pauses, and whoever opens and closes by hand in between, wherever people are.
    [Fact]
    public void However_the_clock_pauses_nobody_is_asked_twice_and_every_round_closes_once() => Gen.Select(
        ScheduleTests.Any,
        Gen.OneOf<string>(ScheduleTests.Zones).Array[0, 4],
        Gen.Select(Gen.Int[0, 40 * 24], Gen.Int[0, 9], (hours, hand) => (Hours: hours, Hand: hand)).Array[1, 60]).Sample(
        (schedule, ids, steps) =>
        {
            DateTimeZone[] where = [.. ids.Append(schedule.TimeZone).Distinct().Select(i => DateTimeZoneProviders.Tzdb[i])];
            IReadOnlyCollection<DateTimeZone> Zones(Scope _) => where;
            var now = schedule.StartsOn.AtMidnight().InUtc().ToInstant();
            var timetable = Timetable.Empty.Following(schedule, now);
            var (opened, closed, reminded, dates) = (new List<RunningRound>(), new List<RoundId>(), new List<(string, LocalDate, string)>(), new List<LocalDate>());
            foreach (var (hours, hand) in steps)
            {
                now += Duration.FromHours(hours);
                if (hand == 0 && timetable.Running.Count == 0)
                {
                    var (round, through) = timetable.ByHand(timetable.Schedules[0], Zones, schedule.TimeZone, now);
                    opened.Add(round);
                    timetable = timetable.With(round, through);
                }
                else if (hand == 1 && timetable.Running is [var running, ..])
                {
                    closed.Add(running.Id);
                    timetable = timetable.Without(running);
                }

                var (done, after) = Follow(timetable, now, Zones);
                timetable = after;
                foreach (var due in done)
                {
                    switch (due)
                    {
                        case Due.Open(var round, var through, var zones, _):
                            opened.Add(round);
                            dates.Add(through);
                            Assert.NotEmpty(zones);
                            break;
                        case Due.Ask(var round, _, var reminds, _):
                            // The same place is named again for those who came later, but never first twice.
                            reminded.AddRange(reminds.Select(r => (round.Id.Value, r.Date, "")));
                            Assert.Contains(opened, o => o.Id == round.Id);
                            break;
                        case Due.Close(var round):
                            closed.Add(round.Id);
                            break;
                    }
                }

                Assert.True(timetable.Running.Count <= 1, "Two rounds are open.");
                Assert.True(timetable.NextWake(Zones, now) > now, "Something is due, but the clock sleeps.");
                Assert.All(timetable.Running, r => Assert.True(r.ClosesAt > now));
            }

            Assert.Equal(dates.Distinct(), dates);
            Assert.Equal(opened.Select(o => o.Id).Distinct(), opened.Select(o => o.Id));
            Assert.Equal(opened.Select(o => o.Id), closed.Concat(timetable.Running.Select(r => r.Id)));
        },
        iter: 500);

    private static IReadOnlyCollection<DateTimeZone> Lisbon(Scope asks) => [DateTimeZoneProviders.Tzdb["Europe/Lisbon"]];

    private static IReadOnlyCollection<DateTimeZone> Around(Scope asks) =>
        [.. new[] { "Pacific/Auckland", "Asia/Kathmandu", "Europe/Lisbon", "America/St_Johns", "America/Los_Angeles" }.Select(z => DateTimeZoneProviders.Tzdb[z])];

    // What the clock's grain does with a timetable, without its storage and its listeners.
    private static (IReadOnlyList<Due> Done, Timetable After) Follow(Timetable timetable, Instant now, Func<Scope, IReadOnlyCollection<DateTimeZone>>? zones = null)
    {
        var done = new List<Due>();
        while (timetable.NextDue(zones ?? Lisbon, now) is { } due)
        {
            done.Add(due);
            Assert.True(done.Count < 20, "The clock goes round in circles.");
            timetable = due switch
            {
                Due.Open(var round, var through, _, _) => timetable.With(round, through),
                Due.Ask(var round, _, _, _) => timetable.With(round with { FollowedTo = now }),
                Due.Tell(var round) => timetable.With(round with { TellsAt = null }),
                Due.Close(var round) => timetable.Without(round),
                _ => timetable.Through(((Due.PassOver)due).Schedule, ((Due.PassOver)due).Through),
            };
        }

        return (done, timetable);
    }
}

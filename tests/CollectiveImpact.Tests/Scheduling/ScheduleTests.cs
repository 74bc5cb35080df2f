using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using CsCheck;

namespace CollectiveImpact.Tests.Scheduling;

public sealed class ScheduleTests
{
    private const int Years = 10;

    // Zones that change at different hours and in different months, by half an hour, around Ramadan, or never; Apia once lost a whole day.
    private static readonly Gen<string> Zones = Gen.OneOf<string>(
        "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "America/Santiago", "Pacific/Apia", "America/St_Johns", "Asia/Beirut", "Etc/UTC");

    private static readonly Gen<LocalDate> Dates = Gen.Int[0, 20 * 365].Select(days => new LocalDate(2006, 1, 1).PlusDays(days));

    private static readonly Gen<Schedule> Schedules = Gen.Select(
        Gen.Enum<Frequency>(),
        Gen.Int[1, 7],
        Gen.Int[0, (24 * 60) - 1],
        Zones,
        Gen.Int[1, 28],
        Gen.Int[0, 3],
        Dates,
        (frequency, day, minute, zone, closes, reminds, starts) => new Schedule(
            frequency,
            (IsoDayOfWeek)day,
            LocalTime.Midnight.PlusMinutes(minute),
            zone,
            closes,
            reminds == 0 || reminds >= closes ? null : reminds,
            starts));

    [Fact]
    public void No_occurrence_is_lost_or_doubled_in_ten_years_whatever_the_clocks_do() => Schedules.Sample(
        schedule =>
        {
            var end = schedule.StartsOn.PlusYears(Years);

            var dates = TenYears(schedule).Select(o => o.Date);

            Assert.Equal(ByTheCalendar(schedule).TakeWhile(d => d < end), dates);
        },
        iter: 150);

    [Fact]
    public void Each_occurrence_opens_after_the_one_before() => Schedules.Sample(
        schedule => Assert.All(TenYears(schedule).Pairwise(), pair => Assert.True(pair.First.Opens < pair.Second.Opens)),
        iter: 100);

    [Fact]
    public void Each_occurrence_opens_closes_and_reminds_at_the_local_time_or_moved_forward_over_a_gap() => Schedules.Sample(
        schedule =>
        {
            var zone = DateTimeZoneProviders.Tzdb[schedule.TimeZone];
            foreach (var occurrence in TenYears(schedule))
            {
                Assert.Equal(schedule.Day, occurrence.Date.DayOfWeek);
                AssertMeets(occurrence.Opens, occurrence.Date);
                AssertMeets(occurrence.Closes, occurrence.Date.PlusDays(schedule.ClosesAfterDays));
                if (schedule.RemindDaysBefore is { } days)
                {
                    AssertMeets(occurrence.Reminds!.Value, occurrence.Date.PlusDays(schedule.ClosesAfterDays - days));
                }
                else
                {
                    Assert.Null(occurrence.Reminds);
                }
            }

            void AssertMeets(Instant instant, LocalDate date)
            {
                var wanted = date.At(schedule.At);
                var mapped = zone.MapLocal(wanted);
                var expected = mapped.Count == 0
                    // The clocks skip this time: as long after the skip as the time was into it.
                    ? wanted.WithOffset(mapped.EarlyInterval.WallOffset).ToInstant()
                    : mapped.First().ToInstant();
                Assert.Equal(expected, instant);
            }
        },
        iter: 100);

    [Fact]
    public void After_any_pause_the_same_occurrences_follow() => Gen.Select(Schedules, Gen.Double[0, 1], Gen.Int[-1, 1]).Sample(
        (schedule, where, ticks) =>
        {
            var all = TenYears(schedule);
            var index = (int)(where * (all.Count - 6));
            // Just before, at and just after an opening.
            var paused = all[index].Opens + Duration.FromTicks(ticks);

            var resumed = schedule.After(paused).Take(5);

            Assert.Equal(all.Where(o => o.Opens > paused).Take(5), resumed);
        },
        iter: 300);

    [Fact]
    public void The_last_occurrence_is_found_as_well_after_a_day_that_the_zone_never_had()
    {
        // Samoa crossed the date line: 30 December 2011 never was.
        var fridays = Weekly with { Day = IsoDayOfWeek.Friday, TimeZone = "Pacific/Apia", StartsOn = new LocalDate(2011, 12, 1) };

        var opens = fridays.After(Instant.FromUtc(2011, 12, 1, 0, 0)).Take(6).Select(o => o.Opens.InZone(DateTimeZoneProviders.Tzdb["Pacific/Apia"]).LocalDateTime);

        Assert.Equal(
            [
                new(2011, 12, 2, 9, 0),
                new(2011, 12, 9, 9, 0),
                new(2011, 12, 16, 9, 0),
                new(2011, 12, 23, 9, 0),
                new(2011, 12, 31, 9, 0),
                new(2012, 1, 6, 9, 0),
            ],
            opens);
    }

    [Theory]
    [InlineData("2026-03-08T03:30:00-04:00", 2026, 3, 8)]
    [InlineData("2026-11-01T01:30:00-04:00", 2026, 11, 1)]
    public void A_time_that_the_clocks_skip_comes_after_the_gap_and_one_that_comes_twice_is_the_first(string opens, int year, int month, int day)
    {
        var time = month == 3 ? new LocalTime(2, 30) : new LocalTime(1, 30);
        var sundays = Weekly with { Day = IsoDayOfWeek.Sunday, At = time, TimeZone = "America/New_York", StartsOn = new LocalDate(year, month, day) };

        var first = sundays.After(NodaConstants.UnixEpoch).First();

        Assert.Equal(NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(opens).Value.ToInstant(), first.Opens);
    }

    [Fact]
    public void Every_two_weeks_stays_in_step_with_the_week_it_started_in()
    {
        var schedule = Weekly with { Frequency = Frequency.Fortnightly, Day = IsoDayOfWeek.Thursday, StartsOn = new LocalDate(2026, 12, 8) };

        var years = schedule.After(NodaConstants.UnixEpoch).Take(60).Select(o => o.Date).ToArray();

        Assert.Equal(new LocalDate(2026, 12, 10), years[0]);
        Assert.All(years.Pairwise(), pair => Assert.Equal(14, NodaTime.Period.DaysBetween(pair.First, pair.Second)));
    }

    [Fact]
    public void A_schedule_of_months_that_starts_on_the_weekday_waits_for_the_first_one_of_the_next_month()
    {
        // 16 November 2026 is a Monday, but the third of its month.
        var schedule = Weekly with { Frequency = Frequency.Monthly, StartsOn = new LocalDate(2026, 11, 16) };

        Assert.Equal(
            [new(2026, 12, 7), new(2027, 1, 4), new(2027, 2, 1)],
            schedule.After(NodaConstants.UnixEpoch).Take(3).Select(o => o.Date));
    }

    [Fact]
    public void A_quarter_is_asked_about_on_the_first_weekday_of_its_first_month()
    {
        var schedule = Weekly with { Frequency = Frequency.Quarterly, Day = IsoDayOfWeek.Wednesday, StartsOn = new LocalDate(2026, 7, 8) };

        Assert.Equal(
            [new(2026, 10, 7), new(2027, 1, 6), new(2027, 4, 7), new(2027, 7, 7)],
            schedule.After(NodaConstants.UnixEpoch).Take(4).Select(o => o.Date));
    }

    [Fact]
    public void The_schedule_says_itself_in_a_sentence() => Assert.Equal(
        "every week on Monday at 09:00, closes after 3 days, reminds the day before it closes",
        Weekly.InWords(CultureInfo.GetCultureInfo("en-GB")));

    [Theory]
    [InlineData(Frequency.Fortnightly, IsoDayOfWeek.Sunday, 1, null, "every two weeks on Sunday at 09:00, closes after 1 day, no reminder")]
    [InlineData(Frequency.Monthly, IsoDayOfWeek.Saturday, 7, 2, "every month on the first Saturday at 09:00, closes after 7 days, reminds 2 days before it closes")]
    [InlineData(Frequency.Quarterly, IsoDayOfWeek.Tuesday, 14, 1, "every quarter on the first Tuesday at 09:00, closes after 14 days, reminds the day before it closes")]
    public void Every_kind_of_schedule_has_its_sentence(Frequency frequency, IsoDayOfWeek day, int closes, int? reminds, string sentence) => Assert.Equal(
        sentence,
        (Weekly with { Frequency = frequency, Day = day, ClosesAfterDays = closes, RemindDaysBefore = reminds }).InWords(CultureInfo.GetCultureInfo("en-GB")));

    internal static Schedule Weekly { get; } = new(
        Frequency.Weekly, IsoDayOfWeek.Monday, new LocalTime(9, 0), "Europe/Lisbon", 3, 1, new LocalDate(2026, 11, 2));

    internal static Gen<Schedule> Any => Schedules;

    private static List<Occurrence> TenYears(Schedule schedule)
    {
        var end = schedule.StartsOn.PlusYears(Years);
        return [.. schedule.After(NodaConstants.UnixEpoch).TakeWhile(o => o.Date < end)];
    }

    // The rule told a second time, by counting days.
    private static IEnumerable<LocalDate> ByTheCalendar(Schedule schedule)
    {
        var firstWeek = schedule.StartsOn.PlusDays(-(int)schedule.StartsOn.DayOfWeek);
        for (var date = schedule.StartsOn; ; date = date.PlusDays(1))
        {
            var comes = date.DayOfWeek == schedule.Day && schedule.Frequency switch
            {
                Frequency.Weekly => true,
                Frequency.Fortnightly => (NodaTime.Period.DaysBetween(firstWeek, date.PlusDays(-(int)date.DayOfWeek)) / 7) % 2 == 0,
                Frequency.Monthly => date.Day <= 7,
                _ => date.Day <= 7 && date.Month % 3 == 1,
            };
            if (comes)
            {
                yield return date;
            }
        }
    }
}

internal static class Neighbours
{
    /// <summary>Each element with the one that follows it.</summary>
    public static IEnumerable<(T First, T Second)> Pairwise<T>(this IReadOnlyList<T> all) => all.Zip(all.Skip(1));
}

using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using CsCheck;

namespace CollectiveImpact.Tests.Schedules;

public sealed class ScheduleTests
{
    private const int Years = 10;

    internal static Schedule Weekly { get; } = new(
        Schedule.UsualId, Schedule.UsualName, Recurrence.Weekly(IsoDayOfWeek.Monday), new LocalTime(9, 0), "Europe/Lisbon", 3, [1], Scope.Everything, new LocalDate(2026, 11, 2));

    // Zones that change at different hours and in different months, by half an hour, around Ramadan, or never; Apia once lost a whole day.
    internal static readonly string[] Zones =
    [
        "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "America/Santiago", "Pacific/Apia", "America/St_Johns", "Asia/Beirut", "Etc/UTC",
    ];

    private static readonly Gen<LocalDate> Dates = Gen.Int[0, 20 * 365].Select(days => new LocalDate(2006, 1, 1).PlusDays(days));

    private static readonly Gen<Recurrence> Recurrences = Gen.Select(
        Gen.Enum<Frequency>(),
        Gen.Int[1, Recurrence.MostWeeks],
        Gen.Int[1, 127],
        Gen.OneOf<DayInMonth>([.. DayInMonth.All]),
        (frequency, every, days, inMonth) => new Recurrence(
            frequency,
            frequency == Frequency.Weekly ? every : 1,
            [.. Enumerable.Range(1, 7).Where(d => (days & (1 << (d - 1))) != 0).Select(d => (IsoDayOfWeek)d)],
            inMonth));

    // As the form takes them: each closes before the next one opens.
    private static readonly Gen<Schedule> Schedules = Gen.Select(
        Recurrences.Where(r => r.ShortestGap(new LocalDate(2026, 1, 1)) > 1), Gen.Int[0, (24 * 60) - 1], Gen.OneOf<string>(Zones), Gen.Int[1, 60], Gen.Int[1, 20].Array[0, 3], Dates).Select(
        (recurs, minute, zone, closes, reminds, starts) =>
        {
            var days = Math.Min(closes, recurs.ShortestGap(new LocalDate(2026, 1, 1)) - 1);
            return Weekly with
            {
                Recurs = recurs,
                At = LocalTime.Midnight.PlusMinutes(minute),
                TimeZone = zone,
                ClosesAfterDays = days,
                RemindDaysBefore = [.. reminds.Where(r => r < days).Distinct().OrderDescending()],
                StartsOn = starts,
            };
        });

    [Fact]
    public void No_occurrence_is_lost_or_doubled_in_ten_years_whatever_the_rule() => Schedules.Sample(
        schedule =>
        {
            var end = schedule.StartsOn.PlusYears(Years);

            var dates = TenYears(schedule).Select(o => o.Date);

            Assert.Equal(ByTheCalendar(schedule).TakeWhile(d => d < end), dates);
        },
        iter: 150);

    [Fact]
    public void Every_rule_is_one_of_rfc_5545() => Recurrences.Sample(recurs =>
        Assert.Equal(recurs.Frequency == Frequency.Weekly ? Ical.Net.FrequencyType.Weekly : Ical.Net.FrequencyType.Monthly, new Ical.Net.DataTypes.RecurrencePattern(recurs.Rule).Frequency));

    [Fact]
    public void The_due_time_is_the_local_time_wherever_a_reporter_is_or_moved_forward_over_a_gap() => Gen.Select(Schedules, Gen.OneOf<string>(Zones)).Sample(
        (schedule, id) =>
        {
            var here = DateTimeZoneProviders.Tzdb[id];
            foreach (var occurrence in TenYears(schedule))
            {
                AssertMeets(LocalMoment.In(here, occurrence.Date, schedule.At), occurrence.Date, here);
                AssertMeets(occurrence.Closes, occurrence.Date.PlusDays(schedule.ClosesAfterDays), DateTimeZoneProviders.Tzdb[schedule.TimeZone]);
                Assert.Equal(schedule.RemindDaysBefore.Select(d => occurrence.Date.PlusDays(schedule.ClosesAfterDays - d)), occurrence.Reminds);
            }

            void AssertMeets(Instant instant, LocalDate date, DateTimeZone zone)
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
        (schedule, where, days) =>
        {
            var all = TenYears(schedule);
            // Just before, on and just after an occurrence.
            var paused = all[(int)(where * (all.Count - 6))].Date.PlusDays(days);

            Assert.Equal(all.Where(o => o.Date > paused).Take(5), schedule.After(paused).Take(5));
        },
        iter: 300);

    [Fact]
    public void A_day_that_a_zone_never_had_is_asked_on_as_the_next_one()
    {
        // Samoa crossed the date line: 30 December 2011, a Friday, never was there.
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var fridays = Weekly with { Recurs = Recurrence.Weekly(IsoDayOfWeek.Friday), TimeZone = "Pacific/Apia", StartsOn = new LocalDate(2011, 12, 23) };

        Assert.Equal(
            [new(2011, 12, 23, 9, 0), new(2011, 12, 31, 9, 0), new(2012, 1, 6, 9, 0)],
            fridays.After(new LocalDate(2011, 12, 1)).Take(3).Select(o => LocalMoment.In(apia, o.Date, fridays.At).InZone(apia).LocalDateTime));
    }

    [Theory]
    [InlineData("2026-03-08T03:30:00-04:00", 2, 30)]
    [InlineData("2026-11-01T01:30:00-04:00", 1, 30)]
    public void A_time_that_the_clocks_skip_comes_after_the_gap_and_one_that_comes_twice_is_the_first(string opens, int hour, int minute)
    {
        var expected = NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(opens).Value;

        Assert.Equal(expected.ToInstant(), LocalMoment.In(DateTimeZoneProviders.Tzdb["America/New_York"], expected.Date, new LocalTime(hour, minute)));
    }

    [Fact]
    public void Every_two_weeks_begins_with_the_first_such_day_and_stays_in_step()
    {
        // A Wednesday: the first Monday is five days later, and not in twelve.
        var schedule = Weekly with { Recurs = Recurrence.Weekly(IsoDayOfWeek.Monday) with { Every = 2 }, StartsOn = new LocalDate(2026, 11, 25) };

        var years = schedule.After(new LocalDate(2026, 1, 1)).Take(60).Select(o => o.Date).ToArray();

        Assert.Equal(new LocalDate(2026, 11, 30), years[0]);
        Assert.All(years.Pairwise(), pair => Assert.Equal(14, NodaTime.Period.DaysBetween(pair.First, pair.Second)));
    }

    [Fact]
    public void A_week_does_not_begin_where_the_server_says() => Assert.Equal(
        // Sunday is the last day of its week, as in ISO 8601: with Sunday and Monday the first week has both.
        [new(2026, 11, 23), new(2026, 11, 29), new(2026, 12, 7), new(2026, 12, 13)],
        (Weekly with { Recurs = Recurrence.Weekly(IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday) with { Every = 2 }, StartsOn = new LocalDate(2026, 11, 23) })
            .After(new LocalDate(2026, 1, 1)).Take(4).Select(o => o.Date));

    [Theory]
    [InlineData("Weekday 1", "2026-12-07 2027-01-04 2027-02-01")]
    [InlineData("Weekday 3", "2026-11-16 2026-12-21 2027-01-18")]
    [InlineData("Weekday -1", "2026-11-30 2026-12-28 2027-01-25")]
    [InlineData("WorkingDay 1", "2026-12-01 2027-01-01 2027-02-01")]
    [InlineData("WorkingDay -1", "2026-11-30 2026-12-31 2027-01-29")]
    [InlineData("Date 15", "2026-12-15 2027-01-15 2027-02-15")]
    [InlineData("Date 16", "2026-11-16 2026-12-16 2027-01-16")]
    [InlineData("Date -1", "2026-11-30 2026-12-31 2027-01-31")]
    public void A_month_is_asked_about_on_its_day(string inMonth, string dates) => Assert.Equal(
        dates,
        string.Join(' ', (Weekly with { Recurs = Monthly(inMonth), StartsOn = new LocalDate(2026, 11, 16) })
            .After(new LocalDate(2026, 11, 1)).Take(3).Select(o => NodaTime.Text.LocalDatePattern.Iso.Format(o.Date))));

    [Fact]
    public void A_quarter_is_asked_about_in_its_first_month() => Assert.Equal(
        [new(2026, 10, 7), new(2027, 1, 6), new(2027, 4, 7), new(2027, 7, 7)],
        (Weekly with { Recurs = new Recurrence(Frequency.Quarterly, 1, [IsoDayOfWeek.Wednesday], DayInMonth.First), StartsOn = new LocalDate(2026, 7, 8) })
            .After(new LocalDate(2026, 1, 1)).Take(4).Select(o => o.Date));

    [Theory]
    [InlineData("WorkingDay -1", "2026-12-31 2027-03-31 2027-06-30")]
    [InlineData("Weekday -1", "2026-12-28 2027-03-29 2027-06-28")]
    [InlineData("Date -1", "2026-12-31 2027-03-31 2027-06-30")]
    [InlineData("WorkingDay 1", "2027-01-01 2027-04-01 2027-07-01")]
    public void The_last_of_a_quarter_is_in_its_last_month(string inMonth, string dates) => Assert.Equal(
        dates,
        string.Join(' ', (Weekly with { Recurs = Monthly(inMonth) with { Frequency = Frequency.Quarterly }, StartsOn = new LocalDate(2026, 11, 16) })
            .After(new LocalDate(2026, 11, 1)).Take(3).Select(o => NodaTime.Text.LocalDatePattern.Iso.Format(o.Date))));

    [Fact]
    public void What_a_form_carries_is_read_back() => Assert.All(DayInMonth.All, d => Assert.Equal(d, DayInMonth.Read(d.ToString())));

    public static TheoryData<string, int, int[]> WeeklySentences => new()
    {
        { En.Schedules.RemindsTheDayBefore(En.Schedules.EveryWeeks(1, "Monday"), "09:00", 3), 1, [1] },
        { En.Schedules.NoReminder(En.Schedules.EveryWeeks(2, "Monday"), "09:00", 3), 2, [] },
        { En.Schedules.RemindsDaysBefore(En.Schedules.EveryWeeks(3, "Monday"), "09:00", 3, 2), 3, [2] },
        { En.Schedules.RemindsOnSeveralDays(En.Schedules.EveryWeeks(12, "Monday"), "09:00", 3, En.Schedules.ListOfTwo("3, 2", "1")), 12, [3, 2, 1] },
    };

    [Theory]
    [MemberData(nameof(WeeklySentences))]
    public void A_weekly_schedule_says_itself_in_a_sentence(string sentence, int every, int[] reminds) =>
        Assert.Equal(sentence, (Weekly with { Recurs = Weekly.Recurs with { Every = every }, RemindDaysBefore = reminds }).InWords(CultureInfo.GetCultureInfo("en-GB")));

    public static TheoryData<Frequency, string, string> MonthlySentences => new()
    {
        { Frequency.Monthly, "Weekday -1", En.Schedules.EveryMonthOnLast(-1, "Monday") },
        { Frequency.Quarterly, "Weekday 2", En.Schedules.EveryQuarterOnSecond(2, "Monday") },
        { Frequency.Monthly, "Date 3", En.Schedules.EveryMonthOnDate(3) },
        { Frequency.Monthly, "Date 11", En.Schedules.EveryMonthOnDate(11) },
        { Frequency.Quarterly, "Date 22", En.Schedules.EveryQuarterOnDate(22) },
        { Frequency.Monthly, "Date -1", En.Schedules.EveryMonthOnLastDay },
        { Frequency.Quarterly, "WorkingDay 1", En.Schedules.EveryQuarterOnFirstWorkingDay },
    };

    [Theory]
    [MemberData(nameof(MonthlySentences))]
    public void Months_and_quarters_have_their_sentence(Frequency frequency, string inMonth, string sentence) =>
        Assert.Equal(sentence, (Monthly(inMonth) with { Frequency = frequency }).InWords(CultureInfo.GetCultureInfo("en-GB")));

    [Theory]
    [InlineData("Monday", "Friday", IsoDayOfWeek.Friday, IsoDayOfWeek.Monday)]
    [InlineData("Monday, Wednesday", "Friday", IsoDayOfWeek.Friday, IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday)]
    [InlineData("Monday, Wednesday, Friday", "Sunday", IsoDayOfWeek.Sunday, IsoDayOfWeek.Friday, IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday)]
    public void Several_days_stand_in_the_sentence_in_their_order(string first, string last, params IsoDayOfWeek[] days) =>
        Assert.Equal(En.Schedules.EveryWeeks(1, En.Schedules.ListOfTwo(first, last)), Recurrence.Weekly(days).InWords(CultureInfo.GetCultureInfo("en-GB")));

    internal static Gen<Schedule> Any => Schedules;

    private static Recurrence Monthly(string inMonth) => new(Frequency.Monthly, 1, [IsoDayOfWeek.Monday], DayInMonth.Read(inMonth)!);

    private static List<Occurrence> TenYears(Schedule schedule)
    {
        var end = schedule.StartsOn.PlusYears(Years);
        return [.. schedule.After(schedule.StartsOn.PlusDays(-1)).TakeWhile(o => o.Date < end)];
    }

    // The rule told a second time, by counting days.
    private static IEnumerable<LocalDate> ByTheCalendar(Schedule schedule)
    {
        var (frequency, every, days, inMonth) = schedule.Recurs;
        static LocalDate MondayOf(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);
        LocalDate? firstWeek = null;
        for (var date = schedule.StartsOn; ; date = date.PlusDays(1))
        {
            var comes = frequency switch
            {
                Frequency.Weekly => days.Contains(date.DayOfWeek) && (NodaTime.Period.DaysBetween(firstWeek ??= MondayOf(date), MondayOf(date)) / 7) % every == 0,
                Frequency.Monthly => IsTheDay(date),
                _ => date.Month % 3 == (inMonth.Count < 0 ? 0 : 1) && IsTheDay(date),
            };
            if (comes)
            {
                yield return date;
            }
        }

        bool IsTheDay(LocalDate date)
        {
            var month = Enumerable.Range(1, date.Calendar.GetDaysInMonth(date.Year, date.Month)).Select(d => new LocalDate(date.Year, date.Month, d)).Where(d => inMonth.Kind switch
            {
                DayKind.Weekday => d.DayOfWeek == days[0],
                DayKind.WorkingDay => d.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday),
                _ => true,
            }).ToArray();
            return date == (inMonth.Count > 0 ? month[inMonth.Count - 1] : month[^1]);
        }
    }
}

internal static class Neighbours
{
    /// <summary>Each element with the one that follows it.</summary>
    public static IEnumerable<(T First, T Second)> Pairwise<T>(this IReadOnlyList<T> all) => all.Zip(all.Skip(1));
}

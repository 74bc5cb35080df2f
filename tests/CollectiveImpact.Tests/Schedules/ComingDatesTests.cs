using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using Texts = CollectiveImpact.Schedules.Texts;

namespace CollectiveImpact.Tests.Schedules;

public sealed class ComingDatesTests
{
    // A Wednesday.
    private static readonly LocalDate Today = new(2026, 11, 25);
    private static readonly DateTimeZone Lisbon = TimeZones.Of("Europe/Lisbon");
    private static readonly Texts T = new(Riverside.English);

    // Mondays at nine, three days, a reminder on Wednesday.
    private static readonly Schedule Weekly = new("check-in", "Weekly", Recurrence.Weekly(IsoDayOfWeek.Monday), new LocalTime(9, 0), "Europe/Lisbon", 3, [1], Scope.Everything, Today);

    [Fact]
    public void A_check_in_opens_reminds_closes_and_is_told_in_this_order()
    {
        Assert.Equal(
            [("2026-11-30 09:00", T.DateOpens("Weekly")), ("2026-12-02 09:00", T.DateReminds("Weekly")), ("2026-12-03 09:00", T.DateCloses("Weekly")), ("2026-12-04 08:00", T.DateDigest("Weekly"))],
            Seen(Followed(Weekly with { DigestAt = new LocalTime(8, 0) }), Lisbon, Today.PlusDays(10)));
        Assert.DoesNotContain(Dates(Followed(Weekly), Lisbon, Today.PlusDays(10), hasHomes: false), d => d.Kind == DateKind.Digest);
    }

    [Fact]
    public void What_is_skipped_or_falls_on_a_day_off_is_named_and_nothing_follows_from_it()
    {
        var timetable = Followed(Weekly, new LocalDate(2026, 12, 7)) with { Pauses = [new Pause(new(2026, 12, 21), new(2027, 1, 1), "Winter break"), new Pause(new(2026, 12, 1), new(2026, 12, 1), "")] };
        var dates = Dates(timetable, Lisbon, new LocalDate(2027, 1, 6));

        Assert.Equal([new(2026, 11, 30), new(2026, 12, 14), new LocalDate(2027, 1, 4)], dates.Where(d => d.Kind == DateKind.Opens).Select(d => d.Day));
        Assert.Equal(
            [(new(2026, 12, 7), T.IsLeftOut("Weekly")), (new(2026, 12, 21), T.IsLeftOutFor("Weekly", "Winter break")), (new LocalDate(2026, 12, 28), T.IsLeftOutFor("Weekly", "Winter break"))],
            dates.Where(d => d.Kind == DateKind.LeftOut).Select(d => (d.Day, d.Words)));
        Assert.Equal([T.DayOff, "Winter break"], dates.Where(d => d.Kind == DateKind.DaysOff).Select(d => d.Words));
        Assert.Equal(12, dates.Single(d => d.Words == "Winter break").Days(Today, new LocalDate(2027, 1, 6)).Count());
        Assert.Equal(dates.Count, dates.Select(d => d.Id).Distinct().Count());
    }

    [Fact]
    public void It_opens_by_the_readers_own_clock_and_closes_at_one_moment_also_when_the_clocks_change()
    {
        // In New York they change on 14 March, in Lisbon on the 28th.
        var timetable = Followed(Weekly with { StartsOn = new LocalDate(2027, 3, 1) });
        var seen = Seen(timetable, TimeZones.Of("America/New_York"), new LocalDate(2027, 4, 2));

        Assert.All(seen.Where(s => s.Words == T.DateOpens("Weekly")), s => Assert.EndsWith("09:00", s.At, StringComparison.Ordinal));
        Assert.Equal(
            ["2027-03-04 04:00", "2027-03-11 04:00", "2027-03-18 05:00", "2027-03-25 05:00", "2027-04-01 04:00"],
            seen.Where(s => s.Words == T.DateCloses("Weekly")).Select(s => s.At));
    }

    [Fact]
    public void What_is_open_now_reminds_and_closes_as_it_was_opened_and_a_digest_that_waits_is_told()
    {
        var running = new RunningRound(
            new("2026-W48.check-in"), "check-in", "Weekly", 1, new Period("2026-W48"), new LocalDate(2026, 11, 23), new LocalTime(9, 0), false, Scope.Everything,
            Instant.FromUtc(2026, 11, 23, 9, 0), Instant.FromUtc(2026, 11, 26, 9, 0), [new LocalDate(2026, 11, 25)], Instant.FromUtc(2026, 11, 23, 9, 0), null);
        var timetable = Timetable.Empty with { Running = [running], Digests = [new WaitingDigest(running with { Name = "Before" }, Instant.FromUtc(2026, 11, 25, 16, 0))] };

        Assert.Equal(
            [("2026-11-25 09:00", T.DateReminds("Weekly")), ("2026-11-25 16:00", T.DateDigest("Before")), ("2026-11-26 09:00", T.DateCloses("Weekly")), ("2026-11-26 09:00", T.DateDigest("Weekly"))],
            Seen(timetable, Lisbon, Today.PlusYears(1)));
    }

    private static Timetable Followed(Schedule schedule, params LocalDate[] skipped) => Timetable.Empty with { Schedules = [new FollowedSchedule(schedule, Today.PlusDays(-1), skipped)] };

    private static IReadOnlyList<ComingDate> Dates(Timetable timetable, DateTimeZone reader, LocalDate to, bool hasHomes = true) => ComingDates.Of(timetable, Today, to, reader, hasHomes, Riverside.English);

    private static IEnumerable<(string At, string Words)> Seen(Timetable timetable, DateTimeZone reader, LocalDate to) =>
        Dates(timetable, reader, to).Select(d => (d.At!.Value.InZone(reader).LocalDateTime.ToString("uuuu-MM-dd HH:mm", null), d.Words));
}

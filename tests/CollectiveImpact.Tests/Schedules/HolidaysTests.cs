using CollectiveImpact.Schedules;

namespace CollectiveImpact.Tests.Schedules;

public sealed class HolidaysTests
{
    private static readonly LocalDate Today = new(2026, 11, 25);
    private static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];

    // However a calendar writes Christmas Day as a whole.
    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261225", "Europe/Lisbon")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226", "America/New_York")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDURATION:P1D", "America/New_York")]
    [InlineData("DTSTART;TZID=Eastern Standard Time:20261225T000000\nDTEND;TZID=Eastern Standard Time:20261226T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "Europe/Lisbon")]
    [InlineData("DTSTART;TZID=America/New_York:20261225T000000\nDTEND;TZID=America/New_York:20261226T000000", "Asia/Tokyo")]
    [InlineData("DTSTART:20261225T000000\nDTEND:20261226T000000", "America/New_York")]
    [InlineData("DTSTART:20261225T000000Z\nDTEND:20261226T000000Z", "America/New_York")]
    [InlineData("DTSTART:20261225T050000Z\nDTEND:20261226T050000Z", "America/New_York")]
    [InlineData("DTSTART:20261224T150000Z\nDTEND:20261225T150000Z", "Asia/Tokyo")]
    [InlineData("DTSTART:20261225T180000\nDTEND:20261226T000000", "Europe/Lisbon")]
    public void A_whole_day_is_that_day_whatever_way_it_is_written(string lines, string zone)
    {
        var pause = Assert.Single(Holidays.Read(File(lines), Today, DateTimeZoneProviders.Tzdb[zone], TimeProvider.System)!);

        Assert.Equal("2026-12-25 2026-12-25", $"{Iso(pause.First)} {Iso(pause.Last)}");
    }

    [Fact]
    public void An_occurrence_that_was_moved_is_where_it_was_moved_to_and_one_that_was_cancelled_is_nowhere()
    {
        const string master = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261130\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Cleaning\nEND:VEVENT\n";
        const string moved = "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20261207\nDTSTART;VALUE=DATE:20261209\nSUMMARY:Cleaning\nEND:VEVENT\n";
        const string cancelled = "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20261214\nDTSTART;VALUE=DATE:20261214\nSTATUS:CANCELLED\nEND:VEVENT\n";
        const string other = "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20261214\nSTATUS:CANCELLED\nEND:VEVENT\n";

        var days = Holidays.Read($"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{master}{moved}{cancelled}{other}END:VCALENDAR", Today, Lisbon, TimeProvider.System)!.Select(p => Iso(p.First));

        Assert.Equal(["2026-11-30", "2026-12-09", "2026-12-21"], days);
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227", "2026-12-24 2026-12-26")]
    [InlineData("DTSTART;VALUE=DATE:20261224", "2026-12-24 2026-12-24")]
    [InlineData("DTSTART:20261224T090000Z\nDTEND:20261224T170000Z", "2026-12-24 2026-12-24")]
    [InlineData("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY", "2026-12-25 2026-12-25, 2027-12-25 2027-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225", "")]
    [InlineData("DTSTART;VALUE=DATE:20301225", "")]
    public void An_event_is_a_pause_of_its_days_within_two_years(string lines, string days) => Assert.Equal(
        days,
        string.Join(", ", Holidays.Read(File(lines), Today, Lisbon, TimeProvider.System)!.Select(p => $"{Iso(p.First)} {Iso(p.Last)}")));

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"a\":1}")]
    public void What_is_no_calendar_is_said_to_be_none(string text) => Assert.True(Holidays.Read(text, Today, Lisbon, TimeProvider.System) is null or { Count: 0 });

    [Theory]
    [InlineData("RRULE:FREQ=SECONDLY")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    public void A_rule_that_never_ends_or_never_meets_a_date_is_not_followed_for_ever(string rule) =>
        Assert.InRange(Holidays.Read(File($"DTSTART;VALUE=DATE:20261201\n{rule}"), Today, Lisbon, TimeProvider.System)!.Count, 0, 60);

    public static TheoryData<string, CalendarLimit> TooMuch => new()
    {
        { new string('x', Holidays.LongestFile + 1), CalendarLimit.Length },
        { File("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=SECONDLY"), CalendarLimit.WithinADay },
        { File("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=YEAR\n LY;BYHO\r\n UR=1,2"), CalendarLimit.WithinADay },
        { File("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=YEARLY;BYYEARDAY=" + string.Join(',', Enumerable.Range(1, 366))), CalendarLimit.RuleParts },
        { string.Concat(Enumerable.Repeat("BEGIN:VEVENT\n", 10_000)), CalendarLimit.Depth },
        { File("DTSTART;VALUE=DATE:20261201\nSUMMARY:" + string.Join("\n ", Enumerable.Repeat(new string('x', 70), 200))), CalendarLimit.Line },
        { string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nDTSTART:20261201\nEND:VEVENT\n", 2_001)), CalendarLimit.Events },
        { File(string.Join('\n', Enumerable.Repeat("RDATE:" + string.Join(',', Enumerable.Repeat("20261201", 500)), 5))), CalendarLimit.Dates },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void A_calendar_that_asks_for_too_much_is_past_a_limit_and_is_told_which(string text, CalendarLimit limit) => Assert.Equal(limit, Holidays.LimitOf(text));

    [Fact]
    public void What_calendars_hold_every_year_is_past_no_limit() => Assert.Null(Holidays.LimitOf(File(
        "DTSTART;TZID=Europe/Lisbon:20261224T000000\nDTEND;VALUE=DATE:20261227\nRRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=1MO,2TU\nEXDATE:20261224,20271224\nDESCRIPTION:" + string.Join("\n ", Enumerable.Repeat(new string('x', 70), 20)))));

    [Fact]
    public void The_same_day_in_two_events_is_one_pause_and_a_long_name_is_cut()
    {
        var day = "DTSTART;VALUE=DATE:20261201\nSUMMARY:" + new string('x', 300);
        var twice = Holidays.Read($"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\n{day}\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\n{day}\nEND:VEVENT\nEND:VCALENDAR", Today, Lisbon, TimeProvider.System)!;

        Assert.Equal(80, Assert.Single(twice).Name.Length);
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static string File(string lines) => $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:{lines.Length}\n{lines}\nEND:VEVENT\nEND:VCALENDAR";
}

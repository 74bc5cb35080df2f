using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Nine o'clock is nine o'clock where each reporter is; pauses, skips and leaves are kept.</summary>
public sealed class OwnTimeTests(Azurite azurite) : StoryTest(azurite)
{
    // Lisbon keeps UTC in winter.
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);

    // Whom traces are told; nobody is there. Without one, the engine carries none.
    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));

    [Fact]
    public async Task Everyone_is_asked_at_their_own_nine_oclock_and_all_close_together()
    {
        var (carmen, rui) = await Scheduled();
        var mei = await Reporter(carmen, "Mei", "auckland", "Pacific/Auckland");
        var lou = await Reporter(carmen, "Lou", "angeles", "America/Los_Angeles");

        // Monday at nine in Auckland is Sunday evening in Lisbon.
        await World.ItIs(Instant.FromUtc(2026, 11, 29, 19, 59));
        Assert.Equal([0, 0, 0], new[] { mei, rui, lou }.Select(p => p.Unread));
        await World.ItIs(Instant.FromUtc(2026, 11, 29, 20, 0));
        var meis = await mei.Receives();
        Assert.Equal([0, 0], new[] { rui, lou }.Select(p => p.Unread));
        Assert.Contains($"{En.CheckIns.WaitingForTheCard} (2)", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine);
        await rui.Receives();
        Assert.Equal(0, lou.Unread);
        await World.ItIs(Instant.FromUtc(2026, 11, 30, 17, 0));
        await lou.Receives();
        Assert.Equal([0, 0, 0], new[] { mei, rui, lou }.Select(p => p.Unread));

        // They close at one moment: Thursday at nine in Lisbon.
        await Submits(meis, "4");
        await World.ItIs(MondayNine + Duration.FromDays(3) - Duration.FromMinutes(1));
        Assert.Contains(Cast.Answered(1, 3, "Thursday 3 December 09:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        await World.ItIs(MondayNine + Duration.FromDays(3));
        Assert.Contains(En.Schedules.NoneOpen, (await carmen.Asks("status")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_partner_of_another_zone_is_asked_in_it_while_its_reporters_client_tells_none()
    {
        var (carmen, _) = await Scheduled();
        await carmen.Says("partners");
        var again = await (await carmen.Receives()).Fill(En.People.PartnersNewName, "Harlem Library").Fill(En.People.PartnersTimeZone, "Gotham").Press(En.People.PartnersAdd);
        Assert.Contains(En.Initiatives.TimeZoneUnknown, again.AllText, StringComparison.Ordinal);
        Assert.Equal("Harlem Library", again.Inputs[En.People.PartnersNewName]);
        await again.Fill(En.People.PartnersTimeZone, "new york").Press(En.People.PartnersAdd);
        var nina = Teams.Person("Nina", "harlem");
        nina.TellsTimeZone = false;
        await nina.Joins(await carmen.ReceivesInvite());

        await World.ItIs(Instant.FromUtc(2026, 11, 30, 13, 59));
        Assert.Equal(0, nina.Unread);
        await World.ItIs(Instant.FromUtc(2026, 11, 30, 14, 0));
        await nina.Receives();
    }

    [Fact]
    public async Task A_round_that_was_missed_while_everything_was_down_opens_late_and_says_so()
    {
        var (_, rui) = await Scheduled();
        await World.StopService();
        World.Clock.MoveTo(MondayNine + Duration.FromHours(30));

        await World.StartService();

        var form = await rui.Receives();
        Assert.Contains(En.CheckIns.ComesLate("Monday 30 November 09:00"), form.AllText, StringComparison.Ordinal);
        Assert.Contains("Monday 30 November 09:00", form.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_skipped_is_not_asked_and_can_be_asked_after_all()
    {
        var (carmen, rui) = await Scheduled();
        var skipped = await carmen.Asks("skip next");
        Assert.Contains(En.Schedules.IsSkipped("Monday 30 November 2026"), skipped.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.NobodyIsAsked("Monday 7 December 2026"), skipped.AllText, StringComparison.Ordinal);
        await skipped.Press(En.Schedules.AskAfterAll("30 November"));
        await carmen.Asks("skip next");

        await World.ItIs(MondayNine + Duration.FromHours(1));
        Assert.Equal(0, rui.Unread);
        await World.ItIs(MondayNine + Duration.FromDays(7));
        await rui.Receives();
    }

    [Fact]
    public async Task In_a_pause_nobody_is_asked_and_a_calendar_file_brings_its_days()
    {
        var (carmen, rui) = await Scheduled();
        var pauses = await carmen.Asks("pauses");
        var again = await pauses.Fill(En.Schedules.FirstDay, "2026-12-05").Fill(En.Schedules.LastDay, "2026-12-01").Press(En.Schedules.AddDays);
        Assert.Contains(En.Schedules.LastBeforeFirst, again.AllText, StringComparison.Ordinal);
        var added = await again.Fill(En.Schedules.FirstDay, "2026-11-29").Fill(En.Schedules.LastDay, "2026-12-04").Fill(En.Schedules.WhatIsIt, "Book week").Press(En.Schedules.AddDays);
        Assert.Contains(En.Schedules.PauseFromTo("Book week", "Sun 29 November", "Fri 4 December 2026"), added.AllText, StringComparison.Ordinal);
        var imported = await added.Fill(En.Schedules.File, Calendar).Press(En.Schedules.AddDaysInFile);
        Assert.Contains("Immaculate Conception: Tue 8 December 2026", imported.AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine + Duration.FromHours(1));
        Assert.Equal(0, rui.Unread);
        await World.ItIs(MondayNine + Duration.FromDays(7));
        await rui.Receives();
        var unread = await (await carmen.Asks("pauses")).Fill(En.Schedules.File, "hello").Press(En.Schedules.AddDaysInFile);
        Assert.Contains(En.Schedules.NoCalendar, unread.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_holidays_are_added_by_country_and_region()
    {
        var (carmen, _) = await Scheduled();
        var region = En.Schedules.Region;
        var wrong = await (await carmen.Asks("pauses")).Choose(En.Schedules.Country, En.Schedules.Germany).Fill(region, "Atlantis").Press(En.Schedules.AddItsHolidays);
        Assert.Contains(En.Schedules.UnknownRegion(En.Schedules.Germany, "BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH"), wrong.AllText, StringComparison.Ordinal);

        var added = await wrong.Fill(region, "by").Press(En.Schedules.AddItsHolidays);

        Assert.Contains("Germany, BY: Added", added.AllText, StringComparison.Ordinal);
        Assert.Contains("Fri 25 December 2026", added.AllText, StringComparison.Ordinal);
        Assert.Contains("Wed 6 January 2027", added.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.AllThere, (await added.Choose(En.Schedules.Country, En.Schedules.Germany).Fill(region, "BY").Press(En.Schedules.AddItsHolidays)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_check_ins_ask_about_their_own_indicators_and_are_told_apart()
    {
        var (carmen, rui) = await Scheduled();
        await carmen.AddsIndicator("Volunteers trained");
        var list = await carmen.Asks("schedule");
        var form = await list.Press(En.Schedules.AddAnother);
        var dates = await form.Fill(En.Schedules.Name, "Deep look").Choose(En.Schedules.HowOften, En.Schedules.EveryQuarter).Choose(En.Schedules.WhichDayInMonth, En.Schedules.TheFirstWorkingDay)
            .Fill(En.Schedules.ClosesAfter, "14").Choose(En.Schedules.AskOnlyAbout, "Volunteers trained").Press(En.Schedules.SeeDates);
        Assert.Contains(CollectiveImpact.Conversations.ConversationCards.Capital(En.Schedules.EveryQuarterOnFirstWorkingDay), dates.AllText, StringComparison.Ordinal);
        Assert.Contains("Friday 1 January 2027", dates.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Schedules.AsksAbout("Volunteers trained"), dates.AllText, StringComparison.Ordinal);
        await dates.Press(En.Schedules.Save);

        Assert.Contains(En.Schedules.WhichCheckIn, (await carmen.OpensCheckIn()).AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn("deep look");
        var deep = await rui.Receives();
        Assert.Contains($"Deep look, {En.Time.PeriodQuarter(4, "2026")}", deep.AllText, StringComparison.Ordinal);
        Assert.Equal(["Volunteers trained"], deep.Inputs.Keys.Where(k => k is "Volunteers trained" or "Children in sessions"));
        await carmen.OpensCheckIn("check-in");
        var weekly = await rui.Receives();
        Assert.Equal(["Children in sessions"], weekly.Inputs.Keys.Where(k => k is "Volunteers trained" or "Children in sessions"));
        await Submits(weekly, "4");

        var which = await carmen.Asks("status");
        Assert.Contains(En.Schedules.WhichCheckIn, which.AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(0, 1, "Wednesday 9 December 10:00"), (await which.Press("Deep look")).AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), (await carmen.Asks("status check-in")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_schedule_never_sends_the_open_round_again_or_loses_it()
    {
        var (carmen, rui) = await Scheduled();
        await World.ItIs(MondayNine);
        var form = await rui.Receives();

        var dates = await (await (await carmen.Asks("schedule")).Press(En.Schedules.ChangeSchedule)).Fill(En.Schedules.At, "15:00").Press(En.Schedules.SeeDates);
        Assert.Contains(En.Schedules.StaysOpenUntil("Thursday 3 December 09:00"), dates.AllText, StringComparison.Ordinal);
        Assert.Contains("Monday 7 December 2026", dates.AllText, StringComparison.Ordinal);
        await dates.Press(En.Schedules.Save);
        await World.ItIs(MondayNine + Duration.FromHours(7));

        Assert.Equal(0, rui.Unread);
        await Submits(form, "12");
        Assert.Contains(Cast.Answered(1, 1, "Thursday 3 December 09:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_could_not_be_asked_is_told_to_the_backbone_in_one_message_and_comes_back_by_itself()
    {
        var (carmen, rui) = await Scheduled();
        var ana = await Reporter(carmen, "Ana", "school", "Europe/Lisbon");
        await rui.Uninstalls();
        ana.Blocks();
        await World.ItIs(MondayNine);
        Assert.Equal(0, carmen.Unread);

        await World.ItIs(MondayNine + Duration.FromMinutes(31));

        var told = await carmen.Receives();
        Assert.Contains(En.CheckIns.CouldNotBeAsked(2), told.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.PersonOf("Rui", "City Library", En.Initiatives.ReasonAppRemoved), told.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.PersonOf("Ana", "Partner of Ana", En.Initiatives.ReasonBlocked), told.AllText, StringComparison.Ordinal);
        await World.ItIs(MondayNine + Duration.FromMinutes(40));
        Assert.Equal(0, carmen.Unread);

        await rui.Installs();
        await World.ItIs(MondayNine + Duration.FromDays(2));
        Assert.Contains(En.CheckIns.Reminder, (await rui.Receives()).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_when_everyone_was_asked()
    {
        var (carmen, _) = await Scheduled();

        await World.ItIs(MondayNine);
        await World.ItIs(MondayNine + Duration.FromHours(2));

        // The week's brief is all that she gets.
        Assert.Contains(En.Briefs.Title, (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, carmen.Unread);
    }

    [Fact]
    public async Task Whoever_is_away_is_neither_asked_nor_missed_and_a_stand_in_reports_meanwhile()
    {
        var (carmen, rui) = await Scheduled();
        Assert.Contains(En.Piece(En.People.NoDay(En.Unknown, En.Unknown)), (await rui.Asks("away until the cows come home")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.DayHasCome, (await rui.Asks("away until 2026-11-01")).AllText, StringComparison.Ordinal);
        var away = await rui.Asks("I'm away until 6 December");
        Assert.Contains(En.People.NotAskedUntil("Sunday 6 December 2026"), away.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.NobodyElseReports("City Library"), away.AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine);
        Assert.Equal(0, rui.Unread);
        var status = (await carmen.Asks("status")).Unfolded().AllText;
        Assert.Contains($"Away (1)\n{En.CheckIns.BackOn("City Library", "Sunday 6 December")}", status, StringComparison.Ordinal);
        Assert.DoesNotContain(En.CheckIns.Missing, status, StringComparison.Ordinal);

        var code = Cast.CodeOn(await away.Press(En.People.SomeoneStandsIn));
        var sub = Teams.Person("Sub", "library");
        Assert.Contains(En.People.JoinYouReportUntil("City Library", "Saturday 5 December"), (await sub.Asks($"join {code}")).AllText, StringComparison.Ordinal);
        await Submits(await sub.Receives(), "3");

        await World.ItIs(MondayNine + Duration.FromDays(7));
        await rui.Receives();
        Assert.Equal(0, sub.Unread);
        Assert.Contains(En.Conversations.StandInIsOver("City Library", "5 December", "Carmen"), (await sub.Asks("check in")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_back_early_is_asked_again()
    {
        var (_, rui) = await Scheduled();
        var form = await rui.Asks("away");
        var away = await form.Fill(En.People.FirstDayBack, "2026-12-24").Press(En.People.AwayUntilThen);
        await away.Press(En.People.ImBack);

        await World.ItIs(MondayNine);

        await rui.Receives();
    }

    [Fact]
    public async Task One_trace_leads_from_the_tick_of_the_clock_to_the_message_that_arrived()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<System.Diagnostics.Activity>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("CollectiveImpact.", StringComparison.Ordinal) || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = static (ref _) => System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        var (_, rui) = await Scheduled();

        await World.ItIs(MondayNine);
        await rui.Receives();
        await World.AllIsSent();

        var sends = spans.Where(s => s.OperationName == "send").Select(s => s.TraceId).ToHashSet();
        Assert.Contains(spans, s => s.OperationName == "clock Opens" && sends.Contains(s.TraceId));
    }

    private const string Calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//holidays//EN
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20261208
        DTEND;VALUE=DATE:20261209
        SUMMARY:Immaculate Conception
        END:VEVENT
        END:VCALENDAR
        """;

    private async Task<Person> Reporter(Person carmen, string name, string tenant, string zone)
    {
        var person = Teams.Person(name, tenant);
        person.TimeZone = zone;
        await person.Joins(await carmen.AddsPartner($"Partner of {name}"));
        return person;
    }

    private async Task<(Person Carmen, Person Rui)> Scheduled()
    {
        var (carmen, rui) = await Riverside();
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        return (carmen, rui);
    }
}

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
        Assert.Contains("Waiting for the card (2)", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine);
        await rui.Receives();
        Assert.Equal(0, lou.Unread);
        await World.ItIs(Instant.FromUtc(2026, 11, 30, 17, 0));
        await lou.Receives();
        Assert.Equal([0, 0, 0], new[] { mei, rui, lou }.Select(p => p.Unread));

        // They close at one moment: Thursday at nine in Lisbon.
        await Submits(meis, "4");
        await World.ItIs(MondayNine + Duration.FromDays(3) - Duration.FromMinutes(1));
        Assert.Contains("1 of 3 answered", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        await World.ItIs(MondayNine + Duration.FromDays(3));
        Assert.Contains("No check-in is open", (await carmen.Asks("status")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_partner_of_another_zone_is_asked_in_it_while_its_reporters_client_tells_none()
    {
        var (carmen, _) = await Scheduled();
        await carmen.Says("partners");
        var again = await (await carmen.Receives()).Fill("A new partner's name", "Harlem Library").Fill("Its time zone, if it isn't the initiative's", "Gotham").Press("Add partner");
        Assert.Contains("I don't know this time zone", again.AllText, StringComparison.Ordinal);
        Assert.Equal("Harlem Library", again.Inputs["A new partner's name"]);
        var invitation = await again.Fill("Its time zone, if it isn't the initiative's", "new york").Press("Add partner");
        var nina = Teams.Person("Nina", "harlem");
        nina.TellsTimeZone = false;
        await nina.Joins(Cast.CodeOn(invitation));

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
        Assert.Contains("later than it should", form.AllText, StringComparison.Ordinal);
        Assert.Contains("Monday 30 November 09:00", form.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_skipped_is_not_asked_and_can_be_asked_after_all()
    {
        var (carmen, rui) = await Scheduled();
        var skipped = await carmen.Asks("skip next");
        Assert.Contains("Monday 30 November 2026 is skipped", skipped.AllText, StringComparison.Ordinal);
        Assert.Contains("opens on Monday 7 December 2026", skipped.AllText, StringComparison.Ordinal);
        await skipped.Press("Ask on 30 November after all");
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
        var again = await pauses.Fill("First day", "2026-12-05").Fill("Last day (empty for one day only)", "2026-12-01").Press("Add these days");
        Assert.Contains("The last day comes before the first", again.AllText, StringComparison.Ordinal);
        var added = await again.Fill("First day", "2026-11-29").Fill("Last day (empty for one day only)", "2026-12-04").Fill("What is it?", "Book week").Press("Add these days");
        Assert.Contains("Book week: Sun 29 November to Fri 4 December 2026", added.AllText, StringComparison.Ordinal);
        var imported = await added.Fill("The text of a calendar file (.ics), from BEGIN:VCALENDAR to END:VCALENDAR", Calendar).Press("Add the days in it");
        Assert.Contains("Immaculate Conception: Tue 8 December 2026", imported.AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine + Duration.FromHours(1));
        Assert.Equal(0, rui.Unread);
        await World.ItIs(MondayNine + Duration.FromDays(7));
        await rui.Receives();
        var unread = await (await carmen.Asks("pauses")).Fill("The text of a calendar file (.ics), from BEGIN:VCALENDAR to END:VCALENDAR", "hello").Press("Add the days in it");
        Assert.Contains("I can't read this as a calendar file", unread.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_holidays_are_added_by_country_and_region()
    {
        var (carmen, _) = await Scheduled();
        const string region = "State, province or region, where it has holidays of its own";
        var wrong = await (await carmen.Asks("pauses")).Choose("Country", "Germany").Fill(region, "Atlantis").Press("Add its public holidays");
        Assert.Contains("Of Germany I know: BW, BY", wrong.AllText, StringComparison.Ordinal);

        var added = await wrong.Fill(region, "by").Press("Add its public holidays");

        Assert.Contains("Germany, BY: Added", added.AllText, StringComparison.Ordinal);
        Assert.Contains("Fri 25 December 2026", added.AllText, StringComparison.Ordinal);
        Assert.Contains("Wed 6 January 2027", added.AllText, StringComparison.Ordinal);
        Assert.Contains("All of these were there already", (await added.Choose("Country", "Germany").Fill(region, "BY").Press("Add its public holidays")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_check_ins_ask_about_their_own_indicators_and_are_told_apart()
    {
        var (carmen, rui) = await Scheduled();
        await carmen.AddsIndicator("Volunteers trained");
        var list = await carmen.Asks("schedule");
        var form = await list.Press("Add another check-in");
        var dates = await form.Fill("What people call it", "Deep look").Choose("How often", "Every quarter").Choose("For months and quarters: which day", "The first working day")
            .Fill("Closes after how many days", "14").Choose("Ask only about (none: all that no other check-in has chosen)", "Volunteers trained").Press("See the dates");
        Assert.Contains("Every quarter on the first working day at 09:00", dates.AllText, StringComparison.Ordinal);
        Assert.Contains("Friday 1 January 2027", dates.AllText, StringComparison.Ordinal);
        Assert.Contains("Asks about Volunteers trained", dates.AllText, StringComparison.Ordinal);
        await dates.Press("Save");

        Assert.Contains("Which check-in do you mean?", (await carmen.Asks("open check-in")).AllText, StringComparison.Ordinal);
        await carmen.Asks("open check-in deep look");
        var deep = await rui.Receives();
        Assert.Contains("Deep look, quarter 4 of 2026", deep.AllText, StringComparison.Ordinal);
        Assert.Equal(["Volunteers trained"], deep.Inputs.Keys.Where(k => k is "Volunteers trained" or "Children in sessions"));
        await carmen.Asks("open check-in check-in");
        var weekly = await rui.Receives();
        Assert.Equal(["Children in sessions"], weekly.Inputs.Keys.Where(k => k is "Volunteers trained" or "Children in sessions"));
        await Submits(weekly, "4");

        var which = await carmen.Asks("status");
        Assert.Contains("Which check-in do you mean?", which.AllText, StringComparison.Ordinal);
        Assert.Contains("0 of 1 answered", (await which.Press("Deep look")).AllText, StringComparison.Ordinal);
        Assert.Contains("1 of 1 answered", (await carmen.Asks("status check-in")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_schedule_never_sends_the_open_round_again_or_loses_it()
    {
        var (carmen, rui) = await Scheduled();
        await World.ItIs(MondayNine);
        var form = await rui.Receives();

        var dates = await (await (await carmen.Asks("schedule")).Press("Change schedule")).Fill("At (where each reporter is)", "15:00").Press("See the dates");
        Assert.Contains("stays open until Thursday 3 December 09:00, and nobody is asked again", dates.AllText, StringComparison.Ordinal);
        Assert.Contains("Monday 7 December 2026", dates.AllText, StringComparison.Ordinal);
        await dates.Press("Save");
        await World.ItIs(MondayNine + Duration.FromHours(7));

        Assert.Equal(0, rui.Unread);
        await Submits(form, "12");
        Assert.Contains("1 of 1 answered", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
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
        Assert.Contains("2 people could not be asked", told.AllText, StringComparison.Ordinal);
        Assert.Contains("Rui (City Library) removed the app", told.AllText, StringComparison.Ordinal);
        Assert.Contains("Ana (Partner of Ana) blocked me", told.AllText, StringComparison.Ordinal);
        await World.ItIs(MondayNine + Duration.FromMinutes(40));
        Assert.Equal(0, carmen.Unread);

        await rui.Installs();
        await World.ItIs(MondayNine + Duration.FromDays(2));
        Assert.Contains("A reminder", (await rui.Receives()).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_when_everyone_was_asked()
    {
        var (carmen, _) = await Scheduled();

        await World.ItIs(MondayNine);
        await World.ItIs(MondayNine + Duration.FromHours(2));

        Assert.Equal(0, carmen.Unread);
    }

    [Fact]
    public async Task Whoever_is_away_is_neither_asked_nor_missed_and_a_stand_in_reports_meanwhile()
    {
        var (carmen, rui) = await Scheduled();
        Assert.Contains("I can't read that as a day", (await rui.Asks("away until the cows come home")).AllText, StringComparison.Ordinal);
        Assert.Contains("That day has come already", (await rui.Asks("away until 2026-11-01")).AllText, StringComparison.Ordinal);
        var away = await rui.Asks("I'm away until 6 December");
        Assert.Contains("I won't ask you until Sunday 6 December 2026", away.AllText, StringComparison.Ordinal);
        Assert.Contains("Nobody else reports for City Library", away.AllText, StringComparison.Ordinal);

        await World.ItIs(MondayNine);
        Assert.Equal(0, rui.Unread);
        var status = (await carmen.Asks("status")).AllText;
        Assert.Contains("Away (1)\nCity Library, back on Sunday 6 December", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Missing", status, StringComparison.Ordinal);

        var code = Cast.CodeOn(await away.Press("Someone stands in for me"));
        var sub = Teams.Person("Sub", "library");
        Assert.Contains("until Saturday 5 December", (await sub.Asks($"join {code}")).AllText, StringComparison.Ordinal);
        await Submits(await sub.Receives(), "3");

        await World.ItIs(MondayNine + Duration.FromDays(7));
        await rui.Receives();
        Assert.Equal(0, sub.Unread);
        Assert.Contains("that time is over", (await sub.Asks("check in")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_back_early_is_asked_again()
    {
        var (_, rui) = await Scheduled();
        var form = await rui.Asks("away");
        var away = await form.Fill("First day back", "2026-12-24").Press("I am away until then");
        await away.Press("I'm back");

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
        await (await (await carmen.Asks("schedule")).Press("See the dates")).Press("Save");
        return (carmen, rui);
    }
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Members see on a page what is to come within a year.</summary>
public sealed partial class CalendarPageTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Members_see_what_comes_and_what_is_left_out_by_their_own_clock_and_week_and_take_it_into_their_calendar()
    {
        var (carmen, rui, _) = await WithHome();
        using var backbone = await Visitor.Of(carmen, World.Address);
        Assert.True((await backbone.Opens(Place())).Says(En.Web.NoDates));

        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        await (await carmen.Asks("schedule")).Press(En.Schedules.Skip("30 November"));
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.NothingOpensDays)).Fill(En.Schedules.FirstDay, "2026-12-21").Fill(En.Schedules.LastDay, "2027-01-01").Fill(En.Schedules.WhatIsIt, "Winter break").Press(En.Schedules.AddDays);
        rui.Locale = "ar-EG";
        rui.TimeZone = "Africa/Cairo";
        using var reporter = await Visitor.Of(rui, World.Address);
        var before = await World.Rows();

        var english = CultureInfo.GetCultureInfo("en-GB");
        var page = await backbone.Opens(Place());
        Assert.True(page.Says(En.Web.DateSays(new LocalDate(2026, 11, 30).OnShortWeekdayOfYear(english), En.Schedules.IsLeftOut("Check-in"))));
        Assert.True(page.Says($"Mon 7 December 2026 09:00: {En.Schedules.DateOpens("Check-in")}"));
        Assert.True(page.Says(En.Schedules.IsLeftOutFor("Check-in", "Winter break")));
        Assert.True(page.Says(En.Web.TimesAreIn("Lisbon")));
        Assert.True(page.Says(En.Web.ChangeSchedule));
        Assert.Equal("Monday", FirstDay().Match(page.Html).Groups["day"].Value);
        Assert.Equal(12, page.Html.Split("<caption>").Length - 1);
        Assert.Single(page.Html.Split("aria-current=\"date\"").Skip(1));
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);

        // It closes at nine in Lisbon, which is eleven in Cairo, where weeks begin on Saturday.
        var arabic = CultureInfo.GetCultureInfo("ar-EG");
        var his = await reporter.Opens(Place());
        Assert.True(his.Says(new ZonedDateTime(new LocalDateTime(2026, 12, 10, 11, 0), DateTimeZone.Utc, Offset.Zero).OnShortWeekdayOfYearAtTime(arabic)));
        Assert.True(his.Says(new LocalDate(2026, 12, 1).InMonth(arabic)));
        Assert.Contains("dir=\"rtl\"", his.Html, StringComparison.Ordinal);
        Assert.Equal(arabic.DateTimeFormat.GetDayName(DayOfWeek.Saturday), WebUtility.HtmlDecode(FirstDay().Match(his.Html).Groups["day"].Value));
        Assert.DoesNotContain("/desk/schedule", his.Html, StringComparison.Ordinal);

        var file = await reporter.Opens(Place() + ".ics");
        Assert.Equal("text/calendar; charset=utf-8", file.Headers["Content-Type"]);
        var events = Ical.Net.Calendar.Load(file.Html)!.Events;
        Assert.Equal(new DateTime(2026, 12, 7, 7, 0, 0, DateTimeKind.Utc), events.Min(e => e.Start!.AsUtc));
        Assert.InRange(events.Count, 100, 250);
        Assert.Equal(events.Count, events.Select(e => e.Uid).Distinct().Count());
        Assert.DoesNotContain(events, e => e.Summary!.Contains("Winter break", StringComparison.Ordinal));
        Assert.Equal(before, await World.Rows());
        NothingWentWrong();
    }

    private string Place() => $"/i/{World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single()}/schedule";

    [GeneratedRegex("<abbr title=\"(?<day>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstDay();
}

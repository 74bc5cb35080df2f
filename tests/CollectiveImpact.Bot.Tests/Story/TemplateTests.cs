using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>An initiative begins with what others have worked out.</summary>
public sealed class TemplateTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_template_is_looked_at_used_and_agreed_and_never_overwrites()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Pupils who are chronically absent", En.Indicators.KindPercentage);
        await carmen.Asks("suggest chronic absence: three weeks away");

        var seen = await (await carmen.Asks("templates")).Press(En.Templates.TemplatesLook, 1);
        Assert.Contains($"{En.Glossary.Source}: Attendance Works", seen.AllText, StringComparison.Ordinal);
        Assert.Contains("National Education Goals Panel", seen.AllText, StringComparison.Ordinal);
        var used = await seen.Press(En.Templates.TemplatesUseWithout);

        Assert.Contains("• Children who start school ready", used.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Templates.TemplatesIndicatorsLeft}\n• Pupils who are chronically absent", used.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Templates.TemplatesWordsLeft}\n• Chronic absence", used.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Templates.TemplatesScheduleIsAsItWas($"A short check-in every month; a deep look each quarter at the indicators that schools count per term. {En.Templates.TemplatesOpens("Check-in", En.Schedules.RemindsTheDayBefore(En.Schedules.EveryMonthOnFirst(1, "Monday"), "09:00", 5))} {En.Templates.TemplatesOpens("Deep look", En.Schedules.RemindsOnSeveralDays(En.Schedules.EveryQuarterOnThird(3, "Monday"), "09:00", 14, "7 and 1"))}"), used.AllText, StringComparison.Ordinal);
        Assert.Contains("three weeks away", (await carmen.Asks("what is chronic absence?")).AllText, StringComparison.Ordinal);
        var list = (await carmen.Asks("indicators")).AllText;
        Assert.Contains(En.Piece(En.Indicators.NotAskedYet(1, En.Unknown)), list, StringComparison.Ordinal);
        Assert.Contains("Summer", (await carmen.Asks("terms")).AllText, StringComparison.Ordinal);

        var again = await (await (await carmen.Asks("templates")).Press(En.Templates.TemplatesLook, 1)).Press(En.Templates.TemplatesUseWithout);
        Assert.Contains(En.Templates.TemplatesNothingAdded, again.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_initiative_begins_with_what_another_of_mine_has()
    {
        var (carmen, rui) = await Riverside();
        await carmen.SetsUp("Harbour Reads");

        var list = await carmen.Asks("templates");
        Assert.Contains("Harbour Reads", list.AllText, StringComparison.Ordinal);
        var seen = await list.Choose(En.Templates.TemplatesOfOthers, "Riverside Reads").Press(En.Templates.TemplatesLookAtOther);
        Assert.Contains("Children in sessions", seen.AllText, StringComparison.Ordinal);
        await seen.Press(En.Templates.TemplatesUse);

        var indicators = (await carmen.Asks("indicators")).AllText;
        Assert.Contains("Harbour Reads", indicators, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", indicators, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("templates")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_template_is_used_with_its_rhythm_and_what_is_there_stays()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();

        var seen = await (await carmen.Asks("templates")).Press(En.Templates.TemplatesLook, 1);
        Assert.Contains("A short check-in every month; a deep look each quarter", seen.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Templates.TemplatesOpens("Check-in", En.Schedules.RemindsTheDayBefore(En.Schedules.EveryMonthOnFirst(1, "Monday"), "09:00", 5)), seen.AllText, StringComparison.Ordinal);
        var used = await seen.Press(En.Templates.TemplatesUseWithRhythm);

        Assert.Contains($"• {En.Templates.TemplatesCheckInNext("Check-in", En.Schedules.RemindsTheDayBefore(En.Schedules.EveryMonthOnFirst(1, "Monday"), "09:00", 5), "Monday 7 December 2026")}", used.AllText, StringComparison.Ordinal);
        Assert.Contains($"• {En.Templates.TemplatesCheckInNext("Deep look", En.Schedules.RemindsOnSeveralDays(En.Schedules.EveryQuarterOnThird(1, "Monday"), "09:00", 14, En.Schedules.ListOfTwo("7", "1")), "Monday 18 January 2027")}", used.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Templates.TemplatesWordsFirst, used.AllText, StringComparison.Ordinal);
        var schedule = await carmen.Asks("schedule");
        Assert.Contains("Monday 7 December 2026", schedule.AllText, StringComparison.Ordinal);
        Assert.Contains("Monday 18 January 2027", schedule.AllText, StringComparison.Ordinal);

        var again = await (await (await carmen.Asks("templates")).Press(En.Templates.TemplatesLook, 1)).Press(En.Templates.TemplatesUseWithRhythm);
        Assert.Contains(En.Templates.TemplatesNothingAdded, again.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Templates.TemplatesCheckInsLeft}\n• Check-in\n• Deep look", again.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_check_in_of_a_rhythm_that_asks_no_figures_asks_what_was_learned()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await (await (await carmen.Asks("templates")).Press(En.Templates.TemplatesLook, 3)).Press(En.Templates.TemplatesUseWithRhythm);

        await carmen.OpensCheckIn("check-in");
        var form = await rui.Receives();
        Assert.Equal([En.CheckIns.StatusNeeded], form.Inputs.Keys.Take(1));
        var receipt = await form.IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Mentors from the trades").Press(En.CheckIns.Submit);

        Assert.Contains("Mentors from the trades", receipt.AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn("check-in");
        await rui.Receives();
        Assert.Contains("Mentors from the trades", (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_rhythm_of_another_of_mine_comes_to_all_partners_beside_the_usual_check_in()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books");
        await Saves("Check-in", En.Schedules.WeeksChoice(1));
        var form = await (await carmen.Asks("schedule")).Press(En.Schedules.AddAnother);
        await (await form.Fill(En.Schedules.Name, "Books of the quarter").Choose(En.Schedules.HowOften, En.Schedules.EveryQuarter).Choose(En.Schedules.AskOnlyAbout, "Books")
            .Choose(En.Schedules.AskOnly, "City Library").Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        await carmen.SetsUp("Harbour Reads");
        await Saves("Check-in", En.Schedules.WeeksChoice(2));

        var used = await (await (await carmen.Asks("templates")).Choose(En.Templates.TemplatesOfOthers, "Riverside Reads").Press(En.Templates.TemplatesLookAtOther)).Press(En.Templates.TemplatesUseWithRhythm);

        Assert.Contains($"• Books of the quarter, {En.Schedules.EveryQuarterOnFirst(1, En.Schedules.DayInAList(1, En.Schedules.Monday))} at 09:00", used.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Templates.TemplatesCheckInsLeft}\n• Check-in", used.AllText, StringComparison.Ordinal);
        var schedules = await carmen.Asks("schedule");
        Assert.Contains($"Check-in\n{En.Schedules.WeeksChoice(2)}", schedules.AllText, StringComparison.Ordinal);
        var books = await (await schedules.Press(En.Schedules.ChangeSchedule, 2)).Press(En.Schedules.SeeDates);
        Assert.Contains($"{En.Schedules.AsksAbout("Books")} {En.Schedules.AsksAllPartners}", books.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("templates")).Text, StringComparison.Ordinal);
        NothingWentWrong();

        async Task Saves(string name, string often) =>
            await (await (await carmen.Asks("schedule")).Fill(En.Schedules.Name, name).Choose(En.Schedules.HowOften, often).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
    }
}

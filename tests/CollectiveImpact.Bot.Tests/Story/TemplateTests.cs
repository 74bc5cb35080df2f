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
        await carmen.AddsIndicator("Pupils who are chronically absent", "Percentage (a part and a whole)", "all parts of all wholes");
        await carmen.Asks("suggest chronic absence: three weeks away");

        var seen = await (await carmen.Asks("templates")).Press("Look", 1);
        Assert.Contains("Source: Attendance Works", seen.AllText, StringComparison.Ordinal);
        Assert.Contains("National Education Goals Panel", seen.AllText, StringComparison.Ordinal);
        var used = await seen.Press("Use it without");

        Assert.Contains("• Children who start school ready", used.AllText, StringComparison.Ordinal);
        Assert.Contains("left as they are:\n• Pupils who are chronically absent", used.AllText, StringComparison.Ordinal);
        Assert.Contains("left as they are:\n• Chronic absence", used.AllText, StringComparison.Ordinal);
        Assert.Contains("Your schedule is as it was", used.AllText, StringComparison.Ordinal);
        Assert.Contains("three weeks away", (await carmen.Asks("what is chronic absence?")).AllText, StringComparison.Ordinal);
        var list = (await carmen.Asks("indicators")).AllText;
        Assert.Contains("Not asked yet: nobody has agreed on what", list, StringComparison.Ordinal);
        Assert.Contains("Summer", (await carmen.Asks("terms")).AllText, StringComparison.Ordinal);

        var again = await (await (await carmen.Asks("templates")).Press("Look", 1)).Press("Use it without");
        Assert.Contains("Nothing was added", again.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_initiative_begins_with_what_another_of_mine_has()
    {
        var (carmen, rui) = await Riverside();
        await carmen.SetsUp("Harbour Reads");

        var list = await carmen.Asks("templates");
        Assert.Contains("Harbour Reads", list.AllText, StringComparison.Ordinal);
        var seen = await list.Choose("From my other initiatives", "Riverside Reads").Press("Look at that one");
        Assert.Contains("Children in sessions", seen.AllText, StringComparison.Ordinal);
        await seen.Press("Use it");

        var indicators = (await carmen.Asks("indicators")).AllText;
        Assert.Contains("Harbour Reads", indicators, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", indicators, StringComparison.Ordinal);
        Assert.Contains("Only backbone staff can do that", (await rui.Asks("templates")).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_template_is_used_with_its_rhythm_and_what_is_there_stays()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();

        var seen = await (await carmen.Asks("templates")).Press("Look", 1);
        Assert.Contains("A short check-in every month; a deep look each quarter", seen.AllText, StringComparison.Ordinal);
        Assert.Contains("Check-in opens every month on the first Monday at 09:00, closes after 5 days", seen.AllText, StringComparison.Ordinal);
        var used = await seen.Press("Use it with its rhythm");

        Assert.Contains("• Check-in, every month on the first Monday at 09:00, closes after 5 days, reminds the day before it closes; next on Monday 7 December 2026", used.AllText, StringComparison.Ordinal);
        Assert.Contains("• Deep look, every quarter on the third Monday at 09:00, closes after 14 days, reminds 7 and 1 days before it closes; next on Monday 18 January 2027", used.AllText, StringComparison.Ordinal);
        Assert.Contains("An indicator is asked once the words that it rests on are agreed", used.AllText, StringComparison.Ordinal);
        var schedule = await carmen.Asks("schedule");
        Assert.Contains("Monday 7 December 2026", schedule.AllText, StringComparison.Ordinal);
        Assert.Contains("Monday 18 January 2027", schedule.AllText, StringComparison.Ordinal);

        var again = await (await (await carmen.Asks("templates")).Press("Look", 1)).Press("Use it with its rhythm");
        Assert.Contains("Nothing was added", again.AllText, StringComparison.Ordinal);
        Assert.Contains("Check-ins that you have already, left as they are:\n• Check-in\n• Deep look", again.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_check_in_of_a_rhythm_that_asks_no_figures_asks_what_was_learned()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await (await (await carmen.Asks("templates")).Press("Look", 3)).Press("Use it with its rhythm");

        await carmen.Asks("open check-in check-in");
        var form = await rui.Receives();
        Assert.Equal(["How is it going?"], form.Inputs.Keys.Take(1));
        var receipt = await form.Choose("How is it going?", "On track").Fill("What worked", "Mentors from the trades").Press("Submit check-in");

        Assert.Contains("Mentors from the trades", receipt.AllText, StringComparison.Ordinal);
        await carmen.Asks("close check-in check-in");
        await rui.Receives();
        Assert.Contains("Mentors from the trades", (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_rhythm_of_another_of_mine_comes_to_all_partners_beside_the_usual_check_in()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books");
        await Saves("Check-in", "Every week");
        var form = await (await carmen.Asks("schedule")).Press("Add another check-in");
        await (await form.Fill("What people call it", "Books of the quarter").Choose("How often", "Every quarter").Choose("Ask only about (none: all that no other check-in has chosen)", "Books")
            .Choose("Ask only (none: all partners)", "City Library").Press("See the dates")).Press("Save");
        await carmen.SetsUp("Harbour Reads");
        await Saves("Check-in", "Every two weeks");

        var used = await (await (await carmen.Asks("templates")).Choose("From my other initiatives", "Riverside Reads").Press("Look at that one")).Press("Use it with its rhythm");

        Assert.Contains("• Books of the quarter, every quarter on the first Monday at 09:00", used.AllText, StringComparison.Ordinal);
        Assert.Contains("Check-ins that you have already, left as they are:\n• Check-in", used.AllText, StringComparison.Ordinal);
        var schedules = await carmen.Asks("schedule");
        Assert.Contains("Check-in\nEvery two weeks", schedules.AllText, StringComparison.Ordinal);
        var books = await (await schedules.Press("Change schedule", 2)).Press("See the dates");
        Assert.Contains("Asks about Books. Asks all partners.", books.AllText, StringComparison.Ordinal);
        Assert.Contains("Only backbone staff can do that", (await rui.Asks("templates")).Text, StringComparison.Ordinal);
        NothingWentWrong();

        async Task Saves(string name, string often) =>
            await (await (await carmen.Asks("schedule")).Fill("What people call it", name).Choose("How often", often).Press("See the dates")).Press("Save");
    }
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Agenda;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Members read in a browser what was learned, what was decided, and who works towards what.</summary>
public sealed partial class PagesOfWorkTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Hostile = "<script>alert(1)</script> & \"<b>\" *bold* [x](javascript:1)";

    private static readonly LocalDate Day = new(2026, 11, 16);

    private InitiativeId? _id;

    [Fact]
    public async Task What_was_learned_is_read_by_those_who_may_and_what_bears_no_name_is_found_by_nobodys()
    {
        var (carmen, rui, sam, olga) = await Partners();
        await Learned(Day, "City Library", answered: 6, new(LessonKind.Worked, "Reading outdoors #summer", null, Attribution.Partner), new(LessonKind.DidNot, "The bus broke down", null, Attribution.Nobody), new(LessonKind.Needed, "A mediator", Sharing.Backbone, Attribution.Partner));
        await Learned(Day, "Eastside School", answered: 6, new(LessonKind.Worked, Hostile, null, Attribution.Named), new(LessonKind.WouldChange, "A smaller room", Sharing.Steering, Attribution.Partner));
        await Learned(Day.PlusWeeks(-1), "City Library", answered: 4, new Lesson(LessonKind.DidNot, "Nobody came", null, Attribution.Nobody));
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var library = await Visitor.Of(rui, World.Address);
        using var school = await Visitor.Of(sam, World.Address);
        using var observer = await Visitor.Of(olga, World.Address);

        await Sees(backbone, "", ["Reading outdoors", "The bus broke down", "A mediator", "A smaller room", Hostile, En.Web.ReadByBackbone, En.Web.ReadBySteering, En.CheckIns.OneOfUs], ["Nobody came"]);
        await Sees(library, "", ["Reading outdoors", "The bus broke down", "A mediator", "Nobody came"], ["A smaller room"]);
        await Sees(school, "", ["Reading outdoors", "The bus broke down", "A smaller room"], ["A mediator", "Nobody came", En.Web.ReadByBackbone]);
        await Sees(observer, "", ["Reading outdoors", "The bus broke down", "A smaller room"], ["A mediator", "Nobody came"]);

        var filter = $"?partner={await IdOf("City Library")}";
        foreach (var visitor in new[] { backbone, library, school, observer })
        {
            await Sees(visitor, filter, ["Reading outdoors"], ["The bus broke down", "Nobody came", "A smaller room", "alert(1)"]);
        }

        await Sees(school, "?q=outdoor", ["Reading outdoors"], ["The bus broke down"]);
        await Sees(school, "?q=mediator", [En.Web.NothingFound], ["A mediator"]);
        await Sees(school, $"?q={Uri.EscapeDataString(Hostile)}&partner=nobody%27s&goal=%3Cb%3E&months=7&from=x.y", [Hostile], ["Reading outdoors"]);
        NothingWentWrong();

        async Task Sees(Visitor visitor, string asked, string[] seen, string[] unseen)
        {
            var page = await visitor.Opens(At("learnings") + asked);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(seen, words => Assert.True(page.Says(words), words));
            Assert.All(unseen, words => Assert.False(page.Says(words), words));
            Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Older_lessons_are_a_page_further_each_once_and_nothing_tells_who_wrote_what_bears_no_name()
    {
        var (carmen, _, _, _) = await Partners();
        var told = new List<string>();
        for (var week = 0; week < 12; week++)
        {
            foreach (var (partner, signature) in new[] { ("City Library", Attribution.Partner), ("Eastside School", Attribution.Nobody) })
            {
                // What the school writes comes first by its words, and last by its name.
                var words = (LessonKind kind) => $"{(signature == Attribution.Nobody ? "A" : "B")} learned {kind} in week no{week:00}";
                Lesson[] lessons = [.. Enum.GetValues<LessonKind>().Select(k => new Lesson(k, words(k), null, signature))];
                told.AddRange(lessons.Select(l => l.Text));
                await Learned(Day.PlusWeeks(-week), partner, answered: 9, lessons);
            }
        }

        using var browser = await Visitor.Of(carmen, World.Address);
        var (read, pages) = await ReadAll(browser, At("learnings"));

        Assert.Equal(told.Count, read.Count);
        Assert.Equal(told.Order(), read.Order());
        Assert.Equal(5, pages.Count);
        Assert.Equal(Enumerable.Range(0, 12), read.Select(r => int.Parse(r[^2..], CultureInfo.InvariantCulture)).Distinct());
        // Beside each other stand those that say the same kind of thing, in the order of their words.
        Assert.All(read.Chunk(2), pair => Assert.Equal(pair[0].Replace("A ", "B ", StringComparison.Ordinal), pair[1]));
        Assert.All(pages, p => Assert.DoesNotContain("eastside", p, StringComparison.Ordinal));
        // Not what a filter leaves out, but what it leaves is counted.
        Assert.Equal(48, (await ReadAll(browser, $"{At("learnings")}?partner={await IdOf("City Library")}")).Read.Count);
        Assert.True((await browser.Opens(pages[^1])).Says(En.Web.Newest));
        NothingWentWrong();
    }

    [Fact]
    public async Task Lessons_are_chosen_by_time_and_by_the_goal_that_their_partners_work_towards()
    {
        var (carmen, rui, sam, _) = await Partners();
        var goals = await Goals(carmen, rui, sam);
        await Adds(rui, "Reading club", "Every child reads", "East end");
        var today = World.Clock.GetCurrentInstant().InUtc().Date;
        await Learned(today.PlusDays(-20), "City Library", answered: 9, new(LessonKind.Worked, "Lately in the library", null, Attribution.Partner), new(LessonKind.DidNot, "Lately by somebody", null, Attribution.Nobody));
        await Learned(today.PlusDays(-20), "Eastside School", answered: 9, new Lesson(LessonKind.Worked, "Lately at school", null, Attribution.Partner));
        await Learned(today.PlusMonths(-5), "City Library", answered: 9, new Lesson(LessonKind.Worked, "Last summer", null, Attribution.Partner));
        await Learned(today.PlusMonths(-20), "City Library", answered: 9, new Lesson(LessonKind.Worked, "Years ago", null, Attribution.Partner));
        using var browser = await Visitor.Of(carmen, World.Address);

        foreach (var (asked, expected) in new (string, string[])[]
        {
            ("", ["Lately at school", "Lately in the library", "Lately by somebody", "Last summer", "Years ago"]),
            ("?months=3", ["Lately at school", "Lately in the library", "Lately by somebody"]),
            ("?months=12&q=summer", ["Last summer"]),
            ($"?goal={goals[0]}", ["Lately in the library", "Last summer", "Years ago"]),
            ($"?goal={goals[0]}&months=3", ["Lately in the library"]),
            ($"?goal={goals[1]}", []),
            ($"?goal={goals[0]}&partner={await IdOf("Eastside School")}", []),
        })
        {
            Assert.Equal(expected, (await ReadAll(browser, At("learnings") + asked)).Read);
        }
    }

    [Fact]
    public async Task Every_member_reads_what_was_decided_newest_first_and_finds_it()
    {
        var (carmen, rui, _, olga) = await Partners();
        var decided = await carmen.Asks("decide: Meet every second Tuesday");
        await decided.Choose(En.Agenda.WhoAgreed, "City Library").Press(En.Agenda.SaveWhoAgreed);
        await carmen.Asks($"decide: {Hostile}");
        foreach (var person in new[] { carmen, rui, olga })
        {
            using var visitor = await Visitor.Of(person, World.Address);
            var page = await visitor.Opens(At("decisions"));
            Assert.True(page.Says(Hostile), page.Html);
            Assert.True(page.Says(En.Agenda.AgreedBy("City Library")));
            Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
            var found = await visitor.Opens(At("decisions") + "?q=meeting+Tuesdays");
            Assert.True(found.Says("Meet every second Tuesday"));
            Assert.False(found.Says("alert(1)"));
            Assert.True((await visitor.Opens(At("decisions") + "?q=volcanoes&from=yesterday")).Says(En.Web.NothingFound));
        }

        var store = World.Services.GetRequiredService<IAgendaStore>();
        foreach (var n in Enumerable.Range(0, 60))
        {
            await store.Save(Id(), new Decided(Codes.NewId(), $"Buy book no{n:00}{(n % 2 == 0 ? " again" : "")}", "Carmen", World.Start - Duration.FromDays(n + 1), []), CancellationToken.None);
        }

        using var browser = await Visitor.Of(carmen, World.Address);
        var (read, pages) = await ReadAll(browser, At("decisions"));
        Assert.Equal(62, read.Count);
        Assert.Equal(3, pages.Count);
        Assert.Equal(Enumerable.Range(0, 60).Select(n => $"no{n:00}"), read.Skip(2).Select(r => r.Split(' ')[2]));
        Assert.Equal(30, (await ReadAll(browser, At("decisions") + "?q=again")).Read.Count);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_map_says_who_works_towards_what_where_nobody_does_and_where_several_do()
    {
        var (carmen, rui, sam, olga) = await Partners();
        var goals = await Goals(carmen, rui, sam);
        await Adds(rui, "Reading club", "Every child reads", "East end");
        await Adds(sam, Hostile, "Every child reads", "east END");
        await Adds(sam, "Chess", goal: null, "Town hall");
        foreach (var person in new[] { carmen, rui, sam, olga })
        {
            using var visitor = await Visitor.Of(person, World.Address);
            var page = await visitor.Opens(At("activities"));
            foreach (var words in new[]
            {
                En.Web.HaveSaid(2, 2), En.Web.GapsAre(1), En.Web.SharedAre(1), En.Web.PartnersWork(2), En.Web.PartnersWork(0), En.Web.ActivitiesHere(1), En.Web.ActivitiesHere(0),
                En.Web.GoalIs("1", "Every child reads"), En.Activities.Gap, En.Activities.TowardsNoGoal, "Reading club · East end", "Chess · Town hall", Hostile,
                En.Activities.Overlap(En.Activities.And("City Library", "Eastside School"), "Every child reads", "East end"),
            })
            {
                Assert.True(page.Says(words), words);
            }

            Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        }

        using var browser = await Visitor.Of(carmen, World.Address);
        Assert.True((await browser.Opens(At("activities") + $"?partner={await IdOf("City Library")}")).Html is var libraries && Listed(libraries).Contains("Reading club", StringComparison.Ordinal));
        Assert.DoesNotContain("Chess", Listed(libraries), StringComparison.Ordinal);
        Assert.DoesNotContain(En.Activities.Gap, Listed(libraries), StringComparison.Ordinal);
        var gap = (await browser.Opens(At("activities") + $"?goal={goals[1]}")).Html;
        Assert.Contains(En.Activities.Gap, Listed(gap), StringComparison.Ordinal);
        Assert.DoesNotContain("Reading club", Listed(gap), StringComparison.Ordinal);
        // From the goal on the first page to who works towards it.
        Assert.Contains($"{At("activities")}?goal={goals[0]}#work", (await browser.Opens(At(""))).Html, StringComparison.Ordinal);
        NothingWentWrong();

        static string Listed(string html) => WebUtility.HtmlDecode(html[html.IndexOf("id=\"work\"", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_page_on_which_nothing_stands_yet_says_to_each_what_to_do_in_the_chat()
    {
        var (carmen, rui, _, olga) = await Partners();
        foreach (var (person, learnings, decisions, activities) in new[]
        {
            (carmen, En.Web.NoLessonsAsk("open check-in"), En.Web.NoDecisionsWrite("decide"), En.Web.NoActivitiesYet("our activities")),
            (rui, En.Web.NoLessonsAdd("check in"), En.Web.NoDecisionsYet, En.Web.NoActivitiesAdd("our activities")),
            (olga, En.Learnings.NothingYet, En.Web.NoDecisionsYet, En.Web.NoActivitiesYet("our activities")),
        })
        {
            using var visitor = await Visitor.Of(person, World.Address);
            foreach (var (page, words) in new[] { ("learnings", learnings), ("decisions", decisions), ("activities", activities) })
            {
                Assert.True((await visitor.Opens(At(page))).Says(words), words);
            }
        }
    }

    /// <summary>The backbone, a reporter of each of two partners, and an observer.</summary>
    private async Task<(Person Carmen, Person Rui, Person Sam, Person Olga)> Partners()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var olga = Teams.Person("Olga", "foundation");
        await olga.Joins(await carmen.InvitesObserver());
        return (carmen, rui, sam, olga);
    }

    private async Task<string[]> Goals(Person carmen, params Person[] reporters)
    {
        var form = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        await form.Fill(En.Agenda.GoalsByLine, "Every child reads\nNobody is hungry").Press(En.Agenda.SaveDraft);
        var putForward = await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward);
        foreach (var reporter in reporters)
        {
            await reporter.Receives();
        }

        await (await putForward.Press(En.Agenda.BringIntoForce)).Press(En.Agenda.BringIntoForce);
        return [.. (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IAgendaGrain>(Id()).Get()).InForce.Goals.Select(g => g.Id)];
    }

    private static async Task Adds(Person reporter, string what, string? goal, string place)
    {
        var form = (await (await reporter.Asks("what we do")).Press(En.Activities.Add)).Fill(En.Activities.What, what).Fill(En.Activities.Where, place);
        await (goal is null ? form : form.Choose(En.Activities.Goals, goal)).Press(En.Activities.Save);
    }

    private async Task Learned(LocalDate day, string partner, int answered, params Lesson[] lessons) => await World.Services.GetRequiredService<ILearningStore>().Write(
        Id(),
        [new PastLearning(new($"{day.Year:0000}-{day.DayOfYear:000}.check-in"), new(string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}")), day, new(await IdOf(partner)), new Learning(lessons, Sharing.Partners) { By = "Sam" }, answered)],
        CancellationToken.None);

    private async Task<string> IdOf(string partner) =>
        (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id()).Get())!.Partners.Single(p => p.Name == partner).Id.Value;

    /// <summary>What stands on a page and all older ones, and their addresses.</summary>
    private static async Task<(IReadOnlyList<string> Read, IReadOnlyList<string> Pages)> ReadAll(Visitor visitor, string address)
    {
        var (read, pages) = (new List<string>(), new List<string>());
        for (var next = address; next.Length > 0;)
        {
            pages.Add(next);
            var html = (await visitor.Opens(next)).Html;
            read.AddRange(Entry().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["words"].Value)));
            next = WebUtility.HtmlDecode(Older().Match(html).Groups["address"].Value);
            Assert.True(pages.Count < 20);
        }

        return (read, pages);
    }

    /// <summary>The one that there is.</summary>
    private InitiativeId Id() => _id ??= World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    private string At(string page) => page.Length == 0 ? $"/i/{Id()}" : $"/i/{Id()}/{page}";

    [GeneratedRegex("<li>\\s*<p class=\"words\">(?<words>[^<]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex("rel=\"next\" href=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Older();
}

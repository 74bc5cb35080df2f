using System.Globalization;
using System.Net;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Members read in a browser what one partner reported, what a number is made of, and what is new since they last looked.</summary>
public sealed class PartnerPagesTests(Azurite azurite) : StoryTest(azurite)
{
    private InitiativeId? _id;

    [Fact]
    public async Task A_partners_page_is_its_own_peoples_and_the_backbones_and_a_number_shows_partners_as_far_as_they_are_shared()
    {
        var (carmen, rui, sam, olga) = await Reported();
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var library = await Visitor.Of(rui, World.Address);
        using var school = await Visitor.Of(sam, World.Address);
        using var observer = await Visitor.Of(olga, World.Address);
        using var stranger = new Visitor(World.Address);
        var (list, theirs, others) = (At("partners"), At($"partners/{await IdOf("City Library")}"), At($"partners/{await IdOf("Eastside School")}"));
        foreach (var (visitor, statuses) in new[] { (backbone, (200, 200, 200)), (library, (404, 200, 404)), (school, (404, 404, 200)), (observer, (404, 404, 404)), (stranger, (401, 401, 401)) })
        {
            Assert.Equal(statuses, ((int)(await visitor.Opens(list)).Status, (int)(await visitor.Opens(theirs)).Status, (int)(await visitor.Opens(others)).Status));
        }

        var all = WebUtility.HtmlDecode((await backbone.Opens(list)).Html);
        Assert.True(all.IndexOf("City Library", StringComparison.Ordinal) < all.IndexOf("Eastside School", StringComparison.Ordinal));
        Assert.Contains(En.Web.PeopleReport(1), all, StringComparison.Ordinal);
        Assert.Contains("Sam", all, StringComparison.Ordinal);
        Assert.Contains($"href=\"{theirs}\"", all, StringComparison.Ordinal);

        string[] seen = ["16 children", "14 children", "41 children → 14 children", "Digits turned round", "Rui", "We call every school", "Reading club", "Two volunteers", "Reading outdoors"];
        foreach (var visitor in new[] { backbone, library })
        {
            var page = await visitor.Opens(theirs);
            Assert.All(seen, words => Assert.True(page.Says(words), words + page.Html));
            // What bears no name stands on nobody's page.
            Assert.False(page.Says("The bus broke down"));
            Assert.Equal(visitor == backbone, page.Says("Slow to answer"));
            Assert.Equal(visitor == backbone, page.Says(En.Web.ChangePartner));
        }

        foreach (var (visitor, own, partners) in new[] { (backbone, false, true), (library, true, false), (observer, false, false) })
        {
            var overview = await visitor.Opens(At(""));
            Assert.Equal((own, partners), (overview.Says(En.Web.OurPage), overview.Html.Contains($"href=\"{list}\"", StringComparison.Ordinal)));
        }

        // From the list to where a partner is changed.
        var press = (await backbone.Opens(theirs)).Html;
        var sent = WebUtility.HtmlDecode(press[(press.IndexOf("name=\"press\" value=\"", StringComparison.Ordinal) + 20)..]);
        Assert.True((await backbone.Sends(At("desk"), ("press", sent[..sent.IndexOf("\" class", StringComparison.Ordinal)]))).Says(En.People.PartnerHasLeft));

        await NumbersAreSeen(backbone, library, school, observer);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_new_since_somebody_last_looked_stands_first_and_is_forgotten_with_them()
    {
        var (carmen, rui, _, olga) = await Partners();
        await carmen.AddsIndicator("Volunteers");
        await carmen.AddsIndicator("Complaints");
        var hidden = (await Indicators.All()).Single(i => i.Question == "Complaints");
        await Indicators.Save(hidden with { Sharing = Sharing.Backbone });
        await carmen.Asks("decide: Meet on Mondays");
        using (var first = await Visitor.Of(rui, World.Address))
        {
            Assert.DoesNotContain("class=\"news", (await first.Opens(At(""))).Html, StringComparison.Ordinal);
        }

        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + Duration.FromHours(1));
        await carmen.Asks("decide: Meet on Tuesdays <b>");
        await (await carmen.Asks("suggest attendance: In the room for the whole hour")).Press(En.Glossary.Agree);
        foreach (var place in new[] { 1, 2 })
        {
            await (await (await carmen.Asks("indicators")).Press(En.Indicators.Edit, place)).Fill(En.Indicators.TargetOfAll, "50").SavesIndicator();
        }

        await carmen.AddsPartner("Food Bank");
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.LessonsWorked, "Reading outdoors").Press(En.CheckIns.Submit);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();

        // Once more on the same day is the same look.
        using (var again = await Visitor.Of(rui, World.Address))
        {
            Assert.DoesNotContain("class=\"news", (await again.Opens(At(""))).Html, StringComparison.Ordinal);
        }

        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + Duration.FromDays(1));
        using var next = await Visitor.Of(rui, World.Address);
        var news = NewsOn(await next.Opens(At("")));
        Assert.All(
            new[]
            {
                En.Web.RoundHasClosed(En.Time.PeriodWeek(48, "2026")), En.Web.WasDecided("Meet on Tuesdays <b>"), En.Web.TermWasAgreed("attendance"), En.Web.LessonsWereShared(1),
                En.Web.NumberChanged("Volunteers"), En.Web.PartnerHasJoined("Food Bank"),
            },
            words => Assert.Contains(words, news, StringComparison.Ordinal));
        Assert.DoesNotContain("Mondays", news, StringComparison.Ordinal);
        Assert.DoesNotContain("Complaints", news, StringComparison.Ordinal);
        foreach (var address in news.Split("href=\"").Skip(1).Select(l => l[..l.IndexOf('"', StringComparison.Ordinal)]))
        {
            Assert.Equal(HttpStatusCode.OK, (await next.Opens(address)).Status);
        }

        // Who looks for the first time has missed nothing; who was away a day on which nothing happened, neither.
        using (var observer = await Visitor.Of(olga, World.Address))
        {
            Assert.DoesNotContain("class=\"news", (await observer.Opens(At(""))).Html, StringComparison.Ordinal);
        }

        await (await rui.Asks("sessions")).Press(En.Pages.EndAll);
        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + Duration.FromDays(1));
        using (var quiet = await Visitor.Of(rui, World.Address))
        {
            Assert.DoesNotContain("class=\"news", (await quiet.Opens(At(""))).Html, StringComparison.Ordinal);
        }

        var (sessions, person, now) = (World.Services.GetRequiredService<ISessionStore>(), Person("Rui"), World.Clock.GetCurrentInstant());
        Assert.NotNull((await sessions.Look(Id(), person, now, CancellationToken.None)).Before);
        await World.Services.GetRequiredService<Leaving>().Go(person, Id());
        Assert.Equal(new Looks(now, null), await sessions.Look(Id(), person, now, CancellationToken.None));
        NothingWentWrong();

        static string NewsOn(Visitor.Page page) => WebUtility.HtmlDecode(page.Html[page.Html.IndexOf("class=\"news", StringComparison.Ordinal)..page.Html.IndexOf("</section>", StringComparison.Ordinal)]);
    }

    private async Task NumbersAreSeen(Visitor backbone, Visitor library, Visitor school, Visitor observer)
    {
        var indicator = (await Indicators.All()).Single();
        var (page, file) = (At($"numbers/{indicator.Id}"), At($"numbers/{indicator.Id}.csv"));
        // By name, however large their numbers are; who changed one is told to its own people and the backbone.
        foreach (var (visitor, named) in new[] { (backbone, true), (library, true), (school, false), (observer, false) })
        {
            var html = WebUtility.HtmlDecode((await visitor.Opens(page)).Html);
            var (theirs, others) = (html.IndexOf("City Library", StringComparison.Ordinal), html.IndexOf("Eastside School", StringComparison.Ordinal));
            Assert.InRange(theirs, 1, others);
            Assert.Contains("Digits turned round", html, StringComparison.Ordinal);
            Assert.Equal(named, html.Contains("Rui, ", StringComparison.Ordinal));
            // Of two partners one has answered the second time: the totals don't compare, the same partner does.
            Assert.Contains(En.Digests.AtTheSamePartners(En.Indicators.Up("2"), 1), html, StringComparison.Ordinal);
        }

        var csv = await school.Opens(file);
        Assert.Equal(HttpStatusCode.OK, csv.Status);
        Assert.StartsWith("text/csv", csv.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("no-store", csv.Headers["Cache-Control"]);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"2026-W48,{indicator.Id},Children in sessions,,44,children,2,2,0,1"), csv.Html, StringComparison.Ordinal);

        // What others reported is kept from partners; their own stays, and the total of two would give it away.
        await Indicators.Save(indicator with { PartnerSharing = Sharing.Steering, Question = "=Children" });
        foreach (var (visitor, mine, other, total) in new[] { (backbone, true, true, true), (library, true, false, false), (school, false, true, false), (observer, true, true, true) })
        {
            var seen = await visitor.Opens(page);
            Assert.Equal((mine, other, total), (seen.Says("14 children"), seen.Says("30 children"), seen.Says("44 children")));
            Assert.Equal(visitor == library || visitor == school, seen.Says(En.Web.OnlyYours));
            Assert.Equal(mine, seen.Says("Digits turned round"));
            Assert.False(seen.Says(En.Digests.AtTheSamePartners(En.Indicators.Up("2"), 1)));
            Assert.Equal(total, (await visitor.Opens(file)).Html.Contains(",'=Children,,44", StringComparison.Ordinal));
        }

        await Indicators.Save(indicator with { WhatChanged = "Only whole hours" }, Edit.NewSeries);
        var meant = await school.Opens(page);
        Assert.True(meant.Says(En.CheckIns.WhatItMeant) && meant.Says("Only whole hours") && meant.Says(En.CheckIns.ANewTrendBegins), meant.Html);

        await Indicators.Save(indicator with { Sharing = Sharing.Backbone });
        foreach (var visitor in new[] { library, school, observer })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Opens(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Opens(file)).Status);
        }

        // A partner still reads what it reported itself.
        Assert.True((await library.Opens(At($"partners/{await IdOf("City Library")}"))).Says("14 children"));
    }

    /// <summary>Two partners have reported, one has put its number right.</summary>
    private async Task<(Person Carmen, Person Rui, Person Sam, Person Olga)> Reported()
    {
        var (carmen, rui, sam, olga) = await Partners();
        await Indicators.Save((await Indicators.All()).Single() with { Unit = "children" });
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Commitment, "We call every school").Press(En.CheckIns.Submit);
        await (await sam.Receives()).Fill("Children in sessions", "30").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await Closes(carmen, rui);
        await rui.Corrects("Check-in, week 48 of 2026", "14", "Digits turned round");
        await World.ItIs(World.Start + Duration.FromDays(7));
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "16").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();
        var form = (await (await rui.Asks("what we do")).Press(En.Activities.Add)).Fill(En.Activities.What, "Reading club");
        await form.Press(En.Activities.Save);
        await rui.Asks("ask: Two volunteers");
        var initiative = World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id());
        var partner = (await initiative.Get())!.Partners.Single(p => p.Name == "City Library");
        await initiative.Change(new InitiativeChange { Partners = [partner with { Notes = "Slow to answer" }] });
        Lesson[] lessons = [new(LessonKind.Worked, "Reading outdoors", null, Attribution.Partner), new(LessonKind.DidNot, "The bus broke down", null, Attribution.Nobody)];
        await World.Services.GetRequiredService<ILearningStore>().Write(
            Id(), [new PastLearning(new("2026-W47.check-in"), new Period("2026-W47"), new LocalDate(2026, 11, 16), partner.Id, new Learning(lessons, Sharing.Partners) { By = "Rui" }, 9)], CancellationToken.None);
        return (carmen, rui, sam, olga);
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

    private IIndicatorsGrain Indicators => World.Services.GetRequiredService<IGrainFactory>().GetGrain<IIndicatorsGrain>(Id());

    private PersonKey Person(string name) => Now().Members.Single(m => m.Name == name).Person;

    private Task<string> IdOf(string partner) => Task.FromResult(Now().Partners.Single(p => p.Name == partner).Id.Value);

    private Initiative Now() => World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id()).Get().GetAwaiter().GetResult()!;

    /// <summary>The one that there is.</summary>
    private InitiativeId Id() => _id ??= World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    private string At(string page) => page.Length == 0 ? $"/i/{Id()}" : $"/i/{Id()}/{page}";
}

using System.Globalization;
using System.Net;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Web;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Members read the initiative's pages in a browser that a link of the bot has let in.</summary>
public sealed class PagesTests(Azurite azurite) : StoryTest(azurite)
{
    private InitiativeId? _id;

    [Fact]
    public async Task A_link_opens_once_and_only_by_a_press()
    {
        var (carmen, _) = await Riverside();
        var link = Visitor.LinkOn(await carmen.Asks("pages"));
        using var filter = new Visitor(World.Address);
        using var browser = new Visitor(World.Address);
        using var late = new Visitor(World.Address);

        // What looks at links before people do, opens nothing.
        Assert.True((await filter.Opens(link)).Says(En.Web.ContinueAs("Carmen")));
        Assert.True((await browser.Opens(link)).Says(En.Web.ContinueAs("Carmen")));
        var overview = await browser.Presses(link);

        Assert.Equal(HttpStatusCode.OK, overview.Status);
        Assert.True(overview.Says("Riverside Reads"));
        Assert.Equal(HttpStatusCode.Gone, (await late.Opens(link)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await late.Presses(link)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Opens(overview.Path)).Status);
        NothingWentWrong();
    }

    [Fact]
    public async Task Of_two_that_press_at_the_same_time_one_is_let_in()
    {
        var (carmen, _) = await Riverside();
        var link = Visitor.LinkOn(await carmen.Asks("pages"));
        Visitor[] browsers = [.. Enumerable.Range(0, 6).Select(_ => new Visitor(World.Address))];

        var answers = await Task.WhenAll(browsers.Select(b => b.Presses(link)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Equal(HttpStatusCode.Gone, a.Status));
        Assert.All(browsers, b => b.Dispose());
    }

    [Fact]
    public async Task Whoever_was_not_let_in_learns_nothing_and_is_led_to_the_page_that_was_asked_for()
    {
        var (carmen, _) = await Riverside();
        using var first = await Visitor.Of(carmen, World.Address);
        var glossary = (await first.Opens(Overview())).Path + "/glossary";
        using var stranger = new Visitor(World.Address);

        var refused = await stranger.Opens(glossary);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.True(refused.Says(En.Web.NotSignedIn));
        Assert.False(refused.Says("Riverside"));
        // An initiative that isn't there is answered the same.
        Assert.Equal(Without(refused.Html, Id()), Without((await stranger.Opens("/i/zzzzzz/glossary")).Html, "zzzzzz"));

        await stranger.Opens(glossary);
        Assert.Equal(glossary, (await stranger.Presses(Visitor.LinkOn(await carmen.Asks("pages")))).Path);
    }

    [Fact]
    public async Task A_card_in_the_chat_leads_to_the_page_that_shows_the_same_with_more_room()
    {
        var (carmen, rui, _) = await OpenRound();
        using var browser = await Visitor.Of(carmen, World.Address);
        using var stranger = new Visitor(World.Address);
        var led = 0;
        foreach (var command in Desk.Places.Values.Select(c => c.In(CultureInfo.GetCultureInfo("en-GB"))).Concat(["activities", "learnings", "decisions", "terms", "health"]))
        {
            var card = await carmen.Asks(command);
            // Carmen reports for nobody, and so has no check-in; and a row of six buttons is full.
            if (card.Title.Length > 0 && (card.Buttons.Count < 6 || card.Links.ContainsKey(En.Pages.AsPage)))
            {
                Assert.True(card.Links.TryGetValue(En.Pages.AsPage, out var link), $"{command}: {string.Join(", ", card.Buttons)}");
                Assert.Equal(HttpStatusCode.OK, (await browser.Opens(link)).Status);
                led++;
            }
        }

        Assert.InRange(led, 15, 20);
        // The page shows this month; where another was asked for, there is none.
        Assert.DoesNotContain(En.Pages.AsPage, (await carmen.Asks("summary 2026-10")).Links.Keys);
        Assert.False((await browser.Sends($"/i/{Id()}/desk", ("say", "status"))).Says(En.Pages.AsPage));
        Assert.DoesNotContain(En.Pages.AsPage, (await rui.Asks("partners")).Links.Keys);

        // Who isn't signed in there is led on by the next link.
        var status = (await carmen.Asks("status")).Links[En.Pages.AsPage];
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Opens(status)).Status);
        Assert.Equal($"/i/{Id()}/desk/status", (await stranger.Presses(Visitor.LinkOn(await carmen.Asks("pages")))).Path);
        NothingWentWrong();
    }

    [Fact]
    public void A_page_leads_back_to_the_chat_where_there_is_one()
    {
        Assert.Equal("https://teams.microsoft.com/l/chat/0/0?users=28%3A6f1d9a52&message=p%C3%A1ginas", new ChatLink("6f1d9a52").With("páginas"));
        Assert.Equal("https://teams.microsoft.com/l/chat/0/0?users=28%3A6f1d9a52", new ChatLink("6f1d9a52").With());
        Assert.Null(new ChatLink("").With());
    }

    [Fact]
    public async Task The_pages_say_what_partners_reported_what_it_means_and_where_it_goes()
    {
        var (carmen, rui) = await Measured();
        using var browser = await Visitor.Of(rui, World.Address);

        var overview = await browser.Opens(Overview());
        Assert.True(overview.Says("41 children"), overview.Html);
        Assert.True(overview.Says(En.Time.PeriodWeek(48, "2026")));
        var number = Link(overview, "Children in sessions");
        var page = await browser.Opens(number);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Says(En.Web.PartOf(1, 1)));

        await (await carmen.Asks("suggest attendance: In the room for the whole hour")).Press(En.Glossary.Agree);
        Assert.True((await browser.Opens(Overview() + "/glossary")).Says("In the room for the whole hour"));
        Assert.True((await browser.Opens(Overview() + "/glossary?q=attendence")).Says("In the room for the whole hour"));
        var vain = await browser.Opens(Overview() + "/glossary?q=%3Cscript%3Ezebra");
        Assert.True(vain.Says(En.Web.NoTermCalled("<script>zebra")));
        Assert.DoesNotContain("<script>", vain.Html, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Health_is_for_the_backbone_and_what_was_told_the_backbone_alone_too()
    {
        var (carmen, rui) = await Measured();
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        var indicators = World.Services.GetRequiredService<IGrainFactory>().GetGrain<IIndicatorsGrain>(Id());
        var secret = (await indicators.All())[0];
        var number = Link(await reporter.Opens(Overview()), "Children in sessions");
        await indicators.Save(secret with { Sharing = Sharing.Backbone });

        Assert.True((await backbone.Opens(Overview())).Says(En.Web.FiveConditions));
        Assert.True((await backbone.Opens(number)).Says("41 children"));
        var seen = await reporter.Opens(Overview());
        Assert.False(seen.Says(En.Web.FiveConditions));
        Assert.False(seen.Says("Children in sessions"));
        Assert.Equal(HttpStatusCode.NotFound, (await reporter.Opens(number)).Status);
    }

    [Fact]
    public async Task Whoever_leaves_is_let_in_no_more()
    {
        var (_, rui) = await Riverside();
        using var browser = await Visitor.Of(rui, World.Address);
        var link = Visitor.LinkOn(await rui.Asks("pages"));
        var initiative = World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id());

        await initiative.Remove((await initiative.Get())!.Members.Single(m => m.Name == "Rui").Person);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Opens(Overview())).Status);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Presses(link)).Status);
    }

    [Fact]
    public async Task Of_whoever_leaves_no_session_is_kept()
    {
        var (carmen, rui) = await Riverside();
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        var store = World.Services.GetRequiredService<ISessionStore>();
        var members = (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id()).Get())!.Members;

        await World.Services.GetRequiredService<Leaving>().Go(members.Single(m => m.Name == "Rui").Person, Id());

        Assert.Empty(await store.Of(Id(), members.Single(m => m.Name == "Rui").Person, CancellationToken.None));
        Assert.Single(await store.Of(Id(), members.Single(m => m.Name == "Carmen").Person, CancellationToken.None));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_by_whose_they_are_and_end_by_themselves()
    {
        var (carmen, rui) = await Riverside();
        using var office = await Visitor.Of(carmen, World.Address);
        using var phone = new Visitor(World.Address, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1");
        await phone.Presses(Visitor.LinkOn(await carmen.Asks("pages")));
        using var library = await Visitor.Of(rui, World.Address);

        var list = await carmen.Asks("sessions");
        Assert.Contains("Firefox, Windows", list.AllText, StringComparison.Ordinal);
        Assert.Contains("Safari, iPhone", list.AllText, StringComparison.Ordinal);
        // Newest first: the phone.
        var after = await list.Press(En.Pages.EndOne, 1);
        Assert.Contains(En.Pages.OneEnded, after.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("iPhone", after.AllText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Opens(Overview())).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.Opens(Overview())).Status);

        await after.Press(En.Pages.EndAll);
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Opens(Overview())).Status);
        Assert.Equal(HttpStatusCode.OK, (await library.Opens(Overview())).Status);

        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + Session.Lifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, (await library.Opens(Overview())).Status);
        Assert.Contains(En.Pages.OpenNowhere, (await rui.Asks("sessions")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_link_that_nobody_opened_ends_by_itself_or_with_all_sessions()
    {
        var (carmen, _) = await Riverside();
        using var browser = await Visitor.Of(carmen, World.Address);
        var ended = Visitor.LinkOn(await carmen.Asks("pages"));
        await (await carmen.Asks("sessions")).Press(En.Pages.EndAll);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Presses(ended)).Status);

        var late = Visitor.LinkOn(await carmen.Asks("pages"));
        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + Session.LinkLifetime);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Presses(late)).Status);
    }

    [Fact]
    public async Task Signing_out_takes_a_press_on_a_page_of_ours()
    {
        var (carmen, _) = await Riverside();
        using var browser = await Visitor.Of(carmen, World.Address);
        var signOut = Overview() + "/sign-out";

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Presses(signOut, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Opens(Overview())).Status);
        Assert.True((await browser.Presses(signOut, ("Sec-Fetch-Site", "same-origin"))).Says(En.Web.SignedOut));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Opens(Overview())).Status);
    }

    [Fact]
    public async Task Nothing_of_a_page_is_kept_by_caches_framed_by_others_or_told_to_them()
    {
        var (carmen, _) = await Measured();
        using var browser = await Visitor.Of(carmen, World.Address);
        var overview = await browser.Opens(Overview());
        foreach (var address in new[] { Overview(), Overview() + "/glossary", Link(overview, "Children in sessions"), Overview() + "/nowhere", "/open/nothing" })
        {
            var page = await browser.Opens(address);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?! src=\"/assets/[0-9a-f]{16}\\.js\" defer></script>)", page.Html);
            Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
        }

        var style = await browser.Opens(Between(overview.Html, "<link rel=\"stylesheet\" href=\"", "\""));
        Assert.Contains("immutable", style.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.StartsWith("text/css", style.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_channel_the_link_is_not_given()
    {
        var (carmen, _, home) = await WithHome();
        Assert.Contains(En.Piece(En.Pages.LinkIsYours(En.Unknown)), await Heard(carmen, home), StringComparison.Ordinal);
    }

    private async Task<(Person Carmen, Person Rui)> Measured()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children in sessions", unit: "children", target: "100");
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();
        return (carmen, rui);
    }

    /// <summary>The one that there is.</summary>
    private InitiativeId Id() => _id ??= World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    private static async Task<string> Heard(Person person, Channel channel)
    {
        await person.Says("pages", channel);
        return (await channel.Receives()).Text;
    }

    private string Overview() => $"/i/{Id()}";

    private static string Link(Visitor.Page page, string words) => Between(page.Html, "<h3><a href=\"", "\"><bdi>" + words);

    private static string Between(string text, string before, string after)
    {
        var end = text.IndexOf(after, text.IndexOf(before, StringComparison.Ordinal) + before.Length, StringComparison.Ordinal);
        var start = text.LastIndexOf(before, end, StringComparison.Ordinal) + before.Length;
        return text[start..end];
    }

    private static string Without(string html, object part) => html.Replace(part.ToString()!, "", StringComparison.Ordinal);
}

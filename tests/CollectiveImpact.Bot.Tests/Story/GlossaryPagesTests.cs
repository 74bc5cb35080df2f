using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Members look through their words in a browser, see how each changed, and do there what its card lets them do.</summary>
public sealed partial class GlossaryPagesTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Hostile = "<img src=x onerror=alert(1)> & \"*bold*\"";

    [Fact]
    public async Task A_term_has_a_page_with_its_versions_and_what_its_reader_may_do()
    {
        var (carmen, rui) = await Riverside();
        var olga = Teams.Person("Olga", "foundation");
        await olga.Joins(await carmen.InvitesObserver());
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        var change = (await (await rui.Asks("what is attendance?")).Press(En.Glossary.SuggestAChange)).Unfold(En.Glossary.SayMore);
        await change.Fill(En.Glossary.Definition, "In the room for half an hour").Fill(En.Glossary.Examples, Hostile).Press(En.Glossary.Suggest);
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        using var observer = await Visitor.Of(olga, World.Address);

        // What is proposed is there with what is in force, and each is offered what the chat offers them.
        foreach (var (visitor, offered, kept) in new[]
        {
            (backbone, new[] { En.Glossary.Agree, En.Glossary.SendBack, En.Glossary.AskThePartners, En.Glossary.RetireIt }, Array.Empty<string>()),
            (reporter, [En.Glossary.Agree, En.Glossary.SendBack], [En.Glossary.AskThePartners, En.Glossary.RetireIt]),
            (observer, [En.Glossary.SuggestAChange], [En.Glossary.Agree, En.Glossary.SendBack, En.Glossary.AskThePartners, En.Glossary.RetireIt]),
        })
        {
            var page = await visitor.Opens(At("glossary/attendance"));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.True(page.Says("In the room for an hour"));
            Assert.True(page.Says("[+half +]"));
            Assert.True(page.Says(Hostile));
            Assert.Equal(offered.Order(), Buttons(page).Intersect(offered.Concat(kept)).Order());
            Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<del", page.Html, StringComparison.Ordinal);
            Assert.True((await visitor.Opens(At("glossary"))).Says(En.Web.ChangeProposed));
            Assert.False((await visitor.Opens(At("booklet"))).Says(Hostile));
        }

        // A press on the page is the press of the card.
        var before = await World.Rows();
        var answer = await reporter.Sends(At("desk"), ("press", Pressed(await reporter.Opens(At("glossary/attendance")), En.Glossary.Agree)));
        Assert.True(answer.Says(En.Glossary.OpinionFor("City Library")), answer.Html);
        Assert.NotEqual(before, await World.Rows());
        await backbone.Sends(At("desk"), ("press", Pressed(await backbone.Opens(At("glossary/attendance")), En.Glossary.Agree)));

        before = await World.Rows();
        var versions = await observer.Opens(At("glossary/attendance"));
        Assert.True(versions.Says(En.Glossary.AgreedBy("City Library, Carmen")), versions.Html);
        Assert.True(versions.Says(En.Glossary.ProposedBy("Rui")));
        Assert.Matches($"<ins><span class=\"unseen\"[^>]*>\\s*{Regex.Escape(En.Web.PutIn)}\\s*</span>half ", versions.Html);
        Assert.True(versions.Says(En.Web.VersionIs(1)));
        Assert.True(versions.Says(En.Web.WasNotThere));
        Assert.DoesNotContain("<img", versions.Html, StringComparison.Ordinal);
        Assert.True((await observer.Opens(At("booklet"))).Says(Hostile));
        Assert.Equal(before, await World.Rows());

        // What is no longer used says so, and stands in no list; a search finds it.
        await (await carmen.Asks("what is attendance?")).Press(En.Glossary.RetireIt);
        Assert.True((await reporter.Opens(At("glossary/attendance"))).Says(En.Glossary.NoLongerUsed));
        Assert.False((await reporter.Opens(At("glossary"))).Says("attendance"));
        Assert.True((await reporter.Opens(At("booklet"))).Says(En.Web.NoneAgreedYet));
        Assert.True((await reporter.Opens(At("glossary?q=atendance"))).Says(En.Web.NotUsedNow));

        // Nobody learns whether there ever was such a word.
        await (await carmen.Asks("suggest zebra: A horse")).Fill(En.Glossary.Why, "No").Press(En.Glossary.SendBack);
        var gone = await reporter.Opens(At("glossary/zebra"));
        var unknown = await reporter.Opens(At($"glossary/{Uri.EscapeDataString(Hostile)}"));
        Assert.Equal((HttpStatusCode.NotFound, gone.Html), (unknown.Status, unknown.Html));
        NothingWentWrong();
    }

    [Fact]
    public async Task The_list_is_by_letter_the_backbone_sees_what_is_missing_and_what_is_missing_can_be_suggested()
    {
        var (carmen, rui) = await Riverside();
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        Assert.True((await reporter.Opens(At("glossary"))).Says(En.Web.NoTermsYet));
        await rui.Asks("what is truancy?");
        await rui.Asks("suggest booklet: Some pages");
        foreach (var (visitor, sees) in new[] { (backbone, true), (reporter, false) })
        {
            Assert.Equal(sees, (await visitor.Opens(At("glossary"))).Says(En.Glossary.SuggestWord("truancy")));
        }

        // A word may be called as a page is.
        Assert.True((await reporter.Opens(At("glossary/booklet"))).Says("Some pages"));
        var vain = await reporter.Opens(At($"glossary?q={Uri.EscapeDataString(Hostile)}"));
        var form = await reporter.Sends(At("desk"), ("press", Pressed(vain, En.Glossary.SuggestIt)));
        Assert.True(form.Says(Hostile), form.Html);
        Assert.DoesNotContain("<img", vain.Html + form.Html, StringComparison.Ordinal);

        var person = new PersonKey("tenant", "somebody");
        await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IGlossaryGrain>(Id()).BringIn(
            [.. Enumerable.Range(0, 1_000).Select(n => new Draft(null, null, new Wording($"{(char)('A' + (n % 26))}-word {n:000}", $"Meaning {n:000}"), person, "Somebody", World.Clock.GetCurrentInstant()))], inForce: true);
        var first = await reporter.Opens(At("glossary"));
        Assert.True(first.Says("A-word 000"));
        Assert.False(first.Says("B-word 001"));
        var letter = await reporter.Opens(At("glossary?letter=B"));
        Assert.True(letter.Says("B-word 001"));
        Assert.False(letter.Says("A-word 000"));
        Assert.True((await reporter.Opens(At("glossary?letter=%3Cb%3E"))).Says("A-word 000"));
        Assert.InRange(first.Html.Length, 1, 40 * 1024);
        var booklet = await reporter.Opens(At("booklet"));
        Assert.True(booklet.Says(En.Web.AgreedTerms(1_000)));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(n => $"Meaning {n:000}").Order(), Meaning().Matches(booklet.Html).Select(m => m.Value).Order());
        NothingWentWrong();
    }

    private static IEnumerable<string> Buttons(Visitor.Page page) => Button().Matches(page.Html).Select(m => WebUtility.HtmlDecode(m.Groups["title"].Value));

    private static string Pressed(Visitor.Page page, string title) =>
        WebUtility.HtmlDecode(Button().Matches(page.Html).First(m => WebUtility.HtmlDecode(m.Groups["title"].Value) == title).Groups["press"].Value);

    private string At(string page) => $"/i/{Id()}/{page}";

    private InitiativeId Id() => World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    [GeneratedRegex("<button name=\"press\" value=\"(?<press>[^\"]*)\"[^>]*>(?<title>[^<]*)</button>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Button();

    [GeneratedRegex("Meaning [0-9]{3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Meaning();
}

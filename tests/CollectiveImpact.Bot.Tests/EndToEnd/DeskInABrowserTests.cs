using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>What people do in the chat they can do in a browser, by the same cards.</summary>
public sealed class DeskInABrowserTests(Azurite azurite, Browser browser) : StoryTest(azurite), IClassFixture<Browser>
{
    private const string Question = "Children in sessions";

    // In milliseconds: more than a page waits before it looks again.
    private const int Soon = 11_000;

    [Fact]
    public async Task A_reporter_answers_in_a_browser_and_the_chat_knows()
    {
        var (carmen, rui) = await Riverside();
        await carmen.OpensCheckIn();
        var page = await browser.Reads(rui);
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.MyCheckIn }).ClickAsync();
        await Number(page).FillAsync("about forty");
        await page.GetByText(En.CheckIns.AddWhatYouLearned, new() { Exact = true }).ClickAsync();
        await page.GetByLabel(En.CheckIns.OnTrack).CheckAsync();
        await page.Press(En.CheckIns.Submit);

        // What was wrong stands at its field, and what was typed is still there.
        Assert.Equal("true", await Number(page).GetAttributeAsync("aria-invalid"));
        Assert.Equal("about forty", await Number(page).InputValueAsync());
        Assert.True(await page.GetByLabel(En.CheckIns.OnTrack).IsCheckedAsync());
        Assert.Empty(await page.AxeFaults());
        await page.Picture("desk-fault");

        await Number(page).FillAsync("41");
        await page.Press(En.CheckIns.Submit);
        Assert.Contains("41", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Picture("desk-receipt");

        Assert.Contains(En.CheckIns.AnsweredOf(1, 1), (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        // The card in the chat is the same answer.
        Assert.Contains("41", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_coordinator_runs_a_week_in_a_browser()
    {
        var (carmen, rui) = await Riverside();
        var page = await browser.Reads(carmen);
        await page.Says("open check-in");
        await page.Press(En.CheckIns.OpenIt);
        await rui.Receives();
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.WhoAnswered }).ClickAsync();
        Assert.Contains(En.CheckIns.AnsweredOf(0, 1), await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Picture("desk-status");

        await page.Says("partners");
        await page.GetByLabel(En.People.PartnersNewName).FillAsync("Corner School");
        await page.Press(En.People.PartnersAdd);
        Assert.Contains("Corner School", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync(new Uri(new Uri(page.Url), "desk/partners").AbsoluteUri);
        Assert.Contains("Corner School", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Says("close check-in");
        await page.Press(En.CheckIns.CloseIt);
        Assert.DoesNotContain(En.CheckIns.IsOpenAlready, (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_said_beside_a_card_leaves_what_was_typed()
    {
        var (carmen, rui) = await Riverside();
        await carmen.OpensCheckIn();
        var page = await browser.Reads(rui);
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.MyCheckIn }).ClickAsync();
        await Number(page).FillAsync("41");
        // A button that this version doesn't know, as a page has it that was opened before an update.
        await page.EvaluateAsync("() => { const b = [...document.querySelectorAll('button[name=press]')].at(-1); b.value = b.value.replace(/\"Verb\":\"[^\"]*\"/, '\"Verb\":\"gone.verb\"').replace('\"Alone\":true', '\"Alone\":false'); b.click(); }");
        await page.GetByRole(AriaRole.Status).WaitForAsync();

        Assert.Contains(new CollectiveImpact.Conversations.Texts(System.Globalization.CultureInfo.GetCultureInfo("en-GB")).OfEarlierVersion, await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("41", await Number(page).InputValueAsync());
    }

    [Fact]
    public async Task Enter_in_a_field_presses_nothing()
    {
        var (carmen, rui) = await Riverside();
        await carmen.OpensCheckIn();
        var page = await browser.Reads(rui);
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.MyCheckIn }).ClickAsync();
        await Number(page).FillAsync("41");
        var before = page.Url;
        await Number(page).PressAsync("Enter");
        await page.GetByText(En.CheckIns.AddWhatYouLearned, new() { Exact = true }).ClickAsync();

        Assert.Equal(before, page.Url);
        Assert.Equal("41", await Number(page).InputValueAsync());
    }

    [Fact]
    public async Task An_answer_that_arrives_is_seen_without_a_reload_and_a_lost_connection_is_said_and_mended()
    {
        var (carmen, _, form) = await OpenRound();
        var page = await browser.Reads(carmen);
        await page.Clock.InstallAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.WhoAnswered }).ClickAsync();
        await page.GetByText(En.CheckIns.AnsweredOf(0, 1)).WaitForAsync();
        await page.EvaluateAsync("() => { window.before = true; }");

        await page.Context.SetOfflineAsync(true);
        await page.Clock.RunForAsync(Soon);
        await page.GetByText(En.Web.ConnectionLost).WaitForAsync();
        await Submits(form, "41");
        await page.Context.SetOfflineAsync(false);
        await page.Clock.RunForAsync(Soon);
        await page.GetByText(En.CheckIns.AnsweredOf(1, 1)).WaitForAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => window.before"));
        Assert.Equal("", await page.Locator("#lost").InnerTextAsync());
        NothingWentWrong();
    }

    [Fact]
    public async Task What_somebody_has_unfolded_or_is_at_stays_while_others_answer()
    {
        var (carmen, _, form) = await OpenRound();
        var page = await browser.Reads(carmen);
        await page.Clock.InstallAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.WhoAnswered }).ClickAsync();
        var button = page.GetByRole(AriaRole.Button, new() { Name = En.CheckIns.CloseIt, Exact = true });
        await button.FocusAsync();
        await Submits(form, "41");
        await page.Clock.RunForAsync(Soon);
        Assert.True(await page.GetByText(En.CheckIns.AnsweredOf(0, 1)).IsVisibleAsync());
        Assert.Equal(En.CheckIns.CloseIt, await page.EvaluateAsync<string>("() => document.activeElement.textContent"));

        await page.Locator("h1").ClickAsync();
        await page.Clock.RunForAsync(Soon);
        await page.GetByText(En.CheckIns.AnsweredOf(1, 1)).WaitForAsync();
    }

    [Fact]
    public async Task Words_are_found_while_somebody_types_and_each_shows_what_its_versions_changed()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        await (await carmen.Asks("suggest truancy: Skipping school")).Press(En.Glossary.Agree);
        var change = (await (await rui.Asks("what is attendance?")).Press(En.Glossary.SuggestAChange)).Unfold(En.Glossary.SayMore);
        await change.Fill(En.Glossary.Definition, "In the room for half an hour").Fill(En.Glossary.Examples, "A child who comes late").Press(En.Glossary.Suggest);
        await (await carmen.Asks("what is attendance?")).Press(En.Glossary.Agree);
        var page = await browser.Reads(carmen, new() { ViewportSize = new() { Width = 1024, Height = 900 } });
        await page.GetByRole(AriaRole.Link, new() { Name = En.Web.Glossary }).ClickAsync();
        await page.EvaluateAsync("() => { window.before = true; }");
        var box = page.GetByRole(AriaRole.Searchbox);

        // A slip of the finger, by keys alone: the cursor stays, and what was found is said.
        await box.FocusAsync();
        await page.Keyboard.TypeAsync("atendance");
        await Expect(page.Locator("#outcome[role=status]")).ToContainTextAsync(En.Web.TermsFound(1));
        Assert.Equal("atendance", await box.InputValueAsync());
        Assert.Equal("q", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.EndsWith("?q=atendance", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByText("Skipping school").CountAsync());
        Assert.Empty(await page.AxeFaults());

        await page.Context.SetOfflineAsync(true);
        await page.Keyboard.TypeAsync("x");
        await Expect(page.GetByText(En.Web.ConnectionLost)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("<b>zebra");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText(En.Web.NoTermCalled("<b>zebra"))).ToBeVisibleAsync();
        await Expect(page.GetByText(En.Web.ConnectionLost)).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.GetByText("Skipping school")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.before"));

        await page.GetByRole(AriaRole.Link, new() { Name = "attendance", Exact = true }).ClickAsync();
        await Expect(page.Locator(".beside ins").First).ToContainTextAsync("half");
        Assert.Empty(await page.AxeFaults());
        await page.Picture("word-versions");
        NothingWentWrong();
    }

    private static ILocator Number(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = Question, Exact = true });
}

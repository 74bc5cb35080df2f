using System.Text.Json;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>The tab in the frame of a page that answers Microsoft's own library as Teams does, from an address of Teams'.</summary>
public sealed class TabInABrowserTests(Azurite azurite, Entra entra, Browser browser) : StoryTest(azurite), IClassFixture<Entra>, IClassFixture<Browser>
{
    private const string Host = "https://teams.microsoft.com/";

    // As the service is set up where people use it: browsers keep a cookie in another's frame only with TLS, which they take this machine for.
    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, [.. entra.Settings, ("PublicUrl", "https://bot.example.org")]);

    [Fact]
    public async Task In_Teams_one_is_signed_in_reads_and_acts_and_comes_back_after_the_session_is_over()
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var (carmen, _) = await Riverside();
        var (page, tab) = await Opens("/tab", token: entra.TokenOf(carmen), locale: "de-de");
        await tab.Locator("nav").WaitForAsync();
        Assert.Contains("Riverside Reads", await tab.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("de", (await tab.Locator("html").GetAttributeAsync("lang"))![..2]);
        await page.Picture("tab-overview");

        // A press, as on any other page of ours.
        await tab.Locator("nav a[href$='/desk']").ClickAsync();
        await tab.Locator("#say").FillAsync("status");
        await tab.Locator("#say").PressAsync("Enter");
        await tab.Locator(".card, main p").First.WaitForAsync();
        Assert.DoesNotContain("403", await tab.Locator("body").InnerTextAsync(), StringComparison.Ordinal);

        // Over: the next page that is opened asks Teams again, and is the one that was meant.
        var id = (await World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None)).Single();
        await World.Services.GetRequiredService<Sessions>().EndAll(id, new(carmen.TenantId, carmen.AadObjectId), CancellationToken.None);
        await tab.Locator("nav a[href$='/glossary']").ClickAsync();
        await tab.Locator("nav a[href$='/glossary'][aria-current]").WaitForAsync();

        // Where Teams was asked for a page.
        (var again, tab) = await Opens("/tab", token: entra.TokenOf(carmen), subPage: $"/i/{id}/learnings");
        await tab.Locator("nav a[href$='/learnings'][aria-current]").WaitForAsync();
        await again.Picture("tab-learnings");

        // In several, one chooses.
        await carmen.SetsUp("Hillside Grows");
        (again, tab) = await Opens("/tab", token: entra.TokenOf(carmen));
        var hillside = tab.GetByRole(AriaRole.Link, new() { Name = "Hillside Grows" });
        await hillside.WaitForAsync();
        await again.Picture("tab-choice");
        await hillside.ClickAsync();
        await tab.Locator("nav").WaitForAsync();
        Assert.Equal("Hillside Grows", await tab.Locator("h1").InnerTextAsync());
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_one_cannot_be_signed_in_the_tab_says_the_other_way_in()
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var faults = new List<string>();

        var (asked, refused) = await Opens("/tab", token: null);
        await refused.GetByText(En.Web.TabNotTold).WaitForAsync();
        Assert.Equal(En.Web.SayPages("pages"), await refused.Locator("#not-told p").Last.InnerTextAsync());
        await asked.Picture("tab-not-told");

        foreach (var locale in new[] { "es-MX", "fr-FR", "pt-BR", "de-DE", "ar-EG", "en-GB" })
        {
            var alone = await (await browser.Opened.NewContextAsync(new() { Locale = locale, ViewportSize = new() { Width = 320, Height = 900 }, ColorScheme = locale == "en-GB" ? ColorScheme.Light : ColorScheme.Dark })).NewPageAsync();
            await alone.GotoAsync($"{World.Address}tab");
            await alone.Locator("#no-answer").WaitForAsync();
            Assert.Equal(locale[..2], (await alone.Locator("html").GetAttributeAsync("lang"))![..2]);
            Assert.Equal(locale == "en-GB", await alone.GetByText(En.Web.TabNotInTeams).IsVisibleAsync());
            Assert.False(await alone.Locator("#not-told").IsVisibleAsync());
            faults.AddRange((await alone.AxeFaults()).Select(f => $"{locale}: {f}"));
            await alone.Picture($"tab-no-answer-{locale}");
        }

        var (carmen, _) = await Riverside();
        await carmen.SetsUp("Hillside Grows");
        var several = await (await browser.Opened.NewContextAsync(new() { Locale = "en-GB", ViewportSize = new() { Width = 320, Height = 900 } })).NewPageAsync();
        await several.GotoAsync($"{World.Address}tab");
        await several.Locator("#no-answer").WaitForAsync();
        await several.EvaluateAsync("token => { const form = document.getElementById('enter'); form.elements.token.value = token; form.submit(); }", entra.TokenOf(carmen));
        await several.Locator(".choices").WaitForAsync();
        faults.AddRange((await several.AxeFaults()).Select(f => $"several: {f}"));

        var still = await (await browser.Opened.NewContextAsync(new() { Locale = "en-GB", JavaScriptEnabled = false })).NewPageAsync();
        await still.GotoAsync($"{World.Address}tab");
        Assert.Contains(En.Web.SayPages("pages"), await still.InnerTextAsync("main"), StringComparison.Ordinal);

        // Nobody but Teams frames it.
        var elsewhere = await (await browser.Opened.NewContextAsync()).NewPageAsync();
        await elsewhere.RunAndWaitForConsoleMessageAsync(
            () => Frames(elsewhere, "https://evil.example/", "/tab", "", null, null),
            new() { Predicate = m => m.Text.Contains("frame-ancestors", StringComparison.Ordinal) });

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        NothingWentWrong();
    }

    private async Task<(IPage Page, IFrameLocator Tab)> Opens(string address, string? token, string? locale = null, string? subPage = null)
    {
        var page = await (await browser.Opened.NewContextAsync(new() { Locale = "en-GB" })).NewPageAsync();
        await Frames(page, Host, address, token, locale, subPage);
        return (page, page.FrameLocator("iframe"));
    }

    // What Teams answers was read off the library.
    private async Task Frames(IPage page, string host, string address, string? token, string? locale, string? subPage)
    {
        var answers = JsonSerializer.Serialize(new Dictionary<string, object?[]>
        {
            ["initialize"] = ["content", "web", """{"apiVersion":4,"isLegacyTeams":false,"hostVersionsInfo":{},"supports":{"pages":{}}}""", "2.0.1"],
            ["getContext"] = [new { theme = "default", locale = locale ?? "en-gb", subEntityId = subPage ?? "", entityId = "pages", userPrincipalName = "" }],
            ["authentication.getAuthToken"] = token is null ? [false, "resourceRequiresConsent"] : [true, token],
        });
        await page.RouteAsync(host + "**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $$"""
                <!doctype html><html lang="en"><title>Teams</title><body style="margin:0">
                <script>
                const answers = {{answers}};
                addEventListener('message', m => {
                  const args = answers[m.data?.func];
                  if (args) m.source.postMessage({ id: m.data.id, uuid: m.data.uuid, uuidAsString: m.data.uuidAsString, args }, m.origin);
                });
                </script>
                <iframe src="{{World.Address}}{{address.TrimStart('/')}}" style="border:0;width:100vw;height:95vh"></iframe>
                </body></html>
                """,
        }));
        await page.GotoAsync(host);
    }
}

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
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_one_cannot_be_signed_in_the_tab_says_the_other_way_in()
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var faults = new List<string>();

        var (asked, refused) = await Opens("/tab", token: null);
        await refused.GetByText(En.Web.TabNotTold).WaitForAsync();
        Assert.True(await refused.GetByText(En.Web.SayPages("pages")).First.IsVisibleAsync() || await refused.Locator("#not-told p").Nth(1).IsVisibleAsync());
        await asked.Picture("tab-not-told");

        var alone = await (await browser.Opened.NewContextAsync(new() { Locale = "en-GB", ViewportSize = new() { Width = 320, Height = 900 } })).NewPageAsync();
        await alone.GotoAsync($"{World.Address}tab");
        await alone.GetByText(En.Web.TabNotInTeams).WaitForAsync();
        Assert.False(await alone.GetByText(En.Web.TabNotTold).IsVisibleAsync());
        faults.AddRange(await alone.AxeFaults());
        await alone.Picture("tab-no-answer");

        var still = await (await browser.Opened.NewContextAsync(new() { Locale = "en-GB", JavaScriptEnabled = false })).NewPageAsync();
        await still.GotoAsync($"{World.Address}tab");
        Assert.Contains(En.Web.SayPages("pages"), await still.InnerTextAsync("main"), StringComparison.Ordinal);

        // Nobody but Teams frames it.
        var elsewhere = await (await browser.Opened.NewContextAsync()).NewPageAsync();
        await Frames(elsewhere, "https://evil.example/", "/tab", entra.TokenOf(Teams.Person("Ana", "library")), null, null);
        await elsewhere.WaitForConsoleMessageAsync(new() { Predicate = m => m.Text.Contains("frame-ancestors", StringComparison.Ordinal) });

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
        if (host == Host)
        {
            await page.GotoAsync(host);
        }
        else
        {
            _ = page.GotoAsync(host);
        }
    }
}

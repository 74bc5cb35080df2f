using System.Net;
using System.Web;
using CollectiveImpact.Bot.Tests.Directories;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>An administrator reads what is asked for and why, allows it at Microsoft's, and comes back.</summary>
public sealed class ConsentPagesTests(Azurite azurite, FakeGraph graph) : StoryTest(azurite), IClassFixture<FakeGraph>
{
    private readonly Azurite _azurite = azurite;

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, graph.Settings);

    [Fact]
    public async Task An_administrator_allows_it_and_what_was_refused_is_asked_for_at_once()
    {
        var directory = World.Services.GetRequiredService<IDirectory>();
        var ana = new PersonKey(Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        Assert.Equal(AddOutcome.NotAllowed, await directory.Add(ana, TestContext.Current.CancellationToken));
        using var browser = new Browser(World.Address);

        var page = await browser.Opens("/consent");
        Assert.All(["TeamsAppInstallation.ReadWriteSelfForUser.All", "AppCatalog.Read.All", "MailboxSettings.Read"], p => Assert.Contains($"<code>{p}</code>", page.Words, StringComparison.Ordinal));
        Assert.Contains("href=\"/consent/ask\"", page.Words, StringComparison.Ordinal);
        var microsoft = (await browser.Opens("/consent/ask")).LedTo!;
        Assert.Equal("/organizations/v2.0/adminconsent", microsoft.AbsolutePath);
        var sent = HttpUtility.ParseQueryString(microsoft.Query);
        Assert.Equal((FakeGraph.App, new Uri(World.Address, "/consent/done").AbsoluteUri), (sent["client_id"], sent["redirect_uri"]));
        Assert.EndsWith("/.default", sent["scope"], StringComparison.Ordinal);

        graph.Allows(ana.Tenant);
        var back = $"/consent/done?admin_consent=True&tenant={ana.Tenant}&state={sent["state"]}";
        var thanks = await browser.Opens(back);
        Assert.Equal(HttpStatusCode.OK, thanks.Status);
        Assert.Contains(En.About.AllowedMeans, WebUtility.HtmlDecode(thanks.Words), StringComparison.Ordinal);
        Assert.Equal(AddOutcome.Added, await directory.Add(ana, TestContext.Current.CancellationToken));

        // The same address says nothing any more.
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Opens(back)).Status);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_comes_from_another_browser_or_from_nowhere_counts_for_nothing_and_a_no_is_taken_kindly()
    {
        using var browser = new Browser(World.Address);
        using var other = new Browser(World.Address);
        var state = HttpUtility.ParseQueryString((await browser.Opens("/consent/ask")).LedTo!.Query)["state"];

        foreach (var query in new[] { "", "?admin_consent=True", $"?admin_consent=True&tenant={Guid.NewGuid()}&state={state}", "?state=", "?state=x&error=access_denied" })
        {
            // It has asked too, each time: what it asked with is of use once.
            await other.Opens("/consent/ask");
            Assert.Equal(HttpStatusCode.BadRequest, (await other.Opens("/consent/done" + query)).Status);
        }

        var no = await browser.Opens($"/consent/done?error=access_denied&error_description=%3Cscript%3E&state={state}");
        Assert.Contains(En.About.NotAllowed, WebUtility.HtmlDecode(no.Words), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", no.Words, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_service_that_asks_for_nothing_says_so()
    {
        await using var world = await World.Begins(_azurite);
        using var browser = new Browser(world.Address);

        var page = await browser.Opens("/consent");
        Assert.Contains(En.About.ConsentOff, WebUtility.HtmlDecode(page.Words), StringComparison.Ordinal);
        Assert.DoesNotContain("/consent/ask", page.Words, StringComparison.Ordinal);
        Assert.Equal("/consent", (await browser.Opens("/consent/ask")).LedTo!.OriginalString);
    }

    /// <summary>A browser that shows where it is led.</summary>
    private sealed class Browser(Uri root) : IDisposable
    {
        private readonly HttpClient _http = new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = root };

        public async Task<(HttpStatusCode Status, string Words, Uri? LedTo)> Opens(string address)
        {
            using var answer = await _http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Location);
        }

        public void Dispose() => _http.Dispose();
    }
}

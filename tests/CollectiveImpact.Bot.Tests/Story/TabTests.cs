using System.Net;
using System.Text.Json;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Web;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Whoever opens the app's tab in Teams is let in as whom Teams names, and nobody else is.</summary>
public sealed class TabTests(Azurite azurite, Entra entra) : StoryTest(azurite), IClassFixture<Entra>
{
    private const string Tab = "/tab";
    private const string AppId = "6f1d9a52-0000-4000-8000-0000000000aa";
    private readonly Azurite _azurite = azurite;
    private InitiativeId? _id;

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, [.. entra.Settings, ("TeamsAppId", AppId)]);

    [Fact]
    public async Task Whom_Teams_names_reads_the_pages_and_has_a_session_like_any_other()
    {
        var (carmen, rui) = await Riverside();
        using var inTeams = new Visitor(World.Address);
        using var plain = await Visitor.Of(rui, World.Address);

        var tab = await inTeams.Opens(Tab);
        Assert.Equal(HttpStatusCode.OK, tab.Status);
        Assert.Contains(OwnFile.TeamsJs.Address, tab.Html, StringComparison.Ordinal);
        Assert.Contains("<noscript>", tab.Html, StringComparison.Ordinal);
        Assert.True(tab.Says(En.Web.SayPages("pages")));
        IsForTeamsOnly(tab);

        var overview = await inTeams.Sends(Tab, ("token", entra.TokenOf(rui)), ("page", ""), ("locale", "en-gb"));
        Assert.Equal((HttpStatusCode.OK, Overview), (overview.Status, overview.Path));
        Assert.True(overview.Says("Riverside Reads"));
        IsForTeamsOnly(overview);
        // What a link let in is framed by nobody.
        Assert.Contains("frame-ancestors 'none'", (await plain.Opens(Overview)).Headers["Content-Security-Policy"], StringComparison.Ordinal);

        // Opened again, it is the same session: the list stays short.
        await inTeams.Sends(Tab, ("token", entra.TokenOf(rui)), ("page", Overview + "/glossary"), ("locale", ""));
        var list = await rui.Asks("sessions");
        Assert.Contains("Teams, Firefox, Windows", list.AllText, StringComparison.Ordinal);
        Assert.Equal(2, (await World.Services.GetRequiredService<ISessionStore>().Of(Id, KeyOf(rui), CancellationToken.None)).Count);
        await list.Press(En.Pages.EndAll);
        Assert.Equal(HttpStatusCode.Unauthorized, (await inTeams.Opens(Overview)).Status);

        // In Teams' frame that leads back to the tab, and to the same page; what a script asks for is only refused.
        Assert.Equal(Tab, (await inTeams.Opens(Overview + "/glossary?q=a", ("Sec-Fetch-Dest", "iframe"))).Path);
        Assert.Equal(HttpStatusCode.OK, (await inTeams.Sends(Tab, ("token", entra.TokenOf(rui)))).Status);

        // A second account of the same person is the same person.
        var guest = Teams.Person("Rui (guest)", "backbone");
        Assert.True(await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(KeyOf(guest).ToString()).SpeakFor(KeyOf(rui), guest.Name));
        Assert.True((await inTeams.Sends(Tab, ("token", entra.TokenOf(guest)))).Says("Riverside Reads"));

        // Somebody else on the same machine is somebody else.
        Assert.True((await inTeams.Sends(Tab, ("token", entra.TokenOf(carmen)))).Says(En.Web.FiveConditions));

        await World.Services.GetRequiredService<Leaving>().Go(KeyOf(rui), Id);
        var left = await inTeams.Sends(Tab, ("token", entra.TokenOf(rui)), ("page", Overview));
        Assert.True(left.Says(En.Conversations.InNone));
        Assert.True(left.Says(En.Web.HowToBegin("join", "set up")));
        Assert.False(left.Says("Riverside"));
        Assert.True((await inTeams.Sends(Tab, ("token", entra.TokenOf(Teams.Person("Ana", "elsewhere"))))).Says(En.Conversations.InNone));
        NothingWentWrong();
        Assert.DoesNotContain(World.Log, l => l.Contains(rui.AadObjectId, StringComparison.Ordinal) && l.Contains("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_in_the_chat_leads_to_its_page_within_Teams()
    {
        var (carmen, _, _) = await OpenRound();
        using var inTeams = new Visitor(World.Address);

        var link = new Uri((await carmen.Asks("status")).Links[En.Pages.AsPage]);

        Assert.Equal($"https://teams.microsoft.com/l/entity/{AppId}/pages", link.GetLeftPart(UriPartial.Path));
        var asked = QueryHelpers.ParseQuery(link.Query);
        var page = JsonDocument.Parse(asked["context"].ToString()).RootElement.GetProperty("subEntityId").GetString()!;
        Assert.Equal($"{Overview}/desk/status", page);
        // Where Teams can't open it, a browser does.
        Assert.Equal(new Uri(World.Address, page).AbsoluteUri, asked["webUrl"].ToString());
        Assert.Equal(page, (await inTeams.Sends(Tab, ("token", entra.TokenOf(carmen)), ("page", page))).Path);
    }

    [Fact]
    public async Task The_library_comes_from_us_small_and_for_good_with_its_license()
    {
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = World.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, OwnFile.TeamsJs.Address);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        using var small = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var whole = await http.GetByteArrayAsync(OwnFile.TeamsJs.Address, TestContext.Current.CancellationToken);

        var sent = await small.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.InRange(sent.Length, 1, 60_000);
        Assert.Equal("gzip", Assert.Single(small.Content.Headers.ContentEncoding));
        Assert.Contains("immutable", small.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        await using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(sent), System.IO.Compression.CompressionMode.Decompress);
        using var read = new MemoryStream();
        await gzip.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(whole, read.ToArray());
        var license = await File.ReadAllTextAsync(RepositoryRoot.PathOf("src", "CollectiveImpact.Bot", "Web", "teams-js", "LICENSE"), TestContext.Current.CancellationToken);
        Assert.StartsWith($"/*!\n{license}", System.Text.Encoding.UTF8.GetString(whole), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_other_token_is_refused_in_the_same_words()
    {
        var (_, rui) = await Riverside();
        using var browser = new Visitor(World.Address);
        var first = await browser.Sends(Tab, ("token", "x"));
        Assert.True(first.Says(En.Web.TabRefused));
        Assert.True(first.Says(En.Web.SayPages("pages")));

        foreach (var (fault, token) in entra.Forged(rui))
        {
            var refused = await browser.Sends(Tab, ("token", token));

            Assert.True(refused.Status == HttpStatusCode.Unauthorized, fault);
            Assert.True(first.Html == refused.Html, fault);
            Assert.False(refused.Headers.ContainsKey("Set-Cookie"), fault);
        }

        // So that the above was refused for its fault, and for nothing else.
        Assert.Equal(Overview, (await browser.Sends(Tab, ("token", entra.TokenOf(rui)))).Path);
        Assert.Empty((await World.Services.GetRequiredService<ISessionStore>().Of(Id, KeyOf(rui), CancellationToken.None)).Skip(1));
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_is_in_several_chooses_and_a_page_that_was_asked_for_is_opened_if_it_is_one_of_theirs()
    {
        var (carmen, rui) = await Riverside();
        var riverside = Id;
        await carmen.SetsUp("Hillside Grows");
        var hillside = (await Initiatives()).Single(i => i != riverside);
        using var browser = new Visitor(World.Address);

        var choice = await browser.Sends(Tab, ("token", entra.TokenOf(carmen)));
        Assert.True(choice.Says(En.Web.WhichPages));
        Assert.True(choice.Says("Hillside Grows") && choice.Says("Riverside Reads"));
        Assert.Contains($"href=\"{PagePaths.Tab($"/i/{hillside}")}\"", WebUtility.HtmlDecode(choice.Html), StringComparison.Ordinal);
        Assert.Contains($"value=\"/i/{hillside}\"", (await browser.Opens(PagePaths.Tab($"/i/{hillside}"))).Html, StringComparison.Ordinal);
        Assert.Equal($"/i/{hillside}", (await browser.Sends(Tab, ("token", entra.TokenOf(carmen)), ("page", $"/i/{hillside}"))).Path);

        Assert.Equal($"/i/{riverside}/glossary", (await browser.Sends(Tab, ("token", entra.TokenOf(rui)), ("page", $"/i/{riverside}/glossary?q=a#b"))).Path);
        foreach (var tried in new[]
        {
            "//evil.example/", "https://evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)", "/open/code", "/tab", $"//evil.example/i/{riverside}", $"/i/{riverside}/../../open/code", $"/i/{riverside}/..\\..\\open", $"/i/{riverside}.evil",
            $"/i/{riverside}@evil.example", $"/i/{hillside}/glossary", "/i/", "/i/zzzzzz", " /i", $"/i/{riverside}/%2e%2e/%2e%2e/open/code", "/i/" + new string('a', 5_000), $"https://here.invalid/i/{riverside}/glossary",
        })
        {
            var led = await browser.Sends(Tab, ("token", entra.TokenOf(rui)), ("page", tried));
            Assert.True(led.Path == $"/i/{riverside}", $"{tried} led to {led.Path}: {led.Html}");
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task In_Teams_frame_the_cookie_is_of_that_frame_and_only_our_own_pages_change_anything()
    {
        await using var world = await World.Begins(_azurite, [.. entra.Settings, ("PublicUrl", "https://bot.example.org")]);
        var carmen = world.Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.Address };

        using var signedIn = await Posts(Tab, "same-origin", null, ("token", entra.TokenOf(carmen)));
        string[] cookies = [.. signedIn.Headers.GetValues("Set-Cookie").Select(c => c.ToLowerInvariant())];
        Assert.Equal(2, cookies.Length);
        Assert.All(cookies, c => Assert.All(["; secure", "; samesite=none", "; httponly", "; partitioned", "; path=/"], part => Assert.Contains(part, c, StringComparison.Ordinal)));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        var arrival = signedIn.Headers.Location!.OriginalString;
        var overview = arrival[..arrival.LastIndexOf('/')];

        // Where the browser keeps no such cookie, that is said, and nobody is sent in a circle.
        using var forgotten = await Gets(arrival, null, ("Sec-Fetch-Dest", "iframe"));
        Assert.Equal(HttpStatusCode.Unauthorized, forgotten.StatusCode);
        Assert.Contains(En.Web.TabForgets, WebUtility.HtmlDecode(await forgotten.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        using var arrived = await Gets(arrival, cookie);
        Assert.Equal(overview, arrived.Headers.Location!.OriginalString);

        foreach (var (site, status) in new[] { ("cross-site", 403), ("same-site", 403), ("none", 403), (null, 403), ("same-origin", 200) })
        {
            using var pressed = await Posts(overview + "/desk", site, cookie, ("say", "help"));
            Assert.Equal(status, (int)pressed.StatusCode);
        }

        // Nor may another site let somebody in as somebody else.
        foreach (var site in new[] { "cross-site", "same-site", "none", null })
        {
            using var forced = await Posts(Tab, site, null, ("token", entra.TokenOf(carmen)));
            Assert.Equal((HttpStatusCode.Forbidden, false), (forced.StatusCode, forced.Headers.Contains("Set-Cookie")));
        }

        using var signedOut = await Posts(overview + "/sign-out", "same-origin", cookie);
        Assert.Contains(signedOut.Headers.GetValues("Set-Cookie"), c => c.StartsWith(cookie.Split('=')[0] + "=;", StringComparison.Ordinal) && c.Contains("partitioned", StringComparison.OrdinalIgnoreCase));
        using var over = await Gets(overview, cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);

        // A link's cookie is as it was.
        using var opened = await Posts(new Uri(Visitor.LinkOn(await carmen.Asks("pages"))).AbsolutePath, null, null);
        Assert.Contains(opened.Headers.GetValues("Set-Cookie"), c => c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) && !c.Contains("partitioned", StringComparison.OrdinalIgnoreCase));

        Task<HttpResponseMessage> Gets(string address, string? with, params (string Name, string Value)[] headers) => Sends(HttpMethod.Get, address, with, null, headers);

        Task<HttpResponseMessage> Posts(string address, string? site, string? with, params (string Name, string Value)[] fields) =>
            Sends(HttpMethod.Post, address, with, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), site is null ? [] : [("Sec-Fetch-Site", site)]);

        async Task<HttpResponseMessage> Sends(HttpMethod method, string address, string? with, HttpContent? content, (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content };
            foreach (var (name, value) in with is null ? headers : [.. headers, ("Cookie", with)])
            {
                request.Headers.Add(name, value);
            }

            return await http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Where_it_is_not_set_up_the_tab_says_the_other_way_in()
    {
        await using var service = BotHost.Build(
        [
            "--environment", "Production", "--urls", "http://127.0.0.1:0", "--ConnectionStrings:Storage", _azurite.ConnectionString, "--Storage:TablePrefix", "t" + Guid.NewGuid().ToString("N")[..12],
            "--MicrosoftAppId", Entra.App, "--MicrosoftAppType", "UserAssignedMSI", "--MicrosoftAppTenantId", Entra.App,
        ]);
        await service.StartAsync(TestContext.Current.CancellationToken);
        using var browser = new Visitor(new Uri(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));

        foreach (var tab in new[] { await browser.Opens(Tab), await browser.Sends(Tab, ("token", "x")) })
        {
            Assert.True(tab.Says(En.Web.TabIsOff), tab.Html);
            Assert.True(tab.Says(En.Web.SayPages("pages")));
            IsForTeamsOnly(tab);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Opens(Tab + "/people")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Sends(Tab + "/people", ("person", "a:b"))).Status);
    }

    [Fact]
    public async Task On_a_developers_machine_one_says_who_one_is_and_nowhere_else()
    {
        // Whole, so that no other build has a word of it.
        var door = (await File.ReadAllTextAsync(RepositoryRoot.PathOf("src", "CollectiveImpact.Bot", "Web", "Tab.ForDevelopers.cs"), TestContext.Current.CancellationToken)).Trim();
        Assert.StartsWith("#if DEBUG\n", door, StringComparison.Ordinal);
        Assert.EndsWith("\n#endif", door, StringComparison.Ordinal);
        Assert.Equal(2, door.Split('\n').Count(l => l.TrimStart().StartsWith('#')));
        var isThere = typeof(OwnFile).Assembly.GetType("CollectiveImpact.Bot.Web.Tab")!.GetMethod("Choose", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static) is not null;
#if !DEBUG
        Assert.False(isThere);
#else
        Assert.True(isThere);
        await using var world = await World.Begins(_azurite);
        var (carmen, ana) = (world.Teams.Person("Carmen", "backbone"), world.Teams.Person("Ana", "backbone"));
        using var browser = new Visitor(world.Address);
        Assert.True((await browser.Opens(Tab)).Says(En.Web.HowToBegin("join", "set up")));
        await carmen.SetsUp();

        var list = await browser.Opens(Tab);
        Assert.True(list.Says(En.Web.ContinueAs("Carmen")));
        var overview = await browser.Sends(list.Path, ("person", $"{carmen.TenantId}:{carmen.AadObjectId}"), ("page", ""));
        Assert.True(overview.Says(En.Web.FiveConditions), overview.Html);
        Assert.True((await browser.Sends(list.Path, ("person", $"{ana.TenantId}:{ana.AadObjectId}"))).Says(En.Conversations.InNone));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendsFrom("cross-site", list.Path, ("person", $"{carmen.TenantId}:{carmen.AadObjectId}"))).Status);
        // Where Teams is asked, nobody chooses.
        using var inTeams = new Visitor(World.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await inTeams.Opens(list.Path)).Status);
#endif
    }

    private static void IsForTeamsOnly(Visitor.Page page)
    {
        var policy = page.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        var ancestors = policy.Split("; ").Single(p => p.StartsWith("frame-ancestors", StringComparison.Ordinal)).Split(' ')[1..];
        Assert.Contains("https://teams.microsoft.com", ancestors);
        Assert.Contains("https://*.cloud.microsoft", ancestors);
        Assert.All(ancestors, a => Assert.Matches(@"^https://(\*\.)?([a-z0-9]+\.)*(cloud\.microsoft|teams\.microsoft\.com|microsoft365\.com|office\.com|office365\.com)$", a));
        Assert.False(page.Headers.ContainsKey("X-Frame-Options"));
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
    }

    private InitiativeId Id => _id ??= Initiatives().GetAwaiter().GetResult().Single();

    private string Overview => $"/i/{Id}";

    private Task<IReadOnlyList<InitiativeId>> Initiatives() => World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None);

    private static PersonKey KeyOf(Person person) => new(person.TenantId, person.AadObjectId);
}

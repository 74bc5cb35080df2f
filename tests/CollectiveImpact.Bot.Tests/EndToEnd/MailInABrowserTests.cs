using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Microsoft.Playwright;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>Somebody without Teams on a phone: from a mail to the receipt, in few taps and few bytes, on pages without a fault that axe finds.</summary>
/// <remarks>The pictures are in <c>artifacts/pictures/pages</c>.</remarks>
public sealed class MailInABrowserTests(Azurite azurite, Browser browser) : StoryTest(azurite), IClassFixture<Browser>, IAsyncDisposable
{
    private const string Ana = "ana@library.example";
    private const int MostTaps = 3;
    private const int MostBytes = 30 * 1024;
    private readonly PostBox _post = new();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await _post.DisposeAsync();
    }

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, _post.Settings);

    [Theory]
    [InlineData("en-GB", "23")]
    [InlineData("ar-EG", "٢٣")]
    public async Task A_check_in_is_answered_on_a_phone_in_few_taps_and_every_page_on_the_way_can_be_read(string locale, string answered)
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var (carmen, _) = await Riverside();
        await carmen.OpensCheckIn();
        var form = await (await carmen.Asks("partners")).Press(En.People.InviteByMail);
        await form.Fill(En.People.InviteName, "Ana").Fill(En.People.InviteAddress, Ana).Choose(En.People.InviteFor, "City Library").Press(En.People.InviteSend);
        await World.AllIsSent();
        var phone = await Phone(locale);
        var faults = new List<string>();

        var invite = At(_post.Next(Ana).Link);
        await Looks(phone, "invite", invite);
        await phone.Locator("button[value=join]").TapAsync();
        await phone.Locator(".card input[type=text]").First.WaitForAsync();
        await World.AllIsSent();
        var asked = _post.Next(Ana);

        // A device that isn't known is asked first; this one has been here. The link in the mail, the field, and Submit.
        var unknown = await Phone(locale);
        await Looks(unknown, "link", At(asked.Link));
        await unknown.Locator("button[value=open]").WaitForAsync();
        var taps = 1;
        await phone.GotoAsync(At(asked.Link));
        await phone.Locator(".card input[type=text]").First.WaitForAsync();
        await Looks(phone, "check-in", null);
        var bytes = await Compressed(phone);
        await Tap(phone.Locator(".card input[type=text]").First);
        await phone.Keyboard.TypeAsync("23");
        await Tap(phone.Locator(".buttons button[name=press]").First);
        await phone.Locator("main", new() { HasText = answered }).WaitForAsync();
        await Looks(phone, "receipt", null);
        Assert.InRange(taps, 1, MostTaps);
        Assert.InRange(bytes, 1, MostBytes);
        Assert.Contains("23", (await carmen.Asks("answers")).AllText, StringComparison.Ordinal);

        var other = await Phone(locale);
        await Looks(other, "elsewhere", At(asked.Link));
        await Looks(other, "over", At(invite));
        await Looks(other, "stop", At(asked.Stop));
        await Looks(other, "me", At("/me"));
        await Looks(other, "join", At("/join/abc"));
        await other.Locator("button[value=send]").TapAsync();
        await other.Locator(".fault").First.WaitForAsync();
        await Looks(other, "join-faults", null);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        NothingWentWrong();

        async Task Tap(ILocator what)
        {
            taps++;
            await what.TapAsync();
        }

        async Task Looks(IPage page, string name, string? address)
        {
            if (address is not null)
            {
                await page.GotoAsync(address);
            }

            Assert.Equal(locale == "ar-EG" ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
            faults.AddRange((await page.AxeFaults()).Select(f => $"{name}, {locale}: {f}"));
            await page.Picture($"mail-{name}-{locale}");
        }
    }

    // The page and its style, as they come over the wire.
    private static async Task<int> Compressed(IPage page)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false });
        var cookies = string.Join("; ", (await page.Context.CookiesAsync([page.Url])).Select(c => $"{c.Name}={c.Value}"));
        var style = await page.Locator("link[rel=stylesheet]").EvaluateAsync<string>("l => l.href");
        var bytes = 0;
        foreach (var address in new[] { page.Url, style })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Cookie", cookies }, { "Accept-Encoding", "gzip" } } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            bytes += (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        return bytes;
    }

    private string At(string path) => new Uri(World.Address, path).AbsoluteUri;

    private async Task<IPage> Phone(string locale) =>
        await (await browser.Opened.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true, Locale = locale })).NewPageAsync();
}

using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Pages;
using CollectiveImpact.Testing;
using Microsoft.Playwright;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>The pages of the sample initiative in a browser: opened by a link of the bot, without a fault that axe finds, at every width, in light, dark and high contrast, in both directions.</summary>
/// <remarks>The pictures are in <c>artifacts/pictures/pages</c>.</remarks>
public sealed class PagesInABrowserTests(SampleYear sample, Browser browser) : IClassFixture<SampleYear>, IClassFixture<Browser>
{
    private static readonly (string Name, BrowserNewContextOptions Options)[] Looks =
    [
        ("light", new() { ColorScheme = ColorScheme.Light }),
        ("dark", new() { ColorScheme = ColorScheme.Dark }),
        ("contrast", new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.Active, Contrast = Contrast.More }),
    ];

    private static readonly int[] Widths = [320, 768, 1440];

    [Fact]
    public async Task Every_page_can_be_read_by_everybody_at_every_width()
    {
        var cancel = TestContext.Current.CancellationToken;
        await RealCardParser.Install(cancel);
        var faults = new List<string>();
        foreach (var (look, options) in Looks)
        {
            var page = await Opens(options);
            foreach (var (name, address) in await Pages(page))
            {
                // How it is laid out is the same in every look, and how it is coloured at every width.
                foreach (var width in look == Looks[0].Name ? Widths : Widths[..1])
                {
                    await page.SetViewportSizeAsync(width, 900);
                    await page.GotoAsync(address);
                    faults.AddRange((await page.AxeFaults()).Select(f => $"{name}, {look}, {width}: {f}"));
                    await page.Picture($"{name}-{look}-{width}");
                }
            }

            await page.Context.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        sample.NothingWentWrong();
    }

    [Fact]
    public async Task The_first_pages_are_read_in_every_language_in_its_own_direction()
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var faults = new List<string>();
        foreach (var locale in new[] { "es-MX", "fr-FR", "pt-BR", "de-DE", "ar-EG" })
        {
            var page = await Opens(new() { ViewportSize = new() { Width = 320, Height = 900 } }, locale);
            foreach (var (name, address) in await Pages(page))
            {
                await page.GotoAsync(address);
                Assert.Equal(locale[..2], (await page.Locator("html").GetAttributeAsync("lang"))![..2]);
                Assert.Equal(locale == "ar-EG" ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
                faults.AddRange((await page.AxeFaults()).Select(f => $"{name}, {locale}: {f}"));
                await page.Picture($"{name}-{locale}");
            }

            await page.Context.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("ar-EG")]
    public async Task Whatever_has_an_address_can_be_read_and_done_by_everybody(string locale)
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var page = await Opens(new() { ViewportSize = new() { Width = 320, Height = 900 }, ColorScheme = locale == "ar-EG" ? ColorScheme.Dark : ColorScheme.Light }, locale);
        var overview = page.Url;
        var faults = new List<string>();
        foreach (var place in Desk.Places.Keys.Select(p => "/" + p).Prepend(""))
        {
            await page.GotoAsync($"{overview}/desk{place}");
            faults.AddRange((await page.AxeFaults()).Select(f => $"{place}: {f}"));
            Assert.False(await page.Locator("main").InnerTextAsync() is "", place);
            await page.Picture($"desk{place.Replace('/', '-')}-{locale}");
        }

        // What a button only shows is a link, so that one can come back to it, and go back from it.
        await page.GotoAsync($"{overview}/desk/{Desk.Archive}");
        var link = page.Locator($".card a[href*='/{Desk.Archive}/']").First;
        await link.ClickAsync();
        await page.Locator(".card details").First.WaitForAsync();
        Assert.Contains($"/desk/{Desk.Archive}/", page.Url, StringComparison.Ordinal);
        faults.AddRange((await page.AxeFaults()).Select(f => $"a digest: {f}"));
        await page.Picture($"desk-digest-{locale}");
        await page.EvaluateAsync("() => history.back()");
        await link.WaitForAsync();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        sample.NothingWentWrong();
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("ar-EG")]
    public async Task Files_are_fetched_and_brought_by_everybody(string locale)
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        sample.Carmen.Locale = "en-GB";
        var page = await (await browser.Opened.NewContextAsync(new() { ViewportSize = new() { Width = 320, Height = 900 }, Locale = locale })).NewPageAsync();
        var faults = new List<string>();
        var import = (await sample.Carmen.Asks("import")).Links[En.Files.BringFile];
        await Opened("download", (await sample.Carmen.Asks("export")).Links[En.Files.LinkExcel]);
        await Opened("nothing", import + "/nowhere");
        await Opened("import", import);
        await Checks("import-faults", "Period,Partner,Indicator,Value\r\n2020-W10,City Library,Children in reading sessions,many\r\n");
        await Checks("import-questions", "Period;Partner;Indicator;Value\r\n1926-W46;City Library;Children in reading sessions;13,250\r\n");
        await Checks("import-columns", "When;Who;What;How many\r\n2020-W10;City Library;Children in reading sessions;12\r\n");
        await Opened("terms", (await sample.Carmen.Asks("import glossary")).Links[En.Files.BringFile]);
        await Checks("terms-read", "Name,Definition\r\nAttendance,There for a minute\r\nTruancy,Skipping school\r\n");
        // The file stays chosen while it is read.
        Assert.Equal(1, await page.EvaluateAsync<int>("() => document.getElementById('file').files.length"));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        sample.NothingWentWrong();

        async Task Opened(string name, string address)
        {
            await page.GotoAsync(address);
            Assert.Equal(locale[..2], (await page.Locator("html").GetAttributeAsync("lang"))![..2]);
            await Faults(name);
        }

        async Task Checks(string name, string content)
        {
            await page.EvaluateAsync("() => document.getElementById('report').replaceChildren()");
            await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "file.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
            await page.Locator("button[value=check]").ClickAsync();
            await page.Locator("#report p").First.WaitForAsync();
            await Faults(name);
        }

        async Task Faults(string name)
        {
            faults.AddRange((await page.AxeFaults()).Select(f => $"{name}: {f}"));
            await page.Picture($"file-{name}-{locale}");
        }
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light)]
    [InlineData("ar-EG", ColorScheme.Dark)]
    public async Task What_anybody_may_read_can_be_read_by_everybody(string locale, ColorScheme colours)
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);
        var root = new Uri((await Opens(new())).Url);
        var page = await (await browser.Opened.NewContextAsync(new() { Locale = locale, ColorScheme = colours, ViewportSize = new() { Width = 320, Height = 900 } })).NewPageAsync();
        var faults = new List<string>();
        foreach (var place in new[] { "/", "/privacy", "/terms", "/support", "/accessibility" })
        {
            await page.GotoAsync(new Uri(root, place).AbsoluteUri);
            faults.AddRange((await page.AxeFaults()).Select(f => $"{place}: {f}"));
            await page.Picture($"about{(place == "/" ? "" : place.Replace('/', '-'))}-{locale}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Whoever_has_only_a_keyboard_gets_everywhere_and_sees_where_they_are()
    {
        var page = await Opens(new() { ViewportSize = new() { Width = 768, Height = 900 } });
        var overview = page.Url;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(En.Web.ToContent, await Focused(page));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        // Past the navigation: the first thing in the content that can be pressed.
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('main') !== null"));

        var all = await page.Locator("a[href], button, input, summary, [tabindex='0']").CountAsync();
        var met = new HashSet<string>();
        await page.GotoAsync("about:blank");
        await page.GotoAsync(overview);
        for (var i = 0; i < all; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            met.Add(await page.EvaluateAsync<string>("() => [...document.querySelectorAll('*')].indexOf(document.activeElement).toString()"));
            Assert.True(await page.EvaluateAsync<bool>("() => getComputedStyle(document.activeElement).outlineStyle !== 'none' || document.activeElement.className === 'skip'"), await Focused(page));
        }

        Assert.Equal(all, met.Count);
    }

    [Fact]
    public async Task A_printed_page_shows_what_is_folded_and_cuts_no_number_in_two()
    {
        var page = await Opens(new() { ViewportSize = new() { Width = 1024, Height = 900 } });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.tile, .trend')].every(e => getComputedStyle(e).breakInside === 'avoid')"));
        var overview = page.Url;
        await Prints("overview");

        // All words in two columns, each whole, and nothing of the screen.
        await page.GotoAsync(overview + "/booklet");
        await page.SetViewportSizeAsync(794, 1123);
        await page.Picture("booklet-printed");
        Assert.Equal("2", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.leaves')).columnCount"));
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.term')].every(e => getComputedStyle(e).breakInside === 'avoid')"));
        Assert.False(await page.GetByText(En.Web.HowToPrint).IsVisibleAsync());
        await Prints("booklet");

        // The report is what gets printed: nothing is cut, and only what is handed on is on paper.
        await page.GotoAsync(overview + "/report?time=last-12-months");
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.together, .trend, tr')].every(e => getComputedStyle(e).breakInside === 'avoid') && document.querySelectorAll('.report .trend').length > 1"));
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.report h2, .report h3')].every(e => getComputedStyle(e).breakAfter === 'avoid')"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.report .scrolls').scrollWidth <= document.querySelector('.report').clientWidth + 1"));
        foreach (var unprinted in new[] { "search", "#health" })
        {
            Assert.False(await page.Locator(unprinted).IsVisibleAsync());
        }

        await Prints("report");

        async Task Prints(string name)
        {
            var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
            await File.WriteAllBytesAsync(ReadPages.PictureOf(name + ".pdf"), pdf, TestContext.Current.CancellationToken);
            Assert.True(pdf.Length > 1_000);
        }
    }

    [Fact]
    public async Task A_visit_is_a_page_and_a_style_sheet_that_is_kept()
    {
        // In bytes, as they are sent.
        const int firstVisit = 200 * 1024;
        const int later = 40 * 1024;
        var page = await Opens(new());
        Assert.InRange(await page.EvaluateAsync<int>("() => performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize ?? 0), 0)"), 1, firstVisit);
        Assert.True(await page.EvaluateAsync<bool>("() => performance.getEntries().filter(e => e.encodedBodySize > 0).every(e => e.encodedBodySize < e.decodedBodySize / 2)"));

        await page.GotoAsync(page.Url);
        Assert.InRange(await page.EvaluateAsync<int>("() => performance.getEntries().reduce((sum, e) => sum + (e.transferSize ?? 0), 0)"), 1, later);
        Assert.Equal(1, await page.EvaluateAsync<int>("() => performance.getEntriesByType('resource').length"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => performance.getEntriesByType('resource')[0].transferSize"));
    }

    private async Task<IPage> Opens(BrowserNewContextOptions options, string locale = "en-GB")
    {
        sample.Carmen.Locale = locale;
        return await browser.Reads(sample.Carmen, options);
    }

    /// <summary>One page of each kind, from the first.</summary>
    private static async Task<IReadOnlyList<(string Name, string Address)>> Pages(IPage page)
    {
        var overview = page.Url;
        var number = await Address(".tile h3 a");
        await page.GotoAsync(overview + "/partners");
        return
        [
            ("overview", overview),
            ("number", number),
            ("partners", overview + "/partners"),
            ("partner", await Address(".entries a")),
            ("activities", overview + "/activities"),
            ("learnings", overview + "/learnings"),
            ("decisions", overview + "/decisions"),
            ("glossary", overview + "/glossary"),
            ("word", overview + "/glossary/attendance"),
            ("booklet", overview + "/booklet"),
            ("report", overview + "/report?time=this-quarter"),
            ("digest", overview + "/digest"),
            ("calendar", overview + "/schedule"),
        ];

        async Task<string> Address(string first) => new Uri(new Uri(overview), await page.Locator(first).First.GetAttributeAsync("href")).AbsoluteUri;
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
}

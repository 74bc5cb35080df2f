using System.Text.Json.Nodes;
using CollectiveImpact.Testing;
using Microsoft.Playwright;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>A browser's page on which Microsoft's own renderer draws one card at a time, as a phone or a desktop client of Teams is set up.</summary>
internal sealed class DrawnPage : IAsyncDisposable
{
    /// <summary>The width of a card in a chat on a phone, in CSS pixels.</summary>
    public const int Phone = 340;

    /// <summary>The width of a card in a chat on a desktop, in CSS pixels.</summary>
    public const int Desktop = 640;

    /// <summary>Teams' three themes.</summary>
    public static readonly IReadOnlyList<string> Themes = ["light", "dark", "contrast"];

    private static readonly string Rules = Path.Combine(RepositoryRoot.PathOf(), "tests", "CardRules");
    private static readonly string Pictures = Path.Combine(RepositoryRoot.PathOf(), "artifacts", "pictures", "cards");

    private readonly IPage _page;

    private DrawnPage(IPage page) => _page = page;

    public static async Task<DrawnPage> Open(IBrowser browser, CancellationToken cancel)
    {
        await RealCardParser.Install(cancel);
        var page = await (await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 700, Height = 900 } })).NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang=\"en\"><title>A card</title><body></body></html>");
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Path.Combine(Rules, "node_modules", "adaptivecards", "dist", "adaptivecards.js") });
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Path.Combine(Rules, "draw.js") });
        // The same letters on every machine, a little wider than Teams' own.
        foreach (var weight in new[] { "400", "600", "700" })
        {
            var font = Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(Rules, "node_modules", "@fontsource", "arimo", "files", $"arimo-latin-{weight}-normal.woff2"), cancel));
            await page.EvaluateAsync("async ([weight, data]) => document.fonts.add(await new FontFace('Arimo', `url(data:font/woff2;base64,${data})`, { weight }).load())", new[] { weight, font });
        }

        return new DrawnPage(page);
    }

    /// <summary>Draws a card in place of the one before.</summary>
    /// <param name="text">How much larger than usual a person has set the text.</param>
    /// <returns>Its height, in CSS pixels.</returns>
    public Task<double> Draw(JsonNode card, string theme = "light", int width = Phone, double text = 1) =>
        _page.EvaluateAsync<double>("([card, how]) => draw(JSON.parse(card), how)", new object[] { card.ToJsonString(), new { theme, width, text } });

    /// <summary>Where the first text or button with these words ends, from the card's top; null when it isn't in sight.</summary>
    public Task<double?> EndOf(string words) => _page.EvaluateAsync<double?>("words => endOf(words)", words);

    /// <summary>What of the drawn card sticks out, is too small to be pressed, or has no name.</summary>
    public Task<string[]> Faults() => _page.EvaluateAsync<string[]>("() => faults()");

    /// <summary>Keeps a picture of the card among the tests' artefacts.</summary>
    public async Task Picture(string name)
    {
        Directory.CreateDirectory(Pictures);
        await _page.Locator("#card").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Pictures, name + ".png") });
    }

    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();
}

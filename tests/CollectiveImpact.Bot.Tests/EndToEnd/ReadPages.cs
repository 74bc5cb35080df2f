using System.Text.Json;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Microsoft.Playwright;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>The initiative's pages as a person has them in a browser.</summary>
internal static class ReadPages
{
    private static readonly string Axe = Path.Combine(RepositoryRoot.PathOf(), "tests", "CardRules", "node_modules", "axe-core", "axe.min.js");

    /// <summary>A window of its own, let in by a link that the bot gave the person.</summary>
    public static async Task<IPage> Reads(this Browser browser, Person person, BrowserNewContextOptions? options = null)
    {
        var page = await (await browser.Opened.NewContextAsync(options)).NewPageAsync();
        await page.GotoAsync(Visitor.LinkOn(await person.Asks("pages")));
        await page.Locator("main button").ClickAsync();
        // Only whoever was let in has a navigation.
        await page.Locator("nav").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        return page;
    }

    /// <summary>Presses a button of the card on the page.</summary>
    public static Task Press(this IPage page, string title) => page.RunAndWaitForNavigation(() => page.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).ClickAsync());

    /// <summary>Writes to the bot on its page.</summary>
    public static async Task Says(this IPage page, string words)
    {
        if (await page.Locator("#say").CountAsync() == 0)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = En.Web.Tasks }).ClickAsync();
        }

        await page.Locator("#say").FillAsync(words);
        await page.RunAndWaitForNavigation(() => page.Locator("#say").PressAsync("Enter"));
    }

    /// <summary>What keeps somebody from reading the page, as axe finds it, and whether it is wider than its window.</summary>
    public static async Task<IReadOnlyList<string>> AxeFaults(this IPage page)
    {
        var wide = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth") ? ["wider than the window"] : Array.Empty<string>();
        // Our own pages run no scripts: the checker comes past their policy.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run({ resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).join(' | ')}`)");
        return [.. found.EnumerateArray().Select(f => f.GetString()!), .. wide];
    }

    public static Task Picture(this IPage page, string name) => page.ScreenshotAsync(new() { Path = PictureOf(name + ".png"), FullPage = true });

    /// <summary>Where a picture is kept, to be looked at.</summary>
    public static string PictureOf(string file)
    {
        var pictures = Path.Combine(RepositoryRoot.PathOf(), "artifacts", "pictures", "pages");
        Directory.CreateDirectory(pictures);
        return Path.Combine(pictures, file);
    }

    // A press is a page of its own, whatever its address.
    private static async Task RunAndWaitForNavigation(this IPage page, Func<Task> press)
    {
        await page.EvaluateAsync("() => { window.before = true; }");
        await press();
        await page.WaitForFunctionAsync("() => window.before === undefined && document.readyState === 'complete'");
    }
}

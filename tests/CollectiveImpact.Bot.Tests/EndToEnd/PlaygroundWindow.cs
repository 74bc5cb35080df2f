using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CollectiveImpact.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>One person's Teams-like client, the same that the local world opens, driven as a person would.</summary>
internal sealed partial class PlaygroundWindow : IAsyncDisposable
{
    // In milliseconds.
    private const float Settles = 200;
    private const float Patience = 60_000;
    private const int MostTries = 5;
    private const int MostLooks = 50;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollsEvery = TimeSpan.FromMilliseconds(200);

    private readonly Process _client;
    private readonly string _pictures;

    private PlaygroundWindow(Process client, IPage page, string pictures)
    {
        _client = client;
        Page = page;
        _pictures = pictures;
    }

    public IPage Page { get; }

    /// <summary>The newest card in the conversation.</summary>
    public ILocator Card => Page.Locator(".ac-adaptiveCard").Last;

    public static async Task<PlaygroundWindow> Open(IBrowser browser, string who, Uri bot, string pictures)
    {
        var packages = Path.Combine(RepositoryRoot.PathOf(), "src", "CollectiveImpact.AppHost");
        var port = FreePort();
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = packages,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine("node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start",
                "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-e", bot.ToString(), "-c", "msteams", "--disable-telemetry",
            },
            Environment =
            {
                ["TEAMSAPPTESTER_BROWSER"] = "none",
                ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = Path.Combine(packages, "playground", $"{who}.m365agentsplayground.yml"),
                ["M365_AGENTS_PLAYGROUND_LOGFILE"] = Path.Combine(Path.GetTempPath(), $"playground-{who}-{port}.log"),
            },
        };
        var client = Process.Start(start)!;
        client.OutputDataReceived += static (_, _) => { };
        client.ErrorDataReceived += static (_, _) => { };
        client.BeginOutputReadLine();
        client.BeginErrorReadLine();
        await Ready(port);

        var page = await (await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1600, Height = 1200 }, Locale = "en-GB" })).NewPageAsync();
        // Fonts from outside: a test needs none of them.
        await page.RouteAsync("**/*.cdn.office.net/**", route => route.AbortAsync());
        page.SetDefaultTimeout(Patience);
        SetDefaultExpectTimeout(Patience);
        await page.GotoAsync($"http://127.0.0.1:{port}");
        var window = new PlaygroundWindow(client, page, pictures);
        await Expect(window.Composer).ToBeVisibleAsync();
        return window;
    }

    // The log panel's JSON view is an editor too; the composer is the one for rich text.
    private ILocator Composer => Page.Locator("[data-lexical-editor=true]").First;

    public async Task Says(string words)
    {
        // A slow client may take the box away under one's hands, or not hear a key: a person looks, and does it again.
        var said = Page.GetByText(words, new() { Exact = true });
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await said.CountAsync();
            await Composer.ClickAsync();
            await Composer.FillAsync("");
            await Composer.PressSequentiallyAsync(words);
            await Page.WaitForTimeoutAsync(Settles);
            if ((await Composer.InnerTextAsync()).Trim() != words)
            {
                continue;
            }

            await Page.Keyboard.PressAsync("Enter");
            await Page.WaitForTimeoutAsync(Settles);
            // What isn't in the conversation was lost on its way, though the box is empty.
            for (var looks = 0; looks < MostLooks && (await Composer.InnerTextAsync()).Trim().Length == 0; looks++)
            {
                if (await said.CountAsync() > before)
                {
                    return;
                }

                await Page.WaitForTimeoutAsync(Settles);
            }
        }

        await Picture("not-sent");
        Assert.Fail($"“{words}” could not be sent.");
    }

    /// <summary>Says something, and waits for a card with these words on it.</summary>
    public async Task<ILocator> Asks(string words, string expected)
    {
        await Says(words);
        return await Shows(expected);
    }

    /// <summary>Waits until the newest card shows these words.</summary>
    public async Task<ILocator> Shows(string expected)
    {
        try
        {
            await Expect(Card).ToContainTextAsync(expected);
        }
        catch (PlaywrightException)
        {
            await Picture("not-shown");
            throw;
        }

        return Card;
    }

    public async Task Fill(string label, string text)
    {
        // A required input's name ends with a star, and what is wrong with it follows.
        var name = new Regex($@"^\s*{Regex.Escape(label)}\s*\*?\s*(⚠[\s\S]*)?$", RegexOptions.None, TimeSpan.FromSeconds(1));
        // After a press the client may draw the form once more, and what was typed before that is gone: a person types it again.
        for (var tries = 0; tries < MostTries; tries++)
        {
            await Card.GetByLabel(name).FillAsync(text);
            await Page.WaitForTimeoutAsync(Settles);
            if (await Card.GetByLabel(name).InputValueAsync() == text)
            {
                return;
            }
        }

        await Expect(Card.GetByLabel(name)).ToHaveValueAsync(text);
    }

    public async Task Choose(string label, string title)
    {
        await Card.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = title }).ClickAsync();
    }

    public async Task Pick(string title) => await Card.GetByRole(AriaRole.Radio, new() { Name = title, Exact = true }).CheckAsync(new() { Force = true });

    /// <summary>Presses what is seen; what it is about may be heard as well.</summary>
    public async Task Press(string title) =>
        await Card.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($@"^\s*{Regex.Escape(title)}\s*(\([\s\S]*\))?\s*$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync();

    /// <summary>Presses what a client keeps behind three dots.</summary>
    public async Task PressInMore(string title)
    {
        await Card.Locator("button", new() { HasText = "..." }).Last.ClickAsync();
        await Page.GetByText(title, new() { Exact = true }).Last.ClickAsync();
    }

    public async Task GoesTo(string conversation) => await Page.GetByRole(AriaRole.Treeitem, new() { Name = conversation }).ClickAsync();

    /// <summary>Starts a post in the channel that mentions the bot.</summary>
    public async Task Posts(string words)
    {
        var box = Page.Locator(".fui-Card[role=group]").First;
        await box.ClickAsync();
        var editor = Page.Locator("[data-lexical-editor=true]").First;
        await editor.ClickAsync();
        await editor.PressSequentiallyAsync("@Coll");
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Collective Impact Bot" }).First.ClickAsync();
        await editor.PressSequentiallyAsync(" " + words);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).ClickAsync();
    }

    /// <summary>The code in a message to forward.</summary>
    public async Task<string> Code()
    {
        var message = Page.GetByText(CodePattern()).Last;
        await Expect(message).ToBeVisibleAsync();
        return CodePattern().Match(await message.InnerTextAsync()).Value;
    }

    /// <summary>Keeps a picture of the window among the test's artefacts.</summary>
    public async Task Picture(string name)
    {
        Directory.CreateDirectory(_pictures);
        // The conversation alone, without the client's own log beside it.
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_pictures, name + ".png"), Clip = new Clip { X = 330, Y = 50, Width = 940, Height = 1130 } });
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        _client.Kill(entireProcessTree: true);
        await _client.WaitForExitAsync();
        _client.Dispose();
    }

    private static async Task Ready(int port)
    {
        using var http = new HttpClient();
        var deadline = TimeProvider.System.GetUtcNow() + StartsWithin;
        while (TimeProvider.System.GetUtcNow() < deadline)
        {
            try
            {
                if (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/_debug/ping")) == "pong")
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(PollsEvery, TimeProvider.System);
        }

        throw new TimeoutException("The Playground did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("[0-9a-z]{6}-[0-9a-z]{6}-[0-9a-z]{6}", RegexOptions.None, 1000)]
    private static partial Regex CodePattern();
}

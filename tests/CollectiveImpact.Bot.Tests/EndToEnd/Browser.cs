using Microsoft.Playwright;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>A browser without a window, one for all tests of a class: the machine's own, or one that is fetched once when there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    // What a browser does by itself, and a test machine must not: look for updates, call home, ask for a GPU.
    private static readonly string[] Quietly =
    [
        // A page that stands for Teams' frames one of this machine's.
        "--disable-features=LocalNetworkAccessChecks",
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? _playwright;

    public IBrowser Opened { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var own = Array.Find(UsualPlaces, File.Exists);
        if (own is null && Microsoft.Playwright.Program.Main(["install", "--with-deps", "chromium"]) != 0)
        {
            throw new InvalidOperationException("The end-to-end tests need a Chromium, Chrome or Edge browser, and none could be found or fetched.");
        }

        _playwright = await Playwright.CreateAsync();
        Opened = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = own, Args = Quietly });
    }

    public async ValueTask DisposeAsync()
    {
        if (_playwright is not null)
        {
            await Opened.DisposeAsync();
            _playwright.Dispose();
        }
    }
}

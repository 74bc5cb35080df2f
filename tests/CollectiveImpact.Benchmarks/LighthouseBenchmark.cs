using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>The pages of the sample initiative, as Lighthouse sees them on a slow phone and on a desk.</summary>
internal static partial class LighthouseBenchmark
{
    private const double Aim = 0.95;
    private static readonly string[] Categories = ["performance", "accessibility"];

    public static async Task Run()
    {
        var browser = new[] { Environment.GetEnvironmentVariable("CHROME_PATH"), "/usr/bin/chromium", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Lighthouse needs a Chromium or Chrome: say where it is in CHROME_PATH.");
        Console.WriteLine("lighthouse: the pages of the sample initiative and its year, as Lighthouse scores them (aim: at least 95 of 100 for performance and accessibility).");
        var folder = await NpmFolder.Installed("Lighthouse");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        using var connector = await ConnectorSink.Start();
        using var service = await MeasuredService.Start(storage.ConnectionString, "bench").Listens();
        using var load = new Load();
        await load.Send(service, Caller.Backbone.Says("demo", connector.ServiceUrl).ToJsonString());
        var (overview, cookie) = await SignedIn.By(Caller.Backbone, service, connector, load);
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var number = Number().Match(await http.GetStringAsync(new Uri(overview, UriKind.Relative))).Value;
        foreach (var page in new[] { "", number, "/activities", "/learnings", "/decisions", "/glossary", "/report", "/schedule", "/digest", "/partners", "/desk", "/desk/status" })
        {
            foreach (var device in new[] { "mobile", "desktop" })
            {
                var scores = await Scores(new Uri(service.Address, overview + page), device);
                Console.WriteLine($"  {(page.Length == 0 ? "overview" : page[1..].Split('/')[^1]),-28} {device,-8} {string.Join(", ", scores.Select(s => $"{s.Category} {s.Score * 100:N0}"))}: {(scores.All(s => s.Score >= Aim) ? "met" : "MISSED")}");
            }
        }

        async Task<IReadOnlyList<(string Category, double Score)>> Scores(Uri page, string device)
        {
            var start = new ProcessStartInfo("node")
            {
                ArgumentList =
                {
                    Path.Combine(folder, "node_modules", "lighthouse", "cli", "index.js"), page.AbsoluteUri, "--quiet", "--output=json", $"--only-categories={string.Join(',', Categories)}",
                    // As somebody sees it who comes again stands in the service's own tests; here nothing is kept from before.
                    $"--extra-headers={JsonSerializer.Serialize(new Dictionary<string, string> { ["Cookie"] = cookie })}",
                    "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run",
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            start.Environment["CHROME_PATH"] = browser;
            if (device == "desktop")
            {
                start.ArgumentList.Add("--preset=desktop");
            }

            using var lighthouse = Process.Start(start)!;
            var said = lighthouse.StandardError.ReadToEndAsync();
            var report = await lighthouse.StandardOutput.ReadToEndAsync();
            await lighthouse.WaitForExitAsync();
            if (lighthouse.ExitCode != 0)
            {
                throw new InvalidOperationException($"Lighthouse failed with exit code {lighthouse.ExitCode}: {await said}");
            }

            var categories = JsonNode.Parse(report)!["categories"]!;
            return [.. Categories.Select(c => (c, (double)categories[c]!["score"]!))];
        }
    }

    [GeneratedRegex("/numbers/[^\"]+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Testing;
using Xunit;
using YamlDotNet.Serialization;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>The files for a server of one's own: they fit the service, and it starts as they start it.</summary>
[Collection(Processes.Collection)]
public sealed partial class SelfHostedTests(Azurite azurite)
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task The_compose_file_shows_the_bot_to_Caddy_alone_and_lets_it_write_nothing()
    {
        var services = (Dictionary<object, object>)(await Compose())["services"];
        var (bot, caddy, azurite) = (Service(services, "bot"), Service(services, "caddy"), Service(services, "azurite"));

        Assert.Equal(["azurite", "bot", "caddy"], services.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.False(bot.ContainsKey("ports"));
        Assert.Equal("true", bot["read_only"]);
        Assert.Equal(["ALL"], (List<object>)bot["cap_drop"]);
        Assert.Equal("bot.env", bot["env_file"]);
        Assert.Equal(["80:80", "443:443", "443:443/udp"], (List<object>)caddy["ports"]);
        Assert.Equal("bot:8080", ((Dictionary<object, object>)caddy["environment"])["BOT_UPSTREAM"]);
        // Nobody starts it who doesn't ask for it.
        Assert.Equal(["trial"], (List<object>)azurite["profiles"]);
    }

    [Fact]
    public async Task The_image_is_the_one_that_the_project_makes_in_its_version()
    {
        var image = (string)Service((Dictionary<object, object>)(await Compose())["services"], "bot")["image"];

        Assert.Equal($"{await Property("src/CollectiveImpact.Bot/CollectiveImpact.Bot.csproj", "ContainerRepository")}:${{BOT_VERSION:-{await Property("Directory.Build.props", "Version")}}}", image);
    }

    [Fact]
    public async Task Each_setting_of_the_example_is_one_that_operators_read_about()
    {
        var page = await File.ReadAllTextAsync(RepositoryRoot.PathOf("docs", "operations.md"), TestContext.Current.CancellationToken);

        var keys = Setting().Matches(await Read("bot.env.example")).Select(m => m.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal)).ToArray();

        Assert.Contains("MicrosoftAppPassword", keys);
        Assert.All(keys, k => Assert.Contains($"`{k}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("collective-impact.service")]
    [InlineData("collective-impact-backup.service")]
    [InlineData("collective-impact-backup.timer")]
    public async Task Systemd_has_nothing_to_say_about_the_unit(string file)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "There is no systemd here.");
        var folder = Directory.CreateTempSubdirectory("units-");
        foreach (var unit in Directory.GetFiles(RepositoryRoot.PathOf("infra", "self-hosted"), "collective-impact*.*"))
        {
            // The program isn't installed where the tests run.
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(unit)), (await File.ReadAllTextAsync(unit, TestContext.Current.CancellationToken)).Replace("ExecStart=/opt/collective-impact/CollectiveImpact.Bot", "ExecStart=/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        var verified = await Tools.RunAsync("/usr/bin/systemd-analyze", ["verify", "--man=no", Path.Combine(folder.FullName, file)]);
        folder.Delete(recursive: true);

        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors + verified.Output));
    }

    [Fact]
    public async Task The_service_starts_with_the_units_program_and_environment_answers_behind_a_proxy_and_ends_when_it_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Units are Linux's.");
        var unit = await Read("collective-impact.service");
        var program = Path.Combine(RepositoryRoot.BuiltOf("CollectiveImpact.Bot"), Path.GetFileName(ExecStart().Match(unit).Groups["path"].Value));
        var settings = Environments().Matches(unit).ToDictionary(m => m.Groups["key"].Value, m => m.Groups["value"].Value);
        Assert.Equal("Production", settings["ASPNETCORE_ENVIRONMENT"]);
        Assert.StartsWith("http://127.0.0.1:", settings["ASPNETCORE_URLS"], StringComparison.Ordinal);
        // Any port that is free, rather than the unit's.
        settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var filled in Setting().Matches(await Read("bot.env.example")).Where(m => m.Groups["off"].Length == 0))
        {
            settings[filled.Groups["key"].Value] = filled.Groups["value"].Value;
        }

        settings["ConnectionStrings__Storage"] = azurite.ConnectionString;
        settings["Storage__TablePrefix"] = "t" + Guid.NewGuid().ToString("N")[..12];
        settings["MicrosoftAppId"] = settings["MicrosoftAppTenantId"] = "22222222-2222-2222-2222-222222222222";
        settings["MicrosoftAppPassword"] = "not-a-secret";

        using var bot = Started(program, settings, out var address, out var said);
        try
        {
            using var http = new HttpClient { BaseAddress = await Listens(bot, address, said) };
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
            using var forwarded = new HttpRequestMessage(HttpMethod.Get, "/privacy");
            forwarded.Headers.Add("X-Forwarded-Proto", "https");
            forwarded.Headers.Add("X-Forwarded-For", "203.0.113.9");
            Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(forwarded, TestContext.Current.CancellationToken)).StatusCode);
            using var activity = new StringContent(
                """{"type":"message","text":"help","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"29:a","aadObjectId":"a"},"conversation":{"id":"a:1","tenantId":"t"},"recipient":{"id":"28:b"}}""",
                Encoding.UTF8, "application/json");
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync("/api/messages", activity, TestContext.Current.CancellationToken)).StatusCode);

            using var told = Process.Start("kill", ["-TERM", bot.Id.ToString(CultureInfo.InvariantCulture)]);
            await bot.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(bot.ExitCode == 0, string.Join('\n', said));
        }
        finally
        {
            if (!bot.HasExited)
            {
                bot.Kill();
            }
        }
    }

    private static Process Started(string program, Dictionary<string, string> settings, out TaskCompletionSource<Uri> address, out ConcurrentQueue<string> said)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // As systemd starts it: nothing of whoever runs the test, but where the runtime is.
        foreach (var name in start.Environment.Keys.Except(["DOTNET_ROOT", "PATH"]).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var (listens, lines) = (new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously), new ConcurrentQueue<string>());
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (address, said) = (listens, lines);
        return process;

        void Hear(string? line)
        {
            lines.Enqueue(line ?? "");
            if (Listening().Match(line ?? "") is { Success: true } found)
            {
                listens.TrySetResult(new Uri(found.Value));
            }
        }
    }

    private static async Task<Uri> Listens(Process bot, TaskCompletionSource<Uri> address, ConcurrentQueue<string> said)
    {
        using var patience = new CancellationTokenSource(StartsWithin);
        if (await Task.WhenAny(address.Task, bot.WaitForExitAsync(patience.Token)) != address.Task)
        {
            Assert.Fail($"It doesn't listen.\n{string.Join('\n', said)}");
        }

        return await address.Task;
    }

    private static async Task<Dictionary<string, object>> Compose() => new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(await Read("compose.yaml"));

    private static Dictionary<object, object> Service(Dictionary<object, object> services, string name) => (Dictionary<object, object>)services[name];

    private static Task<string> Read(string file) => File.ReadAllTextAsync(RepositoryRoot.PathOf("infra", "self-hosted", file), TestContext.Current.CancellationToken);

    private static async Task<string> Property(string file, string name) =>
        Regex.Match(await File.ReadAllTextAsync(RepositoryRoot.PathOf(file), TestContext.Current.CancellationToken), $"<{name}>(?<value>[^<]+)<", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value;

    [GeneratedRegex("^(?<off>#?)(?<key>[A-Za-z][A-Za-z_]+)=(?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex("^Environment=(?<key>[A-Za-z_]+)=(?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Environments();

    [GeneratedRegex("^ExecStart=(?<path>\\S+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ExecStart();

    [GeneratedRegex(@"(?<=Now listening on: )http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}

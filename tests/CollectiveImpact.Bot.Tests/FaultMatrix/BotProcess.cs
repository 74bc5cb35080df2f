using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>The service in a process of its own, which can be killed as by a power cut.</summary>
internal sealed partial class BotProcess : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // Until it listens, nobody answers.
    private readonly HttpClient _http = new() { BaseAddress = new Uri("http://127.0.0.1:1"), Timeout = TimeSpan.FromMinutes(3) };
    private volatile bool _killed;

    private BotProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder into which this version was built.</summary>
    public static string ThisVersion { get; } = RepositoryRoot.BuiltOf("CollectiveImpact.TimedBot");

    public bool IsDead => _killed || _process.HasExited;

    public string Said => string.Join('\n', _said);

    /// <summary>Where it listens.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Starts it and waits until it listens; it may be killed meanwhile.</summary>
    public static Task<BotProcess> Start(string storage, string prefix, string calendar, params (string Name, string Value)[] settings) =>
        StartFrom(ThisVersion, storage, prefix, calendar, settings);

    /// <summary>Starts the version that was built into a folder.</summary>
    public static Task<BotProcess> StartFrom(string folder, string storage, string prefix, string calendar, params (string Name, string Value)[] settings) =>
        StartProgram(Path.Combine(folder, "CollectiveImpact.TimedBot.dll"), storage, prefix, [("CALENDAR", calendar), .. settings]);

    /// <summary>Starts a program that is the service.</summary>
    public static async Task<BotProcess> StartProgram(string program, string storage, string prefix, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        (string, string)[] all =
        [
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("DOTNET_TieredPGO", "0"),
            ("ConnectionStrings__Storage", storage), ("Storage__TablePrefix", prefix),
            ("Delivery__FirstWait", "00:00:00.050"), ("Delivery__LongestWait", "00:00:00.500"),
            ("Delivery__FirstDeferral", "00:00:00.200"), ("Delivery__LongestDeferral", "00:00:01"), ("Delivery__SweepEvery", "00:00:05"),
            // It says on which port it listens: one that was looked for before could be somebody else's by then.
            ("Logging__LogLevel__Default", "Warning"), ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"), .. settings,
        ];
        foreach (var (name, value) in all)
        {
            start.Environment[name] = value;
        }

        var bot = new BotProcess(Process.Start(start)!);
        using var patience = new CancellationTokenSource(StartsWithin);
        var ends = bot._process.WaitForExitAsync(patience.Token);
        if (await Task.WhenAny(bot._listens.Task, ends) == bot._listens.Task)
        {
            bot._http.BaseAddress = await bot._listens.Task;
        }
        else if (!bot.IsDead)
        {
            bot.Dispose();
            throw new TimeoutException($"The process doesn't listen after {StartsWithin.TotalSeconds} s.\n{bot.Said}");
        }

        return bot;
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public void Kill()
    {
        _killed = true;
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was dead already.
        }
    }

    /// <summary>SIGTERM, as a deployment does, and waits until the process has ended by itself.</summary>
    public async Task Stops()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(StartsWithin);
        await _process.WaitForExitAsync(patience.Token);
    }

    /// <summary>Asks the process to do something.</summary>
    /// <returns>The answer, or null when it died over it or refused.</returns>
    public async Task<string?> Does(string path)
    {
        try
        {
            using var answer = await _http.PostAsync(path, null, CancellationToken.None);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            if (answer.IsSuccessStatusCode)
            {
                return text;
            }

            Keep($"{path}: {(int)answer.StatusCode} {text}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Keep($"{path}: {e.Message}");
        }

        return null;
    }

    /// <summary>Asks the process to do something, and fails the test with what it said when it doesn't.</summary>
    public async Task Must(string path)
    {
        if (await Does(path) is null)
        {
            Assert.Fail($"{path} was not done.\n{Said}");
        }
    }

    /// <summary>Posts an activity to the door, as Teams does.</summary>
    public async Task<int> Hears(string activity)
    {
        using var body = new StringContent(activity, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync("/api/messages", body, CancellationToken.None);
        return (int)answer.StatusCode;
    }

    public async Task<string> Tells(string path) => await _http.GetStringAsync(path, CancellationToken.None);

    public void Dispose()
    {
        Kill();
        _process.WaitForExit(10_000);
        _process.Dispose();
        _http.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            if (Listening().Match(line) is { Success: true } address)
            {
                _listens.TrySetResult(new Uri(address.Value));
            }
        }
    }

    [GeneratedRegex(@"(?<=Now listening on: )http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>The service in a process of its own, which can be killed as by a power cut.</summary>
internal sealed class BotProcess : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly HttpClient _http;
    private volatile bool _killed;

    private BotProcess(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(3) };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder into which this version was built.</summary>
    public static string ThisVersion { get; } =
        Path.Combine(AppContext.BaseDirectory, "..", "..", "CollectiveImpact.TimedBot", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    public bool IsDead => _killed || _process.HasExited;

    public string Said => string.Join('\n', _said);

    /// <summary>Starts it and waits until it listens; it may be killed meanwhile.</summary>
    public static Task<BotProcess> Start(string storage, string prefix, string calendar, params (string Name, string Value)[] settings) =>
        StartFrom(ThisVersion, storage, prefix, calendar, settings);

    /// <summary>Starts the version that was built into a folder.</summary>
    public static async Task<BotProcess> StartFrom(string folder, string storage, string prefix, string calendar, params (string Name, string Value)[] settings)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "CollectiveImpact.TimedBot.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        (string, string)[] all =
        [
            ("ASPNETCORE_URLS", address.ToString().TrimEnd('/')), ("ASPNETCORE_ENVIRONMENT", "Development"), ("DOTNET_TieredPGO", "0"),
            ("ConnectionStrings__Storage", storage), ("Storage__TablePrefix", prefix), ("CALENDAR", calendar),
            ("Delivery__FirstWait", "00:00:00.050"), ("Delivery__LongestWait", "00:00:00.500"),
            ("Delivery__FirstDeferral", "00:00:00.200"), ("Delivery__LongestDeferral", "00:00:01"), ("Delivery__SweepEvery", "00:00:05"),
            ("Logging__LogLevel__Default", "Warning"), .. settings,
        ];
        foreach (var (name, value) in all)
        {
            start.Environment[name] = value;
        }

        var bot = new BotProcess(Process.Start(start)!, address);
        var began = Stopwatch.GetTimestamp();
        while (!bot.IsDead)
        {
            try
            {
                using var door = new TcpClient();
                await door.ConnectAsync(IPAddress.Loopback, address.Port);
                return bot;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(began) < StartsWithin)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }
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
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
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
        }
    }
}

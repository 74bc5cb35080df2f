using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CollectiveImpact.Testing;

/// <summary>An empty Azure Tables emulator for one test run: in memory, on a port of its own, gone when the run ends.</summary>
public sealed partial class Azurite
{
    // The emulator's account and key are the same everywhere and published: they open nothing else.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan InstallsWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollsEvery = TimeSpan.FromMilliseconds(100);

    // A free port can be taken by another test project between being found and being used.
    private const int StartAttempts = 3;

    private Process? _emulator;

    public int Port { get; private set; }

    public Uri TableEndpoint => new($"http://127.0.0.1:{Port}/{Account}");

    public string ConnectionString => To($"http://127.0.0.1:{Port}");

    /// <summary>A connection string with the emulator's account, at any address.</summary>
    internal static string To(string address) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={address}/{Account};";

    public ValueTask InitializeAsync() => InitializeAsync(port: null);

    /// <summary>Starts on a given port, as an emulator does that comes back.</summary>
    internal async ValueTask InitializeAsync(int? port)
    {
        var repository = RepositoryRoot.PathOf();
        var packages = Path.Combine(repository, "src", "CollectiveImpact.AppHost");
        await InstallWhenMissing(repository, packages);

        var script = Path.Combine(packages, "node_modules", "azurite", "dist", "src", "table", "main.js");

        for (var attempt = 1; !await Starts(script, port ?? FreePort()); attempt++)
        {
            if (attempt == StartAttempts)
            {
                throw new InvalidOperationException($"The Azurite table emulator did not start in {StartAttempts} attempts: {script}");
            }
        }
    }

    public async ValueTask DisposeAsync() => await Stop();

    private async Task<bool> Starts(string script, int port)
    {
        Port = port;
        _emulator = Run(
            "node",
            Path.GetDirectoryName(script)!,
            script, "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence",
            "--tableHost", "127.0.0.1", "--tablePort", Port.ToString(CultureInfo.InvariantCulture));

        _emulator.BeginErrorReadLine();

        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(StartsWithin);
        while (!_emulator.HasExited && !patience.IsCancellationRequested)
        {
            try
            {
                // Without a signature the emulator answers 400: it is up.
                using var answer = await http.GetAsync(new Uri($"{TableEndpoint}?comp=list"), patience.Token);
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(PollsEvery, TimeProvider.System, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        await Stop();
        return false;
    }

    private async Task Stop()
    {
        if (_emulator is not { } emulator)
        {
            return;
        }
        _emulator = null;
        if (!emulator.HasExited)
        {
            emulator.Kill(entireProcessTree: true);
            await emulator.WaitForExitAsync(CancellationToken.None);
        }
        emulator.Dispose();
    }

    private static async Task InstallWhenMissing(string repository, string packages)
    {
        using var patience = new CancellationTokenSource(InstallsWithin);
        await using var turn = await OnlyOneAtATime(Path.Combine(repository, "artifacts", "npm-ci.lock"), patience.Token);

        // npm writes this file last, so a half-done installation is not taken for a whole one.
        var installed = Path.Combine(packages, "node_modules", ".package-lock.json");
        if (File.Exists(installed))
        {
            return;
        }

        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var install = Run(npm, packages, "ci", "--no-audit", "--no-fund");
        var said = install.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await install.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException tooLong)
        {
            install.Kill(entireProcessTree: true);
            throw new TimeoutException($"'npm ci' in {packages} took longer than {InstallsWithin}.", tooLong);
        }
        if (install.ExitCode != 0)
        {
            throw new InvalidOperationException($"'npm ci' in {packages} failed with exit code {install.ExitCode}: {await said}");
        }
    }

    /// <summary>A lock between processes: several test projects may start at once. The system lets go of it when its holder dies.</summary>
    private static async Task<FileStream> OnlyOneAtATime(string path, CancellationToken patience)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(PollsEvery, TimeProvider.System, patience);
            }
        }
    }

    private static Process Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            var process = Process.Start(start)!;
            // Nobody reads what it prints; an unread pipe would fill and stop it.
            process.BeginOutputReadLine();
            return process;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"The tests need Node.js (20 or later) on the PATH for the Azure Tables emulator: '{program}' was not found.", missing);
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>A process beside this one: started, watched, and gone at the end.</summary>
internal sealed class Child : IDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly long _started;

    private Child(string runtime, string program, string[] arguments, (string Name, string Value)[] settings)
    {
        Port = FreePort();
        var start = new ProcessStartInfo(runtime, [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/');
        start.Environment["PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var budget in new[] { "Sender", "Tenant" })
        {
            // A few callers press for thousands.
            start.Environment[$"Budgets__{budget}__PerSecond"] = "1000000";
            start.Environment[$"Budgets__{budget}__Burst"] = "1000000";
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _started = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public Uri Messages => new(Address, "/api/messages");

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_started);

    /// <summary>The processor time that it has used up to now.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds now, in megabytes.</summary>
    public double Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>This program once more, in one of its roles.</summary>
    public static Child InRole(string role, params (string Name, string Value)[] settings) => new("dotnet", typeof(Child).Assembly.Location, [role], settings);

    /// <summary>The service as developers start it, out of its own folder and in the same configuration as this program.</summary>
    public static Child Service(params (string Name, string Value)[] settings) =>
        Program(Path.Combine(RepositoryRoot.BuiltOf("CollectiveImpact.Bot"), "CollectiveImpact.Bot.dll"), settings);

    /// <summary>Another program for .NET.</summary>
    public static Child Program(string program, params (string Name, string Value)[] settings) => new("dotnet", program, [], settings);

    /// <summary>A script for Node.js, which finds its port in PORT.</summary>
    public static Child OfNode(string script, params (string Name, string Value)[] settings) => new("node", script, [], settings);

    /// <summary>Waits until it listens.</summary>
    public async Task<Child> Listens()
    {
        while (!await Answers())
        {
            if (_process.HasExited || SinceStart > StartsWithin)
            {
                throw new InvalidOperationException("A process did not start:\n" + string.Join('\n', _said));
            }

            await Task.Delay(LooksEvery, TimeProvider.System);
        }

        return this;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<bool> Answers()
    {
        using var door = new TcpClient();
        try
        {
            await door.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _said.Enqueue(text);
            while (_said.Count > LinesKept)
            {
                _said.TryDequeue(out _);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

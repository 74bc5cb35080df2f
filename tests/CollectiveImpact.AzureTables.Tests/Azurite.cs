using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CollectiveImpact.Testing;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace CollectiveImpact.Testing;

/// <summary>The storage emulator's table service, in memory, on a port of its own.</summary>
/// <remarks>Stands in until the tests share one fixture; it expects azurite in the folder that AZURITE_FOLDER names.</remarks>
public sealed class Azurite : IAsyncLifetime
{
    private Process? _process;

    public string ConnectionString { get; private set; } = "";

    public ValueTask InitializeAsync() => InitializeAsync(FreePort());

    internal async ValueTask InitializeAsync(int port)
    {
        var folder = Environment.GetEnvironmentVariable("AZURITE_FOLDER")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "azurite-tests");
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        string[] arguments =
        [
            Path.Combine(folder, "node_modules", "azurite", "dist", "src", "table", "main.js"),
            "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("successfully started", StringComparison.Ordinal))
        {
            // Not yet.
        }

        ConnectionString = To($"http://127.0.0.1:{port}");
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The emulator's well-known account, at another address.</summary>
    internal static string To(string address) =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"TableEndpoint={address}/devstoreaccount1;";

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

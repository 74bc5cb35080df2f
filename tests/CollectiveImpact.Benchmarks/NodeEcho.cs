using System.Diagnostics;

namespace CollectiveImpact.Benchmarks;

/// <summary>The second baseline: an echo bot on the Agents SDK for Node.js, wired as its README wires it and without sign-in.</summary>
internal static class NodeEcho
{
    private static readonly TimeSpan InstallsWithin = TimeSpan.FromMinutes(10);

    // This program runs in artifacts/bin/<project>/<configuration>.
    private static readonly string Folder = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "CollectiveImpact.Benchmarks", "NodeEcho"));

    public static async Task<Child> Start()
    {
        await InstallWhenMissing();
        // The SDK lets in who isn't signed in only without a client, and outside production; it logs only what DEBUG names.
        return await Child.OfNode(Path.Combine(Folder, "echo.mjs"), ("NODE_ENV", "development"), ("clientId", ""), ("DEBUG", "")).Listens();
    }

    private static async Task InstallWhenMissing()
    {
        // npm writes this file last, so a half-done installation is not taken for a whole one.
        if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            return;
        }

        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var patience = new CancellationTokenSource(InstallsWithin);
        using var install = Process.Start(start)!;
        install.BeginOutputReadLine();
        var said = install.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await install.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException tooLong)
        {
            install.Kill(entireProcessTree: true);
            throw new TimeoutException($"'npm ci' in {Folder} took longer than {InstallsWithin}.", tooLong);
        }

        if (install.ExitCode != 0)
        {
            throw new InvalidOperationException($"'npm ci' in {Folder} failed with exit code {install.ExitCode}: {await said}");
        }
    }
}

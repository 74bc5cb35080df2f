using System.Diagnostics;

namespace CollectiveImpact.Benchmarks;

/// <summary>A folder of this project with npm packages, installed when they are missing.</summary>
internal static class NpmFolder
{
    private static readonly TimeSpan InstallsWithin = TimeSpan.FromMinutes(10);

    /// <summary>The folder, with its packages in it.</summary>
    public static async Task<string> Installed(string name)
    {
        // This program runs in artifacts/bin/<project>/<configuration>.
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "CollectiveImpact.Benchmarks", name));
        // npm writes this file last, so a half-done installation is not taken for a whole one.
        if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            return folder;
        }

        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
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
            throw new TimeoutException($"'npm ci' in {folder} took longer than {InstallsWithin}.", tooLong);
        }

        return install.ExitCode == 0 ? folder : throw new InvalidOperationException($"'npm ci' in {folder} failed with exit code {install.ExitCode}: {await said}");
    }
}

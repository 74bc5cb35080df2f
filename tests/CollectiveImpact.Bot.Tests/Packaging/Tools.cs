using System.Diagnostics;
using System.Reflection;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>The tools that the build leaves for the tests.</summary>
internal static class Tools
{
    public static string Bicep { get; } = Metadata("Bicep") + (OperatingSystem.IsWindows() ? ".exe" : "");

    /// <summary>Runs a tool to its end; what it says on both streams is part of the answer.</summary>
    public static async Task<Ran> RunAsync(
        string tool, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = RepositoryRoot.PathOf(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, await output, await errors);
    }

    private static string Metadata(string key) =>
        typeof(Tools).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

internal sealed record Ran(int ExitCode, string Output, string Errors);

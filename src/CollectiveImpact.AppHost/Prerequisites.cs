using System.Diagnostics;
using System.Globalization;

namespace CollectiveImpact.AppHost;

/// <summary>What must be on the machine before anything starts: Node.js 20 or later, and its npm.</summary>
internal static class Prerequisites
{
    private const int OldestNode = 20;

    /// <summary>The first thing missing, in one line that says where to get it; null when nothing is.</summary>
    public static string? Missing(string? path) =>
        Missing(ProgramOn(path, "node", ".exe") is { } node ? VersionOf(node) : null, ProgramOn(path, "npm", ".cmd") is not null);

    public static string? Missing(string? nodeVersion, bool npmFound)
    {
        if (nodeVersion is null)
        {
            return $"Node.js is missing: install version {OldestNode} or later from https://nodejs.org and start again in a new terminal.";
        }

        if (MajorOf(nodeVersion) is not { } major)
        {
            return $"Node.js was found but doesn't start (node --version said \"{nodeVersion}\"): install it again from https://nodejs.org.";
        }

        if (major < OldestNode)
        {
            return $"Node.js {nodeVersion} is too old: install version {OldestNode} or later from https://nodejs.org and start again in a new terminal.";
        }

        return npmFound
            ? null
            : "npm is missing, though Node.js is there: it comes with the installer from https://nodejs.org; some Linux distributions have it as the package \"npm\".";
    }

    private static int? MajorOf(string version) =>
        int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    private static string? ProgramOn(string? path, string name, string windowsExtension) => (path ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + windowsExtension : name))
        .FirstOrDefault(File.Exists);

    private static string VersionOf(string node)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(node, "--version") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            var answer = asked!.StandardOutput.ReadToEnd().Trim();
            asked.WaitForExit();
            return answer;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return fault.Message;
        }
    }
}

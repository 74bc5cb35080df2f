using System.Diagnostics;
using System.Text.Json;

namespace CollectiveImpact.Testing;

/// <summary>Asks Microsoft's own JavaScript parser, in one Node process for a batch of cards.</summary>
/// <remarks>It doesn't know charts, badges, icons and progress bars; of those it reads the fallback.</remarks>
public static class RealCardParser
{
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(200);

    /// <summary>For each card, in order, what the parser has against it.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> FaultsAsync(IEnumerable<string> cardJsons, CancellationToken cancellation)
    {
        var folder = Folder();
        await Install(cancellation);

        // A line break in JSON is either white space or wrong already, so each card fits on a line.
        var cards = cardJsons.Select(card => card.ReplaceLineEndings(" ")).ToList();
        var output = await RunAsync("node", ["parse.mjs"], folder, string.Join('\n', cards), cancellation);
        var faults = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<string[]>(line)!)
            .ToList();
        return faults.Count == cards.Count
            ? faults
            : throw new InvalidOperationException($"The parser answered {faults.Count} of {cards.Count} cards.");
    }

    /// <summary>Fetches the parser, and the renderer that comes with it, when they aren't here.</summary>
    /// <remarks>Several test projects may start at once: one installs, the others wait for it.</remarks>
    public static async Task Install(CancellationToken cancellation)
    {
        var folder = Folder();
        if (IsInstalled(folder))
        {
            return;
        }

        await using var _ = await LockAsync(Path.Combine(folder, ".install.lock"), cancellation);
        if (!IsInstalled(folder))
        {
            await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--omit=dev"], folder, input: "", cancellation);
        }
    }

    // npm writes this file last, so a broken installation is made again.
    private static bool IsInstalled(string folder) =>
        File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))
        && File.Exists(Path.Combine(folder, "node_modules", "adaptivecards", "dist", "adaptivecards.js"))
        && Directory.Exists(Path.Combine(folder, "node_modules", "@microsoft", "teams-js"))
        && Directory.Exists(Path.Combine(folder, "node_modules", "@fontsource", "arimo"));

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockPause, TimeProvider.System, cancellation);
            }
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string folder, string input, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var rules = Path.Combine(folder.FullName, "tests", "CardRules");
            if (File.Exists(Path.Combine(rules, "parse.mjs")))
            {
                return rules;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds tests/CardRules.");
    }
}

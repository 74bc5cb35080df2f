using System.Diagnostics;

namespace CollectiveImpact.Testing;

/// <summary>The service in a folder of its own, as operators get it by the command of docs/self-hosting.md.</summary>
internal sealed class PublishedService : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("published-");

    private PublishedService()
    {
    }

    public string Folder => _folder.FullName;

    public string Program => Path.Combine(Folder, "CollectiveImpact.Bot.dll");

    public int Files => _folder.GetFiles().Length;

    public long Bytes => _folder.GetFiles().Sum(f => f.Length);

    /// <exception cref="InvalidOperationException">It could not be published; what was said is in the message.</exception>
    public static async Task<PublishedService> Make(CancellationToken cancel = default)
    {
        var made = new PublishedService();
        string[] command = ["publish", "src/CollectiveImpact.Bot", "-c", RepositoryRoot.Configuration, "-o", made.Folder, "-v", "q", "--nologo", "-p:RestoreLockedMode=true", "-p:RunAnalyzers=false"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", command) { WorkingDirectory = RepositoryRoot.PathOf(), RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await publish.StandardOutput.ReadToEndAsync(cancel);
        await publish.WaitForExitAsync(cancel);
        return publish.ExitCode == 0 ? made : throw new InvalidOperationException($"It was not published.\n{said}");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using System.Diagnostics;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>The service in a folder of its own, as its operators get it.</summary>
internal sealed class PublishedService : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("published-");

    private PublishedService()
    {
    }

    public string Program => Path.Combine(_folder.FullName, "CollectiveImpact.Bot.dll");

    public int Files => _folder.GetFiles().Length;

    public double Megabytes => _folder.GetFiles().Sum(f => f.Length) / 1024.0 / 1024.0;

    public static async Task<PublishedService> Make()
    {
        var made = new PublishedService();
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/CollectiveImpact.Bot", "-c", "Release", "-o", made._folder.FullName, "-v", "q", "--nologo"]) { WorkingDirectory = RepositoryRoot.PathOf() })!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? made : throw new InvalidOperationException("It was not published.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

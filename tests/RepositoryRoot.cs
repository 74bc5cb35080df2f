namespace CollectiveImpact.Testing;

/// <summary>Where the sources are that a test reads or starts.</summary>
internal static class RepositoryRoot
{
    private static readonly string Folder = Find();

    /// <exception cref="DirectoryNotFoundException">The tests run outside of a checkout.</exception>
    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CollectiveImpact.Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"CollectiveImpact.Bot.sln was not found above {AppContext.BaseDirectory}.");
    }
}

namespace CollectiveImpact.Testing;

/// <summary>Where the sources are that a test reads or starts.</summary>
internal static class RepositoryRoot
{
    private static readonly string Folder = Find();

    /// <summary>The configuration in which this program was built, as its folder names it.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The folder into which another project was built, in the same configuration.</summary>
    public static string BuiltOf(string project) => Path.Combine(AppContext.BaseDirectory, "..", "..", project, Configuration);

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

using System.Text.Json.Nodes;
using System.Xml.Linq;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>What is restored is what was reviewed: every project and every npm folder has its lock, and none names a registry.</summary>
public sealed class LockFileTests
{
    private static readonly string[] NotOurs = ["node_modules", "artifacts", "bin", "obj"];

    public static TheoryData<string> Projects => new(Files("*.csproj"));

    public static TheoryData<string> NpmFolders => new(Files("package.json").Select(f => Path.GetDirectoryName(f)!));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_has_a_lock_that_names_each_package_it_asks_for_with_its_hash(string project)
    {
        var folder = Path.GetDirectoryName(RepositoryRoot.PathOf(project))!;
        var locks = Directory.GetFiles(folder, "packages*.lock.json");
        Assert.NotEmpty(locks);

        var asked = XDocument.Load(RepositoryRoot.PathOf(project)).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value);
        foreach (var written in locks)
        {
            var json = JsonNode.Parse(File.ReadAllText(written))!;
            // The generator is built for what the compiler can load, all else for .NET 10.
            var packages = json["dependencies"]!.AsObject().Single(d => !d.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
            Assert.All(asked, p => Assert.Equal("Direct", packages[p]?["type"]?.GetValue<string>()));
            Assert.All(
                packages.Where(p => p.Value!["type"]!.GetValue<string>() != "Project"),
                p => Assert.NotEmpty(p.Value!["contentHash"]!.GetValue<string>()));
            Assert.DoesNotContain("://", json.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(NpmFolders))]
    public void Every_npm_folder_has_a_lock_with_a_hash_for_each_package_and_no_registry(string folder)
    {
        var json = JsonNode.Parse(File.ReadAllText(RepositoryRoot.PathOf(folder, "package-lock.json")))!;
        var packages = json["packages"]!.AsObject().Where(p => p.Key.Length > 0).ToArray();

        Assert.NotEmpty(packages);
        Assert.All(packages, p => Assert.StartsWith("sha512-", p.Value!["integrity"]?.GetValue<string>() ?? p.Key, StringComparison.Ordinal));
        Assert.All(packages, p => Assert.Null(p.Value!["resolved"]));
        Assert.Contains("omit-lockfile-registry-resolved=true", File.ReadAllLines(RepositoryRoot.PathOf(folder, ".npmrc")));
    }

    private static IEnumerable<string> Files(string pattern) => new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateFiles(RepositoryRoot.PathOf(top), pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        .Select(f => Path.GetRelativePath(RepositoryRoot.PathOf(), f).Replace('\\', '/'))
        .Where(f => !f.Split('/').Intersect(NotOurs).Any())
        .Order(StringComparer.Ordinal);
}

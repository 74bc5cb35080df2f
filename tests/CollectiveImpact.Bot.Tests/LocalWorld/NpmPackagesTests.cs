using CollectiveImpact.AppHost;
using Xunit;

namespace CollectiveImpact.Bot.Tests.LocalWorld;

public sealed class NpmPackagesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public NpmPackagesTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "package-lock.json"), "{}");
        _folder.CreateSubdirectory("node_modules");
    }

    [Fact]
    public void Packages_are_installed_once_the_installation_has_said_so()
    {
        Assert.False(NpmPackages.AreInstalled(_folder.FullName));

        NpmPackages.Stamp(_folder.FullName);

        Assert.True(NpmPackages.AreInstalled(_folder.FullName));
    }

    [Fact]
    public void A_changed_lock_asks_for_a_new_installation()
    {
        NpmPackages.Stamp(_folder.FullName);

        File.WriteAllText(Path.Combine(_folder.FullName, "package-lock.json"), """{ "lockfileVersion": 3 }""");

        Assert.False(NpmPackages.AreInstalled(_folder.FullName));
    }

    [Fact]
    public void A_deleted_packages_folder_asks_for_a_new_installation()
    {
        NpmPackages.Stamp(_folder.FullName);

        Directory.Delete(Path.Combine(_folder.FullName, "node_modules"), recursive: true);

        Assert.False(NpmPackages.AreInstalled(_folder.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

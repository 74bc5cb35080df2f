using System.Security.Cryptography;

namespace CollectiveImpact.AppHost;

/// <summary>
/// Knows whether the installed npm packages are those of the lock file: the installation leaves the lock's hash among them,
/// so a deleted folder, a changed lock and an installation broken off all lead to a new one.
/// </summary>
internal static class NpmPackages
{
    public static bool AreInstalled(string folder) => File.Exists(StampIn(folder)) && File.ReadAllText(StampIn(folder)) == HashOfLock(folder);

    public static void Stamp(string folder) => File.WriteAllText(StampIn(folder), HashOfLock(folder));

    private static string StampIn(string folder) => Path.Combine(folder, "node_modules", ".lock-hash");

    private static string HashOfLock(string folder) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
}

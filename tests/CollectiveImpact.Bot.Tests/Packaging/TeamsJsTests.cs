using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>The library by which the tab speaks with Teams is in the repository, so that whoever builds the service needs no npm. It is the one that npm has.</summary>
public sealed class TeamsJsTests
{
    [Theory]
    [InlineData("MicrosoftTeams.min.js", "dist/umd/MicrosoftTeams.min.js")]
    [InlineData("LICENSE", "LICENSE")]
    public async Task The_copy_is_byte_for_byte_what_the_lock_names(string copy, string published)
    {
        await RealCardParser.Install(TestContext.Current.CancellationToken);

        Assert.Equal(
            await File.ReadAllBytesAsync(RepositoryRoot.PathOf("tests", "CardRules", "node_modules", "@microsoft", "teams-js", published), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(RepositoryRoot.PathOf("src", "CollectiveImpact.Bot", "Web", "teams-js", copy), TestContext.Current.CancellationToken));
    }
}

using CollectiveImpact.AppHost;
using Xunit;

namespace CollectiveImpact.Bot.Tests.LocalWorld;

public class PrerequisitesTests
{
    [Theory]
    [InlineData("v20.20.2")]
    [InlineData("v24.1.0")]
    public void Node_20_or_later_with_npm_is_all_that_is_asked(string version) =>
        Assert.Null(Prerequisites.Missing(version, npmFound: true));

    [Theory]
    [InlineData(null, true, "Node.js is missing")]
    [InlineData("v18.19.0", true, "Node.js v18.19.0 is too old")]
    [InlineData("", true, "Node.js was found but doesn't start")]
    [InlineData("v20.20.2", false, "npm is missing")]
    public void What_is_missing_is_named_in_one_line_that_says_where_to_get_it(string? version, bool npmFound, string beginning)
    {
        var line = Prerequisites.Missing(version, npmFound);

        Assert.NotNull(line);
        Assert.StartsWith(beginning, line);
        Assert.Contains("https://nodejs.org", line);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void A_path_without_node_lacks_node()
    {
        var empty = Directory.CreateTempSubdirectory();
        try
        {
            Assert.StartsWith("Node.js is missing", Prerequisites.Missing(empty.FullName));
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }
}

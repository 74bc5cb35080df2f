using CollectiveImpact.AppHost;
using Xunit;

namespace CollectiveImpact.Bot.Tests.LocalWorld;

public class SilosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1, "--dashboard", "off")]
    [InlineData(3, "--silos", "3")]
    [InlineData(2, "--x", "--silos=2")]
    public void One_process_is_usual_and_more_are_asked_for_by_number(int count, params string[] args) => Assert.Equal((count, null), Silos.Read(args));

    [Theory]
    [InlineData("--silos")]
    [InlineData("--silos", "many")]
    [InlineData("--silos", "0")]
    [InlineData("--silos=9")]
    public void What_is_no_such_number_is_said_kindly(params string[] args) =>
        Assert.Equal("--silos needs a number from 1 to 8, such as \"--silos 3\".", Silos.Read(args).Obstacle);
}

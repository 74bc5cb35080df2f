using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What a path calls the grain for that it began at: each call may go over the network.</summary>
public sealed class CallsTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_check_in_that_opens_does_not_call_the_clock_that_opens_it()
    {
        var (carmen, rui) = await Riverside();
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        var before = World.Calls.Of<IClockGrain>().Count;

        // The Monday after.
        await World.ItIs(World.Start + Duration.FromDays(5));

        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(IClockGrain.Get), World.Calls.Of<IClockGrain>().Skip(before));
        NothingWentWrong();
    }
}

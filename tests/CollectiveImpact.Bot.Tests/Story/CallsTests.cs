using CollectiveImpact.Activities;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>How often a path calls a grain: each call may go over the network.</summary>
public sealed class CallsTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_check_in_that_opens_does_not_call_the_clock_that_opens_it()
    {
        var (carmen, rui) = await Riverside();
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        var before = World.Calls.Of<IClockGrain>().Count;

        // The Monday after, before the morning comes.
        await World.ItIs(World.Start + Duration.FromDays(5) - Duration.FromMinutes(30));

        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(IClockGrain.Get), World.Calls.Of<IClockGrain>().Skip(before));
        NothingWentWrong();
    }

    [Fact]
    public async Task An_ask_until_two_are_introduced_calls_the_activities_at_most_nine_times()
    {
        var (carmen, rui, channel) = await WithHome();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await rui.Asks("offer: A van for outings on Fridays");
        await World.AllIsSent();
        var before = World.Calls.Of<IActivitiesGrain>().Count;

        await sam.Asks("ask: A van on Fridays for our outing");
        await (await sam.Receives()).Press(En.Activities.YesConnect);
        await (await rui.Receives()).Press(En.Activities.YesConnect);
        Assert.Contains(En.Activities.Connected("Rui"), (await sam.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Activities.Connected("Sam"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Activities.Meet("Sam", "Rui"), (await channel.Receives()).AllText, StringComparison.Ordinal);

        var calls = World.Calls.Of<IActivitiesGrain>().Skip(before).ToArray();
        Assert.True(calls.Length <= 9, $"{calls.Length}: {string.Join(", ", calls)}");
        NothingWentWrong();
    }
}

using CollectiveImpact.Activities;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>How often a path calls the grain that it is about: each call may go over the network.</summary>
public sealed class CallsTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_submit_calls_the_round_for_what_it_asks_and_to_keep_the_answers()
    {
        var (_, _, form) = await OpenRound();
        await World.AllIsSent();
        var before = World.Calls.Of<IRoundGrain>().Count;

        await Submits(form, "118");
        await World.AllIsSent();

        Assert.Equal([nameof(IRoundGrain.View), nameof(IRoundGrain.Submit)], World.Calls.Of<IRoundGrain>().Skip(before));
        NothingWentWrong();
    }

    [Fact]
    public async Task A_check_in_that_opens_does_not_call_the_clock_that_opens_it()
    {
        var (carmen, rui) = await Riverside();
        await (await (await carmen.Asks("schedule")).Press("See the dates")).Press("Save");
        var before = World.Calls.Of<IClockGrain>().Count;

        // The Monday after.
        await World.ItIs(World.Start + Duration.FromDays(5));

        Assert.Contains("Children in sessions", (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(IClockGrain.Get), World.Calls.Of<IClockGrain>().Skip(before));
        NothingWentWrong();
    }

    [Fact]
    public async Task An_ask_and_an_offer_take_eight_calls_until_the_two_are_introduced()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await World.AllIsSent();
        var before = World.Calls.Of<IActivitiesGrain>().Count;

        await rui.Asks("offer: Two volunteers who can drive our minibus on Thursday afternoons");
        await sam.Asks("ask: We need drivers for the minibus on Thursdays");
        await (await sam.Receives()).Press("Yes, connect us");
        await (await rui.Receives()).Press("Yes, connect us");
        Assert.Contains(En.Activities.Connected("Rui"), (await sam.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Activities.Connected("Sam"), (await rui.Receives()).AllText, StringComparison.Ordinal);

        Assert.Equal(
            [
                nameof(IActivitiesGrain.Post), nameof(IActivitiesGrain.Post),
                nameof(IActivitiesGrain.Pair), nameof(IActivitiesGrain.Pair),
                nameof(IActivitiesGrain.Say), nameof(IActivitiesGrain.Say),
                nameof(IActivitiesGrain.Pair), nameof(IActivitiesGrain.Pair),
            ],
            World.Calls.Of<IActivitiesGrain>().Skip(before));
        NothingWentWrong();
    }
}

using CollectiveImpact.Activities;

namespace CollectiveImpact.Tests.Activities;

public sealed class PlacesWithoutTests
{
    [Fact]
    public void Where_others_work_and_nobody_towards_a_goal_is_named_by_goal()
    {
        SharedActivity[] activities = [At("Eastside", "read"), At("Old Town", "read", "eat"), At("eastside ", "play"), At("", "home")];

        var found = PlacesWithout.Of(activities, ["read", "eat", "play", "home", "nobody"]).ToArray();

        // Reading is in both; at home is everywhere; what nobody works on is a gap of its own.
        Assert.Equal(["eat: Eastside", "play: Old Town"], found.Select(g => $"{g.Goal}: {string.Join(", ", g.Places)}"));
    }

    private static SharedActivity At(string place, params string[] goals) => new(place + goals[0], new("p"), "Something", goals, place, Riverside.Opening);
}

using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>The sample initiative with its year of check-ins, made once for all tests that only look at it.</summary>
public sealed class SampleYear(Azurite azurite) : IAsyncLifetime
{
    private World _world = null!;

    /// <summary>Its coordinator.</summary>
    internal Person Carmen { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Begins(azurite);
        Carmen = _world.Teams.Person("Carmen", "backbone");
        await Carmen.Asks("demo");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    internal void NothingWentWrong() =>
        Assert.DoesNotContain(_world.Log, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));
}

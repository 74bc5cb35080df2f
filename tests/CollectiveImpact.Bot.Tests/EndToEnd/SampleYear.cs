using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
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

        // She was here two weeks ago, so that there is something new.
        var (initiatives, now) = (_world.Services.GetRequiredService<IInitiativeStore>(), _world.Clock.GetCurrentInstant());
        var id = (await initiatives.ListAll(CancellationToken.None)).Single();
        var members = (await _world.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(id).Get())!.Members;
        await _world.Services.GetRequiredService<ISessionStore>().Look(id, members.Single(m => m.Name == Carmen.Name).Person, now - NodaTime.Duration.FromDays(14), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    internal void NothingWentWrong() =>
        Assert.DoesNotContain(_world.Log, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));
}

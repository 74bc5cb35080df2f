namespace CollectiveImpact.Initiatives;

/// <summary>Knows of which initiatives a channel is a home. Its key is the channel's conversation id.</summary>
/// <remarks>
/// It may name one too many after a crash, and never one too few: whoever asks looks in the initiative, which decides.
/// </remarks>
public interface IHomesGrain : IGrainWithStringKey
{
    [return: Immutable]
    [Alias("A2233660")]
    Task<IReadOnlyList<string>> Get();

    [Alias("B0A6FA9D")]
    Task Add(InitiativeId initiative);

    [Alias("F1458A15")]
    Task Remove(InitiativeId initiative);

    /// <summary>Remembers that the bot is in the channel now, or isn't any more.</summary>
    /// <returns>Whether it wasn't before; true once, however often Teams tells it.</returns>
    [Alias("3D9C20B6")]
    Task<bool> IsThere(bool there);
}

/// <summary>Where it is kept of which initiatives a channel is a home: one partition a channel.</summary>
public interface IHomeStore
{
    Task<IReadOnlyList<string>> Load(string conversation, CancellationToken cancel);

    Task Add(string conversation, InitiativeId initiative, CancellationToken cancel);

    /// <summary>Takes it away, if it is there.</summary>
    Task Remove(string conversation, InitiativeId initiative, CancellationToken cancel);

    /// <summary>Keeps that the bot is in a channel.</summary>
    /// <returns>Whether that wasn't kept before.</returns>
    Task<bool> Come(string conversation, CancellationToken cancel);

    /// <summary>Keeps it no more.</summary>
    Task Go(string conversation, CancellationToken cancel);
}

[GrainType("homes")]
public sealed class HomesGrain(IHomeStore store) : Grain, IHomesGrain
{
    private IReadOnlyList<string> _initiatives = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _initiatives = await store.Load(this.GetPrimaryKeyString(), cancellationToken);

    public Task<IReadOnlyList<string>> Get() => Task.FromResult(_initiatives);

    public async Task Add(InitiativeId initiative)
    {
        if (!_initiatives.Contains(initiative))
        {
            await this.SaveOrLetGo(() => store.Add(this.GetPrimaryKeyString(), initiative, CancellationToken.None));
            _initiatives = [.. _initiatives, initiative];
        }
    }

    public async Task Remove(InitiativeId initiative)
    {
        if (_initiatives.Contains(initiative))
        {
            await this.SaveOrLetGo(() => store.Remove(this.GetPrimaryKeyString(), initiative, CancellationToken.None));
            _initiatives = [.. _initiatives.Where(i => i != initiative)];
        }
    }

    public async Task<bool> IsThere(bool there)
    {
        if (there)
        {
            return await store.Come(this.GetPrimaryKeyString(), CancellationToken.None);
        }

        await store.Go(this.GetPrimaryKeyString(), CancellationToken.None);
        return false;
    }
}

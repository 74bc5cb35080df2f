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
}

/// <summary>Where it is kept of which initiatives a channel is a home: one partition a channel.</summary>
public interface IHomeStore
{
    Task<IReadOnlyList<string>> Load(string conversation, CancellationToken cancel);

    Task Add(string conversation, InitiativeId initiative, CancellationToken cancel);

    /// <summary>Takes it away, if it is there.</summary>
    Task Remove(string conversation, InitiativeId initiative, CancellationToken cancel);
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
}

using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Directories;

/// <summary>Where no registration is set, nobody's directory is asked for anything.</summary>
internal sealed class NoDirectory : IDirectory
{
    public Uri? ConsentPage => null;

    public Task<AddOutcome> Add(PersonKey person, CancellationToken cancel) => Task.FromResult(AddOutcome.NotAllowed);
}

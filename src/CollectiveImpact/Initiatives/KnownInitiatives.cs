using System.Collections.Concurrent;

namespace CollectiveImpact.Initiatives;

/// <summary>
/// Initiatives as they are now, for work that looks at one again for each of many people: the settings travel between processes
/// only when they have changed. A thousand members are half a megabyte.
/// </summary>
public sealed class KnownInitiatives(IGrainFactory grains)
{
    // So many are large or small in use at once; forgetting all now and then costs a read each.
    private const int Most = 200;

    private readonly ConcurrentDictionary<string, SettingsSince> _known = new();

    /// <summary>The settings, or null where there is no such initiative.</summary>
    public async Task<Initiative?> Get(InitiativeId initiative)
    {
        var known = _known.GetValueOrDefault(initiative);
        var since = await grains.GetGrain<IInitiativeGrain>(initiative).Since(known?.Version);
        if (since.Initiative is null)
        {
            return since.Version is null ? null : known!.Initiative;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[initiative] = since;
        return since.Initiative;
    }
}

/// <summary>An initiative's settings, unless they are those that are known already.</summary>
/// <param name="Version">Null where there is no such initiative.</param>
/// <param name="Initiative">Null where it is as it was.</param>
[GenerateSerializer, Immutable]
public sealed record SettingsSince(string? Version, Initiative? Initiative);

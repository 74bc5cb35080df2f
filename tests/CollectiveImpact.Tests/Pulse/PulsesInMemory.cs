using System.Collections.Concurrent;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;

namespace CollectiveImpact.Tests.Pulse;

/// <summary>What the real table promises; and every state that somebody who reads storage all the time would have seen.</summary>
internal sealed class PulsesInMemory : IPulseStore
{
    private readonly ConcurrentDictionary<string, List<Seen>> _states = new();
    private readonly ConcurrentDictionary<string, bool> _away = new();

    /// <summary>How many writes are made and not answered, by initiative.</summary>
    public ConcurrentDictionary<string, int> Unanswered { get; } = new();

    public IReadOnlyList<Seen> States(InitiativeId initiative) => [.. _states.GetValueOrDefault(initiative) ?? []];

    public void Away(InitiativeId initiative, bool away = true) => _away[initiative] = away;

    public Task<LoadedPulses> Load(InitiativeId initiative, CancellationToken cancel)
    {
        Check(initiative);
        var seen = States(initiative);
        return Task.FromResult(seen is [.., var last]
            ? new LoadedPulses([.. seen.Select(s => s.Survey).GroupBy(s => s.Number).Select(g => g.Last())], last.Tallies, last.People, $"{seen.Count}")
            : new LoadedPulses([], new Dictionary<Side, Tally>(), [], null));
    }

    public Task<string> Save(InitiativeId initiative, Survey survey, IReadOnlyDictionary<Side, Tally> tallies, IReadOnlyCollection<PersonKey> people, string? version, CancellationToken cancel)
    {
        Check(initiative);
        var states = _states.GetOrAdd(initiative, _ => []);
        if (version is not null && version != $"{states.Count}")
        {
            throw new StaleStateException();
        }

        states.Add(new Seen(survey, new Dictionary<Side, Tally>(tallies), version is null ? [.. people] : [.. states[^1].People, .. people]));
        if (Unanswered.GetValueOrDefault(initiative) > 0)
        {
            Unanswered[initiative]--;
            throw new StorageUnavailableException();
        }

        return Task.FromResult($"{states.Count}");
    }

    public Task Forget(InitiativeId initiative, int number, CancellationToken cancel)
    {
        Check(initiative);
        var states = _states[initiative];
        states[^1] = states[^1] with { People = [] };
        return Task.CompletedTask;
    }

    private void Check(InitiativeId initiative)
    {
        if (_away.GetValueOrDefault(initiative))
        {
            throw new StorageUnavailableException();
        }
    }

    internal sealed record Seen(Survey Survey, IReadOnlyDictionary<Side, Tally> Tallies, IReadOnlyList<PersonKey> People);
}

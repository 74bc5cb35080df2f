using System.Collections.Concurrent;
using CollectiveImpact.Activities;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Activities;

/// <summary>What the real table promises of activities, asks and offers, and an answer of it that can get lost.</summary>
internal sealed class ActivitiesInMemory : IActivityStore
{
    private readonly ConcurrentDictionary<(string Initiative, string Row), object> _rows = new();
    private readonly ConcurrentDictionary<string, bool> _lost = new();

    /// <summary>What is written of an initiative is kept, and whoever writes hears that it failed.</summary>
    public void LoseAnswers(InitiativeId initiative, bool lost = true) => _lost[initiative] = lost;

    public Task<(IReadOnlyList<SharedActivity> Activities, IReadOnlyList<PartnersNotice> Notices, IReadOnlyList<Fit> Fits)> Load(InitiativeId initiative, CancellationToken cancel)
    {
        var rows = _rows.Where(r => r.Key.Initiative == initiative).Select(r => r.Value).ToArray();
        return Task.FromResult<(IReadOnlyList<SharedActivity>, IReadOnlyList<PartnersNotice>, IReadOnlyList<Fit>)>(
            ([.. rows.OfType<SharedActivity>()], [.. rows.OfType<PartnersNotice>()], [.. rows.OfType<Fit>()]));
    }

    public Task Save(InitiativeId initiative, SharedActivity activity, CancellationToken cancel) => Put(initiative, activity.Id, activity);

    public Task Remove(InitiativeId initiative, SharedActivity activity, CancellationToken cancel)
    {
        _rows.TryRemove((initiative, activity.Id), out _);
        return Answered(initiative);
    }

    public Task Save(InitiativeId initiative, PartnersNotice notice, CancellationToken cancel) => Put(initiative, notice.Id, notice);

    public Task Save(InitiativeId initiative, Fit fit, CancellationToken cancel) => Put(initiative, $"{fit.Ask}~{fit.Offer}", fit);

    private Task Put(InitiativeId initiative, string row, object what)
    {
        _rows[(initiative, row)] = what;
        return Answered(initiative);
    }

    private Task Answered(InitiativeId initiative) => _lost.GetValueOrDefault(initiative) ? Task.FromException(new StorageUnavailableException()) : Task.CompletedTask;
}

using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>How often an initiative's words were asked for, by month: counted in memory, and added to what is stored when it is told to.</summary>
/// <remarks>A crash loses what was counted since then: it is a statistic, and nobody who asks waits for storage.</remarks>
internal sealed class AskedForCounts(ITermStore store, InitiativeId initiative)
{
    private readonly Dictionary<LocalDate, AskedFor> _waiting = [];
    private Task _stored = Task.CompletedTask;

    public static LocalDate MonthOf(Instant at) => at.InUtc().Date.With(DateAdjusters.StartOfMonth);

    public void Count(bool found, Instant now) => Add(found ? new AskedFor(MonthOf(now), 1, 0) : new AskedFor(MonthOf(now), 0, 1));

    /// <summary>One after the other, since each adds to what is stored.</summary>
    public Task Store() => _stored = Store(_stored);

    /// <summary>The counts of the months from that of an instant on.</summary>
    public async Task<IReadOnlyList<AskedFor>> Since(Instant since)
    {
        await Store();
        return await store.Asked(initiative, MonthOf(since), CancellationToken.None);
    }

    private async Task Store(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        foreach (var month in _waiting.Values.ToArray())
        {
            _waiting.Remove(month.Month);
            try
            {
                await store.Count(initiative, month, CancellationToken.None);
            }
            catch (Exception e) when (e is StorageUnavailableException or StaleStateException)
            {
                // With the next, if there is one.
                Add(month);
            }
        }
    }

    private void Add(AskedFor more) => _waiting[more.Month] = _waiting.TryGetValue(more.Month, out var before)
        ? more with { Found = before.Found + more.Found, Missed = before.Missed + more.Missed }
        : more;
}

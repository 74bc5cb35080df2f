using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>What a rebuild found.</summary>
/// <param name="Values">How many values the entries give.</param>
/// <param name="Totals">How many totals the entries give.</param>
/// <param name="Missing">How many of both were not stored.</param>
/// <param name="Different">How many were stored with something else in them.</param>
/// <param name="Extra">How many were stored that no entry gives.</param>
public sealed record Rebuilt(int Values, int Totals, int Missing, int Different, int Extra)
{
    public bool Agrees => Missing + Different + Extra == 0;
}

/// <summary>
/// Computes an initiative's values, totals and learnings from its entries again, which are the record, and compares them with
/// what is stored.
/// </summary>
/// <remarks>All of one initiative's values are in memory meanwhile, some hundred bytes each.</remarks>
public sealed class Rebuild(IRoundStore rounds, IIndicatorStore indicators, IHistoryStore history, ILearningStore learnings)
{
    private const int AtOnce = 5_000;

    /// <param name="write">Whether what disagrees is put right.</param>
    public async Task<Rebuilt> Run(InitiativeId initiative, bool write, CancellationToken cancel)
    {
        var current = await indicators.Load(initiative, cancel);
        var versions = new Dictionary<string, IReadOnlyList<Indicator>>();
        foreach (var indicator in current)
        {
            versions[indicator.Id] = await indicators.Versions(initiative, indicator.Id, cancel);
        }

        var values = new Dictionary<(string, string, Period), PastValue>();
        var totals = new Dictionary<(string, Period), Total>();
        // Rounds about one period are neighbours.
        var (asked, same) = ("", new SortedDictionary<int, IReadOnlyList<Entry>>());
        await foreach (var (round, entries, _) in rounds.All(initiative, cancel))
        {
            if (round.ClosedAt is null && entries.Count == 0)
            {
                continue;
            }

            if (round.AskedAs != asked)
            {
                (asked, same) = (round.AskedAs, []);
            }

            same[round.Number] = entries;
            var counting = same.Where(s => s.Key <= round.Number).Aggregate((IReadOnlyList<Entry>)[], (earlier, s) => Round.Counting(earlier, s.Value));
            var part = round.Project(entries, counting, [.. current.Select(i => InForce(round, entries, i, versions[i.Id]))]);
            foreach (var value in part.Values)
            {
                Newer(values, (value.Indicator, value.Partner, value.Period), value, v => v.AskedAt);
            }

            foreach (var total in part.Totals)
            {
                Newer(totals, (total.Indicator, total.Period), total, t => t.AskedAt);
            }

            if (write && round.ClosedAt is not null)
            {
                await learnings.Write(initiative, round.Learnings(entries, entries.Count(e => e.SkippedBecause is null)), cancel);
            }
        }

        return await Compare(initiative, current, values, totals, write, cancel);
    }

    private async Task<Rebuilt> Compare(
        InitiativeId initiative, IReadOnlyList<Indicator> current, Dictionary<(string, string, Period), PastValue> values, Dictionary<(string, Period), Total> totals, bool write, CancellationToken cancel)
    {
        var (allValues, allTotals) = (values.Count, totals.Count);
        var (different, extra) = (0, new List<ValueKey>());
        var extraTotals = 0;
        var wrong = new List<PastValue>();
        var wrongTotals = new List<Total>();
        foreach (var indicator in current)
        {
            await foreach (var stored in history.AllValues(initiative, indicator.Id, cancel))
            {
                if (!values.Remove((stored.Indicator, stored.Partner, stored.Period), out var right))
                {
                    extra.Add(new ValueKey(stored.Indicator, stored.Partner, stored.Period, stored.AskedAt));
                }
                else if (right != stored)
                {
                    different++;
                    wrong.Add(right);
                }
            }

            await foreach (var stored in history.AllTotals(initiative, indicator.Id, cancel))
            {
                if (!totals.Remove((stored.Indicator, stored.Period), out var right))
                {
                    extraTotals++;
                }
                else if (!right.SaysTheSameAs(stored))
                {
                    different++;
                    wrongTotals.Add(right);
                }
            }
        }

        // What is left was not stored.
        var missing = values.Count + totals.Count;
        if (write)
        {
            foreach (var chunk in wrong.Concat(values.Values).Chunk(AtOnce))
            {
                await history.Write(initiative, new HistoryPart(chunk, [], [], IsLate: false), cancel);
            }

            foreach (var chunk in wrongTotals.Concat(totals.Values).Chunk(AtOnce))
            {
                await history.Write(initiative, new HistoryPart([], [], chunk, IsLate: false), cancel);
            }

            await history.Write(initiative, new HistoryPart([], extra, [], IsLate: false), cancel);
        }

        return new Rebuilt(allValues, allTotals, missing, different, extra.Count + extraTotals);
    }

    private static Indicator InForce(Round round, IReadOnlyList<Entry> entries, Indicator now, IReadOnlyList<Indicator> versions)
    {
        var version = round.VersionOf(now, entries);
        return version == now.Version ? now : versions.FirstOrDefault(v => v.Version == version) ?? now;
    }

    private static void Newer<TKey, T>(Dictionary<TKey, T> all, TKey key, T one, Func<T, Instant> askedAt)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var other) || askedAt(other) <= askedAt(one))
        {
            all[key] = one;
        }
    }
}

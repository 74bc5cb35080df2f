using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Exchange;

/// <summary>Brings files in: checked as a whole, and then all of it or nothing.</summary>
public sealed class Imports(IGrainFactory grains, IRoundStore rounds, IClock clock, IOptions<UploadLimits> limits, TimeProvider time)
{
    /// <summary>What a round is called that only a file has answered.</summary>
    private const string RoundName = "Imported";

    /// <summary>What a file would bring in. Nothing is changed.</summary>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public async Task<(ImportPlan Plan, IReadOnlyList<Period> Open)> Check(Initiative initiative, Stream file, string name, CultureInfo culture, CancellationToken cancel)
    {
        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        var plan = Import.Check(initiative, indicators, file, name, culture, new FileReading(limits.Value, time, cancel));
        var asked = await Asked(initiative, indicators, cancel);
        return (plan, [.. plan.Values.Where(v => v.Value.Keys.Any(i => asked.GetValueOrDefault((i, v.Key.Period)) is { ClosedAt: null })).Select(v => v.Key.Period).Distinct().Order()]);
    }

    /// <summary>
    /// Keeps what a file brings. Where a closed round asked for it, it is a correction with the file as its reason; else it stands
    /// in a round of its own. If it breaks off, bringing the same file again completes it.
    /// </summary>
    /// <returns>How many values were kept.</returns>
    public async Task<int> Bring(Initiative initiative, ImportPlan plan, string reason, PersonKey by, string byName, CancellationToken cancel)
    {
        if (plan.FaultCount > 0)
        {
            throw new InvalidOperationException("A file with faults is not brought in.");
        }

        var now = clock.GetCurrentInstant();
        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        var asked = await Asked(initiative, indicators, cancel);
        foreach (var group in plan.Values
            .SelectMany(v => v.Value.Select(i => (v.Key.Period, v.Key.Partner, Indicator: i.Key, Value: i.Value, Round: asked.GetValueOrDefault((i.Key, v.Key.Period)))))
            .GroupBy(v => v.Round?.Id ?? $"{v.Period}.import"))
        {
            var values = group.GroupBy(v => v.Partner).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, ReportedValue>)g.ToDictionary(v => v.Indicator, v => v.Value));
            var round = group.First().Round ?? Own(initiative, group.Key, group.First().Period, [.. group.Select(v => v.Indicator).Distinct()], [.. values.Keys], indicators, now);
            await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Bring(round, values, reason, by, byName, now);
        }

        return plan.Count;
    }

    // A round that nobody was asked in, so that it stands behind one that asks about the same time.
    private static Round Own(Initiative initiative, string id, Period period, IReadOnlyList<string> asked, IReadOnlyList<string> partners, IReadOnlyList<Indicator> indicators, Instant now)
    {
        var at = period.LastDay.AtMidnight().InUtc().ToInstant();
        return new Round(initiative.Id, id, RoundName, 1, period, period.LastDay, null, at, at, now, asked, partners, [], null)
        {
            Versions = indicators.Where(i => asked.Contains(i.Id)).ToDictionary(i => i.Id, i => i.Version),
        };
    }

    // By indicator and period, the last round that asked for it.
    private async Task<Dictionary<(string Indicator, Period Period), Round>> Asked(Initiative initiative, IReadOnlyList<Indicator> indicators, CancellationToken cancel)
    {
        var asked = new Dictionary<(string, Period), Round>();
        foreach (var round in (await rounds.Rounds(initiative.Id, cancel).ToListAsync(cancel)).OrderByDescending(r => r.OpenedAt))
        {
            foreach (var indicator in indicators.Where(i => round.Indicators.Contains(i.Id)))
            {
                asked.TryAdd((indicator.Id, round.PeriodOf(indicator)), round);
            }
        }

        return asked;
    }
}

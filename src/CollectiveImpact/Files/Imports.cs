using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Files;

/// <summary>Brings files in, checked as a whole, and then all of it or nothing; and takes them back.</summary>
public sealed class Imports(IGrainFactory grains, IRoundStore rounds, IImportStore store, AuditLog audit, IClock clock, IOptions<UploadLimits> limits, TimeProvider time)
{
    /// <summary>What files of an initiative are checked against.</summary>
    public async Task<ImportGround> Ground(Initiative initiative, CancellationToken cancel) => GroundOf(
        initiative,
        await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All(),
        await grains.GetGrain<IClockGrain>(initiative.Id).Get(),
        await rounds.Rounds(initiative.Id, cancel).ToListAsync(cancel));

    /// <summary>What a file would bring in. Nothing is changed.</summary>
    /// <param name="answers">What whoever brings the file has said about it.</param>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public async Task<(ImportPlan Plan, IReadOnlyList<Period> Open)> Check(Initiative initiative, Stream file, string name, ImportAnswers answers, CancellationToken cancel)
    {
        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        var all = await rounds.Rounds(initiative.Id, cancel).ToListAsync(cancel);
        var ground = GroundOf(initiative, indicators, await grains.GetGrain<IClockGrain>(initiative.Id).Get(), all);
        var plan = Import.Check(ground, file, name, answers, new FileReading(limits.Value, time, cancel));
        var asked = Asked(all, indicators);
        return (plan, [.. plan.Values.Where(v => v.Value.Keys.Any(i => asked.GetValueOrDefault((i, v.Key.Period)) is { ClosedAt: null })).Select(v => v.Key.Period).Distinct().Order()]);
    }

    private ImportGround GroundOf(Initiative initiative, IReadOnlyList<Indicator> indicators, Timetable timetable, IReadOnlyList<Round> all) =>
        new(initiative, indicators, clock.GetCurrentInstant().InZone(TimeZones.Of(initiative.TimeZone)).Date)
        {
            Asked = indicators.ToDictionary(i => i.Id, i => (IReadOnlyList<Frequency>)Frequencies(i, timetable, all)),
            Known = [.. all.SelectMany(r => indicators.Where(i => r.Indicators.Contains(i.Id)).Select(r.PeriodOf).Append(r.Period)).Distinct()],
        };

    // For what lengths of time check-ins ask for it, and have asked.
    private static Frequency[] Frequencies(Indicator indicator, Timetable timetable, IEnumerable<Round> all)
    {
        var schedules = timetable.Schedules.Select(s => s.Schedule).ToArray();
        var isChosen = schedules.Any(s => s.Asks.Indicators.Contains(indicator.Id));
        var asked = schedules
            .Where(s => s.Asks.Indicators.Contains(indicator.Id) || (s.Asks.Indicators.Count == 0 && !isChosen))
            .Select(s => indicator.Every is { } every && every > s.Recurs.Frequency ? every : s.Recurs.Frequency)
            .Concat(all.Where(r => !r.IsOfFiles && r.Indicators.Contains(indicator.Id)).Select(r => r.PeriodOf(indicator).Frequency))
            .Distinct()
            .ToArray();
        return asked.Length > 0 ? asked : indicator.Every is { } rhythm ? [rhythm] : [];
    }

    /// <summary>
    /// Keeps what a file brings. Where a closed round asked for it, it is a correction with the file as its reason; else it stands
    /// in a round of its own. If it breaks off, bringing the same file again completes it.
    /// </summary>
    /// <returns>How many values were kept.</returns>
    public async Task<int> Bring(Initiative initiative, ImportPlan plan, string file, PersonKey by, string byName, CancellationToken cancel)
    {
        if (!plan.CanBeBrought)
        {
            throw new InvalidOperationException("A file with faults or open questions is not brought in.");
        }

        var now = clock.GetCurrentInstant();
        var from = new Provenance(In(initiative).ImportedFrom(file), by, byName, now);
        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        var asked = Asked(await rounds.Rounds(initiative.Id, cancel).ToListAsync(cancel), indicators);
        var groups = plan.Values
            .SelectMany(v => v.Value.Select(i => (v.Key.Period, v.Key.Partner, Indicator: i.Key, Value: i.Value, Round: asked.GetValueOrDefault((i.Key, v.Key.Period)))))
            .GroupBy(v => v.Round?.Id ?? Round.IdOfFiles(v.Period))
            .ToArray();
        // Known before anything changes: what breaks off halfway can be taken back, too.
        var periods = plan.Values.Keys.Select(k => k.Period).Distinct().OrderBy(p => p.LastDay).ToArray();
        var import = new ImportRecord(Codes.NewId(), file, by, byName, now, plan.Count, plan.Values.Keys.Select(k => k.Partner).Distinct().Count(), periods[0], periods[^1], [.. groups.Select(g => g.Key)]);
        await store.Save(initiative.Id, import, cancel);
        var changed = 0;
        foreach (var group in groups)
        {
            var values = group.GroupBy(v => v.Partner).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, ReportedValue>)g.ToDictionary(v => v.Indicator, v => v.Value));
            var round = group.First().Round ?? Own(initiative, group.Key, group.First().Period, [.. group.Select(v => v.Indicator).Distinct()], [.. values.Keys], indicators, now);
            changed += await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Bring(round, values, from);
        }

        // Of a file that says what stands there already, there is nothing to take back.
        await (changed == 0 ? store.Remove(initiative.Id, import, cancel) : store.Save(initiative.Id, import with { IsWhole = true }, cancel));
        if (changed > 0)
        {
            await audit.Keep(initiative.Id, new Act(ActKind.FileImported, AuditLog.About("import", import.Id), file, by, byName, now), cancel);
        }

        return plan.Count;
    }

    /// <summary>Puts back what a file changed: nothing when somebody has changed some of it since. Twice is once.</summary>
    public async Task<TakenBack> TakeBack(Initiative initiative, ImportRecord import, PersonKey by, string byName, CancellationToken cancel)
    {
        if (import.UndoneAt is not null)
        {
            return new(true, []);
        }

        var from = new Provenance(In(initiative).TookBack(import.File), by, byName, clock.GetCurrentInstant());
        if (await InEach(r => r.ChangedSince(import.At, import.By)) is { Count: > 0 } changed)
        {
            return new(false, changed);
        }

        changed = await InEach(r => r.TakeBack(import.At, import.By, from));
        await store.Save(initiative.Id, import with { UndoneByName = byName, UndoneAt = from.At }, cancel);
        return new(true, changed);

        async Task<List<ChangedSince>> InEach(Func<IRoundGrain, Task<IReadOnlyList<ChangedSince>>> does)
        {
            var since = new List<ChangedSince>();
            foreach (var round in import.Rounds)
            {
                since.AddRange(await does(grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, new(round)))));
            }

            return since;
        }
    }

    // A round's name and a correction's reason are words that are kept, in the initiative's language, as if somebody had written them.
    private static Texts In(Initiative initiative) => new(Languages.CultureOf(initiative.Language));

    // A round that nobody was asked in, so that it stands behind one that asks about the same time.
    private static Round Own(Initiative initiative, RoundId id, Period period, IReadOnlyList<string> asked, IReadOnlyList<PartnerId> partners, IReadOnlyList<Indicator> indicators, Instant now)
    {
        var at = period.LastDay.AtMidnight().InUtc().ToInstant();
        return new Round(initiative.Id, id, In(initiative).RoundOfFiles, 1, period, period.LastDay, null, at, at, now, asked, partners, [], null)
        {
            Versions = indicators.Where(i => asked.Contains(i.Id)).ToDictionary(i => i.Id, i => i.Version),
        };
    }

    // By indicator and period, the last round that asked for it.
    private static Dictionary<(string Indicator, Period Period), Round> Asked(IEnumerable<Round> all, IReadOnlyList<Indicator> indicators)
    {
        var asked = new Dictionary<(string, Period), Round>();
        foreach (var round in all.OrderByDescending(r => r.OpenedAt))
        {
            foreach (var indicator in indicators.Where(i => round.Indicators.Contains(i.Id)))
            {
                asked.TryAdd((indicator.Id, round.PeriodOf(indicator)), round);
            }
        }

        return asked;
    }
}

using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Pages;

/// <summary>An indicator with all that its page shows.</summary>
/// <param name="Versions">What it meant over time, oldest first.</param>
/// <param name="AtTheSamePartners">How it moved at those that reported both times, where the totals don't compare; empty for nothing.</param>
/// <param name="Partners">What partners reported of late, as far as the reader may see it.</param>
/// <param name="Changes">What was put right of late, as far as the reader may see it, the newest first.</param>
public sealed record IndicatorStory(IndicatorNow Now, IReadOnlyList<Indicator> Versions, string AtTheSamePartners, ByPartner Partners, IReadOnlyList<ValueChange> Changes);

/// <summary>What partners reported in the newest periods.</summary>
/// <param name="Periods">The newest first.</param>
/// <param name="Rows">By the partners' names: they are never ranked. By period, what each reported.</param>
/// <param name="IsWhole">Whether the reader may see all partners'; else there is at most their own.</param>
public sealed record ByPartner(IReadOnlyList<Period> Periods, IReadOnlyList<(Partner Partner, IReadOnlyDictionary<Period, ReportedValue> Values)> Rows, bool IsWhole);

/// <summary>Reads one indicator for its page.</summary>
public sealed class ReadIndicatorStory(IGrainFactory grains, ReadIndicators indicators, IIndicatorStore definitions, ReadLateRounds late)
{
    // As many columns as can be read beside each other.
    private const int MostPeriods = 4;

    /// <returns>Null where there is none that the reader may see.</returns>
    public async Task<IndicatorStory?> Of(Reader reader, string id, LocalDate today, CancellationToken cancel)
    {
        var (here, initiative, sees) = (reader.Here, reader.Here.Initiative, reader.Here.Sees());
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        if (await indicators.One(reader, id, today, timetable, cancel) is not { } now)
        {
            return null;
        }

        var versions = definitions.Versions(initiative.Id, id, cancel);
        // Words aren't numbers: they are read with the lessons.
        var (boards, changes) = Kind.Of(now.Indicator.Kind).IsNumeric ? await late.Of(here, alone: true, sees, now.Indicator, timetable, cancel) : new LateRounds([], []);
        return new(now, await versions, SamePartners(initiative, boards, now.Indicator, sees, reader), Partners(reader, boards, now.Indicator, sees), [.. changes.OrderByDescending(c => c.At)]);
    }

    private static string SamePartners(Initiative initiative, IReadOnlyList<Board> boards, Indicator indicator, Sharing sees, Reader reader) =>
        boards.Count > 0 && boards.FirstOrDefault(b => b.Round.PeriodOf(indicator) is var p && p.Frequency == boards[0].Round.PeriodOf(indicator).Frequency && p < boards[0].Round.PeriodOf(indicator)) is { } before
            ? Comparison.Of(initiative, before, boards[0], sees).AtTheSamePartners(indicator.Id, reader.Culture)
            : "";

    private static ByPartner Partners(Reader reader, IReadOnlyList<Board> boards, Indicator indicator, Sharing sees)
    {
        // Of those that ask about one period, the newest says what counts.
        var periods = boards.GroupBy(b => b.Round.PeriodOf(indicator)).Take(MostPeriods).ToArray();
        var initiative = reader.Here.Initiative;
        var rows = periods
            .SelectMany(p => p.First().Counting.Where(e => e.Values.ContainsKey(indicator.Id)), (p, e) => (Period: p.Key, e.Partner, Value: e.Values[indicator.Id]))
            .Where(v => ReadLateRounds.MaySee(reader.Here, alone: true, sees, indicator, v.Partner))
            .GroupBy(v => v.Partner)
            .Select(g => (Partner: initiative.Partner(g.Key), Values: (IReadOnlyDictionary<Period, ReportedValue>)g.ToDictionary(v => v.Period, v => v.Value)))
            .Where(r => r.Partner is not null)
            .OrderBy(r => r.Partner!.Name, StringComparer.Create(reader.Culture, ignoreCase: true));
        return new([.. periods.Select(p => p.Key)], [.. rows.Select(r => (r.Partner!, r.Values))], indicator.PartnerSharing >= sees);
    }
}

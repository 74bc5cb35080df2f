using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Pages;

/// <summary>An indicator as somebody may see it: its totals up to now.</summary>
/// <param name="Indicator">In the reader's language, where it is written in it.</param>
/// <param name="Totals">Oldest first.</param>
public sealed record IndicatorNow(Indicator Indicator, IReadOnlyList<Total> Totals)
{
    /// <summary>
    /// The total that stands for now. While a check-in is open the newest is of a few partners and says little of the whole: then it is
    /// the one before, if there is one. Null while nobody has reported.
    /// </summary>
    public Total? Latest => Totals.LastOrDefault(t => t.Value is not null && !t.IsPartial(Indicator)) ?? Totals.LastOrDefault(t => t.Value is not null);

    /// <summary>The totals before <see cref="Latest"/>, oldest first.</summary>
    public IReadOnlyList<Total> Before => Latest is { } latest ? [.. Totals.TakeWhile(t => t != latest)] : [];

    public IReadOnlyList<TrendPoint> Series => [.. Totals.Select(t => TrendPoint.Of(t, Indicator))];

    /// <summary>What there is to say of the latest total, most telling first: how it moved, its target, where the trend leads, whom it covers.</summary>
    public IReadOnlyList<string> Says(CultureInfo culture)
    {
        if (Latest is not { Value: { } value } latest)
        {
            return [];
        }

        TrendPoint[] comparable = [.. Before.Where(b => latest.ComparesWith(b, Indicator)).Select(b => TrendPoint.Of(b, Indicator))];
        string[] said =
        [
            Insight.Moved(value, comparable, Indicator, culture),
            Trend.AgainstTarget(value, Indicator, latest.Period.LastDay, culture, latest.IsPartial(Indicator)),
            Trend.Ahead([.. Before, latest], Indicator, culture),
            latest.Coverage(culture),
        ];
        return [.. said.Where(s => s.Length > 0)];
    }
}

/// <summary>Reads the indicators with their totals, as far as somebody may see them.</summary>
public sealed class ReadIndicators(IGrainFactory grains, IHistoryStore history)
{
    /// <summary>A quarter of weeks: what a line in a small picture can show.</summary>
    private const int Glance = Sparkline.MostPoints;

    /// <summary>Two years of weeks, and thirty of quarters.</summary>
    private const int Long = 104;

    /// <summary>All that are asked, have a total, and that the reader may see, in the order in which they were made; each is one range of rows, however long its history.</summary>
    public async Task<IReadOnlyList<IndicatorNow>> Of(Reader reader, LocalDate today, Timetable timetable, CancellationToken cancel) =>
        await Task.WhenAll((await Seen(reader)).Where(i => !i.Retired && Kind.Of(i.Kind).IsNumeric).Select(i => Read(reader, i, today, timetable, Glance, cancel)));

    /// <summary>One with its long history; null where there is none that the reader may see.</summary>
    public async Task<IndicatorNow?> One(Reader reader, string id, LocalDate today, Timetable timetable, CancellationToken cancel) =>
        (await Seen(reader)).FirstOrDefault(i => i.Id == id) is { } indicator ? await Read(reader, indicator, today, timetable, Long, cancel) : null;

    private async Task<IEnumerable<Indicator>> Seen(Reader reader) =>
        (await grains.GetGrain<IIndicatorsGrain>(reader.Here.Initiative.Id).All()).Where(i => i.Sharing >= reader.Here.Sees());

    private async Task<IndicatorNow> Read(Reader reader, Indicator indicator, LocalDate today, Timetable timetable, int most, CancellationToken cancel)
    {
        var initiative = reader.Here.Initiative;
        var totals = await history.Totals(initiative.Id, indicator.Id, Period.Of(today, timetable.FrequencyOf(indicator)), most, cancel);
        return new(indicator.In(reader.Culture, initiative.Language), [.. totals.Where(t => SmallCells.MaySee(reader.Here.Sees(), indicator, t))]);
    }
}

using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.People;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Pages;

/// <summary>A partner as its own people and the backbone see it.</summary>
/// <param name="Page">Who it is, and what it answered of late.</param>
/// <param name="Numbers">Those that it has reported, in the order in which the indicators were made.</param>
/// <param name="Changes">What was put right of late, the newest first.</param>
/// <param name="Activities">What it does now.</param>
/// <param name="Notices">Its open asks and offers.</param>
/// <param name="Lessons">The newest that bear its name, as far as the reader may read them.</param>
public sealed record PartnerNow(
    PartnerPage Page,
    IReadOnlyList<PartnersNumber> Numbers,
    IReadOnlyList<(Indicator Indicator, ValueChange Change)> Changes,
    IReadOnlyList<SharedActivity> Activities,
    IReadOnlyList<PartnersNotice> Notices,
    IReadOnlyList<FoundLesson> Lessons);

/// <summary>What one partner reported for an indicator.</summary>
/// <param name="Indicator">In the reader's language, where it is written in it. Without the target, which is everybody's together.</param>
/// <param name="Values">Oldest first; at least one.</param>
public sealed record PartnersNumber(Indicator Indicator, IReadOnlyList<PastValue> Values)
{
    public PastValue Latest => Values[^1];

    public IReadOnlyList<TrendPoint> Series => [.. Values.Select(v => new TrendPoint(v.Period, v.Value.AsNumber, v.Version))];

    /// <summary>How the latest stands to those before it that mean the same; empty where nothing can be said.</summary>
    public string Moved(CultureInfo culture) => Latest.Value.AsNumber is { } now && Kind.Of(Indicator.Kind).HasTrend
        ? Insight.Moved(now, [.. Series.SkipLast(1).Where(p => p.Version == Latest.Version)], Indicator, culture)
        : "";
}

/// <summary>A partner in the list of all.</summary>
/// <param name="Late">Its answers in the newest check-ins, without those that it hasn't answered.</param>
/// <param name="Asked">In how many of these that have closed it was asked.</param>
/// <param name="Reporters">How many people answer for it.</param>
public sealed record ListedPartner(PartnerPage Late, int Asked, int Reporters)
{
    public Partner Partner => Late.Partner;
}

/// <summary>Reads partners for those who may see them one by one: the backbone all, reporters their own.</summary>
public sealed class ReadPartners(IGrainFactory grains, PartnerPages pages, IHistoryStore history, IRoundStore rounds, ReadLearnings learnings)
{
    /// <summary>Half a year of weeks.</summary>
    private const int MostValues = 26;
    private const int MostLessons = 12;

    // All partners' answers are read round by round.
    private const int MostRoundsOfAll = 5;

    /// <returns>Null where there is none that the reader may see.</returns>
    public async Task<PartnerNow?> One(Reader reader, PartnerId id, Instant now, CancellationToken cancel)
    {
        var (here, initiative, today) = (reader.Here, reader.Here.Initiative, now.InZone(reader.Zone).Date);
        if (initiative.PartnerNow(id) is not { } partner || !MaySee(here, partner.Id))
        {
            return null;
        }

        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var page = pages.Of(initiative, partner, cancel);
        var activities = grains.GetGrain<IActivitiesGrain>(initiative.Id);
        var lessons = learnings.Of(here, alone: true, new("", MostLessons) { SignedBy = [partner.Id] }, reader.Culture, cancel);
        Indicator[] numeric = [.. (await page).Indicators.Where(i => Kind.Of(i.Kind).IsNumeric && !i.IsCalculated).Select(i => i.In(reader.Culture, initiative.Language) with { Target = null })];
        var numbers = await Task.WhenAll(numeric.Select(async i => new PartnersNumber(i, await history.Values(initiative.Id, i.Id, partner.Id, After(today, timetable.FrequencyOf(i)), MostValues, cancel))));
        return new(
            await page,
            [.. numbers.Where(n => n.Values.Count > 0)],
            await Changes(initiative, await page, numeric, cancel),
            [.. (await activities.Activities()).Where(a => a.Partner == partner.Id && !a.IsOver(today))],
            [.. (await activities.Notices()).Where(n => n.Partner == partner.Id && n.IsOpen(today))],
            (await lessons).Lessons);
    }

    /// <summary>All partners by name, those that have left last; null for whoever may not see the list.</summary>
    public async Task<IReadOnlyList<ListedPartner>?> All(Reader reader, CancellationToken cancel)
    {
        var initiative = reader.Here.Initiative;
        if (!reader.Here.IsBackbone)
        {
            return null;
        }

        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var newest = timetable.Running.Select(r => r.Id).Concat(timetable.NewestClosed).Take(MostRoundsOfAll);
        var boards = (await Task.WhenAll(newest.Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, r)).Board()))).OfType<Board>().ToArray();
        // Of one that is open still, nobody is late.
        var asked = boards.Where(b => b.Round.ClosedAt is not null).SelectMany(b => b.Round.Partners).CountBy(p => p).ToDictionary();
        var answers = boards.SelectMany(b => b.Entries, (b, e) => (b.Round, Entry: e)).ToLookup(a => a.Entry.Partner);
        return
        [
            .. initiative.OwnPartners
                .OrderBy(p => p.LeftAt is not null)
                .ThenBy(p => p.Name, StringComparer.Create(reader.Culture, ignoreCase: true))
                .Select(p => new ListedPartner(new(p, [.. answers[p.Id].Select(a => (a.Round, (Entry?)a.Entry))], []), asked.GetValueOrDefault(p.Id), initiative.ReportersOf(p.Id).Count())),
        ];
    }

    /// <summary>As in the chat, where the backbone opens any partner's page and a reporter their own.</summary>
    public static bool MaySee(Here here, PartnerId partner) => here.IsBackbone || here.Partner?.Id == partner;

    private async Task<IReadOnlyList<(Indicator, ValueChange)>> Changes(Initiative initiative, PartnerPage page, Indicator[] indicators, CancellationToken cancel)
    {
        var revised = await Task.WhenAll(page.Rounds.Where(r => r.Entry is { Revision: > 1 }).Select(async r => (r.Round, Revisions: await rounds.Revisions(initiative.Id, r.Round.Id, page.Partner.Id, cancel))));
        return [.. revised.SelectMany(r => indicators.SelectMany(i => ValueChange.Of(r.Round, i, r.Revisions).Select(c => (i, c)))).OrderByDescending(c => c.c.At)];
    }

    // What is asked about a period may be asked before it is over.
    private static Period After(LocalDate today, Time.Frequency frequency) => Period.Of(Period.Of(today, frequency).LastDay.PlusDays(1), frequency);
}

using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.People;

/// <summary>One partner as its page shows it.</summary>
/// <param name="Rounds">Its latest check-ins, the newest first, each with its answer; null for none.</param>
public sealed record PartnerPage(Partner Partner, IReadOnlyList<(Round Round, Entry? Entry)> Rounds, IReadOnlyList<Indicator> Indicators);

/// <summary>What is said on a partner's page beside people's own words, the same on a page as on a card.</summary>
public sealed class PartnerWords(CultureInfo culture)
{
    private readonly Texts _t = new(culture);

    public string CheckIns => _t.PartnerCheckIns;

    public string NoCheckIns => _t.PartnerNoCheckIns;
}

/// <summary>Reads what a partner's page shows: its answers of late, one read for each length of time that check-ins ask about.</summary>
public sealed class PartnerPages(IGrainFactory grains, IRoundStore rounds)
{
    private const int MostRounds = 12;

    public async Task<PartnerPage> Of(Initiative initiative, Partner partner, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        // What was asked of late, whatever there is besides: the page doesn't grow with history.
        var asked = timetable.Running.Select(r => r.Id).Concat(timetable.NewestClosed.Take(MostRounds)).Select(r => r.Period).Where(p => p.IsReal).ToArray();
        var read = await Task.WhenAll(asked.GroupBy(p => p.Frequency).Select(some => rounds.OfPartner(initiative.Id, partner.Id, some.Min()!, some.Max()!, cancel)));
        return new PartnerPage(
            partner,
            [.. read.SelectMany(r => r).Where(r => !r.Round.IsOfFiles || r.Entry is not null).OrderByDescending(r => r.Round.OpenedAt).Take(MostRounds)],
            await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All());
    }
}

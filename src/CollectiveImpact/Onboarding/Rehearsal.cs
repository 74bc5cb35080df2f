using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Onboarding;

/// <summary>A check-in as it would be opened now, and as one partner would get it. None of it is kept.</summary>
/// <param name="Partner">The partner that would get it; one that stands for any where there is none yet.</param>
/// <param name="Askable">All that would be asked of anybody, with what is calculated from it.</param>
/// <param name="NotAsked">What the partner would not be asked, and why.</param>
public sealed record Rehearsal(PartnerView View, Partner Partner, IReadOnlyList<Indicator> Askable, IReadOnlyList<NotAsked> NotAsked);

/// <param name="Terms">The words that nobody has agreed on, where that is why.</param>
public sealed record NotAsked(Indicator Indicator, WhyNotAsked Why, IReadOnlyList<string> Terms);

public enum WhyNotAsked
{
    WaitsForTerms,
    IsCalculated,
    IsForOthers,
    IsNotDue,
    IsAskedElsewhere,
}

/// <summary>Works out what a check-in would be, by the same decisions that open one.</summary>
public sealed class PrepareRehearsal(IGrainFactory grains)
{
    /// <param name="followed">The check-in that is meant; null for the usual one of an initiative without any.</param>
    public async Task<Rehearsal> Of(Here here, Timetable timetable, FollowedSchedule? followed, Turn turn)
    {
        var initiative = here.Initiative;
        var (times, _) = timetable.ByHand(followed, initiative.ZonesOf, initiative.TimeZone, turn.Now);
        var before = timetable.LastOf(times.Schedule);
        var last = before is null ? null : (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, before)).Get())?.Date;
        var elsewhere = timetable.AskedElsewhere(times.Schedule);
        var (askable, waiting) = await OpenRound.Askable(grains, initiative.Id, times.Asks, elsewhere, i => Round.IsDue(i, times.Period, times.Date, last));
        var partner = (here.Partner is { } own && times.Asks.HasPartner(own.Id) ? own : null)
            ?? initiative.Reporting.Concat(initiative.PresentPartners).FirstOrDefault(p => times.Asks.HasPartner(p.Id))
            ?? RehearsalCard.Example(1, turn.Culture);
        var round = OpenRound.Of(initiative, times, askable, before, turn.Now);
        var asked = askable.Where(i => round.Asks(i, partner.Id)).ToArray();
        var words = await grains.GetGrain<IGlossaryGrain>(initiative.Id).Behind([.. asked.Select(i => new Question(i.Id, i.Question, i.Terms))]);
        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        return new(
            new PartnerView(round, asked, null, new Dictionary<string, IReadOnlyList<PastValue>>()) { Words = words },
            partner,
            askable,
            [.. indicators.Where(i => !i.Retired && !asked.Contains(i)).Select(i => waiting.FirstOrDefault(w => w.Indicator.Id == i.Id) is { Indicator: not null } w
                ? new NotAsked(i, WhyNotAsked.WaitsForTerms, w.Terms)
                : new NotAsked(i, WhyNot(i), []))]);

        WhyNotAsked WhyNot(Indicator indicator) =>
            indicator.IsCalculated ? WhyNotAsked.IsCalculated
            : !(times.Asks.Indicators.Count == 0 ? !elsewhere.Contains(indicator.Id) : times.Asks.Indicators.Contains(indicator.Id)) ? WhyNotAsked.IsAskedElsewhere
            : !indicator.Asks(partner.Id) ? WhyNotAsked.IsForOthers
            : WhyNotAsked.IsNotDue;
    }
}

/// <summary>A digest of invented answers, by partners that don't exist: nobody reads what a real one is said to have said.</summary>
public static class InventedDigest
{
    private const int Fewest = 5;
    private const int Most = 12;

    /// <summary>Pure, and always the same for the same indicators.</summary>
    public static Digest Of(Initiative initiative, Rehearsal rehearsal, Member by, Instant now, CultureInfo culture)
    {
        var t = new Texts(culture);
        Partner[] partners = [.. Enumerable.Range(1, Math.Clamp(initiative.Reporting.Count(), Fewest, Most)).Select(n => RehearsalCard.Example(n, culture))];
        var asked = rehearsal.Askable.Where(i => !i.IsCalculated).ToArray();
        var round = rehearsal.View.Round with { Partners = [.. partners.Select(p => p.Id)], OnlyFor = new Dictionary<string, IReadOnlyList<PartnerId>>(), ClosedAt = now };
        // One is missing, as one usually is.
        var entries = partners.SkipLast(1).Select((p, n) => new Entry(
            p.Id,
            1,
            by.Person,
            by.Name,
            now + Duration.FromMinutes(n),
            asked.ToDictionary(i => i.Id, i => Kind.Of(i.Kind).Example(i, n, culture)),
            n == 1 ? Status.AtRisk : Status.OnTrack,
            n switch
            {
                0 => Learning.Of([(LessonKind.Worked, t.ExampleWorked)], Sharing.Partners),
                1 => Learning.Of([(LessonKind.Needed, t.ExampleNeeded)], Sharing.Partners),
                _ => Learning.None,
            },
            null)
        {
            Versions = asked.ToDictionary(i => i.Id, i => i.Version),
        });
        return Digest.Of(
            initiative with { Partners = partners, Members = [] },
            new Board(round, [.. entries], rehearsal.Askable),
            new Dictionary<string, IReadOnlyList<Total>>(),
            []);
    }
}

using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>When a round opens: decides what is asked, and asks each reporter in their own chat when their time has come.</summary>
public sealed class OpenRound(IGrainFactory grains, CheckInPost post) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        var (_, initiative, times, now) = occasion;
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, times.Id));
        // What was decided when the first were asked holds for those who are asked later; opening finds out too whether it is open.
        var (round, isNew) = (occasion.IsFirst ? null : await grain.Get()) is { } open ? (open, false) : await grain.Open(await Decide(occasion));
        var asked = round.Partners.ToHashSet();
        await post.Ask(initiative, times, Purpose.Open, initiative.Members.Where(m => m.PartnerId is { } partner && asked.Contains(partner) && initiative.IsAsked(m, now) && occasion.Concerns(m)), isNew: isNew);
    }

    /// <summary>The indicators that a check-in asks about, and those that it can't yet, with the terms that nobody has agreed on.</summary>
    /// <param name="elsewhere">The indicators that other check-ins ask about.</param>
    internal static async Task<(IReadOnlyList<Indicator> Askable, IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Terms)> Waiting)> Askable(
        IGrainFactory grains, InitiativeId initiative, Scope asks, IReadOnlySet<string> elsewhere, Func<Indicator, bool>? isDue = null)
    {
        var askable = new List<Indicator>();
        var waiting = new List<(Indicator, IReadOnlyList<string>)>();
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative);
        foreach (var indicator in await grains.GetGrain<IIndicatorsGrain>(initiative).All())
        {
            if (indicator.Retired || !(asks.Indicators.Count == 0 ? !elsewhere.Contains(indicator.Id) : asks.Indicators.Contains(indicator.Id))
                || isDue?.Invoke(indicator) == false)
            {
                continue;
            }

            var missing = indicator.Terms.Count == 0 ? [] : await glossary.NotAgreed(indicator.Terms);
            if (missing.Count == 0)
            {
                askable.Add(indicator);
            }
            else
            {
                waiting.Add((indicator, missing));
            }
        }

        // What is calculated comes along when all that it needs is asked, or is calculated in turn.
        var known = askable.Where(i => !i.IsCalculated).Select(i => i.Id).ToHashSet();
        for (var before = -1; before != known.Count;)
        {
            before = known.Count;
            known.UnionWith(askable.Where(i => Formula.Of(i) is { } formula && formula.Uses.All(known.Contains)).Select(i => i.Id));
        }

        return ([.. askable.Where(i => known.Contains(i.Id))], waiting);
    }

    private async Task<Round> Decide(Occasion occasion)
    {
        var (_, initiative, times, now) = occasion;
        var before = occasion.LastRound;
        var last = before is null ? null : (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, before)).Get())?.Date;
        var (askable, _) = await Askable(grains, initiative.Id, times.Asks, occasion.AskedElsewhere, i => Round.IsDue(i, times.Period, times.Date, last));
        return Of(initiative, times, askable, before, now);
    }

    /// <summary>The round that asks so at that time. Pure.</summary>
    /// <param name="before">The round of the same check-in that closed last.</param>
    internal static Round Of(Initiative initiative, RunningRound times, IReadOnlyList<Indicator> askable, RoundId? before, Instant now) => new(
        initiative.Id,
        times.Id,
        times.Name,
        times.Number,
        times.Period,
        times.Date,
        times.AtOnce ? null : times.At,
        now,
        times.ClosesAt,
        null,
        [.. askable.Select(i => i.Id)],
        [.. initiative.Members.Where(m => initiative.IsAsked(m, now)).Select(m => m.PartnerId!).Distinct().Where(times.Asks.HasPartner)],
        times.Asks.Partners,
        before)
    {
        Versions = askable.ToDictionary(i => i.Id, i => i.Version),
        OnlyFor = askable.Where(i => i.Partners.Count > 0).ToDictionary(i => i.Id, i => i.Partners),
    };
}

using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.CheckIns;

/// <summary>When a round opens: decides what is asked, and asks every reporter in their own chat.</summary>
public sealed class OpenRound(IGrainFactory grains, CheckInPost post) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        var (_, initiative, times, now) = occasion;
        var (askable, _) = await Askable(grains, initiative.Id);
        var partners = initiative.Reporting.Select(p => p.Id).ToArray();
        var round = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, times.Id)).Open(
            new Round(initiative.Id, times.Id, times.Period, now, times.ClosesAt, null, [.. askable.Select(i => i.Id)], partners));
        await post.Ask(initiative, times, Purpose.Open, round.Partners, cancel);
    }

    /// <summary>The indicators that can be asked, and those that can't yet, with the terms that nobody has agreed on.</summary>
    internal static async Task<(IReadOnlyList<Indicator> Askable, IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Terms)> Waiting)> Askable(
        IGrainFactory grains, string initiative)
    {
        var askable = new List<Indicator>();
        var waiting = new List<(Indicator, IReadOnlyList<string>)>();
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative);
        foreach (var indicator in await grains.GetGrain<IIndicatorsGrain>(initiative).All())
        {
            if (indicator.Retired)
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

        return (askable, waiting);
    }
}

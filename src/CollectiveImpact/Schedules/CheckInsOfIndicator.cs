using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Schedules;

/// <summary>The check-ins that name an indicator: they ask less without it, or nothing at all.</summary>
public sealed class CheckInsOfIndicator(IGrainFactory grains) : IIndicatorUses
{
    private const int Longest = 300;

    public async Task<IReadOnlyList<string>> Of(Here here, Indicator indicator, CultureInfo culture)
    {
        var t = new Texts(culture);
        var naming = (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Schedules.Select(s => s.Schedule).Where(s => s.Asks.Indicators.Contains(indicator.Id)).ToArray();
        if (naming.Length == 0)
        {
            return [];
        }

        var asked = (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => !i.Retired && i.Id != indicator.Id).Select(i => i.Id).ToHashSet();
        var empty = naming.Where(s => !s.Asks.Indicators.Any(asked.Contains)).ToArray();
        var fewer = naming.Except(empty).ToArray();
        return
        [
            .. fewer.Length == 0 ? [] : new[] { t.AsksOneFewer(fewer.Length, Names(fewer)) },
            .. empty.Length == 0 ? [] : new[] { t.AsksNothingElse(empty.Length, Names(empty)) },
        ];

        static string Names(Schedule[] schedules) => PeoplesWords.Shorten(string.Join(", ", schedules.Select(s => s.Name)), Longest);
    }
}

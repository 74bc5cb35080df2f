using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>Changes messages that channels have already.</summary>
internal static class Replacing
{
    /// <summary>Puts a card in the place of each message that stands, in the languages of its channel; what never arrived is passed over.</summary>
    /// <param name="draw">See <see cref="AdaptiveCard.In(IReadOnlyList{CultureInfo}, Func{CultureInfo, int, AdaptiveCard})"/>.</param>
    public static async Task Replace(this IGrainFactory grains, Initiative initiative, IEnumerable<Delivery> deliveries, Func<CultureInfo, int, AdaptiveCard> draw)
    {
        foreach (var alike in deliveries.Where(d => d.Stands).Select(d => (Delivery: d, Cultures: initiative.CulturesIn(initiative.Channels.FirstOrDefault(c => Recipient.Of(c) == d.Recipient)))).GroupBy(d => string.Join(',', d.Cultures.Select(c => c.Name))))
        {
            var json = AdaptiveCard.In(alike.First().Cultures, draw).ToJson();
            foreach (var (delivery, _) in alike)
            {
                await grains.GetGrain<IPostOfficeGrain>(delivery.Address!.Tenant).Replace(delivery.Address, delivery.MessageId!, json);
            }
        }
    }
}

using CollectiveImpact.Cards;

namespace CollectiveImpact.Deliveries;

/// <summary>Changes messages that people and channels have already.</summary>
internal static class Replacing
{
    /// <summary>Puts a card in the place of each message that stands; what never arrived is passed over.</summary>
    public static async Task Replace(this IGrainFactory grains, IEnumerable<Delivery> deliveries, AdaptiveCard card)
    {
        var json = card.ToJson();
        foreach (var delivery in deliveries.Where(d => d.Stands))
        {
            await grains.GetGrain<IPostOfficeGrain>(delivery.Address!.Tenant).Replace(delivery.Address, delivery.MessageId!, json);
        }
    }
}

using System.Diagnostics.Metrics;

namespace CollectiveImpact.Deliveries;

/// <summary>Plans deliveries and hands them to the post offices of their tenants.</summary>
public sealed class PostRoom(IOutboxStore outbox, IGrainFactory grains)
{
    /// <summary>Plans the batch durably, then starts sending; whatever happens in between, it is sent once.</summary>
    public async Task Post(string batch, IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
    {
        await outbox.Plan(batch, deliveries, cancel);
        foreach (var shard in deliveries.Where(d => d.State == DeliveryState.Planned).Select(d => d.Shard).Distinct())
        {
            await grains.GetGrain<IPostOfficeGrain>(shard).Post(batch);
        }
    }

    /// <summary>Sends what an earlier process planned and did not finish.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        foreach (var (batch, shard) in await outbox.Pending(cancel))
        {
            await grains.GetGrain<IPostOfficeGrain>(shard).Post(batch);
        }
    }
}

/// <summary>Counts what became of deliveries.</summary>
internal static class DeliveryCounts
{
    private static readonly Meter Meter = new("CollectiveImpact.Deliveries");
    private static readonly Counter<long> Outcomes = Meter.CreateCounter<long>("collective_impact.deliveries", description: "Messages by outcome");

    public static void Count(SendOutcome outcome) => Outcomes.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CollectiveImpact.Deliveries;

/// <summary>What became of messages, how many wait in this process and for how long, for each tenant.</summary>
internal static class DeliveryCounts
{
    private static readonly Meter Meter = new("CollectiveImpact.Deliveries");
    private static readonly Counter<long> Outcomes = Meter.CreateCounter<long>("collective_impact.deliveries", description: "Sends by outcome and tenant; a throttled one is tried again");
    private static readonly ConcurrentDictionary<TenantQueue, TimeProvider> Queues = new();

    static DeliveryCounts()
    {
        Meter.CreateObservableGauge("collective_impact.outbox.waiting", Waiting, description: "Messages that are planned and not sent, for each tenant");
        Meter.CreateObservableGauge("collective_impact.outbox.age", Ages, "s", "For how long the oldest of them has waited, for each tenant");
    }

    public static void Count(SendOutcome outcome, string tenant) => Outcomes.Add(
        1,
        new KeyValuePair<string, object?>("outcome", outcome is SendOutcome.TryLater { Throttled: true } ? nameof(SendOutcome.TryLater.Throttled) : outcome.GetType().Name),
        new KeyValuePair<string, object?>("tenant", tenant));

    public static void Watch(TenantQueue queue, TimeProvider clock) => Queues[queue] = clock;

    public static void Forget(TenantQueue queue) => Queues.TryRemove(queue, out _);

    private static IEnumerable<Measurement<long>> Waiting() => Queues.Keys.GroupBy(s => s.Tenant)
        .Select(t => new Measurement<long>(t.Sum(s => (long)s.Count + s.InFlight), new KeyValuePair<string, object?>("tenant", t.Key)));

    private static IEnumerable<Measurement<double>> Ages() => Queues.GroupBy(s => s.Key.Tenant)
        .Select(t => new Measurement<double>(
            t.Max(s => s.Key.Oldest is { } since ? s.Value.GetElapsedTime(since).TotalSeconds : 0),
            new KeyValuePair<string, object?>("tenant", t.Key)));
}

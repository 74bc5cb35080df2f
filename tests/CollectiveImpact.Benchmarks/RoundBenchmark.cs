using System.Diagnostics;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using NodaTime;

namespace CollectiveImpact.Benchmarks;

/// <summary>What it costs to ask everyone: calls to storage, memory, and how long it takes without a pace.</summary>
internal static class RoundBenchmark
{
    // A Monday, an hour before the usual opening in Lisbon.
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 30, 8, 0);

    public static async Task Run()
    {
        Console.WriteLine("round: calls to storage from the tick of the clock until all cards are sent and marked, with everything read anew.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var arrivals = await Arrivals.Start();
        foreach (var (reporters, tenants) in new[] { (1, 1), (100, 1), (100, 40), (1000, 1), (1000, 40), (5000, 40) })
        {
            var clock = new StandingClock(Start);
            await using var service = await InProcess.Start(storage, clock, ("Delivery:MessagesPerSecond", "0"));
            var initiative = await service.Fill($"r{reporters}x{tenants}", reporters, arrivals.ServiceUrl("t"), tenants);
            var tick = service.Grains.GetGrain<IClockGrain>(initiative.Id);
            await tick.Follow(Schedule.Usual(initiative, Start));
            // Nobody is in memory: as on any Monday.
            await service.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            clock.Now = Start + Duration.FromHours(1);
            var (before, calls, began) = (service.Snapshot(), service.Calls, Stopwatch.GetTimestamp());
            await tick.Wake();
            await service.Grains.GetGrain<IOutboxGrain>($"{initiative.Id}:2026-W49.check-in").Finished();
            var took = Stopwatch.GetElapsedTime(began);
            var cost = service.Calls - calls;
            var most = (reporters / 16) + 12;
            var active = Memory();
            // What goes when the grains do is what the round held; connections and their buffers stay.
            await service.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            var held = (active - Memory()) / 1024.0 / 1024.0;
            Console.WriteLine($"  {reporters:N0} reporters in {tenants} tenants: {cost} calls (aim: at most {most}: {(cost <= most ? "met" : "MISSED")}), {took.TotalSeconds:N1} s, {held:N2} MB held by the initiative, its round and its outbox");
            Console.WriteLine($"    {service.Since(before)}");
        }
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    internal sealed class StandingClock(Instant now) : IClock
    {
        public Instant Now { get; set; } = now;

        public Instant GetCurrentInstant() => Now;
    }
}

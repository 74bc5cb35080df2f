using System.Diagnostics;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using CollectiveImpact.Testing;
using NodaTime;

namespace CollectiveImpact.Benchmarks;

/// <summary>Ten thousand initiatives whose Monday morning comes at the same minute: how long until every round is open.</summary>
internal static class DueBenchmark
{
    private const int Initiatives = 10_000;
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);

    public static async Task Run()
    {
        Console.WriteLine($"due: {Initiatives:N0} initiatives, one reporter each, due at the same minute; the emulator in memory on the same cores takes some 500 to 1,800 calls a second.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var arrivals = await Arrivals.Start();
        var clock = new RoundBenchmark.StandingClock(MondayNine - Duration.FromDays(3));
        await using var service = await InProcess.Start(storage, clock, ("Delivery:MessagesPerSecond", "0"));
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Initiatives), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var id = $"d{n:00000}";
            var settings = new Initiative(id, "Riverside Reads", "", "", "Europe/Lisbon", "en-GB", [], [new Partner("p", "Partner")], [], []);
            await service.Grains.GetGrain<IInitiativeGrain>(id).SetUp(settings, new Member(new PersonKey("t", id), "Person", Role.Reporter, "p")
            {
                Contact = new Contact(new ConversationAddress(arrivals.ServiceUrl("t"), id, "t", "28:bot", PlaceKind.Personal), null, "en-GB", null),
            });
            await service.Grains.GetGrain<IIndicatorsGrain>(id).Save(new Indicator("i", "How many?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false));
            await Follow(service.Grains.GetGrain<IClockGrain>(id), Schedule.Usual(settings, clock.Now));
        });
        Console.WriteLine($"  set up in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");

        var (calls, memory) = (service.Calls, GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0);
        // All ticks at once, as reminders bring them that are due at the same minute.
        clock.Now = MondayNine;
        var due = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Initiatives), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) => await service.Grains.GetGrain<IClockGrain>($"d{n:00000}").Wake());
        var opened = Stopwatch.GetElapsedTime(due);
        while (arrivals.Count < Initiatives && Stopwatch.GetElapsedTime(due) < TimeSpan.FromMinutes(5))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        var sent = Stopwatch.GetElapsedTime(due);
        var open = await service.Grains.GetGrain<IRoundGrain>("d00000:2026-W49.check-in").Get() is not null;
        Console.WriteLine($"  all rounds opened after {opened.TotalSeconds:N1} s, all {arrivals.Count:N0} cards with their people after {sent.TotalSeconds:N1} s (aim: opened within 60 s: {(opened.TotalSeconds <= 60 && open ? "met" : "MISSED")}); {(service.Calls - calls) / (double)Initiatives:N1} calls to storage for each, {(service.Calls - calls) / sent.TotalSeconds:N0} a second");
        Console.WriteLine($"  {memory:N0} MB in memory before");
    }

    // Storage that answers late is asked again by its client, and then says that the row is there already.
    private static async Task Follow(IClockGrain timetable, Schedule schedule)
    {
        try
        {
            await timetable.Follow(schedule);
        }
        catch (StaleStateException)
        {
            await timetable.Follow(schedule);
        }
    }
}

using System.Diagnostics;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using CollectiveImpact.Testing;
using NodaTime;

namespace CollectiveImpact.Benchmarks;

/// <summary>
/// Many initiatives whose Monday morning comes at the same minute: how long until every round is open. The emulator looks
/// through a whole table for each range, so its time grows with the square of their number; Azure Tables seeks. So few are
/// measured, and what counts is the number of calls for each, which doesn't grow.
/// </summary>
internal static class DueBenchmark
{
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);

    public static async Task Run()
    {
        Console.WriteLine("due: initiatives, one reporter each, due at the same minute; the emulator in memory on the same cores, which looks through a whole table for each range.");
        foreach (var initiatives in new[] { 250, 500, 1_000 })
        {
            await Run(initiatives);
        }
    }

    private static async Task Run(int initiatives)
    {
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var arrivals = await Arrivals.Start();
        var clock = new RoundBenchmark.StandingClock(MondayNine - Duration.FromDays(3));
        await using var service = await InProcess.Start(storage, clock, ("Delivery:MessagesPerSecond", "0"));
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, initiatives), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            await Again(() => SetUp(service, $"d{n:00000}", arrivals.ServiceUrl("t"), clock.Now));
        });
        Console.WriteLine($"  {initiatives:N0}: set up in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");

        var (calls, memory) = (service.Calls, GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0);
        // All ticks at once, as reminders bring them that are due at the same minute.
        clock.Now = MondayNine;
        var due = Stopwatch.GetTimestamp();
        await WakeAll();
        var opened = Stopwatch.GetElapsedTime(due);
        while (arrivals.Count < initiatives && Stopwatch.GetElapsedTime(due) < TimeSpan.FromMinutes(5))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        var sent = Stopwatch.GetElapsedTime(due);
        var open = await service.Grains.GetGrain<IRoundGrain>("d00000:2026-W49.check-in").Get() is not null;
        Console.WriteLine($"  all rounds opened after {opened.TotalSeconds:N1} s, all {arrivals.Count:N0} cards with their people after {sent.TotalSeconds:N1} s (aim for this share of 10,000: within {60.0 * initiatives / 10_000:N1} s: {(opened.TotalSeconds <= 60.0 * initiatives / 10_000 && open ? "met" : "MISSED")}); {(service.Calls - calls) / (double)initiatives:N1} calls to storage for each, {(service.Calls - calls) / sent.TotalSeconds:N0} a second");
        Console.WriteLine($"  {memory:N0} MB in memory before");
        foreach (var (name, hours) in new[] { ("the first morning after that", 1), ("the next", 25) })
        {
            calls = service.Calls;
            clock.Now = MondayNine + Duration.FromHours(hours);
            var morning = Stopwatch.GetTimestamp();
            await WakeAll();
            var took = Stopwatch.GetElapsedTime(morning).TotalSeconds;
            Console.WriteLine($"  {name}, in which there is nothing to say: {(service.Calls - calls) / (double)initiatives:N1} calls for each, {took:N1} s");
        }

        Task WakeAll() => Parallel.ForEachAsync(
            Enumerable.Range(0, initiatives),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (n, _) => await Again(() => service.Grains.GetGrain<IClockGrain>($"d{n:00000}").Wake()));
    }

    private static async Task SetUp(InProcess service, string id, string teams, Instant now)
    {
        var settings = new Initiative(id, "Riverside Reads", "", "", "Europe/Lisbon", "en-GB", [], [new Partner("p", "Partner")], [], []);
        await service.Grains.GetGrain<IInitiativeGrain>(id).SetUp(settings, new Member(new PersonKey("t", id), "Person", Role.Reporter, "p")
        {
            Contact = new Contact(new ConversationAddress(teams, id, "t", "28:bot", PlaceKind.Personal), null, "en-GB", null),
        });
        await service.Grains.GetGrain<IIndicatorsGrain>(id).Save(new Indicator("i", "How many?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false));
        await service.Grains.GetGrain<IClockGrain>(id).Follow(Schedule.Usual(settings, now));
    }

    // Storage that answers late is asked again by its client, and then says that the row has changed; a reminder would come again.
    private static async Task Again(Func<Task> task)
    {
        try
        {
            await task();
        }
        catch (StaleStateException)
        {
            await task();
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
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

        var (before, unanswered, memory) = (service.Snapshot(), service.Unanswered, GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0);
        var calls = service.Calls;
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
        // What was sent is marked within a moment.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var made = (service.Calls - calls) / (double)initiatives;
        var kinds = service.Since(before);
        var open = await service.Grains.GetGrain<IRoundGrain>("d00000:2026-W49.check-in").Get() is not null;
        Console.WriteLine($"  all rounds opened after {opened.TotalSeconds:N1} s, all {arrivals.Count:N0} cards with their people after {sent.TotalSeconds:N1} s (aim for this share of 10,000: within {60.0 * initiatives / 10_000:N1} s: {(opened.TotalSeconds <= 60.0 * initiatives / 10_000 && open ? "met" : "MISSED")})");
        Console.WriteLine($"  {made:N1} calls to storage for each (aim 6: {(made <= 6 ? "met" : "MISSED")}): {kinds}");
        Console.WriteLine($"  {service.Unanswered - unanswered} unanswered (aim 0: {(service.Unanswered == unanswered ? "met" : "MISSED")}); {service.Services.GetRequiredService<ClockWindow>().Size} clocks at once at the end");
        var raw = await Raw(service, storage, kinds);
        Console.WriteLine($"  the same calls made raw, with one small row each: {raw.TotalSeconds:N1} s; ours took {sent / raw:N2} of that");
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

        Task WakeAll() => Task.WhenAll(Enumerable.Range(0, initiatives).Select(n => Again(() => service.Grains.GetGrain<IClockGrain>($"d{n:00000}").Wake())));
    }

    // As many calls of each kind to the same tables, sixteen at a time, with nothing around them.
    private static async Task<TimeSpan> Raw(InProcess service, Azurite storage, string kinds)
    {
        var client = new TableServiceClient(storage.ConnectionString);
        var calls = kinds.Split(", ").SelectMany(k => k.Split(' ') is [var count, var method, var table] ? Enumerable.Repeat((method, table), int.Parse(count, CultureInfo.InvariantCulture)) : []).ToArray();
        new Random(1).Shuffle(calls);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(calls.Index(), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (call, cancel) =>
        {
            var table = client.GetTableClient(call.Item.table);
            var row = new TableEntity($"raw{call.Index}", "row") { ["Text"] = "A small row" };
            switch (call.Item.method)
            {
                case "GET":
                    await foreach (var _ in table.QueryAsync<TableEntity>($"PartitionKey eq 'd{call.Index:00000}'", cancellationToken: cancel))
                    {
                    }

                    break;
                case "TRANSACTION":
                    await table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)], cancel);
                    break;
                default:
                    await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
                    break;
            }
        });
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task SetUp(InProcess service, string id, string teams, Instant now)
    {
        var settings = new Initiative(new(id), "Riverside Reads", "", "", "Europe/Lisbon", "en-GB", [], [new Partner(new("p"), "Partner")], [], []);
        await service.Grains.GetGrain<IInitiativeGrain>(id).SetUp(settings, new Member(new PersonKey("t", id), "Person", Role.Reporter, new("p"))
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

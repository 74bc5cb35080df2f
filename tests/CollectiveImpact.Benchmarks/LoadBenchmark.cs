using System.Diagnostics;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using NodaTime;

namespace CollectiveImpact.Benchmarks;

/// <summary>A hundred and fifty thousand cards from three processes, at Teams' pace: whether all arrive, once, and what stays in memory.</summary>
internal static class LoadBenchmark
{
    private const int Initiatives = 15;
    private const int People = 1_000;
    private const int Tenants = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task Run(int rounds = 10)
    {
        Console.WriteLine($"load: {Initiatives} initiatives of {People:N0} people in {Tenants} tenants are asked {rounds} times, {Initiatives * People * rounds:N0} cards in all, by three processes that share the work; 50 messages a second for each tenant.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var arrivals = await Arrivals.Start();
        await using var service = await InProcess.Start(storage, SystemClock.Instance, ("Clustering", "AzureTables"), ("Orleans:ClusterId", "load"));
        (string, string)[] settings =
        [
            ("ConnectionStrings__Storage", storage.ConnectionString),
            ("Storage__TablePrefix", service.TablePrefix),
            ("Clustering", "AzureTables"),
            ("Orleans__ClusterId", "load"),
            ("Logging__LogLevel__Default", "Error"),
            // As in the container of half a core in which it is deployed.
            ("DOTNET_gcServer", "0"),
        ];
        using var second = await Child.Service(settings).Listens();
        using var third = await Child.Service(settings).Listens();
        var filling = Stopwatch.GetTimestamp();
        var initiatives = new List<Initiative>();
        foreach (var n in Enumerable.Range(0, Initiatives))
        {
            initiatives.Add(await service.Fill($"load{n:00}", People, arrivals.ServiceUrl("t"), Tenants));
        }

        Console.WriteLine($"  set up in {Stopwatch.GetElapsedTime(filling).TotalSeconds:N0} s");
        var before = 0.0;
        for (var round = 1; round <= rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var open = new List<(Initiative Initiative, RunningRound Round)>();
            foreach (var initiative in initiatives)
            {
                open.Add((initiative, (await service.Grains.GetGrain<IClockGrain>(initiative.Id).OpenNow(null)).Round));
            }

            while (arrivals.Count < round * Initiatives * People && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }

            var took = Stopwatch.GetElapsedTime(began);
            foreach (var (initiative, opened) in open)
            {
                await service.Grains.GetGrain<IOutboxGrain>($"{initiative.Id}:{opened.Id}").Finished();
                await service.Grains.GetGrain<IClockGrain>(initiative.Id).CloseNow(opened.Id);
            }

            var resident = second.Resident + third.Resident;
            before = round == 1 ? resident : before;
            Console.WriteLine($"  round {round}: {Initiatives * People:N0} cards in {took.TotalSeconds:N1} s, {Initiatives * People / took.TotalSeconds:N0} a second; the two other processes hold {resident:N0} MB");
        }

        var after = second.Resident + third.Resident;
        var expected = rounds * Initiatives * People;
        Console.WriteLine($"  {arrivals.Count:N0} arrived of {expected:N0}; resident memory afterwards {after / before:N2} times that after the first round (aim: at most 1.3: {(after <= before * 1.3 && arrivals.Count == expected ? "met" : "MISSED")})");
    }
}

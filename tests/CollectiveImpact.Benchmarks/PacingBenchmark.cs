using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using NodaTime;

namespace CollectiveImpact.Benchmarks;

/// <summary>The pace of one tenant and of forty at once, as it is seen where the messages arrive.</summary>
internal static class PacingBenchmark
{
    private const int Limit = 50;

    public static async Task Run()
    {
        Console.WriteLine($"pacing: the post offices at {Limit} messages a second for each tenant, counted where they arrive.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var arrivals = await Arrivals.Start();
        await using var service = await InProcess.Start(storage, SystemClock.Instance);

        await Send("warm", 50);
        await Send("alone", 1500);
        var (pace, most) = arrivals.Pace("alone");
        Console.WriteLine($"  one tenant, 1,500 messages: {pace:N2} a second, {pace / Limit:P1} of the limit; at most {most} in any second (aim: 97 % or more, and never above {Limit}: {(pace >= Limit * 0.97 && most <= Limit ? "met" : "MISSED")})");

        const int tenants = 40;
        await Task.WhenAll(Enumerable.Range(0, tenants).Select(n => Send($"t{n}", 500)));
        var all = Enumerable.Range(0, tenants).Select(n => arrivals.Pace($"t{n}")).ToArray();
        Console.WriteLine($"  {tenants} tenants at once, 500 messages each: {all.Sum(t => t.PerSecond):N0} a second in all, {all.Sum(t => t.PerSecond) / (Limit * tenants):P1} of {tenants} times the limit; the slowest {all.Min(t => t.PerSecond):N1}, at most {all.Max(t => t.Most)} of one tenant in any second");

        Task Send(string tenant, int messages) => Task.WhenAll(Enumerable.Range(0, messages).Select(n => service.Grains.GetGrain<IPostOfficeGrain>(tenant)
            .Send(new ConversationAddress(arrivals.ServiceUrl(tenant), $"c{n}", tenant, "28:bot", PlaceKind.Personal), "{}", "")));
    }
}

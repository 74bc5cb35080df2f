using CollectiveImpact.Testing;

namespace CollectiveImpact.Benchmarks;

/// <summary>From the start of the process to the first answered turn, beside what it stands on.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 5;
    private const double Aim = 1.15;
    private const string Engine = "ASP.NET Core with the engine";
    private const string Question = "what is attendance?";

    public static async Task Run()
    {
        Console.WriteLine("start: from the start of the process to its first answered turn, each in a process of its own, on a warm machine.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        using var connector = await ConnectorSink.Start();
        using var load = new Load();
        var asked = Caller.All[0].Says(Question, connector.ServiceUrl).ToJsonString();

        // The tables are there, and so is an initiative that the catch-up finds.
        (string, string)[] settings = [("ConnectionStrings__Storage", storage.ConnectionString), ("Storage__TablePrefix", "bench")];
        using (var filled = await MeasuredService.Start(storage.ConnectionString, "bench").Listens())
        {
            using var http = new HttpClient();
            await http.GetStringAsync(new Uri(filled.Address, "/fill"));
        }

        using var published = await PublishedService.Make();
        Console.WriteLine($"  what is deployed: {published.Bytes / 1024.0 / 1024.0:N0} MB in {published.Files} files");
        (string What, Func<Child> Begin, bool WritesBack)[] all =
        [
            ("the service as it is deployed", () => Child.Program(published.Program, settings), true),
            ("the service as it is built", () => Child.Service(settings), true),
            (Engine, () => Child.InRole("as-engine", settings), false),
            ("ASP.NET Core with the SDK (the stock echo)", () => Child.InRole("as-echo"), true),
            ("ASP.NET Core alone", () => Child.InRole("as-bare"), false),
        ];
        var times = all.ToDictionary(a => a.What, _ => new List<(double Listens, double Answered, double Processor)>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (what, begin, writesBack) in all)
            {
                var time = await Measure(begin, writesBack);
                if (round > 0)
                {
                    times[what].Add(time);
                }
            }
        }

        foreach (var (what, _, _) in all)
        {
            var answered = SideBySide.Median(times[what].Select(t => t.Answered));
            Console.WriteLine(
                $"  {what}: {answered:N2} s, of which {SideBySide.Median(times[what].Select(t => t.Listens)):N2} s until it listens;"
                + $" {SideBySide.Median(times[what].Select(t => t.Processor)):N2} s of processor time"
                + $" (all: {string.Join(", ", times[what].Select(t => t.Answered.ToString("N2")))})");
        }

        foreach (var (what, _, _) in all[1..])
        {
            var ratio = SideBySide.Median(times[all[0].What].Zip(times[what], (ours, theirs) => ours.Answered / theirs.Answered));
            Console.WriteLine($"  {all[0].What} takes {ratio:N2} times as long as {what}"
                + (what == Engine ? $" (aim: at most {Aim:N2}: {(ratio <= Aim ? "met" : "MISSED")})" : ""));
        }

        async Task<(double Listens, double Answered, double Processor)> Measure(Func<Child> begin, bool writesBack)
        {
            var messages = await connector.Count();
            using var bot = begin();
            await bot.Listens();
            var listens = bot.SinceStart.TotalSeconds;
            await load.Send(bot, asked);
            var answered = bot.SinceStart.TotalSeconds;
            var processor = bot.Processor.TotalSeconds;
            return writesBack && await connector.Count() != messages + 1
                ? throw new InvalidOperationException("The first turn was not answered.")
                : (listens, answered, processor);
        }
    }
}

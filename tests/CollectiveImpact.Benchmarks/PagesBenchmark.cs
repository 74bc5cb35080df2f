using System.Diagnostics;
using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using NodaTime;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.Benchmarks;

/// <summary>The initiative's pages: a large overview beside its own reads, what pages cost while they lie open, and whether looking slows down answering.</summary>
internal static class PagesBenchmark
{
    private const int Browsers = 500;
    private const int Submits = 1000;
    private static readonly TimeSpan SubmitEvery = TimeSpan.FromMilliseconds(40);
    // As live.js does.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly LocalDate Monday = new(2026, 11, 30);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 9, 0);

    public static async Task Overview()
    {
        const int partners = 1000;
        const int indicators = 20;
        const int looks = 30;
        Console.WriteLine($"pages: the overview of {partners:N0} partners and {indicators} indicators whose weekly totals go back 1, 5 and 20 years, through HTTP; beside the reads that it is drawn from, alone.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var service = await InProcess.Start(storage, new RoundBenchmark.StandingClock(Now));
        var (history, sessions, read) = (service.Services.GetRequiredService<IHistoryStore>(), service.Services.GetRequiredService<Sessions>(), service.Services.GetRequiredService<ReadOverview>());
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = service.Address };
        foreach (var years in new[] { 1, 5, 20 })
        {
            var initiative = await service.Fill($"years{years:00}"[..6], partners, "http://127.0.0.1:1");
            foreach (var n in Enumerable.Range(0, indicators))
            {
                await service.Grains.GetGrain<IIndicatorsGrain>(initiative.Id).Save(new Indicator($"i{n}", $"How many children came to session {n}?", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false));
            }

            foreach (var weeks in Enumerable.Range(1, years * 52).Chunk(26))
            {
                await history.Write(
                    initiative.Id,
                    new HistoryPart([], [], [.. weeks.SelectMany(w => Enumerable.Range(0, indicators).Select(i => new Total($"i{i}", Period.Of(Monday.PlusWeeks(-w), Frequency.Weekly), 40_000 + (w * i % 900), partners - (w % 7), partners)))], IsLate: false),
                    CancellationToken.None);
            }

            var person = new PersonKey("t0", "backbone-" + initiative.Id);
            var turn = new Turn(person, "Backbone", "", new ConversationAddress("", "", person.Tenant, "", PlaceKind.Personal), CultureInfo.GetCultureInfo("en-GB"), "Europe/Lisbon", Now);
            var (code, _) = (await sessions.Open(await sessions.Link(turn, initiative, CancellationToken.None), "", CancellationToken.None))!.Value;
            http.DefaultRequestHeaders.Remove("Cookie");
            http.DefaultRequestHeaders.Add("Cookie", $"ci-{initiative.Id}={code}");
            var reader = (await sessions.Enter(initiative.Id, code, CancellationToken.None))!;
            if (await http.GetStringAsync(new Uri($"/i/{initiative.Id}", UriKind.Relative)) is var whole && whole.Split("class=\"tile").Length <= indicators)
            {
                throw new InvalidOperationException("Not the page that was meant.");
            }

            var (drawn, reads, calls, bytes) = (new List<double>(), new List<double>(), new List<int>(), 0);
            for (var look = 0; look < looks; look++)
            {
                var before = service.Calls;
                var began = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/i/{initiative.Id}");
                request.Headers.Add("Accept-Encoding", "br");
                using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
                bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
                drawn.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                calls.Add(service.Calls - before);
                began = Stopwatch.GetTimestamp();
                await read.Of(reader, Now, CancellationToken.None);
                reads.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            var ratio = SideBySide.Median(drawn) / SideBySide.Median(reads);
            Console.WriteLine($"  {years,2} years: {SideBySide.Median(drawn):N1} ms with {calls.Order().ElementAt(looks / 2)} calls to storage, {whole.Length / 1024.0:N0} KB sent as {bytes / 1024.0:N1}; {ratio:N2} times its reads (aim: at most 2: {(ratio <= 2 ? "met" : "MISSED")})");
        }

        Console.WriteLine("  The calls are to be as many for any history. The emulator looks through a whole table for a range, so that its own time grows with the table.");
    }

    public static async Task Looking()
    {
        Console.WriteLine($"looking: {Browsers} browsers have the live page open, each asking every {LookEvery.TotalSeconds:N0} s, while {Submits:N0} check-ins are submitted, one every {SubmitEvery.TotalMilliseconds:N0} ms; beside the same submits with nobody looking.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        using var connector = await ConnectorSink.Start();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = Browsers });
        using var service = await MeasuredService.Start(storage.ConnectionString, "bench").Listens();
        using var load = new Load();
        var round = await ReadyRound.Open(service, connector, load, http);
        var people = new List<SignedIn>();
        foreach (var caller in Caller.All.Append(Caller.Backbone))
        {
            people.Add(await SignedIn.By(caller, service, connector, load));
        }

        var looks = Enumerable.Range(0, Browsers).Select(b => people[b % people.Count]).ToArray();
        await Task.WhenAll(looks.Select(Look));
        await Submitted(isLookedAt: false, Submits / 4);
        var before = await Held();
        await Task.WhenAll(looks.Select(Look));
        var held = (await Held() - before) / 1024.0 / Browsers;
        Console.WriteLine($"  memory for each page that lies open: {held:N1} KB (aim: at most 200: {(held <= 200 ? "met" : "MISSED")})");
        var (alone, watched) = (new List<double>(), new List<double>());
        for (var run = 1; run <= 3; run++)
        {
            alone.Add(await Submitted(isLookedAt: false, Submits));
            watched.Add(await Submitted(isLookedAt: true, Submits));
            Console.WriteLine($"  round {run}: the slowest of a hundred submits takes {alone[^1]:N1} ms alone, {watched[^1]:N1} ms while {Browsers} look");
        }

        var ratio = SideBySide.Median(watched) / SideBySide.Median(alone);
        Console.WriteLine($"  median: {ratio:N2} times (aim: at most 1.1: {(ratio <= 1.1 ? "met" : "MISSED")}); callers, browsers, emulator and service share the cores");

        async Task Look(SignedIn browser)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Address, browser.Overview + "/desk/status"));
            request.Headers.Add("Cookie", browser.Cookie);
            using var answer = await http.SendAsync(request);
            if (!(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Contains("id=\"live\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("Not the page that was meant.");
            }
        }

        async Task<long> Held() => long.Parse(await http.GetStringAsync(new Uri(service.Address, "/memory")), CultureInfo.InvariantCulture);

        // Milliseconds of which one submit in a hundred takes more.
        async Task<double> Submitted(bool isLookedAt, int many)
        {
            using var over = new CancellationTokenSource();
            var looking = isLookedAt ? Task.WhenAll(looks.Select((browser, n) => KeepLooking(browser, LookEvery * n / looks.Length, over.Token))) : Task.CompletedTask;
            using var pace = new PeriodicTimer(SubmitEvery);
            var submits = new List<Task<double>>();
            for (var n = 0; n < many; n++)
            {
                await pace.WaitForNextTickAsync();
                submits.Add(Submit(Caller.All[n % Caller.HowMany]));
            }

            var took = await Task.WhenAll(submits);
            await over.CancelAsync();
            await looking;
            return took.Order().ElementAt(many - (many / 100));
        }

        async Task<double> Submit(Caller caller)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await load.Send(service, round.Next(caller));
            return ReadyRound.IsThanks(answer) ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"Not the answer that was meant: {answer}");
        }

        async Task KeepLooking(SignedIn browser, TimeSpan from, CancellationToken over)
        {
            try
            {
                await Task.Delay(from, TimeProvider.System, over);
                while (true)
                {
                    await Look(browser);
                    await Task.Delay(LookEvery, TimeProvider.System, over);
                }
            }
            catch (OperationCanceledException)
            {
                // Nobody looks any more.
            }
        }
    }
}

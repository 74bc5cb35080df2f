using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using NodaTime;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.Benchmarks;

/// <summary>Shared measurement: a receipt with its trend, a large round's close, and a large file brought in.</summary>
internal static class MeasurementBenchmark
{
    private static readonly LocalDate Monday = new(2026, 11, 30);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 9, 0);

    public static async Task Trend()
    {
        const int partners = 20;
        const int indicators = 3;
        Console.WriteLine($"trend: a receipt with {indicators} trends of two years, of partners whose histories are 1, 5 and 20 years long ({partners} partners each); the round's grain cold, then warm.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var service = await InProcess.Start(storage, new RoundBenchmark.StandingClock(Now));
        var history = service.Services.GetRequiredService<IHistoryStore>();
        foreach (var years in new[] { 1, 5, 20 })
        {
            var initiative = await service.Fill($"years{years:00}"[..6], partners, "http://127.0.0.1:1");
            foreach (var weeks in Enumerable.Range(1, years * 52).Chunk(13))
            {
                await history.Write(
                    initiative.Id,
                    new HistoryPart(
                        [
                            .. weeks.SelectMany(w => Enumerable.Range(0, partners).SelectMany(p => Enumerable.Range(0, indicators).Select(i =>
                                new PastValue($"i{i}", new($"p{p}"), Period.Of(Monday.PlusWeeks(-w), Frequency.Weekly), new ReportedValue.Number(40 + ((w + p) % 9)))))),
                        ],
                        [],
                        [],
                        IsLate: false),
                    CancellationToken.None);
            }

            var grain = await Opened(service, initiative, indicators, [.. Enumerable.Range(0, partners).Select(p => new PartnerId($"p{p}"))]);
            var (cold, warm, raw, calls) = (new List<double>(), new List<double>(), new List<double>(), 0);
            for (var p = 0; p < partners; p++)
            {
                await Answer(grain, $"p{p}", indicators, 41);
                // Another round's grain, so that nothing of this partner is in memory.
                await service.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
                await grain.Get();
                await service.Grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
                // Whoever presses was found in the initiative first; its words stand under the questions that the partner was sent.
                await service.Grains.GetGrain<IGlossaryGrain>(initiative.Id).GetAll([]);
                var before = service.Calls;
                cold.Add(await Draws(grain, initiative, p));
                calls = Math.Max(calls, service.Calls - before);
                warm.Add(await Draws(grain, initiative, p));
                raw.Add(await ReadsRaw(storage, service, initiative, p, indicators));
            }

            Console.WriteLine($"  {years,2} years: cold {Median(cold):N1} ms with at most {calls} reads (aim: one for each trend: {(calls <= indicators ? "met" : "MISSED")}), {Median(cold) / Median(raw):N2} times the raw reads of the same rows; warm {Median(warm):N2} ms");
        }

        Console.WriteLine("  The emulator looks through a whole table for a range, so that its own time grows with the table; the reads are as many and as long for any history.");
    }

    public static async Task Closing()
    {
        const int partners = 1000;
        const int indicators = 12;
        Console.WriteLine($"closing: a round of {partners:N0} partners and {indicators} indicators is closed, projected and rolled up; against the same rows written in raw batches of 100, eight at a time.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var service = await InProcess.Start(storage, new RoundBenchmark.StandingClock(Now));
        var ratios = new List<double>();
        for (var run = 0; run < 4; run++)
        {
            var initiative = await service.Fill($"close{run}", partners, "http://127.0.0.1:1");
            foreach (var n in Enumerable.Range(5, indicators - 5))
            {
                await service.Grains.GetGrain<IIndicatorsGrain>(initiative.Id).Save(new Indicator($"i{n}", $"How many children came to session {n}?", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false));
            }

            var grain = await Opened(service, initiative, indicators, [.. Enumerable.Range(0, partners).Select(p => new PartnerId($"p{p}"))]);
            await Parallel.ForEachAsync(Enumerable.Range(0, partners), async (p, _) => await Answer(grain, $"p{p}", indicators, 40 + (p % 7)));
            // What is written behind the answers is over.
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            var began = Stopwatch.GetTimestamp();
            await grain.Close(Now + Duration.FromDays(3));
            var closed = Stopwatch.GetElapsedTime(began);
            var raw = await WriteRaw(storage, service, initiative.Id, indicators);
            var ratio = closed / raw.Took;
            Console.WriteLine($"  run {run}{(run == 0 ? " (to warm up, not counted)" : "")}: closed in {closed.TotalMilliseconds:N0} ms; {raw.Rows:N0} rows raw in {raw.Took.TotalMilliseconds:N0} ms; {ratio:N2} times");
            if (run > 0)
            {
                ratios.Add(ratio);
            }
        }

        Console.WriteLine($"  median {Median(ratios):N2} times (aim: at most 3: {(Median(ratios) <= 3 ? "met" : "MISSED")})");
    }

    public static async Task Importing()
    {
        const int partners = 100;
        const int weeks = 100;
        const int indicators = 5;
        Console.WriteLine($"import: a file of {partners * weeks * indicators:N0} values is checked, then brought in; the most memory beyond what the service, warmed up, had in use before.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var service = await InProcess.Start(storage, new RoundBenchmark.StandingClock(Now));
        var initiative = await service.Fill("import", partners, "http://127.0.0.1:1");
        var imports = service.Services.GetRequiredService<Imports>();
        foreach (var name in new[] { "values.csv", "values.xlsx" })
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            try
            {
                await WriteFile(path, name, partners, weeks, indicators);
                await Check(path, name);
                var (checkedIn, extra, plan) = await Watched(() => Check(path, name));
                Console.WriteLine($"  {name} ({new FileInfo(path).Length / 1024.0 / 1024.0:N1} MB): {plan.Count:N0} values checked in {checkedIn.TotalSeconds:N1} s, {extra:N0} MB more (aim: under 100: {(extra < 100 ? "met" : "MISSED")})");
                var (took, more, kept) = await Watched(() => imports.Bring(initiative, plan, "Imported", new PersonKey("t0", "backbone"), "Backbone", CancellationToken.None));
                Console.WriteLine($"    {kept:N0} brought in {took.TotalSeconds:N1} s, {more:N0} MB more");
            }
            finally
            {
                File.Delete(path);
            }
        }

        async Task<ImportPlan> Check(string path, string name)
        {
            await using var file = File.OpenRead(path);
            return (await imports.Check(initiative, file, name, ImportAnswers.None, CancellationToken.None)).Plan;
        }
    }

    private static async Task WriteFile(string path, string name, int partners, int weeks, int indicators)
    {
        await using var file = File.Create(path);
        if (name.EndsWith(".csv", StringComparison.Ordinal))
        {
            await using var csv = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await csv.WriteLineAsync(string.Join(',', ImportTemplate.Columns));
            foreach (var row in Rows())
            {
                await csv.WriteLineAsync($"{row.Period},{row.Partner},{row.Indicator},,{row.Value},,,,");
            }

            return;
        }

        await using var workbook = await SpreadCheetah.Spreadsheet.CreateNewAsync(file);
        await workbook.StartWorksheetAsync(ImportTemplate.SheetName);
        await workbook.AddHeaderRowAsync([.. ImportTemplate.Columns]);
        foreach (var row in Rows())
        {
            await workbook.AddRowAsync(new SpreadCheetah.DataCell[] { new(row.Period), new(row.Partner), new(row.Indicator), default, new(row.Value) });
        }

        await workbook.FinishAsync();

        IEnumerable<(string Period, string Partner, string Indicator, int Value)> Rows() =>
            from w in Enumerable.Range(1, weeks)
            from p in Enumerable.Range(0, partners)
            from i in Enumerable.Range(0, indicators)
            select (Period.Of(Monday.PlusWeeks(-w), Frequency.Weekly).Id, $"Partner {p}", $"How many children came to session {i}?", 40 + ((w + p + i) % 11));
    }

    private static async Task<IRoundGrain> Opened(InProcess service, Initiative initiative, int indicators, IReadOnlyList<PartnerId> partners)
    {
        var period = Period.Of(Monday, Frequency.Weekly);
        var id = $"{period}.check-in";
        var grain = service.Grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, new(id)));
        await grain.Open(new Round(
            initiative.Id, new(id), "Check-in", 1, period, Monday, null, Now, Now + Duration.FromDays(3), null, [.. Enumerable.Range(0, indicators).Select(i => $"i{i}")], partners, [], null));
        return grain;
    }

    private static async Task Answer(IRoundGrain grain, string partner, int indicators, int value) => await grain.Submit(
        new(partner),
        new Answers(Enumerable.Range(0, indicators).ToDictionary(i => $"i{i}", ReportedValue (_) => new ReportedValue.Number(value)), Status.OnTrack, Learning.None, [])
        {
            Confirmed = [.. Enumerable.Range(0, indicators).Select(i => Doubt.KeyOf($"i{i}", value))],
        },
        new PersonKey("t0", partner),
        "Reporter",
        Now + Duration.FromHours(1));

    private static async Task<double> Draws(IRoundGrain grain, Initiative initiative, int partner)
    {
        var began = Stopwatch.GetTimestamp();
        var view = await grain.View(new($"p{partner}"));
        CheckInReceipt.Of(initiative, view!, initiative.Partners[partner], CultureInfo.GetCultureInfo("en-GB"), DateTimeZone.Utc).ToJson();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    // The same ranges, by the client alone.
    private static async Task<double> ReadsRaw(Azurite storage, InProcess service, Initiative initiative, int partner, int indicators)
    {
        var table = new TableServiceClient(storage.ConnectionString).GetTableClient(service.TablePrefix + "Values");
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, indicators).Select(async i => await table
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {initiative.Id + ":i" + i} and RowKey ge {$"p{partner}:W"} and RowKey lt {$"p{partner}:X"}"), maxPerPage: 104)
            .Take(104)
            .CountAsync()));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    // The rows of the round as they are stored, into the tables in which they stand: a larger table is slower for both.
    private static async Task<(int Rows, TimeSpan Took)> WriteRaw(Azurite storage, InProcess service, InitiativeId initiative, int indicators)
    {
        var account = new TableServiceClient(storage.ConnectionString);
        var batches = new List<(TableClient Table, TableTransactionAction[] Actions)>();
        foreach (var table in new[] { "Values", "Totals" }.Select(t => account.GetTableClient(service.TablePrefix + t)))
        {
            foreach (var i in Enumerable.Range(0, indicators))
            {
                var rows = await table.QueryAsync<TableEntity>(r => r.PartitionKey == $"{initiative}:i{i}").ToListAsync();
                batches.AddRange(rows.Chunk(100).Select(c => (table, c.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)).ToArray())));
            }
        }

        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, cancel) => await batch.Table.SubmitTransactionAsync(batch.Actions, cancel));
        return (batches.Sum(b => b.Actions.Length), Stopwatch.GetElapsedTime(began));
    }

    private static async Task<(TimeSpan Took, double MegaBytes, T Result)> Watched<T>(Func<Task<T>> act)
    {
        // A service that has run for a while holds what its collector fills between two collections; only what is beyond counts.
        GC.Collect();
        var (before, most) = (Environment.WorkingSet, 0L);
        using var over = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                most = Math.Max(most, Environment.WorkingSet);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        });
        var began = Stopwatch.GetTimestamp();
        var result = await act();
        var took = Stopwatch.GetElapsedTime(began);
        await over.CancelAsync();
        await watch;
        return (took, Math.Max(0, most - before) / 1024.0 / 1024.0, result);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CollectiveImpact.Files;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using NodaTime;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.Benchmarks;

/// <summary>What files that ask for much cost the service, beside one that means well.</summary>
internal static partial class HostileBenchmark
{
    private const double Aim = 150;
    private const int Mega = 1024 * 1024;

    public static async Task Run()
    {
        Console.WriteLine($"hostile: {HostileFile.All.Count} files go through the page of one running service, one after the other; the most memory that its process held, over what it held idle before the first. Beside it, a file of 50,000 values.");
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        using var service = await MeasuredService.Start(storage.ConnectionString, "h" + Guid.NewGuid().ToString("N")[..8]).Listens();
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(5) };
        var initiative = await http.GetStringAsync("/fill-for-files");
        await Upload("import", "first.csv", Encoding.UTF8.GetBytes(HostileFile.Heading + "2026-W40,City Library,Children in sessions,,1,,,,\r\n"), initiative);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var idle = service.Resident;
        Console.WriteLine($"  idle: {idle:N0} MB");

        var most = 0.0;
        foreach (var (name, content) in new[] { ("values.csv", Values()), ("values.xlsx", await Workbook()) })
        {
            await Told(name, "50,000 values", "import", content);
        }

        Console.WriteLine($"  after both: {most:N0} MB over idle at most");
        var hostile = 0.0;
        foreach (var file in HostileFile.All)
        {
            most = 0;
            await Told(file.Name, file.What, file.IsForGlossary ? "import-glossary" : "import", file.Write());
            hostile = Math.Max(hostile, most);
        }

        // What is just within the limits takes the most, and two may be read at once.
        most = 0;
        await Told("words.csv", "4 million characters of answers, all right", "import", Largest());
        await Told("terms.csv", "5,000 terms of 1,600 characters, all right", "import-glossary", Terms());
        hostile = Math.Max(hostile, most);
        Console.WriteLine($"  the most of all: {hostile:N0} MB over idle (aim: under {Aim:N0}: {(hostile < Aim ? "met" : "MISSED")})");
        most = 0;
        var other = await http.GetStringAsync("/fill-for-files");
        await Task.WhenAll(Told("words.csv", "the same, both at once", "import", Largest()), Told("terms.csv", "the same, both at once", "import-glossary", Terms(), other));
        Console.WriteLine($"  the two largest at once: {most:N0} MB over idle");

        async Task Told(string name, string what, string page, byte[] content, string? into = null)
        {
            // What writing the file took here isn't the service's.
            GC.Collect();
            using var over = new CancellationTokenSource();
            var (before, peak) = (service.Resident, 0.0);
            var watch = Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    peak = Math.Max(peak, service.Resident);
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                }
            });
            var processor = service.Processor;
            var began = Stopwatch.GetTimestamp();
            var said = await Upload(page, name, content, into ?? initiative);
            var took = Stopwatch.GetElapsedTime(began);
            await over.CancelAsync();
            await watch;
            most = Math.Max(most, peak - idle);
            Console.WriteLine($"  {name,-26} {content.Length / (double)Mega,6:N1} MB {took.TotalSeconds,6:N2} s ({(service.Processor - processor).TotalSeconds:N2} s of processor), {peak - idle,4:N0} MB over idle, {peak - before,4:N0} MB more: {said} [{what}]");
        }

        async Task<string> Upload(string page, string name, byte[] content, string into)
        {
            var code = await http.GetStringAsync($"/pass/{into}");
            using var form = new MultipartFormDataContent { { new StringContent("check"), "step" }, { new ByteArrayContent(content), "file", name } };
            using var answer = await http.PostAsync($"/files/{code}/{page}", form);
            var text = await answer.Content.ReadAsStringAsync();
            var report = Report().Match(text) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["said"].Value) : "";
            return (int)answer.StatusCode < 500 && report.Length > 0 ? report : throw new InvalidOperationException($"{name} was answered with {answer.StatusCode}:\n{text}");
        }
    }

    private static byte[] Values()
    {
        var rows = new StringBuilder(HostileFile.Heading);
        foreach (var (period, partner, question, value) in Rows())
        {
            rows.Append(CultureInfo.InvariantCulture, $"{period},{partner},{question},,{value},,,,\r\n");
        }

        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    // 64,000 answers in words, of 60 characters each.
    private static byte[] Largest()
    {
        var rows = new StringBuilder(HostileFile.Heading);
        foreach (var week in Enumerable.Range(1, 1_000))
        {
            var period = Period.Of(new LocalDate(2026, 11, 23).PlusWeeks(-week), Frequency.Weekly).Id;
            foreach (var partner in Enumerable.Range(0, Caller.HowMany))
            {
                foreach (var question in new[] { "Stories", "A book that the children loved" })
                {
                    rows.Append(CultureInfo.InvariantCulture, $"{period},Partner {partner},{question},,,,,{week} {partner} {new string('x', 48)},\r\n");
                }
            }
        }

        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    private static byte[] Terms()
    {
        var rows = new StringBuilder("Name,Definition,Not\r\n");
        foreach (var term in Enumerable.Range(0, 5_000))
        {
            rows.Append(CultureInfo.InvariantCulture, $"Word {term},{term} {new string('x', 550)},{term} {new string('y', 230)}\r\n");
        }

        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    private static async Task<byte[]> Workbook()
    {
        using var file = new MemoryStream();
        await using (var workbook = await SpreadCheetah.Spreadsheet.CreateNewAsync(file))
        {
            await workbook.StartWorksheetAsync(ImportTemplate.SheetName);
            await workbook.AddHeaderRowAsync([.. ImportTemplate.Columns]);
            foreach (var (period, partner, question, value) in Rows())
            {
                await workbook.AddRowAsync(new SpreadCheetah.DataCell[] { new(period), new(partner), new(question), default, new(value) });
            }

            await workbook.FinishAsync();
        }

        return file.ToArray();
    }

    private static IEnumerable<(string Period, string Partner, string Question, int Value)> Rows() =>
        (from week in Enumerable.Range(1, 1_000)
         from partner in Enumerable.Range(0, Caller.HowMany)
         from question in new[] { "Children in sessions", "Children waiting for a place" }
         select (Period.Of(new LocalDate(2026, 11, 23).PlusWeeks(-week), Frequency.Weekly).Id, $"Partner {partner}", question, 40 + ((week + partner) % 11))).Take(50_000);

    [GeneratedRegex("<p class=\"(fault|fine)\">(?<said>[^<]*)</p>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Report();
}

using System.Globalization;
using System.Text;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Files;

/// <summary>What we write, we read back as it went out, any number of times: guarding a text against being taken for a formula leaves no trace.</summary>
public sealed class OwnFilesTests
{
    private const int Texts = 400;

    private static readonly string[] Beginnings = ["=", "+", "-", "@", "'", "\t", "\r", "\n", "\r\n", "＝", "＋", "－", "＠", "''", "'=", "''+", "\"", "\"=", "\"'", "'\"=", ""];

    public static TheoryData<string> Formats => ["a.csv", "a.xlsx"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Words_come_back_as_they_went_out(string format)
    {
        var texts = Generated().ToArray();
        // As often as there are weeks to hold them.
        foreach (var chunk in texts.Chunk(40))
        {
            var file = await Written(format, new Sheet(ImportTemplate.SheetName, ImportTemplate.Columns, chunk.Select((t, i) => (IReadOnlyList<object?>)[$"2026-W{i + 1:00}", "City Library", Riverside.Book.Question, "", null, null, null, t, ""]).ToAsyncEnumerable()));

            var plan = Check(file, format, Riverside.Initiative, Riverside.Indicators);

            Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
            Assert.Equal(chunk, chunk.Select((_, i) => ((ReportedValue.Words)plan.Values[(new Period($"2026-W{i + 1:00}"), new("city-library"))]["book"]).Text));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Names_come_back_by_the_template(string format)
    {
        var names = Generated().Select(t => string.Join(' ', t.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(60).ToArray();
        var initiative = Riverside.Initiative with { Partners = [.. names.Select((n, i) => new Partner(new($"partner-{i}"), n))] };
        Indicator[] indicators = [.. names.Take(5).Select((n, i) => Riverside.Sessions with { Id = $"indicator-{i}", Question = n })];
        var template = ImportTemplate.Of(new ImportGround(initiative, indicators, new LocalDate(2026, 11, 25)), CultureInfo.InvariantCulture)[0];
        var filled = template with { Rows = template.Rows.Select((r, i) => (IReadOnlyList<object?>)[.. r.Take(4), (decimal)i, .. r.Skip(5)]) };

        var plan = Check(await Written(format, filled), format, initiative, indicators);

        Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
        Assert.Equal(names.Length * indicators.Length, plan.Count);
        Assert.Equal(
            Enumerable.Range(0, names.Length * indicators.Length).Select(i => (decimal?)i),
            initiative.Partners.SelectMany(p => indicators.Select(i => plan.Values[(new Period("2026-W47"), p.Id)][i.Id].AsNumber)));
    }

    [Fact]
    public async Task A_name_that_was_guarded_in_CSV_is_found_in_the_workbook_that_a_spreadsheet_made_of_it()
    {
        var initiative = Riverside.Initiative with { Partners = [new Partner(new("familia"), "+Familia"), new Partner(new("home"), "@Home Shelter"), new Partner(new("quoted"), "'+Quoted")] };
        var file = await Written("a.xlsx", new Sheet(ImportTemplate.SheetName, ImportTemplate.Columns, new[] { "'+Familia", "'@Home Shelter", "''+Quoted" }.Select(n => (IReadOnlyList<object?>)["2026-W40", n, "Children in sessions", "", 7m, null, null, "", ""]).ToAsyncEnumerable()));

        Assert.Equal(["familia", "home", "quoted"], Check(file, "a.xlsx", initiative, Riverside.Indicators).Values.Keys.Select(k => k.Partner.Value).Order());
    }

    private static IEnumerable<string> Generated()
    {
        const string letters = "=+-@'\t\r\n\"a bé,;٣_x000D_&<日😀";
        var random = new Random(17);
        var runes = letters.EnumerateRunes().ToArray();
        foreach (var beginning in Beginnings)
        {
            foreach (var second in Beginnings)
            {
                yield return beginning + second + "x";
            }
        }

        for (var i = 0; i < Texts; i++)
        {
            var text = new StringBuilder(Beginnings[random.Next(Beginnings.Length)]);
            for (var length = random.Next(12); length > 0; length--)
            {
                text.Append(runes[random.Next(runes.Length)].ToString());
            }

            yield return text.Append('z').ToString();
        }
    }

    private static async Task<byte[]> Written(string format, Sheet sheet)
    {
        using var file = new MemoryStream();
        await (format == "a.csv" ? CsvFiles.Write(sheet, file, TestContext.Current.CancellationToken) : Workbook.Write([sheet], file, TestContext.Current.CancellationToken));
        return file.ToArray();
    }

    private static ImportPlan Check(byte[] file, string name, Initiative initiative, IReadOnlyList<Indicator> indicators) =>
        Import.Check(new ImportGround(initiative, indicators, new LocalDate(2026, 11, 28)), new MemoryStream(file), name, ImportAnswers.None, new FileReading(new UploadLimits(), TimeProvider.System, TestContext.Current.CancellationToken));
}

using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Json.Schema;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Backbone staff take the data out: by links that end, in formats that others can read.</summary>
public sealed partial class ExportTests(Azurite azurite) : StoryTest(azurite)
{
    // The shape that DHIS2's developer guide gives for a data value set.
    private static readonly JsonSchema DataValueSet = JsonSchema.FromText(
        """
        {
          "type": "object",
          "required": ["dataValues"],
          "additionalProperties": false,
          "properties": {
            "dataElementIdScheme": { "enum": ["UID", "CODE"] },
            "orgUnitIdScheme": { "enum": ["UID", "CODE"] },
            "categoryOptionComboIdScheme": { "enum": ["UID", "CODE"] },
            "dataValues": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["dataElement", "period", "orgUnit", "value"],
                "additionalProperties": false,
                "properties": {
                  "dataElement": { "type": "string", "minLength": 1 },
                  "orgUnit": { "type": "string", "minLength": 1 },
                  "categoryOptionCombo": { "type": "string", "minLength": 1 },
                  "period": { "type": "string", "pattern": "^[0-9]{4}(W([1-9]|[1-4][0-9]|5[0-3])|0[1-9]|1[0-2]|Q[1-4])$" },
                  "value": { "type": "string", "minLength": 1 }
                }
              }
            }
          }
        }
        """);

    [Fact]
    public async Task The_workbook_is_valid_and_a_partners_formula_is_a_text()
    {
        var card = await Measured();

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await Download(card, En.Files.LinkExcel)), isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(workbook, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Equal(
            [En.Onboarding.Indicators, "Translations", "Values", "Totals", "Entries", "Learnings", "Revisions", "Audit"],
            workbook.WorkbookPart!.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value!));
        Assert.Empty(workbook.WorkbookPart.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<CellFormula>()));
        Assert.Contains("=HYPERLINK(\"https://evil.test\")", workbook.WorkbookPart.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<Cell>()).Select(c => c.InnerText));
        NothingWentWrong();
    }

    [Fact]
    public async Task The_csv_files_hold_the_same_and_start_no_formula()
    {
        var card = await Measured();

        var files = await Unzipped(await Download(card, "Link: CSV"));
        Assert.Equal(["indicators.csv", "translations.csv", "values.csv", "totals.csv", "entries.csv", "learnings.csv", "revisions.csv", "audit.csv"], files.Keys);
        foreach (var (name, rows) in files)
        {
            Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
            Assert.All(rows.SelectMany(r => r), cell => Assert.False(cell.Length > 0 && "=@\t\r+".Contains(cell[0], StringComparison.Ordinal), $"{name}: {cell}"));
        }

        Assert.Contains(Lines(files["values.csv"]), l => l.Contains("|city-library|City Library|visits|Visits||11|||", StringComparison.Ordinal));
        Assert.Contains(Lines(files["values.csv"]), l => l.Contains("|East|7|", StringComparison.Ordinal));
        Assert.Contains(Lines(files["values.csv"]), l => l.Contains("|reading|Reading||75|30|40|", StringComparison.Ordinal));
        Assert.Contains(Lines(files["values.csv"]), l => l.Contains("|camps|Camps||||||NotApplicable|", StringComparison.Ordinal));
        Assert.Contains(Lines(files["totals.csv"]), l => l.Contains("|reading|Reading||75||1|1|0|", StringComparison.Ordinal));
        Assert.Contains(Lines(files["learnings.csv"]), l => l.Contains("|'=HYPERLINK(", StringComparison.Ordinal));
        Assert.Equal(["At", "Who", "Act", "About", "Detail"], files["audit.csv"][0]);
        Assert.Contains(Lines(files["audit.csv"]), l => l.EndsWith("|Rui|Joined|City Library|", StringComparison.Ordinal));
        Assert.Contains(Lines((await Unzipped(await Download(card, "Link: CSV")))["audit.csv"]), l => l.Contains("|Carmen|ExportTaken|riverside-reads-", StringComparison.Ordinal));
        Assert.Contains(Lines(files["revisions.csv"]), l => l.Contains("|visits|Visits||11|", StringComparison.Ordinal) && l.EndsWith("|Counted one twice|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dhis2_file_is_a_data_value_set()
    {
        var json = JsonNode.Parse(await Download(await Measured(), En.Files.LinkTo("DHIS2")))!;

        Assert.True(DataValueSet.Evaluate(JsonSerializer.SerializeToElement(json)).IsValid);
        var values = json["dataValues"]!.AsArray().Select(v => (v!["dataElement"]!.GetValue<string>(), v["categoryOptionCombo"]?.GetValue<string>(), v["period"]!.GetValue<string>(), v["orgUnit"]!.GetValue<string>(), v["value"]!.GetValue<string>())).ToHashSet();
        Assert.Contains(("visits", "east", "2026W48", "city-library", "7"), values);
        Assert.Contains(("reading_NUM", null, "2026W48", "city-library", "30"), values);
        Assert.Contains(("reading_DEN", null, "2026W48", "city-library", "40"), values);
        Assert.DoesNotContain(values, v => v.Item1 == "camps");
    }

    [Fact]
    public async Task The_sdmx_file_keeps_the_rules_of_its_field_guide()
    {
        var rows = Rows(new MemoryStream(await Download(await Measured(), "Link: SDMX-CSV")));

        Assert.Equal(["STRUCTURE", "STRUCTURE_ID", "ACTION"], rows[0][..3]);
        Assert.Equal(rows[0].Length, rows[0].Distinct().Count());
        int At(string column) => Array.IndexOf(rows[0], column);
        Assert.All(rows[1..], row =>
        {
            Assert.Equal(rows[0].Length, row.Length);
            Assert.Equal("dataflow", row[0]);
            Assert.Matches(@"^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*:[A-Za-z0-9_@$-]+\([0-9]+\.[0-9]+\.[0-9]+\)$", row[1]);
            Assert.Contains(row[2], "IARMD");
            Assert.All(new[] { "FREQ", "INDICATOR", "PARTNER", "PART", "UNIT_MEASURE" }, c => Assert.Matches(@"^[A-Za-z0-9_@$-]+$", row[At(c)]));
            Assert.Matches(@"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}|Q[1-4])$", row[At("TIME_PERIOD")]);
            Assert.Contains(row[At("OBS_STATUS")], new[] { "A", "M", "L", "O" });
            Assert.Equal(row[At("OBS_STATUS")] == "A", decimal.TryParse(row[At("OBS_VALUE")], NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        });
        Assert.Contains(rows, r => r[At("INDICATOR")] == "reading" && r[At("PARTNER")] == "_T" && r[At("OBS_VALUE")] == "75" && r[At("UNIT_MEASURE")] == "PT");
        Assert.Contains(rows, r => r[At("INDICATOR")] == "camps" && r[At("PARTNER")] == "city-library" && r[At("OBS_STATUS")] == "M");
        Assert.Contains(rows, r => r[At("PART")] == "east" && r[At("OBS_VALUE")] == "7");
    }

    [Fact]
    public async Task A_link_ends_and_only_a_press_fetches_the_file()
    {
        var (carmen, _) = await Riverside();
        var card = await carmen.Asks("export");
        using var http = new HttpClient();

        var page = await http.GetAsync(card.Links[En.Files.LinkExcel], TestContext.Current.CancellationToken);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"<button>{En.Web.Download}</button>", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer"), (page.Headers.CacheControl!.ToString(), page.Headers.GetValues("Referrer-Policy").Single()));

        var forged = await http.PostAsync(Forged().Replace(card.Links[En.Files.LinkTo("DHIS2")], new string('0', 64)), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, forged.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(card.Links[En.Files.LinkTo("DHIS2")].Replace("/Dhis2", "/pdf", StringComparison.Ordinal), null, TestContext.Current.CancellationToken)).StatusCode);

        await World.ItIs(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromMinutes(15));
        var over = await http.PostAsync(card.Links[En.Files.LinkExcel], null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, over.StatusCode);
        Assert.Contains(En.Web.LinkOver, WebUtility.HtmlDecode(await over.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.DoesNotContain(World.Log, l => l.Contains("/files/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_files_are_allowed_the_workbook_comes_into_the_chat()
    {
        var card = await Measured();

        var pressed = await card.Press(En.Files.ExcelWorkbook);
        Assert.Equal(En.Teams.FileComes, pressed.Notice);
        var carmen = card.Viewer!;
        var asks = await carmen.Receives();
        Assert.Equal("riverside-reads-2026-11-25.xlsx", asks.FileName);
        var given = await asks.AllowFile();
        Assert.EndsWith("/drive/riverside-reads-2026-11-25.xlsx", given.FileUrl, StringComparison.Ordinal);
        await asks.IsDeleted();

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(Teams.Drive.File("riverside-reads-2026-11-25.xlsx")!), isEditable: false);
        Assert.Equal(8, workbook.WorkbookPart!.Workbook!.Sheets!.Count());
        NothingWentWrong();
    }

    [Fact]
    public async Task What_somebody_chooses_holds_each_number_as_it_is_shown_and_beside_it_exactly()
    {
        var card = await Measured();
        var form = await card.Press(En.Files.Choose);

        var chosen = await form.Choose(En.Files.OnlyIndicator, "Visits").Fill(En.Files.FromDay, "2026-11-01").Fill(En.Files.ToDay, "2026-11-25").Press(En.Files.ShowFiles);
        Assert.Contains(En.Files.ChosenIndicator("Visits"), chosen.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Files.ChosenFromTo("1 November 2026", "25 November 2026"), chosen.AllText, StringComparison.Ordinal);

        var files = await Unzipped(await Download(chosen, En.Files.LinkCsv));
        Assert.Equal(["totals.csv", "values.csv"], files.Keys);
        Assert.Equal(
            [$"2026-W48|visits|Visits||11|11||1|1", $"2026-W48|visits|Visits|East|{En.Files.KeptBack}|7||1|1", $"2026-W48|visits|Visits|West|{En.Files.KeptBack}|4||1|1"],
            Lines(files["totals.csv"])[1..]);
        Assert.Equal(
            [
                "2026-W48|city-library|City Library|visits|Visits||11|11|||||",
                $"2026-W48|city-library|City Library|visits|Visits|East|{En.Files.KeptBack}|7|||||",
                $"2026-W48|city-library|City Library|visits|Visits|West|{En.Files.KeptBack}|4|||||",
            ],
            Lines(files["values.csv"])[1..]);

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await Download(chosen, En.Files.LinkExcel)), isEditable: false);
        Assert.Equal(["Totals", "Values"], workbook.WorkbookPart!.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value!));
        Assert.Contains("|Carmen|ExportTaken|riverside-reads-2026-11-25-numbers.xlsx|", string.Join('\n', Lines((await Unzipped(await Download(card.Viewer is { } carmen ? await carmen.Asks("export") : card, En.Files.LinkCsv)))["audit.csv"])), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_to_be_exported_can_be_said()
    {
        var carmen = (await Measured()).Viewer!;

        var partner = await carmen.Asks("export city library");
        Assert.Contains(En.Files.ChosenPartner("City Library"), partner.AllText, StringComparison.Ordinal);
        var files = await Unzipped(await Download(partner, En.Files.LinkCsv));
        Assert.Equal(["values.csv"], files.Keys);
        Assert.Contains(Lines(files["values.csv"]), l => l.StartsWith("2026-W48|city-library|City Library|reading|Reading||", StringComparison.Ordinal) && l.Contains("|75|30|40|", StringComparison.Ordinal));

        Assert.Single((await Unzipped(await Download(await carmen.Asks("export last month"), En.Files.LinkCsv)))["values.csv"]);
        Assert.NotEmpty((await Unzipped(await Download(await carmen.Asks("export this month"), En.Files.LinkCsv)))["values.csv"][1..]);
        Assert.Contains(En.Files.ChosenIndicator("Reading"), (await carmen.Asks("export reading")).AllText, StringComparison.Ordinal);

        var unknown = await carmen.Asks("export the moon");
        Assert.Contains(En.Piece(En.Files.NothingCalledSo(En.Unknown)), unknown.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Files.ShowFiles, unknown.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_check_in_that_is_chosen_comes_into_the_chat_as_it_was_chosen_and_a_day_before_the_first_is_said_at_its_field()
    {
        var card = await Measured();
        var carmen = card.Viewer!;
        var form = await card.Press(En.Files.Choose);

        var again = await form.Fill(En.Files.FromDay, "2026-11-25").Fill(En.Files.ToDay, "2026-11-24").Press(En.Files.ShowFiles);
        Assert.Contains(En.Files.ToBeforeFrom, again.AllText, StringComparison.Ordinal);
        Assert.Equal("2026-11-25", again.Inputs[En.Files.FromDay]);

        var chosen = await again.Fill(En.Files.FromDay, "").Fill(En.Files.ToDay, "").Choose(En.Files.OnlyRound, "week 48 of 2026").Choose(En.Files.OnlyIndicator, "Camps").Press(En.Files.ShowFiles);
        await chosen.Press(En.Files.CsvFiles);
        await (await carmen.Receives()).AllowFile();
        var files = await Unzipped(Teams.Drive.File("riverside-reads-2026-11-25-numbers-csv.zip")!);
        Assert.Equal([$"2026-W48|city-library|City Library|camps|Camps||{CollectiveImpact.Indicators.ReportedValue.InWords(CollectiveImpact.Indicators.MissingBecause.NotApplicable, CultureInfo.GetCultureInfo("en-GB"))}|||||NotApplicable|"], Lines(files["values.csv"])[1..]);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_that_is_declined_goes_nowhere_and_a_drive_that_takes_none_is_told()
    {
        var (carmen, _) = await Riverside();
        var card = await carmen.Asks("export");
        await card.Press(En.Files.CsvFiles);
        var asks = await carmen.Receives();

        await asks.DeclineFile();
        Assert.Contains(En.Files.FileStays("export"), (await carmen.Receives()).Text, StringComparison.Ordinal);
        await asks.IsDeleted();
        Assert.Contains(En.Files.OfferOver, (await asks.AllowFile()).Text, StringComparison.Ordinal);
        Assert.Null(Teams.Drive.File(asks.FileName!));

        Teams.Drive.IsFull = true;
        await card.Press(En.Files.CsvFiles);
        Assert.Contains(En.Files.DriveRefused("export"), (await (await carmen.Receives()).AllowFile()).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_goes_once_and_only_to_whom_it_was_offered_and_while_the_offer_lasts()
    {
        var (carmen, rui) = await Riverside();
        var card = await carmen.Asks("export");
        await card.Press(En.Files.CsvFiles);
        var asks = await carmen.Receives();
        var nuno = Teams.Person("Nuno", "backbone");
        await nuno.JoinsWith(await carmen.InvitesBackbone());

        Assert.Contains(En.Conversations.OnlyBackbone("Carmen, Nuno"), (await asks.AllowFile(by: rui)).Text, StringComparison.Ordinal);
        Assert.Contains(En.Files.OfferOver, (await asks.AllowFile(by: nuno)).Text, StringComparison.Ordinal);
        Assert.Null(Teams.Drive.File(asks.FileName!));

        // Another process, and the same storage.
        await World.Restarts();
        Assert.NotNull((await asks.AllowFile()).FileUrl);
        Assert.NotNull(Teams.Drive.File(asks.FileName!));
        Assert.Contains(En.Files.OfferOver, (await asks.AllowFile()).Text, StringComparison.Ordinal);

        await (await carmen.Asks("export")).Press(En.Files.CsvFiles);
        var late = await carmen.Receives();
        await World.ItIs(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromHours(1));
        Assert.Contains(En.Files.OfferOver, (await late.AllowFile()).Text, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_goes_nowhere_but_into_a_drive_not_even_when_the_drive_sends_it_on()
    {
        var (carmen, _) = await Riverside();
        foreach (var (upload, link) in new (string?, string?)[] { ("https://evil.example/up", null), (null, "https://evil.example/file"), ("", null), ("https://contoso.sharepoint.com.evil.example/up", null) })
        {
            await (await carmen.Asks("export")).Press(En.Files.CsvFiles);
            var asks = await carmen.Receives();
            Assert.Contains(En.Files.NoDrive("export"), (await asks.AllowFile(upload, link)).Text, StringComparison.Ordinal);
            Assert.Null(Teams.Drive.File(asks.FileName!));
        }

        Teams.Drive.SendsOnTo = new Uri(new Uri(Teams.ServiceUrl, "/"), "elsewhere").AbsoluteUri;
        await (await carmen.Asks("export")).Press(En.Files.CsvFiles);
        Assert.Contains(En.Files.DriveRefused("export"), (await (await carmen.Receives()).AllowFile()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Teams.Requests, r => r.Path.Contains("elsewhere", StringComparison.Ordinal));
        NothingWentWrong();
    }

    [Fact]
    public async Task Only_the_backbone_exports_and_only_in_its_own_chat()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);

        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("export")).Text, StringComparison.Ordinal);
        await carmen.Says("export", team.General);
        Assert.Contains(En.Files.DataIsBackbones("export"), (await team.General.Receives()).Text, StringComparison.Ordinal);
    }

    // A round with each kind of answer, closed and corrected once.
    private async Task<ReceivedCard> Measured()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await Adds(carmen, "Visits", f => f.Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionParts).Fill(En.Indicators.BreakdownBy, "Neighbourhood").Fill(En.Indicators.Categories, "East, West"));
        await Adds(carmen, "Reading", f => f, En.Indicators.KindPercentage);
        await Adds(carmen, "Camps", f => f);
        await Adds(carmen, "A book they loved", f => f, En.Indicators.KindText);
        await carmen.OpensCheckIn();
        await (await rui.Receives())
            .Fill("Visits", "12").Fill("Visits: Neighbourhood East", "7").Fill("Visits: Neighbourhood West", "5")
            .Fill("Reading", "30").Fill(En.Indicators.OutOfHowMany("Reading"), "40").Fill("Camps", "doesn't apply").Writes("A book they loved", "@SUM(1+1)")
            .Writes(En.CheckIns.Worked, "=HYPERLINK(\"https://evil.test\")").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await Closes(carmen, rui);
        var form = await (await rui.Asks("correct")).Press("Check-in, week 48 of 2026");
        await form.Fill("Visits", "11").Fill("Visits: Neighbourhood West", "4").Fill(En.CheckIns.Reason, "Counted one twice").Press(En.CheckIns.SaveTheCorrection);
        return await carmen.Asks("export");
    }

    private static async Task Adds(Person carmen, string question, Func<ReceivedCard, ReceivedCard> fill, string? kind = null)
    {
        var form = await carmen.BeginsIndicator(kind);
        Assert.Contains(question, (await fill(form.Fill(En.Indicators.Question, question)).SavesIndicator()).AllText, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Download(ReceivedCard card, string button)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsync(card.Links[button], null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Dictionary<string, string[][]>> Unzipped(byte[] file)
    {
        await using var zip = await ZipArchive.CreateAsync(new MemoryStream(file), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8, TestContext.Current.CancellationToken);
        var files = new Dictionary<string, string[][]>();
        foreach (var entry in zip.Entries)
        {
            files[entry.FullName] = Rows(await entry.OpenAsync(TestContext.Current.CancellationToken));
        }

        return files;
    }

    private static string[] Lines(string[][] rows) => [.. rows.Select(r => string.Join('|', r))];

    private static string[][] Rows(Stream csv)
    {
        using var reader = new CsvReader(new StreamReader(csv, Encoding.UTF8), new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, NewLine = "\r\n" });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Parser.Record!);
        }

        return [.. rows];
    }

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Forged();
}

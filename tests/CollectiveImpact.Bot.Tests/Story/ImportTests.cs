using System.Globalization;
using System.Net;
using System.Text;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Backbone staff bring data in: checked cell by cell, all of it or nothing.</summary>
public sealed class ImportTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Heading = "Period,Partner,Indicator,Part,Value,Numerator,Denominator,Text,No value because\r\n";

    [Fact]
    public async Task The_filled_template_becomes_history_that_everyone_sees()
    {
        var (carmen, rui, channel) = await People();
        var card = await carmen.Asks("import");
        var template = await Post(card.Links[En.Files.TemplateExcel], null);
        var filled = Filled(await template.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), ("Children in sessions", "40"), ("Reading", "30/40"));

        Assert.Contains(En.Web.FineAtOneTime(2, 1, "2026-W47"), await Brings(card, "filled.xlsx", filled, "check"), StringComparison.Ordinal);
        Assert.Contains(En.Web.ValuesKept(2, 1), await Brings(card, "filled.xlsx", filled, "import"), StringComparison.Ordinal);
        await Brings(card, "more.csv", Encoding.UTF8.GetBytes(Heading + "2026-W44,City Library,Children in sessions,,37.0,,,,\r\n2026-W45,City Library,Children in sessions,,38,,,,\r\n2026-W46,city-library,children-in-sessions,,\"1,039\",,,,\r\n2026-W46,City Library,Reading,,,,,,NotCollected\r\n"), "import");

        await World.ItIs(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromDays(7));
        await carmen.OpensCheckIn();
        var receipt = await Submits(await rui.Receives(), "41");
        Assert.Contains("▁▁█▁▁", receipt.AllText, StringComparison.Ordinal);
        await Closes(carmen, rui);
        Assert.Contains(En.Indicators.MovedUp("1"), (await channel.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_its_cell_and_nothing_is_brought_in()
    {
        var (carmen, _, _) = await People();
        var card = await carmen.Asks("import");
        var file = Encoding.UTF8.GetBytes(Heading
            + "2026-W54,City Library,Children in sessions,,1,,,,\r\n"
            + "2026-W40,City Libary,Children in sessions,,1,,,,\r\n"
            + "2026-W40,City Library,Children,,1,,,,\r\n"
            + "2026-W41,City Library,Children in sessions,,many,,,,\r\n"
            + "2026-W42,City Library,Children in sessions,,1.234,,,,\r\n"
            + "2026-W43,City Library,Children in sessions,,-1,,,,\r\n"
            + "2026-W44,City Library,Reading,,,30,20,,\r\n"
            + "2026-W45,City Library,Reading,,,30,,,\r\n"
            + "2026-W46,City Library,Children in sessions,,7,,,,\r\n"
            + "2026-W46,City Library,Children in sessions,,7,,,,\r\n"
            + "2026-W47,City Library,Children in sessions,,7,,,,NotCollected\r\n"
            + "2026-W47,City Library,Children in sessions,East,7,,,,\r\n"
            + "2026-W39,City Library,Children in sessions,,=1+1,,,,\r\n");

        var report = await Brings(card, "wrong.csv", file, "import");

        foreach (var (cell, says) in new[]
        {
            ("A2", En.Files.NoPeriod("2026-W54")), ("B3", En.Files.NoPartnerNear("Riverside Reads", "City Libary", "City Library")), ("C4", En.Files.NoIndicator("Children")), ("E5", En.Files.NumberUnreadable("many")),
            ("E7", En.Indicators.LessThanZero), ("F8", En.Indicators.PartOverWhole), ("G9", En.Indicators.ShareIncomplete), ("C11", En.Files.ValueTwice), ("I12", En.Files.NumberAndReason), ("D13", En.Files.NoPart("Children in sessions", "East")), ("E14", En.Files.NumberUnreadable("=1+1")),
        })
        {
            Assert.Contains($"<tr><td>{cell}</td><td>", report, StringComparison.Ordinal);
            Assert.Contains(WebUtility.HtmlEncode(says), report, StringComparison.Ordinal);
        }

        Assert.Contains($"{En.Web.Reading("1.234", "E6", "1.234")}</label>", report, StringComparison.Ordinal);
        Assert.Contains($"{En.Web.Reading("1.234", "E6", "1234")}</label>", report, StringComparison.Ordinal);
        Assert.Contains(En.Web.ThingsWrong(11), report, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.NothingClosedToSee, (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_check_in_asked_for_is_corrected_with_the_file_as_the_reason()
    {
        var (carmen, rui, channel) = await People();
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        var card = await carmen.Asks("import");
        var file = Encoding.UTF8.GetBytes(Heading + "2026-W48,City Library,Children in sessions,,14,,,,\r\n");
        Assert.Contains(En.Web.StillOpen(En.Time.PeriodWeek(48, "2026")), await Brings(card, "fix.csv", file, "import"), StringComparison.Ordinal);
        await Closes(carmen, rui);
        await channel.Receives();

        Assert.Contains(En.Web.IsIn, await Brings(card, "fix.csv", file, "import"), StringComparison.Ordinal);
        Assert.Contains(En.Web.IsIn, await Brings(card, "fix.csv", file, "import"), StringComparison.Ordinal);

        Assert.Contains($"41 → 14  Carmen, 25 November: {En.Files.ImportedFrom("fix.csv")}", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        Assert.Contains("14", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_a_file_leaves_open_is_asked_once_and_the_answer_is_about_that_file_only()
    {
        var (carmen, _, _) = await People();
        var card = await carmen.Asks("import");
        var file = Encoding.UTF8.GetBytes("Period;Partner;Indicator;Value\r\n2026-W45;City Library;Children in sessions;12,500\r\n1926-W46;City Library;Children in sessions;13,250\r\n");

        var asked = await Brings(card, "hours.csv", file, "import");
        Assert.Contains($"{En.Web.Reading("12,500", "D2", "12500")}; {En.Web.Reading("13,250", "D3", "13250")}</label>", asked, StringComparison.Ordinal);
        Assert.Contains($"{En.Web.Reading("12,500", "D2", "12,5")}; {En.Web.Reading("13,250", "D3", "13,25")}</label>", asked, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(En.Web.FarTimes(1, En.Web.TimeInCell("1926-W46", "A3"))), asked, StringComparison.Ordinal);
        var answers = new[] { ("about", About(asked)), ("numbers", "Comma"), ("periods", "right") };
        Assert.Contains(En.Web.FineAtTimes(2, 1, "1926-W46", "2026-W45"), await Brings(card, "hours.csv", file, "check", HttpStatusCode.OK, answers), StringComparison.Ordinal);
        Assert.Contains(En.Web.HowNumbers, await Brings(card, "hours.csv", [.. file, .. "\r\n"u8], "import", HttpStatusCode.OK, answers), StringComparison.Ordinal);

        Assert.Contains(En.Web.IsIn, await Brings(card, "hours.csv", file, "import", HttpStatusCode.OK, answers), StringComparison.Ordinal);

        Assert.Contains("12.5", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Columns_of_another_name_are_offered_on_the_page()
    {
        var (carmen, _, _) = await People();
        var card = await carmen.Asks("import");
        var file = Encoding.UTF8.GetBytes("Relatório de outubro\r\n\r\nSemana;Entidade;Indicador;Notas;Valor\r\n2026-W40;City Library;Children in sessions;chuva;12,5\r\n");

        var asked = await Brings(card, "dados.csv", file, "check");
        Assert.Contains(En.Web.WhichColumnsMissing("Period, Partner, Indicator, Value"), asked, StringComparison.Ordinal);
        Assert.Contains("<option value=\"4\" selected>E: Valor</option>", asked, StringComparison.Ordinal);
        var answers = new[] { ("about", About(asked)), ("column Period", "0"), ("column Partner", "1"), ("column Indicator", "2"), ("column Value", "4"), ("column Text", "") };

        Assert.Contains(WebUtility.HtmlEncode(En.Files.ColumnForTwo("E", "Value", "Text")), await Brings(card, "dados.csv", file, "import", HttpStatusCode.OK, [.. answers[..5], ("column Text", "4")]), StringComparison.Ordinal);
        var ready = await Brings(card, "dados.csv", file, "check", HttpStatusCode.OK, answers);
        Assert.Contains(En.Web.FineAtOneTime(1, 1, "2026-W40"), ready, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"column Value\" value=\"4\"", ready, StringComparison.Ordinal);
        Assert.Contains(En.Web.IsIn, await Brings(card, "dados.csv", file, "import", HttpStatusCode.OK, answers), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_second_file_about_the_same_time_adds_what_the_first_did_not_have()
    {
        var (carmen, _, _) = await People();
        var card = await carmen.Asks("import");

        await Brings(card, "one.csv", Encoding.UTF8.GetBytes(Heading + "2026-W40,City Library,Children in sessions,,7,,,,\r\n"), "import");
        await Brings(card, "two.csv", Encoding.UTF8.GetBytes(Heading + "2026-W40,City Library,Reading,,,3,4,,\r\n"), "import");

        Assert.Contains("75 %", (await carmen.Asks("history reading")).AllText, StringComparison.Ordinal);
        Assert.Contains("7", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_is_taken_back_in_one_step_and_everything_is_as_it_was()
    {
        var (carmen, rui, _) = await People();
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var card = await carmen.Asks("import");
        Assert.Contains(En.Files.NoFileYet("import"), (await carmen.Asks("imports")).AllText, StringComparison.Ordinal);
        var (values, history) = (await Values(carmen), (await carmen.Asks("history children in sessions")).AllText);
        var file = Encoding.UTF8.GetBytes(Heading + "2026-W46,City Library,Children in sessions,,38,,,,\r\n2026-W46,City Library,Reading,,,3,4,,\r\n2026-W48,City Library,Children in sessions,,14,,,,\r\n2026-W48,City Library,Reading,,,1,4,,\r\n");
        Assert.Contains(En.Web.IsIn, await Brings(card, "old.csv", file, "import"), StringComparison.Ordinal);
        Assert.NotEqual(values, await Values(carmen));
        // The same again changes nothing, so there is nothing of it to take back.
        Assert.Contains(En.Web.IsIn, await Brings(card, "old.csv", file, "import"), StringComparison.Ordinal);

        var list = await carmen.Asks("imports");
        Assert.Single(list.AllText.Split("old.csv").Skip(1));
        Assert.Contains(En.Files.ValuesAtTimes("Carmen", "25 November 2026 10:00", 4, 1, "2026-W46", "2026-W48"), list.AllText, StringComparison.Ordinal);
        var undone = await list.Press(En.People.Undo);

        Assert.Contains(En.Files.TakenBack("old.csv"), undone.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Files.TakenBackBy("Carmen", "25 November 2026 10:00"), undone.AllText, StringComparison.Ordinal);
        Assert.Equal(values, await Values(carmen));
        Assert.Contains("41", history, StringComparison.Ordinal);
        Assert.Contains($"14 → 41  Carmen, 25 November: {En.Files.TookBack("old.csv")}", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Time.PeriodWeek(46, "2026"), (await carmen.Asks("history reading")).AllText, StringComparison.Ordinal);
        // Pressed twice, on a card that still has the button, it is once; and the record agrees with what is drawn from it.
        Assert.Contains(En.Files.TakenBack("old.csv"), (await list.Press(En.People.Undo)).AllText, StringComparison.Ordinal);
        Assert.Equal(values, await Values(carmen));
        await Agrees();

        // Afterwards, a file is as welcome as before, and counts on.
        Assert.Contains(En.Web.IsIn, await Brings(card, "old.csv", file, "import"), StringComparison.Ordinal);
        Assert.Contains("38", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Files.TakenBack("old.csv"), (await (await carmen.Asks("imports")).Press(En.People.Undo)).AllText, StringComparison.Ordinal);
        Assert.Equal(values, await Values(carmen));
        await Agrees();
        NothingWentWrong();
    }

    [Fact]
    public async Task A_partner_that_had_not_answered_has_not_answered_again()
    {
        var (carmen, rui, _) = await People();
        await carmen.OpensCheckIn();
        await rui.Receives();
        await carmen.ClosesCheckIn();
        var before = await Values(carmen);
        await Brings(await carmen.Asks("import"), "a.csv", Encoding.UTF8.GetBytes(Heading + "2026-W48,City Library,Children in sessions,,14,,,,\r\n"), "import");
        Assert.NotEqual(before, await Values(carmen));

        await (await carmen.Asks("imports")).Press(En.People.Undo);

        Assert.Equal(before, await Values(carmen));
        await Agrees();
        await Brings(await carmen.Asks("import"), "b.csv", Encoding.UTF8.GetBytes(Heading + "2026-W48,City Library,Children in sessions,,15,,,,\r\n"), "import");
        Assert.Contains("15", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_whose_values_somebody_has_changed_since_stays_and_it_is_said_which()
    {
        var (carmen, _, _) = await People();
        var card = await carmen.Asks("import");
        await Brings(card, "first.csv", Encoding.UTF8.GetBytes(Heading + "2026-W45,City Library,Children in sessions,,7,,,,\r\n2026-W46,City Library,Children in sessions,,38,,,,\r\n"), "import");
        await Brings(card, "second.csv", Encoding.UTF8.GetBytes(Heading + "2026-W46,City Library,Children in sessions,,39,,,,\r\n"), "import");
        var list = await carmen.Asks("imports");

        var kept = await list.Press(En.People.Undo, 2);

        Assert.Contains(En.Files.LeftAsItIs("first.csv", 1, En.Files.ChangedBy("City Library", "Children in sessions", En.Time.PeriodWeek(46, "2026"), "Carmen")), kept.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.LastTotal(En.Time.PeriodWeek(46, "2026"), "39")}\n{En.CheckIns.LastTotal(En.Time.PeriodWeek(45, "2026"), "7")}", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        // The newer one first, and then the older one, too.
        Assert.Contains(En.Files.TakenBack("second.csv"), (await list.Press(En.People.Undo, 1)).AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.CheckIns.LastTotal(En.Time.PeriodWeek(46, "2026"), "38")}\n{En.CheckIns.LastTotal(En.Time.PeriodWeek(45, "2026"), "7")}", (await carmen.Asks("history children in sessions")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Files.TakenBack("first.csv"), (await list.Press(En.People.Undo, 2)).AllText, StringComparison.Ordinal);
        await Agrees();
        NothingWentWrong();
    }

    private async Task Agrees()
    {
        var initiative = Assert.Single(await World.Services.GetRequiredService<IInitiativeStore>().ListAll(TestContext.Current.CancellationToken));
        var rebuilt = await ActivatorUtilities.CreateInstance<Rebuild>(World.Services).Run(initiative, write: false, TestContext.Current.CancellationToken);
        Assert.True(rebuilt.Agrees, rebuilt.ToString());
    }

    // All values and totals as an export has them.
    private static async Task<string> Values(Person carmen)
    {
        using var answer = await Post((await carmen.Asks("export")).Links[En.Files.LinkTo("SDMX-CSV")], null);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, string, string> NoFiles => new()
    {
        { "notes.pdf", "%PDF", En.Files.NoTable },
        { "broken.xlsx", "not a zip", WebUtility.HtmlEncode(En.Files.CantBeRead) },
        { "empty.csv", "\r\n", En.Files.FileEmpty },
        { "heading.csv", "Period,Value\r\n2026-W40,1\r\n", En.Web.WhichColumnsMissing("Partner, Indicator") },
    };

    [Theory]
    [MemberData(nameof(NoFiles))]
    public async Task A_file_that_is_none_is_told_kindly(string name, string content, string says)
    {
        var (carmen, _, _) = await People();

        Assert.Contains(says, await Brings(await carmen.Asks("import"), name, Encoding.UTF8.GetBytes(content), "check"), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_without_a_value_is_told_kindly()
    {
        var (carmen, _, _) = await People();

        Assert.Contains(En.Web.NoValue, await Brings(await carmen.Asks("import"), "none.csv", Encoding.UTF8.GetBytes(Heading), "check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_pass_nothing_is_read_and_too_large_a_file_is_told()
    {
        var (carmen, _, _) = await People();
        var card = await carmen.Asks("import");
        var large = new byte[21 * 1024 * 1024];

        using var http = new HttpClient();
        using var forged = new MultipartFormDataContent { { new ByteArrayContent(large[..1000]), "file", "a.csv" } };
        var link = card.Links[En.Files.BringFile];
        Assert.Equal(HttpStatusCode.Gone, (await http.PostAsync(link.Replace(link.Split('-')[^1][..8], "00000000", StringComparison.Ordinal), forged, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains(En.Web.TooLarge(20), await Brings(card, "large.csv", large, "check", HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    private async Task<(Person Carmen, Person Rui, Conversation Channel)> People()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Reading", En.Indicators.KindPercentage);
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("digest here", team.General);
        await team.General.Receives();
        return (carmen, rui, team.General);
    }

    private static async Task<HttpResponseMessage> Post(string link, HttpContent? content)
    {
        using var http = new HttpClient();
        return await http.PostAsync(link, content, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Brings(ReceivedCard card, string name, byte[] file, string step, HttpStatusCode status = HttpStatusCode.OK, params (string Field, string Value)[] answers)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name }, { new StringContent(step), "step" } };
        foreach (var (field, value) in answers)
        {
            form.Add(new StringContent(value), field);
        }

        var answer = await Post(card.Links[En.Files.BringFile], form);
        Assert.Equal(status, answer.StatusCode);
        return OnPages.Encoded(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // Which file the page's questions are about, as its form sends it back.
    private static string About(string page) => page.Split("name=\"about\" value=\"")[1].Split('"')[0];

    // As a person would in Excel: numbers into the rows that the template has.
    private static byte[] Filled(byte[] template, params (string Indicator, string Value)[] values)
    {
        var file = new MemoryStream();
        file.Write(template);
        using (var workbook = SpreadsheetDocument.Open(file, isEditable: true))
        {
            var sheet = workbook.WorkbookPart!.WorksheetParts.First(p => workbook.WorkbookPart.GetIdOfPart(p) == workbook.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().First().Id!);
            foreach (var row in sheet.Worksheet!.Descendants<Row>())
            {
                var texts = row.Elements<Cell>().Select(c => c.InnerText).ToArray();
                foreach (var (_, value) in values.Where(v => texts.Contains(v.Indicator)))
                {
                    var numbers = value.Split('/');
                    for (var i = 0; i < numbers.Length; i++)
                    {
                        var column = numbers.Length == 1 ? 4 : 5 + i;
                        row.ReplaceChild(new Cell { CellValue = new CellValue(decimal.Parse(numbers[i], CultureInfo.InvariantCulture)), DataType = CellValues.Number }, row.Elements<Cell>().ElementAt(column));
                    }
                }
            }
        }

        return file.ToArray();
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>The questions go to a translator as a table and come back; nothing is written that nobody has read.</summary>
public sealed class QuestionsFileTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Question = "Children in sessions";
    private const string Csv = "riverside-reads-questions-2026-11-25.csv";
    private const string Xlsx = "riverside-reads-questions-2026-11-25.xlsx";

    [Fact]
    public async Task A_translator_fills_the_table_and_partners_are_asked_in_their_language()
    {
        var (carmen, rui) = await Speaking("Spanish, Arabic");
        rui.Locale = "ar-EG";
        var list = await (await (await carmen.Asks("indicators")).Press(En.Indicators.OtherLanguages)).Press(En.Indicators.WrittenInLanguage("Español", 0, 1));
        var card = await list.Press(En.Indicators.TranslateInFile);

        var table = Encoding.UTF8.GetString(await card.Downloads(En.Files.TableCsv, Csv));
        Assert.Contains($",{Question},,,", table, StringComparison.Ordinal);
        var filled = Filled(table, $",{Question},,,", $",{Question},=Niños <b>en</b> sesiones,كم طفلًا حضر الجلسات؟,");
        var preview = await card.Brings(En.Files.BringTableBack, Csv, filled, "check");
        Assert.Contains(En.Web.QuestionsFine(2, 0, 0), preview, StringComparison.Ordinal);
        Assert.Contains($"<td>{WebUtility.HtmlEncode("=Niños <b>en</b> sesiones")}</td>", preview, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("كم طفلًا حضر الجلسات؟"), preview, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.WrittenInLanguage("العربية", 0, 1), (await Languages(carmen)).Buttons);
        var unread = await card.Brings(En.Files.BringTableBack, Csv, filled, "import");
        Assert.Contains(En.Web.Unread, unread, StringComparison.Ordinal);
        Assert.Contains(En.Web.TextsWritten(2), await card.Brings(En.Files.BringTableBack, Csv, filled, "import", preview), StringComparison.Ordinal);

        Assert.Contains("كم طفلًا حضر الجلسات؟", (await rui.Asks("indicators")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.WrittenInLanguage("Español", 1, 1), (await Languages(carmen)).Buttons);
        Assert.Contains(En.Audit.With(En.Audit.IndicatorChanged(Question), Csv), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        var again = await card.Brings(En.Files.BringTableBack, Csv, filled, "check");
        Assert.Contains(En.Web.NothingNewInFile(2), again, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_workbook_is_valid_and_comes_back_from_the_export_as_well()
    {
        var (carmen, _) = await Speaking("Spanish");
        var card = await carmen.Asks("translate questions");
        var filled = Filled(Encoding.UTF8.GetString(await card.Downloads(En.Files.TableCsv, Csv)), $",{Question},,", $",{Question},=1+1,");
        await card.Brings(En.Files.BringTableBack, Csv, filled, "import", await card.Brings(En.Files.BringTableBack, Csv, filled, "check"));

        var export = await carmen.Asks("export");
        foreach (var file in new[] { await card.Downloads(En.Files.TableExcel, Xlsx), await export.Downloads(En.Files.LinkExcel, "riverside-reads-2026-11-25.xlsx") })
        {
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(workbook, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
            Assert.Empty(workbook.WorkbookPart!.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
            Assert.Contains(En.Web.NothingNewInFile(1), await card.Brings(En.Files.BringTableBack, Xlsx, file, "check"), StringComparison.Ordinal);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_wrong_and_what_is_left_out_is_told_and_what_changed_since_it_was_read_is_not_written()
    {
        var (carmen, _) = await Speaking("Spanish");
        var card = await carmen.Asks("translate questions");
        var table = Encoding.UTF8.GetString(await card.Downloads(En.Files.TableCsv, Csv));
        var first = Filled(table, $",{Question},,", $",{Question},Niños,");
        await card.Brings(En.Files.BringTableBack, Csv, first, "import", await card.Brings(En.Files.BringTableBack, Csv, first, "check"));

        var tooLong = await card.Brings(En.Files.BringTableBack, Csv, Filled(table, $",{Question},,", $",{Question},{new string('x', 201)},"), "import", status: HttpStatusCode.OK);
        Assert.Contains($"<td>2</td><td>{WebUtility.HtmlEncode("es (Español)")}</td><td>{En.Fields.TooLong(201, 200)}</td>", tooLong, StringComparison.Ordinal);
        var elsewhere = await card.Brings(En.Files.BringTableBack, Csv, Filled(table, $",{Question},,", ",How many adults?,Adultos,"), "check");
        Assert.Contains(WebUtility.HtmlEncode(En.Files.OwnWordedAnew(Question)), elsewhere, StringComparison.Ordinal);
        Assert.Contains(En.Web.LeftOut, elsewhere, StringComparison.Ordinal);

        var second = Filled(table, $",{Question},,", $",{Question},Niñas y niños,");
        var preview = await card.Brings(En.Files.BringTableBack, Csv, second, "check");
        Assert.Contains($"<td>{WebUtility.HtmlEncode("Niños")}</td><td>{WebUtility.HtmlEncode("Niñas y niños")}</td>", preview, StringComparison.Ordinal);
        var form = await (await (await Languages(carmen)).Press(En.Indicators.WrittenInLanguage("Español", 1, 1))).Press(En.Indicators.Edit);
        await form.Fill(En.Indicators.InOwnWords(En.Indicators.Question, Question), "Muchachos").Press(En.Indicators.Save);
        var changed = await card.Brings(En.Files.BringTableBack, Csv, second, "import", preview);
        Assert.Contains(En.Web.Unread, changed, StringComparison.Ordinal);
        Assert.Contains("Muchachos", (await (await Languages(carmen)).Press(En.Indicators.WrittenInLanguage("Español", 1, 1))).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Web.TextsWritten(1), await card.Brings(En.Files.BringTableBack, Csv, second, "import", changed), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Only_the_backbone_translates_in_its_own_chat_and_chooses_a_language_first()
    {
        var (carmen, rui) = await Speaking("");
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("translate questions")).Text, StringComparison.Ordinal);
        var none = await carmen.Asks("translate questions");
        Assert.Contains(En.Indicators.NoOtherLanguages("English"), none.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Indicators.TranslateInFile, none.Buttons);

        await Choose(carmen, "French");
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("translate questions", team.General);
        Assert.Contains(En.Files.BackboneTranslates("translate questions"), (await team.General.Receives()).Text, StringComparison.Ordinal);
        using var http = new HttpClient();
        var link = (await carmen.Asks("traduire les questions")).Links[En.Files.BringTableBack];
        http.DefaultRequestHeaders.Add("Accept-Language", "ar");
        Assert.Contains(new Bot.Web.Texts(CultureInfo.GetCultureInfo("ar")).BringQuestions, WebUtility.HtmlDecode(await http.GetStringAsync(link, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        await World.ItIs(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await http.PostAsync(link, null, TestContext.Current.CancellationToken)).StatusCode);
        NothingWentWrong();
    }

    private async Task<(Person Carmen, Person Rui)> Speaking(string languages)
    {
        var (carmen, rui) = await Riverside();
        await Choose(carmen, languages);
        return (carmen, rui);
    }

    private static async Task Choose(Person carmen, string languages) =>
        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), languages).Press(En.Glossary.Save);

    private static async Task<ReceivedCard> Languages(Person carmen) => await (await carmen.Asks("indicators")).Press(En.Indicators.OtherLanguages);

    private static byte[] Filled(string table, string empty, string filled)
    {
        Assert.Contains(empty, table, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(table.Replace(empty, filled, StringComparison.Ordinal));
    }
}

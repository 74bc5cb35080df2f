using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Glossaries go from one initiative to another as files; nothing comes in that nobody has read.</summary>
public sealed class GlossaryFileTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Heading = "Term key,Language,Name,Definition,Other names,Related\r\n";

    public static TheoryData<string, string> Formats => new()
    {
        { En.Files.LinkExcel, "riverside-reads-glossary-2026-11-25.xlsx" },
        { En.Files.LinkCsv, "riverside-reads-glossary-2026-11-25.csv" },
        { En.Files.LinkTo("JSON-LD"), "riverside-reads-glossary-2026-11-25.jsonld" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_glossary_goes_to_another_initiative_and_back(string link, string name)
    {
        var (carmen, _) = await Riverside();
        await (await carmen.Asks("suggest attendance: =In the <b>room</b>, \"really\"")).Press(En.Glossary.Agree);
        await (await carmen.Asks("suggest truancy: Skipping school")).Press(En.Glossary.Agree);
        var nina = Teams.Person("Nina", "health");
        await nina.SetsUp("Harbour Health");

        var file = await (await carmen.Asks("export glossary")).Downloads(link, name);
        Assert.Contains(En.Web.TermsFine(0, 0, 2, 0), await Brings(await carmen.Asks("import glossary"), name, file, "check"), StringComparison.Ordinal);
        var card = await nina.Asks("import terms");
        var preview = await Brings(card, name, file, "check");
        Assert.Contains(En.Web.TermsFine(2, 0, 0, 0), preview, StringComparison.Ordinal);
        Assert.Contains("=In the &lt;b&gt;room&lt;/b&gt;, &quot;really&quot;", preview, StringComparison.Ordinal);
        Assert.Contains(En.Web.TermsProposed(2), await Brings(card, name, file, "import", preview), StringComparison.Ordinal);

        var term = await nina.Asks("attendance?");
        Assert.Contains("=In the <b>room</b>, \"really\"", term.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Proposed, term.AllText, StringComparison.Ordinal);
        var again = await Brings(card, name, file, "check");
        Assert.Contains(En.Web.TermsFine(0, 0, 2, 0), again, StringComparison.Ordinal);
        Assert.Contains(En.Web.TermsInForce(0), await Brings(card, name, file, "import", again, inForce: true), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task In_every_language_the_columns_are_called_as_the_reader_of_files_knows_them()
    {
        var (carmen, _) = await Riverside();
        string[] columns = ["Name", "Definition"];
        var file = Encoding.UTF8.GetBytes($"{string.Join(',', columns)}\nTruancy,Skipping school\n");
        foreach (var locale in new[] { "en-GB", "es-MX", "fr-FR", "pt-BR", "de-DE", "ar-EG" })
        {
            carmen.Locale = locale;
            var card = await carmen.Asks("import glossary");
            Assert.All(columns, column => Assert.Contains(column, card.AllText, StringComparison.Ordinal));
            Assert.Contains(En.Web.TermsFine(1, 0, 0, 0), await Posted(card.Links.Values.First(l => l.EndsWith("/import-glossary", StringComparison.Ordinal)), file), StringComparison.Ordinal);
        }

        static async Task<string> Posted(string link, byte[] file)
        {
            using var http = new HttpClient();
            using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "list.csv" }, { new StringContent("check"), "step" } };
            http.DefaultRequestHeaders.Add("Accept-Language", "en");
            using var answer = await http.PostAsync(link, form, TestContext.Current.CancellationToken);
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_abbreviation_in_brackets_finds_the_term_that_a_file_brought()
    {
        var (carmen, rui) = await Riverside();
        var card = await carmen.Asks("import glossary");
        var file = "Name,Definition\nAdverse Childhood Experience (ACE),Something hard that happened before eighteen\n"u8.ToArray();
        var preview = await Brings(card, "theirs.csv", file, "check");
        Assert.Contains(En.Web.TermsProposed(1), await Brings(card, "theirs.csv", file, "import", preview), StringComparison.Ordinal);

        foreach (var asked in new[] { "what is ACE?", "ACE", "what's an ace", "what is an Adverse Childhood Experience?", "adverse childhood experiences", "define adverse childhood experience (ACE)" })
        {
            Assert.Contains("Something hard that happened before eighteen", (await rui.Asks(asked)).AllText, StringComparison.Ordinal);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task A_concept_without_a_definition_comes_in_as_a_proposal_to_complete_and_is_agreed_on_only_then()
    {
        var (carmen, rui) = await Riverside();
        var card = await carmen.Asks("import glossary");
        var file = """
            {"@context":{"skos":"http://www.w3.org/2004/02/skos/core#"},
             "@graph":[{"@id":"https://example.org/c1","skos:prefLabel":{"@value":"Bridge bed","@language":"en"},
                        "skos:narrower":{"@id":"https://example.org/c2","@type":"skos:Concept","skos:prefLabel":{"@value":"Night bed","@language":"en"},"skos:definition":{"@value":"A bed for one night","@language":"en"},"skos:scopeNote":{"@value":"Mats count as well","@language":"en"}}}]}
            """u8.ToArray();

        var preview = await Brings(card, "theirs.jsonld", file, "check", inForce: true);
        Assert.Contains(En.Web.TermsFine(2, 0, 0, 0), preview, StringComparison.Ordinal);
        Assert.Contains(En.Files.TermsUndefined(1), preview, StringComparison.Ordinal);
        await Brings(card, "theirs.jsonld", file, "import", preview, inForce: true);

        var agreed = (await rui.Asks("what is a night bed?")).AllText;
        Assert.DoesNotContain(En.Glossary.Proposed, agreed, StringComparison.Ordinal);
        Assert.Contains(En.Files.DefinitionAndNote("A bed for one night", "Mats count as well"), agreed, StringComparison.Ordinal);
        Assert.DoesNotContain("Not:", agreed, StringComparison.Ordinal);
        var open = await rui.Asks("what is a bridge bed?");
        Assert.Contains(En.Glossary.Proposed, open.AllText, StringComparison.Ordinal);
        var kept = await (await carmen.Asks("what is a bridge bed?")).Press(En.Glossary.Agree);
        Assert.Contains(En.Glossary.NoMeaningYet, kept.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Proposed, (await rui.Asks("what is a bridge bed?")).AllText, StringComparison.Ordinal);

        await (await (await rui.Asks("what is a bridge bed?")).Press(En.Glossary.SuggestAChange)).Fill(En.Glossary.Definition, "A bed between hospital and home").Press(En.Glossary.Suggest);
        await (await carmen.Asks("what is a bridge bed?")).Press(En.Glossary.Agree);
        var complete = (await rui.Asks("what is a bridge bed?")).AllText;
        Assert.Contains("A bed between hospital and home", complete, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Glossary.Proposed, complete, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_here_with_other_words_stays_or_takes_the_files()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        var card = await carmen.Asks("import glossary");
        var file = Encoding.UTF8.GetBytes(Heading + ",,Attendance,In the room for <i>half</i> an hour,presence,Outreach\r\n,,Outreach,Going out,,\r\n");

        var preview = await Brings(card, "theirs.csv", file, "check");
        Assert.Contains(En.Web.TermsFine(1, 0, 0, 1), preview, StringComparison.Ordinal);
        Assert.Contains("<td>2</td><td>attendance</td><td>Definition</td><td>In the room for an hour</td><td>In the room for &lt;i&gt;half&lt;/i&gt; an hour</td>", preview, StringComparison.Ordinal);
        Assert.Contains($"{En.Web.TermsProposed(1)} {En.Web.TermsStay(1)}", await Brings(card, "theirs.csv", file, "import", preview), StringComparison.Ordinal);
        Assert.Contains("In the room for an hour", (await rui.Asks("attendance?")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Proposed, (await rui.Asks("outreach?")).AllText, StringComparison.Ordinal);

        // The glossary has changed since the preview was read.
        Assert.Contains(En.Web.Unread, await Brings(card, "theirs.csv", file, "import", preview, theirs: true, inForce: true), StringComparison.Ordinal);
        preview = await Brings(card, "theirs.csv", file, "check", theirs: true, inForce: true);
        Assert.Contains("value=\"theirs\" checked", preview, StringComparison.Ordinal);
        Assert.Contains(En.Web.TermsInForce(1), await Brings(card, "theirs.csv", file, "import", preview, theirs: true, inForce: true), StringComparison.Ordinal);
        var term = await rui.Asks("presence?");
        Assert.Contains("In the room for <i>half</i> an hour", term.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.InVersion(2), term.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.See("Outreach"), term.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_with_half_its_rows_wrong_is_refused_and_nothing_changes()
    {
        var (carmen, _) = await Riverside();
        var card = await carmen.Asks("import glossary");
        var file = Encoding.UTF8.GetBytes(Heading + string.Concat(Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? $",,Word {i},Meaning {i},,\r\n" : $",,<u>Word {i}</u>,,,\r\n")));

        var report = await Brings(card, "half.csv", file, "import");

        Assert.Contains(En.Web.ThingsWrong(60), report, StringComparison.Ordinal);
        Assert.Contains($"<td>3</td><td>Definition</td><td>{En.Glossary.DefinitionMissing}</td>", report, StringComparison.Ordinal);
        Assert.Contains($"<p>{En.Web.MoreRows(10)}</p>", report, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"seen\"", report, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.NoneYet, (await carmen.Asks("terms")).AllText, StringComparison.Ordinal);

        Assert.Contains(En.Files.NoGlossary, await Brings(card, "a.pdf", [1], "check"), StringComparison.Ordinal);
        Assert.Contains(En.Web.NoTerm, await Brings(card, "a.csv", Encoding.UTF8.GetBytes(Heading), "import"), StringComparison.Ordinal);
        Assert.Contains(En.Web.ChooseFirst, await Brings(card, "a.csv", [], "check"), StringComparison.Ordinal);
        Assert.Contains(En.Web.TooLarge(20), await Brings(card, "a.csv", new byte[21 * 1024 * 1024], "check", status: HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_the_partners_decide_what_comes_is_proposed_only()
    {
        var (carmen, _) = await Riverside();
        await (await carmen.Asks("glossary rules")).Choose(En.Glossary.WhoDecides, En.Glossary.ByPartners).Fill(En.Glossary.HowManyPartners, "1").Press(En.Glossary.Save);
        var card = await carmen.Asks("import glossary");
        var file = Encoding.UTF8.GetBytes(Heading + ",,Mentor,A friend,,\r\n");

        var preview = await Brings(card, "a.csv", file, "check");
        Assert.DoesNotContain("value=\"inforce\"", preview, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Web.IsIn, await Brings(card, "a.csv", file, "import", preview, inForce: true), StringComparison.Ordinal);
        Assert.Contains(En.Web.TermsProposed(1), await Brings(card, "a.csv", file, "import", preview), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Languages_come_with_their_terms_and_the_workbook_is_valid()
    {
        var (carmen, rui) = await Riverside();
        rui.Locale = "pt-PT";
        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "pt").Press(En.Glossary.Save);
        var card = await carmen.Asks("import glossary");
        var file = Encoding.UTF8.GetBytes(Heading + "a,,Attendance,Being there,,\r\na,pt,Presença,\"=Estar lá\",,\r\n");
        await Brings(card, "a.csv", file, "import", await Brings(card, "a.csv", file, "check"), inForce: true);

        Assert.Contains("=Estar lá", (await rui.Asks("presenca?")).AllText, StringComparison.Ordinal);
        var export = await carmen.Asks("export glossary");
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await export.Downloads(En.Files.LinkExcel, "riverside-reads-glossary-2026-11-25.xlsx")), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(workbook, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
        var json = JsonNode.Parse(await export.Downloads(En.Files.LinkTo("JSON-LD"), "riverside-reads-glossary-2026-11-25.jsonld"))!;
        Assert.Equal(["Attendance", "Presença"], json["@graph"]![1]!["skos:prefLabel"]!.AsArray().Select(l => l!["@value"]!.GetValue<string>()));
        Assert.Contains("\"Presença\"@pt", Encoding.UTF8.GetString(await export.Downloads(En.Files.LinkTurtle, "riverside-reads-glossary-2026-11-25.ttl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_backbone_exchanges_terms_in_its_own_chat_and_while_the_link_works()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        foreach (var (words, said) in new[] { ("export glossary", En.Files.FilesAreBackbones("export glossary")), ("import glossary", En.Files.BackboneBringsTerms("import glossary")) })
        {
            Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks(words)).Text, StringComparison.Ordinal);
            await carmen.Says(words, team.General);
            Assert.Contains(said, (await team.General.Receives()).Text, StringComparison.Ordinal);
        }

        var export = await carmen.Asks("export terms");
        await export.Press(En.Files.SkosTurtle);
        var given = await (await carmen.Receives()).AllowFile();
        Assert.EndsWith("riverside-reads-glossary-2026-11-25.ttl", given.FileUrl, StringComparison.Ordinal);
        Assert.StartsWith("@prefix skos:", Encoding.UTF8.GetString(Teams.Drive.File("riverside-reads-glossary-2026-11-25.ttl")!), StringComparison.Ordinal);

        using var http = new HttpClient();
        var link = (await carmen.Asks("import glossary")).Links[En.Files.BringFile];
        var page = await http.GetStringAsync(link, TestContext.Current.CancellationToken);
        Assert.Contains($"<legend>{En.Web.HereOtherwise}</legend>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ours\" checked", page, StringComparison.Ordinal);
        Assert.Contains("value=\"proposed\" checked", page, StringComparison.Ordinal);
        await World.ItIs(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await http.PostAsync(link, null, TestContext.Current.CancellationToken)).StatusCode);
        NothingWentWrong();
    }

    /// <param name="read">The page that was read before, with its mark.</param>
    private static Task<string> Brings(ReceivedCard card, string name, byte[] file, string step, string read = "", bool theirs = false, bool inForce = false, HttpStatusCode status = HttpStatusCode.OK) =>
        card.Brings(En.Files.BringFile, name, file, step, read, status, ("conflicts", theirs ? "theirs" : "ours"), ("as", inForce ? "inforce" : "proposed"));
}

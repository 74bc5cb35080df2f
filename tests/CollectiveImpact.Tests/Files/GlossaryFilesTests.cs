using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CollectiveImpact.Audit;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Files;

/// <summary>A glossary as files: what goes out comes back the same, and what is wrong is told.</summary>
public sealed partial class GlossaryFilesTests
{
    private const string Heading = "Term key,Language,Name,Definition,Not,Examples,Other names,Source,Owner,Related\r\n";

    private static readonly Initiative Initiative = Riverside.Initiative with { Languages = ["pt", "uk", "zh"] };

    // What people write, and what files do with it.
    private static readonly string[] Awkward =
    [
        "=HYPERLINK(\"https://evil.test\")", "'=1+1", "\"=1+1\"", "\"", "'", "@SUM(1)", "-5 to 5", "+ more", "semi; colon, comma", "one\ntwo\r\nthree\n\nfour", "back\\slash \\n \\u0041",
        "<b>bold</b> & \"quoted\"", "_x0041_ and _x000D_", "tab\there", "👩‍🌾🏽 שלום مرحبا", "e\u0301 é", "{{x}} ${y} <at>", "a \u0001 bell \u007f \u0085 sign", "''' \"\"\" '''",
    ];

    private static readonly IReadOnlyList<Term> Awkwards = [.. Awkward.Select((words, i) => TermOf($"term-{i}", $"Term {i}") with { InForce = WordingOf(words, i) })];

    [Theory]
    [InlineData(ExportFormat.GlossaryXlsx)]
    [InlineData(ExportFormat.GlossaryCsv)]
    [InlineData(ExportFormat.GlossaryJsonLd)]
    public async Task What_went_out_comes_back_the_same(ExportFormat format)
    {
        var terms = new[]
        {
            TermOf("proposed", "Proposed") with { InForce = null, Edition = 0, AgreedAt = null, Proposal = new Proposal(new Wording("Proposed", "Not agreed yet"), Riverside.Maria, "Maria", Riverside.Opening, []) },
            TermOf("changing", "Changing") with { Proposal = new Proposal(new Wording("Changing", "Otherwise"), Riverside.Maria, "Maria", Riverside.Opening, []) },
            TermOf("old", "Old") with { Retired = new Retirement("term-1", "It hurts", Riverside.Opening) },
            TermOf("attendance", "Presence"),
            TermOf("comma", "Comma") with { InForce = new Wording("Comma", "A sign") { Synonyms = ["Absence, chronic"], Related = ["proposed", "gone", "old"] } },
            new Term("sent-back", 2),
        };

        var plan = Check([.. Awkwards, .. terms], FileName(format), await Export(format, [.. Awkwards, .. terms]));

        Assert.Empty(plan.Faults);
        Assert.Empty(plan.LeftOut);
        Assert.Equal([], plan.Terms.Where(t => t.Fate != Fate.Same).SelectMany(t => t.Differences.Select(d => $"{t.Wording.Name} {d.Field}: {d.Here} | {d.There}")));
        Assert.Equal(Awkwards.Count + (format == ExportFormat.GlossaryJsonLd ? 4 : 5), plan.Of(Fate.Same).Count());
    }

    [Theory]
    [InlineData(ExportFormat.GlossaryXlsx)]
    [InlineData(ExportFormat.GlossaryCsv)]
    [InlineData(ExportFormat.GlossaryJsonLd)]
    public async Task Another_initiative_gets_all_that_was_agreed(ExportFormat format)
    {
        var plan = Check([], FileName(format), await Export(format, Awkwards));

        Assert.Empty(plan.Faults);
        Assert.Equal(Awkwards.Count, plan.Of(Fate.New).Count());
        foreach (var term in Awkwards)
        {
            var came = Assert.Single(plan.Terms, t => t.Wording.Name == term.Name).Wording;
            Assert.Equal(Tidy(term.InForce!.Definition), came.Definition);
            Assert.Equal(Tidy(term.InForce.Not), came.Not);
            Assert.Equal(term.InForce.Related, came.Related);
            Assert.Equal(term.InForce.Synonyms, came.Synonyms);
            Assert.Equal(Tidy(term.InForce.Translations["zh"].Definition), came.Translations["zh"].Definition);
        }
    }

    [Fact]
    public async Task In_a_csv_file_nobodys_words_start_a_formula()
    {
        var csv = Encoding.UTF8.GetString(await Export(ExportFormat.GlossaryCsv, Awkwards));

        Assert.DoesNotMatch("(^|,|\n)\"?[=@+\t-]", csv);
        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turtle_is_right_by_its_grammar_and_says_what_json_says()
    {
        Term[] terms = [.. Awkwards, TermOf("old", "Old") with { Retired = new Retirement("term-1", "It hurts", Riverside.Opening) }, TermOf("ação > \"x\"", "Ação")];

        var turtle = Encoding.UTF8.GetString(await Export(ExportFormat.GlossaryTurtle, terms));
        var tokens = Tokens(turtle);

        var json = JsonNode.Parse(await Export(ExportFormat.GlossaryJsonLd, terms))!["@graph"]!.AsArray();
        var texts = json.SelectMany(n => n!.AsObject()).Where(p => p.Value is JsonArray).SelectMany(p => p.Value!.AsArray()).Select(v => v is JsonObject o ? o["@value"]?.GetValue<string>() : null).OfType<string>();
        Assert.Equal(texts.Order(StringComparer.Ordinal), tokens.Where(t => t[0] == '"').Select(Unquoted).Order(StringComparer.Ordinal));
        var iris = json.Select(n => n!["@id"]!.GetValue<string>()).ToArray();
        Assert.Equal(terms.Length + 1, iris.Distinct().Count());
        Assert.All(iris, iri => Assert.Contains($"\n<{iri}>\n", turtle, StringComparison.Ordinal));
        Assert.Contains("<urn:collective-impact:r1vers:a%C3%A7%C3%A3o%20%3E%20%22x%22>", tokens);
        Assert.Contains("owl:deprecated \"true\"^^xsd:boolean ;\n    dcterms:isReplacedBy <urn:collective-impact:r1vers:term-1>", turtle, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_by_row_and_field_and_the_first_fifty_of_it()
    {
        var here = new[] { TermOf("mentor", "Mentor"), TermOf("presença", "Presença") };

        var plan = Check(here, "wrong.csv", Heading
            + "a,en-GB,Tutor,,,,,,,\r\n"
            + "b,,,Somebody,,,,,,\r\n"
            + $"c,,{new string('x', 81)},Too long,{new string('y', 601)},,,,,\r\n"
            + "d,tlh,Qapla,Success,,,,,,\r\n"
            + "e,fr,Ami,Friend,,,,,,\r\n"
            + "f,,Coach,Trains,,,mentor,,,\r\n"
            + "g,,Presenca,There,,,,,,\r\n"
            + "h,,Visit,Going there,,,,,,\r\n"
            + "h,,Visit,Going there again,,,,,,\r\n"
            + "i,,VÍSIT,Seeing,,,,,,\r\n"
            + ",pt,Aula,Lesson,,,,,,\r\n"
            + "j,pt,Escola,School,,,,,,\r\n"
            + "k,,Lesson,Hour,,,a;b;c;d;e;f;g;h;i;j;k;l;m,,,nowhere\r\n"
            + ",,Lesson,Another,,,,,,\r\n");

        (int, string, string)[] expected =
        [
            (2, "Definition", En.Glossary.DefinitionMissing), (3, "Name", En.Glossary.NameMissing), (4, "Name", En.Fields.TooLong(81, 80)), (4, "Not", En.Fields.TooLong(601, 600)), (5, "Language", En.Files.UnknownLanguage("tlh")), (6, "Language", En.Files.OtherLanguage("fr", "en-GB, pt, uk, zh")),
            (7, GlossaryTable.SynonymsColumn, En.Files.NameAlike("mentor", "Mentor")), (8, "Name", En.Files.NameAlike("Presenca", "Presença")), (10, "Term key", En.Files.TermTwice("9")), (11, "Name", En.Files.NameAlikeInRow("VÍSIT", "Visit", "9")),
            (12, "Term key", En.Files.WhichTerm), (13, "Language", En.Files.OwnWordsMissing), (14, GlossaryTable.SynonymsColumn, En.Glossary.TooManySynonyms(12, 13)), (14, "Related", En.Files.NoTerm("nowhere")), (15, "Name", En.Files.TermAgainInRow("Lesson", "14")),
        ];
        Assert.Equal(expected, plan.Faults.Select(f => (f.Row, f.Field, f.What.InWords(CultureInfo.InvariantCulture))));
        Assert.Equal(15, plan.FaultCount);

        var many = Check([], "many.csv", Heading + string.Concat(Enumerable.Range(0, 60).Select(i => $"k{i},,Word {i},,,,,,,\r\n")));
        Assert.Equal((60, 50), (many.FaultCount, many.Faults.Count));
    }

    [Fact]
    public void A_file_adds_and_contradicts_and_takes_nothing_away()
    {
        var here = new[]
        {
            TermOf("mentor", "Mentor") with { InForce = new Wording("Mentor", "A friend") { Examples = "Ana", Synonyms = ["buddy"] } },
            TermOf("tutor", "Tutor") with { InForce = new Wording("Tutor", "A teacher") { Not = "A parent" } },
        };

        var plan = Check(here, "some.csv", Heading
            + "mentor,,Mentor,A friend,A parent,,\"Buddy, guide\",,,coach\r\n"
            + "mentor,pt,Mentora,Uma amiga,,,,,,\r\n"
            + ",,TUTOR,A paid teacher,,,,,,\r\n"
            + ",,Coach,Trains,,,,,,mentor\r\n");

        Assert.Empty(plan.Faults);
        Assert.Equal([Fate.Changed, Fate.Conflict, Fate.New], plan.Terms.Select(t => t.Fate));
        var mentor = plan.Terms[0].Wording;
        Assert.Equal(("A friend", "A parent", "Ana"), (mentor.Definition, mentor.Not, mentor.Examples));
        Assert.Equal(["buddy", "guide"], mentor.Synonyms);
        Assert.Equal(["coach"], mentor.Related);
        Assert.Equal("Uma amiga", mentor.Translations["pt"].Definition);
        Assert.Equal([("Name", "Tutor", "TUTOR"), ("Definition", "A teacher", "A paid teacher")], plan.Terms[1].Differences.Select(d => (d.Field, d.Here, d.There)));
        Assert.Equal("A parent", plan.Terms[1].Wording.Not);
        Assert.Equal(["mentor"], plan.Terms[2].Wording.Related);
    }

    [Fact]
    public void A_vocabulary_of_others_is_read_in_the_shapes_that_they_write()
    {
        const string Foreign =
            """
            {
              "@context": {
                "@vocab": "http://www.w3.org/2004/02/skos/core#", "skos": "http://www.w3.org/2004/02/skos/core#", "ex": "https://vocab.example/",
                "uri": "@id", "type": "@type", "label": { "@id": "skos:prefLabel", "@container": "@language" }, "near": { "@id": "skos:related", "@type": "@id" }, "pt": null
              },
              "@graph": [
                { "uri": "ex:scheme", "type": "ConceptScheme", "hasTopConcept": [ { "uri": "ex:3", "type": "skos:Concept", "label": { "en": "Nested" }, "definition": "Within" } ] },
                { "uri": "ex:1", "type": ["Concept"], "label": { "en": "Chronic absence", "pt": "Ausência crónica", "fr": "Absence chronique" },
                  "altLabel": [ { "@value": "CA", "@language": "en" }, "Absence, chronic" ], "definition": [ { "@value": "Missing a tenth", "@language": "en" }, { "@value": "Faltar um décimo", "@language": "pt-BR" } ],
                  "http://www.w3.org/2004/02/skos/core#example": "Two days a month", "near": ["ex:2", "https://elsewhere.example/9"], "broader": { "@id": "ex:2", "@type": "Concept" } },
                { "uri": "ex:2", "type": "http://www.w3.org/2004/02/skos/core#Concept", "skos:prefLabel": { "@value": "Truancy", "@language": "en-US" },
                  "http://purl.org/dc/terms/description": "Skipping", "scopeNote": { "http://www.w3.org/1999/02/22-rdf-syntax-ns#value": "Being ill" } },
                { "uri": "ex:4", "type": "Concept", "prefLabel": "Gone", "definition": "Old", "http://www.w3.org/2002/07/owl#deprecated": true }
              ]
            }
            """;

        var plan = Check([], "foreign.jsonld", Foreign);

        Assert.Empty(plan.Faults);
        Assert.True(plan.OfConcepts);
        Assert.Equal(["Nested", "Chronic absence", "Truancy"], plan.Of(Fate.New).Select(t => t.Wording.Name));
        var absence = plan.Terms[1].Wording;
        Assert.Equal(("Missing a tenth", "Two days a month"), (absence.Definition, absence.Examples));
        Assert.Equal(["truancy"], absence.Related);
        Assert.Equal(("Skipping\nNote: Being ill", ""), (plan.Terms[2].Wording.Definition, plan.Terms[2].Wording.Not));
        Assert.Contains(plan.LeftOut, l => l is FileNote.LanguagesLeftOut { Languages: "fr, pt-BR" });
        Assert.Contains(plan.LeftOut, l => l is FileNote.RetiredLeftOut { Count: 1 });
    }

    [Fact]
    public void A_scope_note_is_a_note_and_never_what_a_word_is_not()
    {
        var plan = Check([], "note.jsonld",
            """
            {"@context":{"skos":"http://www.w3.org/2004/02/skos/core#"},"@graph":[
              {"@id":"https://example.org/c","@type":"skos:Concept","skos:prefLabel":{"@value":"Questionnaire","@language":"en"},
               "skos:definition":{"@value":"Questions that families answer","@language":"en"},"skos:scopeNote":{"@value":"Short pulse surveys count as well","@language":"en"}},
              {"@id":"https://example.org/d","skos:prefLabel":"Interview","skos:scopeNote":"Questions that are asked aloud"}]}
            """);

        Assert.Empty(plan.Faults);
        Assert.Equal([En.Files.DefinitionAndNote("Questions that families answer", "Short pulse surveys count as well"), "Questions that are asked aloud"], plan.Terms.Select(t => t.Wording.Definition));
        Assert.All(plan.Terms, t => Assert.Empty(t.Wording.Not));
    }

    [Fact]
    public void Labels_of_their_own_nested_and_untyped_concepts_are_read_and_one_without_a_definition_is_to_complete()
    {
        var plan = Check([], "xl.jsonld",
            """
            {"@context":{"skos":"http://www.w3.org/2004/02/skos/core#","skosxl":"http://www.w3.org/2008/05/skos-xl#","ex":"https://example.org/"},"@graph":[
              {"@id":"ex:scheme","@type":"skos:ConceptScheme","skos:prefLabel":"A scheme is no concept"},
              {"@id":"ex:1","@type":"skos:Concept","skosxl:prefLabel":{"@id":"ex:label"},"skosxl:altLabel":{"@type":"skosxl:Label","skosxl:literalForm":"Shelter place"},"skos:definition":"A place for a night",
               "skos:narrower":{"@id":"ex:2","skos:prefLabel":"Bridge bed"}},
              {"@id":"ex:label","@type":"skosxl:Label","skosxl:literalForm":{"@value":"Bed","@language":"en"}},
              {"@id":"ex:3","@type":"ex:Topic","skos:prefLabel":"Warm referral","skos:definition":"A call made together"}]}
            """);

        Assert.Empty(plan.Faults);
        Assert.Equal(["Bed", "Bridge bed", "Warm referral"], plan.Of(Fate.New).Select(t => t.Wording.Name));
        Assert.Equal(["Shelter place"], plan.Terms[0].Wording.Synonyms);
        Assert.Equal("", plan.Terms[1].Wording.Definition);
        Assert.Contains(plan.LeftOut, l => l is FileNote.TermsUndefined { Count: 1 });
    }

    [Fact]
    public void Expanded_JSON_LD_is_an_array_without_a_context()
    {
        var plan = Check([], "expanded.json",
            """
            [ { "@id": "https://v.example/1", "@type": ["http://www.w3.org/2004/02/skos/core#Concept"],
                "http://www.w3.org/2004/02/skos/core#prefLabel": [{ "@value": "Mentor" }, { "@value": "Mentora", "@language": "pt" }],
                "http://www.w3.org/2004/02/skos/core#definition": [{ "@value": "A friend", "@language": "en-GB" }, { "@value": "Uma amiga", "@language": "pt" }] } ]
            """);

        Assert.Empty(plan.Faults);
        var wording = Assert.Single(plan.Of(Fate.New)).Wording;
        Assert.Equal(("Mentor", "A friend"), (wording.Name, wording.Definition));
        Assert.Equal(("Mentora", "Uma amiga"), (wording.Translations["pt"].Name, wording.Translations["pt"].Definition));
    }

    public static TheoryData<string, string, string> NoGlossaries => new()
    {
        { "a.jsonld", """{ "@context": "https://evil.test/context", "@graph": [] }""", En.Files.ContextElsewhere("https://evil.test/context") },
        { "a.jsonld", """{ "@context": [{}, "https://evil.test/context"] }""", En.Files.ContextElsewhere("https://evil.test/context") },
        { "a.jsonld", """{ "@context": { "@import": "https://evil.test/context" } }""", En.Files.ContextElsewhere("https://evil.test/context") },
        { "a.jsonld", """{ "@graph": [ { "@context": "//evil.test", "@type": "skos:Concept" } ] }""", En.Files.ContextElsewhere("//evil.test") },
        { "a.jsonld", "{\n\"a\": ", En.Files.NoJsonAtLine("2") },
        { "a.json", """{ "a": 1 }""", En.Files.NoConcept },
        { "a.json", """{ "@context": { "@vocab": 7 } }""", En.Files.NoJsonLd },
        { "a.ttl", "@prefix", En.Files.OnlyJsonLd },
        { "a.pdf", "%PDF", En.Files.NoGlossary },
        { "a.xlsx", "no zip", En.Files.CantBeRead },
        { "a.csv", "Word,Meaning\r\na,b\r\n", En.Files.ColumnsMissing("Name, Definition") },
    };

    [Theory]
    [MemberData(nameof(NoGlossaries))]
    public void A_file_that_is_none_is_told_kindly(string name, string content, string says) =>
        Assert.Contains(says, Assert.Throws<UnreadableFileException>(() => Check([], name, content)).Fault.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [Fact]
    public void A_deep_file_ends_no_process() =>
        Assert.Throws<UnreadableFileException>(() => Check([], "deep.json", string.Concat(Enumerable.Repeat("[", 100_000))));

    [Theory]
    [InlineData(ExportFormat.GlossaryXlsx)]
    [InlineData(ExportFormat.GlossaryCsv)]
    [InlineData(ExportFormat.GlossaryJsonLd)]
    public async Task Five_thousand_terms_go_out_and_come_back(ExportFormat format)
    {
        Term[] terms = [.. Enumerable.Range(0, 5_000).Select(i => TermOf($"term-{i}", $"Term {i}") with { InForce = WordingOf("words", i) })];

        var file = await Export(format, terms);

        Assert.InRange(file.Length, 1, 20 * 1024 * 1024);
        Assert.Equal(5_000, Check(terms, FileName(format), file).Of(Fate.Same).Count());
        Assert.Contains(En.Files.TooManyTerms(5_000), Assert.Throws<UnreadableFileException>(() => Check([], "more.csv", Heading + string.Concat(Enumerable.Range(0, 5_001).Select(i => $"k{i},,Word {i},x,,,,,,\r\n")))).Fault.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Term TermOf(string slug, string name) => new(slug, 1) { InForce = new Wording(name, "A meaning"), Edition = 1, AgreedAt = Riverside.Opening };

    private static Wording WordingOf(string words, int i) => new($"Term {i}", words)
    {
        Not = words,
        Examples = words,
        Synonyms = [$"Other {i}", $"Дру́гий {i}"],
        Source = words,
        Related = i > 0 ? [$"term-{i - 1}"] : [],
        Translations = new Dictionary<string, Translation>
        {
            ["pt"] = new($"Termo {i}", "Definição: " + words, "", "", [$"Outro {i}"]),
            ["zh"] = new($"术语{i}", words, words, words, []),
        },
    };

    private static string FileName(ExportFormat format) => Exports.FileOf(Initiative, format, new LocalDate(2026, 11, 25)).Name;

    private static async Task<byte[]> Export(ExportFormat format, IReadOnlyList<Term> terms)
    {
        var stores = new Stores();
        stores.Terms[Initiative.Id] = [.. terms];
        await using var file = await new Exports(stores, stores, new Sheets(stores, stores, stores, stores), new ChosenSheets(stores, stores, stores), stores, imports: null!, new AuditLog(stores)).ToFile(Initiative, format, CultureInfo.InvariantCulture, TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private static GlossaryPlan Check(IReadOnlyList<Term> here, string name, string content) => Check(here, name, Encoding.UTF8.GetBytes(content));

    private static GlossaryPlan Check(IReadOnlyList<Term> here, string name, byte[] content) => GlossaryImport.Check(Initiative, here, new MemoryStream(content), name, new FileReading(new UploadLimits(), TimeProvider.System, TestContext.Current.CancellationToken));

    private static string Tidy(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim();

    // The whole file, token by token, as the grammar of "RDF 1.1 Turtle" has them.
    private static string[] Tokens(string turtle)
    {
        var matches = Token().Matches(turtle);
        var at = 0;
        foreach (Match match in matches)
        {
            Assert.True(match.Index == at, $"No token of Turtle: {turtle[at..Math.Min(turtle.Length, at + 60)]}");
            at += match.Length;
        }

        Assert.Equal(turtle.Length, at);
        return [.. matches.Select(m => m.Value).Where(m => !string.IsNullOrWhiteSpace(m))];
    }

    private static string Unquoted(string token) => Escape().Replace(token[1..token.LastIndexOf('"')], m => m.Value[1] switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'u' => ((char)Convert.ToInt32(m.Value[2..], 16)).ToString(),
        var c => c.ToString(),
    });

    [GeneratedRegex(
        """\G(\s+|@prefix|<([^\x00-\x20<>"{}|^`\\])*>|"([^\x22\x5C\x0A\x0D\x00-\x1F]|\\[tbnrf"'\\]|\\u[0-9A-F]{4})*"(@[a-zA-Z]+(-[a-zA-Z0-9]+)*|\^\^[a-z]+:[A-Za-z]+)?|[a-z]+:[A-Za-z]*|a(?=\s)|[.;,])""",
        RegexOptions.ExplicitCapture,
        5_000)]
    private static partial Regex Token();

    [GeneratedRegex("""\\(u[0-9A-F]{4}|.)""", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Escape();
}

using System.Globalization;
using System.Text;
using CollectiveImpact.Audit;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using SpreadCheetah;

namespace CollectiveImpact.Tests.Files;

/// <summary>Questions in other languages as a table: what goes out comes back the same, what translators write is taken, and what can't be is told.</summary>
public sealed class QuestionsFilesTests
{
    private const string Heading = "Indicator id,Text,Own words,es,ar\r\n";

    private static readonly Initiative Initiative = Riverside.Initiative with { Languages = ["es", "fr", "pt-BR", "de", "ar"] };

    private static readonly IndicatorWords Spanish = new("Niños en sesiones", 1, Riverside.Sessions.Question)
    {
        Definition = "En la sala,\nal menos media sesión.",
        Unit = "niños",
        UnitOfOne = "niño",
        Breakdown = "Barrio",
        Categories = new Dictionary<string, string> { ["east"] = "Este" },
    };

    private static readonly Indicator Children = Riverside.Sessions with
    {
        Definition = "In the room,\r\nfor half of it.",
        UnitOfOne = "child",
        WhatChanged = "We count camps too.",
        Breakdown = new Breakdown("Neighbourhood", [new("east", "East"), new("west", "=West")], Sharing.Partners),
        Translations = new Dictionary<string, IndicatorWords>
        {
            ["es"] = Spanish,
            ["ar"] = new("كم طفلًا حضر الجلسات؟", 1, Riverside.Sessions.Question) { Unit = "أطفال", Definition = "+٣ مرات؛ في الأسبوع \"كله\"" },
            ["de"] = new("=Kinder; \"wirklich\", alle", 1, Riverside.Sessions.Question) { Definition = "-5 bis 5\n@heute\ttabellarisch" },
        },
    };

    private static readonly Indicator Level = Riverside.Level with
    {
        PartName = "reading",
        WholeName = "of all tested",
        Translations = new Dictionary<string, IndicatorWords> { ["fr"] = new("Enfants au niveau", 1, Riverside.Level.Question) { PartName = "qui lisent", WholeName = "de tous les enfants testés" } },
    };

    private static readonly Indicator Money = new("money", "Money raised", "EUR", IndicatorKind.Money, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);
    private static readonly Indicator Gone = Riverside.Met with { Retired = true, Translations = new Dictionary<string, IndicatorWords> { ["es"] = new("¿Vieron a familias?", 1, Riverside.Met.Question) } };
    private static readonly Indicator[] All = [Children, Level, Money, Gone];

    public static TheoryData<ExportFormat> Formats => [ExportFormat.QuestionsXlsx, ExportFormat.QuestionsCsv, ExportFormat.Xlsx];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_went_out_comes_back_the_same(ExportFormat format)
    {
        var plan = Check(All, FileName(format), await Export(format, All));

        Assert.Empty(plan.Faults);
        Assert.Empty(plan.LeftOut);
        Assert.Empty(plan.Changes);
        Assert.Empty(plan.Written);
        Assert.Equal(format == ExportFormat.Xlsx ? 15 : 14, plan.Same);
    }

    [Fact]
    public async Task The_table_to_fill_has_a_row_for_each_text_and_a_column_for_each_language()
    {
        var rows = Encoding.UTF8.GetString(await Export(ExportFormat.QuestionsCsv, All)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("Indicator id,Version,Text,Own words,es (Español),fr (Français),pt-BR (Português),de (Deutsch),ar (العربية),Check again", rows[0]);
        Assert.Contains("sessions,1,Question,Children in sessions,Niños en sesiones,,,\"'=Kinder; \"\"wirklich\"\", alle\",كم طفلًا حضر الجلسات؟,", rows);
        Assert.Contains("sessions,1,Category west,'=West,,,,,,", rows);
        Assert.Contains("money,1,Question,Money raised,,,,,,", rows);
        Assert.DoesNotContain(rows, r => r.StartsWith("money,1,Unit", StringComparison.Ordinal) || r.StartsWith(Gone.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_says_an_earlier_wording_is_marked_and_bringing_it_back_does_not_say_that_it_was_checked()
    {
        Indicator[] anew = [Children with { Question = "How many children came?" }];
        var table = Encoding.UTF8.GetString(await Export(ExportFormat.QuestionsCsv, anew));
        Assert.Contains("sessions,1,Unit,children,niños,,,,أطفال,\"es, ar\"\r\n", table, StringComparison.Ordinal);

        var plan = Check(anew, "a.csv", table);
        Assert.Empty(plan.Changes);
        Assert.Equal([En.Files.QuestionsBehind(3)], plan.Notes.Select(InWords));

        var unit = Only(Check(anew, "a.csv", table.Replace(",niños,", ",niñas y niños,", StringComparison.Ordinal)));
        Assert.Equal("niñas y niños", unit["es"].Unit);
        Assert.True(unit["es"].IsBehind(anew[0]));
        var question = Only(Check(anew, "a.csv", table.Replace("Niños en sesiones", "¿Cuántos niños vinieron?", StringComparison.Ordinal)));
        Assert.False(question["es"].IsBehind(anew[0]));
        Assert.Equal("niños", question["es"].Unit);
    }

    [Fact]
    public void A_file_adds_and_replaces_in_each_language_and_what_is_empty_stays()
    {
        var plan = Check(
            [Children],
            "filled.csv",
            "Indicator id,Text,Own words,es (Español),fr (Français),Portuguese,German,Arabic\r\n"
            + "sessions,Question,Children in sessions,Niñas y niños,Enfants aux séances,Crianças,Kinder,الأطفال\r\n"
            + "sessions,Unit,children,,enfants,crianças,Kinder,\r\n"
            + "sessions,Category west,=West,Oeste,,,,غرب\r\n"
            + "sessions,Definition,\"In the room,\nfor half of it.\",,\" Dans la salle,\r\nla moitié du temps. \",,,\r\n");

        Assert.Empty(plan.Faults);
        Assert.Empty(plan.LeftOut);
        var words = Only(plan);
        Assert.Equal(["ar", "de", "es", "fr", "pt-BR"], words.Keys.Order());
        Assert.Equal(("Niñas y niños", "niños", "niño", "Barrio", Spanish.Definition), (words["es"].Question, words["es"].Unit, words["es"].UnitOfOne, words["es"].Breakdown, words["es"].Definition));
        Assert.Equal([("east", "Este"), ("west", "Oeste")], words["es"].Categories.Select(c => (c.Key, c.Value)).Order());
        Assert.Equal(("Enfants aux séances", "enfants", "Dans la salle,\nla moitié du temps."), (words["fr"].Question, words["fr"].Unit, words["fr"].Definition));
        Assert.Equal(("الأطفال", "أطفال", "غرب"), (words["ar"].Question, words["ar"].Unit, words["ar"].Categories["west"]));
        Assert.All(words.Values, w => Assert.False(w.IsBehind(Children)));
        Assert.Contains(plan.Changes, c => (c.Row, c.Language, c.Name, c.Here, c.There) == (2, "es", "Question", "Niños en sesiones", "Niñas y niños"));
        Assert.Contains(plan.Changes, c => (c.Row, c.Language, c.Name, c.Here, c.There) == (4, "ar", "Category west", "", "غرب"));
    }

    [Fact]
    public void A_table_that_excel_saved_in_europe_is_read_with_its_semicolons_and_its_letters()
    {
        const string Table = "Indicator id;Version;Text;Own words;es (Español)\r\nsessions;1;Definition;\"In the room,\nfor half of it.\";\"1,5 horas; o más\"\r\nsessions;1;Unit;children;1,5\r\n";

        var words = Only(Check([Children], "tabla.csv", Encoding.Latin1.GetBytes(Table)), out var plan);

        Assert.Equal(("1,5 horas; o más", "1,5"), (words["es"].Definition, words["es"].Unit));
        Assert.Equal([En.Files.LettersGuessedSuch("Windows-1252", "“más”")], plan.Notes.Select(InWords));
    }

    [Fact]
    public async Task A_number_in_a_workbook_is_taken_for_what_it_shows_and_an_error_for_nothing()
    {
        using var file = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: TestContext.Current.CancellationToken))
        {
            await workbook.StartWorksheetAsync("Translations", token: TestContext.Current.CancellationToken);
            await workbook.AddHeaderRowAsync(["Indicator id", "Version", "Text", "Own words", "es", "de"], token: TestContext.Current.CancellationToken);
            await workbook.AddRowAsync([new DataCell("sessions"), new DataCell(1), new DataCell("Unit"), new DataCell("children"), new DataCell(12.5), default(DataCell)], TestContext.Current.CancellationToken);
            await workbook.AddRowAsync([new Cell("sessions"), new Cell(1), new Cell("Unit of one"), new Cell("child"), new Cell("niña"), new Cell(new SpreadCheetah.Formula("A1&A2"))], TestContext.Current.CancellationToken);
            await workbook.FinishAsync(TestContext.Current.CancellationToken);
        }

        var plan = Check([Children], "a.xlsx", file.ToArray());

        Assert.Equal("12.5", Assert.Single(plan.Changes).There);
        Assert.Equal((3, "de", En.Files.WordsUncalculated), Said(Assert.Single(plan.Faults)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_by_row_and_column()
    {
        var plan = Check(
            [Children, Level],
            "wrong.csv",
            Heading
            + $"sessions,Question,Children in sessions,{new string('x', 201)},\r\n"
            + $"sessions,Unit,children,{new string('y', 41)},#REF!\r\n"
            + $"sessions,Split by,Neighbourhood,{new string('z', 41)},حي\r\n"
            + "level,Part,reading,leen,\r\n"
            + "level,Question,Children at grade level,,أطفال\r\n"
            + "level,Question,Children at grade level,,كل الأطفال\r\n"
            + $"sessions,Category east,East,,{new string('س', 41)}\r\n");

        (int, string, string)[] expected =
        [
            (2, "es", En.Fields.TooLong(201, 200)),
            (3, "ar", En.Files.CellError("#REF!")),
            (4, "es", En.Fields.TooLong(41, 40)),
            (6, "es", En.Indicators.QuestionMissing),
            (7, "ar", En.Files.TextTwice("6")),
            (8, "ar", En.Fields.TooLong(41, 40)),
        ];
        Assert.Equal(expected, plan.Faults.Select(Said));
        Assert.Equal(6, plan.FaultCount);
    }

    [Fact]
    public void What_can_not_be_taken_is_left_out_and_told_and_the_rest_is_taken()
    {
        var plan = Check(
            [Children, Level, Money, Gone],
            "some.csv",
            "Indicator id,Version,Text,Own words,es,ar,Klingon,it (Italiano),en-GB\r\n"
            + "sessions,1,Question,Children at camps,Niños en campamentos,,jup,,\r\n"
            + "sessions,1,Unit,children,niñas,,,bambini,kids\r\n"
            + "sessions,7,Unit of one,child,niña,,,,\r\n"
            + "nowhere,1,Question,Where?,¿Dónde?,,,,\r\n"
            + ",,,,huérfano,,,,\r\n"
            + "met,1,Question,Did you meet families?,¿Y las familias?,,,,\r\n"
            + "met,1,Question,Did you meet families?,¿Vieron a familias?,,,,\r\n"
            + "sessions,1,Colour,red,rojo,,,,\r\n"
            + "level,1,Unit,,%,,,,\r\n"
            + "sessions,1,Category north,North,Norte,,,,\r\n"
            + "money,1,Unit,EUR,euros,,,,\r\n"
            + "unknown,1,Question,Nothing to lose,,,,,\r\n");

        (int, string, string)[] expected =
        [
            (2, "Klingon", En.Files.NotOurLanguage("Klingon", "es, fr, pt-BR, de, ar")),
            (2, "Own words", En.Files.OwnWordedAnew("Children in sessions")),
            (3, "it (Italiano)", En.Files.NotOurLanguage("it (Italiano)", "es, fr, pt-BR, de, ar")),
            (3, "en-GB", En.Files.NotOurLanguage("en-GB", "es, fr, pt-BR, de, ar")),
            (4, "Version", En.Files.QuestionMeansOtherwise("Children in sessions")),
            (5, "Indicator id", En.Files.NoQuestion("nowhere")),
            (6, "Indicator id", En.Files.WhichQuestion),
            (7, "Indicator id", En.Files.QuestionRetired("Did you meet families?")),
            (9, "Text", En.Files.NoText("Children in sessions", "Colour")),
            (10, "Text", En.Files.NoText("Children at grade level", "Unit")),
            (11, "Text", En.Files.NoText("Children in sessions", "Category north")),
            (12, "Text", En.Files.NoText("Money raised", "Unit")),
        ];
        Assert.Empty(plan.Faults);
        Assert.Equal(expected, plan.LeftOut.Select(Said));
        Assert.Equal(12, plan.LeftOutCount);
        Assert.Equal("niñas", Assert.Single(plan.Changes).There);
    }

    [Theory]
    [InlineData("Indicator id,Text,es\r\nsessions,Question,x\r\n")]
    [InlineData("Name,Definition\r\nMentor,A friend\r\n")]
    public void A_table_of_something_else_is_told_what_is_missing(string table) =>
        Assert.IsType<FileFault.ColumnsMissing>(Assert.Throws<UnreadableFileException>(() => Check([Children], "a.csv", table)).Fault);

    [Fact]
    public void Two_columns_of_one_language_are_refused() =>
        Assert.IsType<FileFault.ColumnTwice>(Assert.Throws<UnreadableFileException>(() => Check([Children], "a.csv", "Indicator id,Text,Own words,es,Spanish\r\n")).Fault);

    [Fact]
    public void A_large_file_keeps_what_can_be_read_of_what_is_wrong_with_it()
    {
        var plan = Check([Children], "many.csv", Heading + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"sessions,Unit,children,n{i},\r\nnobody{i},Unit,children,n,\r\n")));

        Assert.Equal((2_999, 3_000, 50, 50), (plan.FaultCount, plan.LeftOutCount, plan.Faults.Count, plan.LeftOut.Count));
    }

    private static IReadOnlyDictionary<string, IndicatorWords> Only(QuestionsPlan plan) => Only(plan, out _);

    private static IReadOnlyDictionary<string, IndicatorWords> Only(QuestionsPlan plan, out QuestionsPlan same)
    {
        same = plan;
        Assert.Empty(plan.Faults);
        return Assert.Single(plan.Written).Words;
    }

    private static (int Row, string Column, string What) Said(RowFault fault) => (fault.Row, fault.Field, fault.What.InWords(CultureInfo.InvariantCulture));

    private static string InWords(FileNote note) => note.InWords(CultureInfo.InvariantCulture);

    private static string FileName(ExportFormat format) => Exports.FileOf(Initiative, format, new LocalDate(2026, 11, 25)).Name;

    private static async Task<byte[]> Export(ExportFormat format, IReadOnlyList<Indicator> indicators)
    {
        var stores = new Stores();
        stores.Indicators[Initiative.Id] = [.. indicators];
        await using var file = await new Exports(stores, stores, new Sheets(stores, stores, stores, stores), new ChosenSheets(stores, stores, stores), stores, imports: null!, new AuditLog(stores)).ToFile(Initiative, format, CultureInfo.InvariantCulture, TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private static QuestionsPlan Check(IReadOnlyList<Indicator> here, string name, string content) => Check(here, name, Encoding.UTF8.GetBytes(content));

    private static QuestionsPlan Check(IReadOnlyList<Indicator> here, string name, byte[] content) =>
        QuestionsImport.Check(Initiative, here, new MemoryStream(content), name, new FileReading(new UploadLimits(), TimeProvider.System, TestContext.Current.CancellationToken));
}

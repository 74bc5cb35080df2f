using System.Globalization;
using System.Text;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Files;

/// <summary>
/// Files in the shape in which common tools save them. The shapes are facts about the tools, taken from what they document or
/// from files that people have published; every name and number in them is made up.
/// </summary>
public sealed class FilesOfToolsTests
{
    private static readonly Indicator Hours = new("hours", "Hours of tutoring", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);
    private static readonly Indicator Children = new("children", "Children reached", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false) { Breakdown = new Breakdown("Age", [new Category("small", "Under 6"), new Category("large", "6 and more")], Sharing.Partners) };

    private static readonly ImportGround Ground = new(
        Riverside.Initiative with { Partners = [new Partner(new("sao-joao"), "Escola São João"), new Partner(new("muehle"), "Alte Mühle"), new Partner(new("library"), "City Library")] },
        [Hours, Children, Riverside.Level, Riverside.Met, Riverside.Book],
        new LocalDate(2026, 11, 28));

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    // Excel "CSV" in each language: the separator and decimal sign of the system, the code page of the system, its words for yes and for an error.
    // Source: Microsoft Support, "Import or export text (.txt or .csv) files": the list separator is the system's.
    [Theory]
    [InlineData("Período;Parceiro;Indicador;Valor", "Escola São João", "12,5")]
    [InlineData("Periodo;Organización;Indicador;Valor", "Escola São João", "12,5")]
    [InlineData("Période;Partenaire;Indicateur;Valeur", "Escola São João", "12,5")]
    [InlineData("Zeitraum;Träger;Indikator;Wert", "Alte Mühle", "12,5")]
    [InlineData("Period,Partner,Indicator,Value", "Escola São João", "12.5")]
    public void Excel_in_five_languages(string heading, string partner, string number)
    {
        var delimiter = heading.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var file = $"{heading}\r\n202610{delimiter}{partner}{delimiter}Hours of tutoring{delimiter}{number}\r\n";

        foreach (var (encoding, name) in new (Encoding, string)[] { (Western, "a.csv"), (Marked, "a.csv"), (Plain, "a.csv") })
        {
            var content = (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(file)];
            var first = Check(content, name);
            // English names are the template's; others are offered, each with the right column chosen.
            var plan = heading.StartsWith("Period,", StringComparison.Ordinal)
                ? first
                : Check(content, name, new ImportAnswers(Columns: Assert.IsType<ImportQuestion.Columns>(Assert.Single(first.Questions)).Suggested));

            Assert.Equal((12.5m, "2026-10"), Only(plan));
            Assert.Equal(encoding.Equals(Western) ? 1 : 0, plan.Notes.Count(n => n is FileNote.LettersGuessed { Encoding: "Windows-1252" }));
        }
    }

    // Excel "Unicode Text": UTF-16 with a mark and tabs. Others leave the mark out, or write the other byte first.
    [Fact]
    public void Unicode_text_of_Excel()
    {
        var file = "Period\tPartner\tIndicator\tValue\r\n2026-W40\tEscola São João\tHours of tutoring\t12,5\r\n";
        foreach (var content in new byte[][] { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(file)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(file)], Encoding.Unicode.GetBytes(file), Encoding.BigEndianUnicode.GetBytes(file) })
        {
            Assert.Equal((12.5m, "2026-W40"), Only(Check(content, "a.txt")));
            Assert.Equal((12.5m, "2026-W40"), Only(Check(content, "a.CSV")));
        }
    }

    // Google Sheets: UTF-8 without a mark, commas in every language, no line end at the end. LibreOffice: the same with one, texts quoted when asked to.
    // Numbers: the table's name may stand above it. People: titles and empty rows and columns.
    [Theory]
    [InlineData("Period,Partner,Indicator,Value\r\n2026-W40,City Library,Hours of tutoring,\"12,5\"")]
    [InlineData("\"Period\",\"Partner\",\"Indicator\",\"Value\"\n\"2026-W40\",\"City Library\",\"Hours of tutoring\",12.5\n")]
    [InlineData("Table 1\nPeriod,Partner,Indicator,Value\n2026-W40,City Library,Hours of tutoring,12.5\n")]
    [InlineData("Table 1;;;\r\nPeriod;Partner;Indicator;Value\r\n2026-W40;City Library;Hours of tutoring;12,5\r\n")]
    [InlineData(",,,,,\r\n,Report for the steering group,,,,\r\n,,,,,\r\n,Period,,Partner,Indicator,Value\r\n,,,,,\r\n,2026-W40,,City Library,Hours of tutoring,12.5\r\n,,,,,\r\n\r\n\r\n")]
    [InlineData("PERIOD, Partner ,indicator,VALUE\r\r\n2026-W40, City Library ,Hours of tutoring, 12.5 \r\r\n")]
    public void Tables_as_other_spreadsheets_and_people_write_them(string file) => Assert.Equal((12.5m, "2026-W40"), Only(Check(Plain.GetBytes(file), "a.csv")));

    [Fact]
    public void Letters_that_are_composed_of_two_are_the_same_letters()
    {
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC, NormalizationForm.FormKD })
        {
            Assert.Equal((12.5m, "2026-W40"), Only(Check(Plain.GetBytes("Period,Partner,Indicator,Value\r\n2026-W40,Escola São João,Hours of tutoring,12.5\r\n".Normalize(form)), "a.csv")));
        }
    }

    [Fact]
    public void What_is_neither_is_refused_and_no_letter_comes_in_broken()
    {
        // UTF-8 in which a letter was cut, and noise.
        Assert.IsType<FileFault.CantBeRead>(Assert.Throws<UnreadableFileException>(() => Check([.. Plain.GetBytes("Period,Partner,Indicator,Value\r\n2026-W40,São João"), 0xE3, .. "\r\n"u8], "a.csv")).Fault);
        Assert.IsType<FileFault.CantBeRead>(Assert.Throws<UnreadableFileException>(() => Check([.. "Period,"u8, 0x00, 0xE3], "a.csv")).Fault);
        // A name in a code page that isn't Western European is nobody's; words are shown.
        Assert.Equal("B2", Assert.Single(Check(CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Period,Partner,Indicator,Value\r\n2026-W40,Школа,Hours of tutoring,12.5\r\n"), "a.csv").Faults).Cell.InWords(CultureInfo.InvariantCulture));
        var words = Check(Western.GetBytes("Period,Partner,Indicator,Text\r\n2026-W40,City Library,A book that children loved,O Grúfalo é ótimo\r\n"), "a.csv");
        Assert.Contains(En.Files.LettersGuessedSuch("Windows-1252", "“Grúfalo”"), Assert.Single(words.Notes).InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // Source: DHIS2 Developer guide, "Data values" and "Date and period format".
    [Theory]
    [InlineData("202410", "2024-10")]
    [InlineData("2024W48", "2024-W48")]
    [InlineData("2024W8", "2024-W08")]
    [InlineData("2024Q4", "2024-Q4")]
    public void Data_values_of_DHIS2(string period, string expected)
    {
        var csv = "\"dataelement\",\"period\",\"orgunit\",\"categoryoptioncombo\",\"attributeoptioncombo\",\"value\",\"storedby\",\"lastupdated\",\"comment\",\"followup\",\"deleted\"\n"
            + $"\"hours\",\"{period}\",\"library\",\"default\",\"default\",\"1.125\",\"maria\",\"2024-12-01T10:00:00.000+0000\",\"\",\"false\",\"false\"\n"
            + $"\"hours\",\"{period}\",\"muehle\",\"HllvX50cXC0\",\"HllvX50cXC0\",\"3\",\"maria\",\"2024-12-01T10:00:00.000+0000\",\"\",\"false\",\"true\"\n"
            + $"\"level_NUM\",\"{period}\",\"library\",\"default\",\"default\",\"30\",\"\",\"\",\"\",\"false\",\"\"\n"
            + $"\"level_DEN\",\"{period}\",\"library\",\"default\",\"default\",\"40\",\"\",\"\",\"\",\"false\",\"\"\n"
            + $"\"met\",\"{period}\",\"library\",\"default\",\"default\",\"true\",\"\",\"\",\"\",\"false\",\"\"\n"
            + $"\"book\",\"{period}\",\"library\",\"default\",\"default\",\"The Gruffalo\",\"\",\"\",\"\",\"false\",\"\"\n"
            + $"\"children\",\"{period}\",\"library\",\"small\",\"default\",\"7\",\"\",\"\",\"\",\"false\",\"\"\n"
            + $"\"children\",\"{period}\",\"library\",\"large\",\"default\",\"8\",\"\",\"\",\"\",\"false\",\"\"\n";
        var json = $$"""
            {"dataSet":"tutoring","completeDate":"2024-12-01","period":"{{period}}","orgUnit":"library","dataValues":[
              {"dataElement":"hours","categoryOptionCombo":"default","value":"1.125","storedBy":"maria","followUp":false},
              {"dataElement":"hours","orgUnit":"muehle","value":3,"deleted":true},
              {"dataElement":"level_NUM","value":"30"},{"dataElement":"level_DEN","value":40},{"dataElement":"met","value":true},{"dataElement":"book","value":"The Gruffalo"},
              {"dataElement":"children","categoryOptionCombo":"small","value":"7"},{"dataElement":"children","categoryOptionCombo":"large","value":"8"}]}
            """;
        foreach (var (content, name) in new[] { (csv, "data.csv"), (json, "data.json"), ("\ufeff" + json, "data.json") })
        {
            var plan = Check(Plain.GetBytes(content), name, ground: Ground with { Known = [new Period("2024-Q4")] });

            Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
            Assert.Equal([En.Files.DeletedLeftOut(1)], plan.Notes.Select(n => n.InWords(CultureInfo.InvariantCulture)));
            var values = Assert.Single(plan.Values);
            Assert.Equal((new Period(expected), "library"), values.Key);
            Assert.Equal(new ReportedValue.Number(1.125m), values.Value["hours"]);
            Assert.Equal(new ReportedValue.Ratio(30, 40), values.Value["level"]);
            Assert.Equal(new ReportedValue.YesNo(true), values.Value["met"]);
            Assert.Equal(new ReportedValue.Words("The Gruffalo"), values.Value["book"]);
            Assert.Equal(new ReportedValue.Split(15, new Dictionary<string, decimal> { ["small"] = 7, ["large"] = 8 }), values.Value["children"]);
        }
    }

    public static TheoryData<string, string, string> FaultyValues => new()
    {
        { """{"dataValues":[{"dataElement":"hours","period":"2024S2","orgUnit":"library","value":"7"}]}""", En.Files.InValueSet("1", "period"), En.Files.NoPeriod("2024S2") },
        { """{"dataValues":[{"dataElement":"hours","period":"202410","orgUnit":"library","value":"7"},{"dataElement":"level_NUM","period":"202410","orgUnit":"library","value":"7"}]}""", En.Files.InValueSet("2", "dataElement"), En.Files.ElementMissing("level_DEN") },
        { """{"dataValues":[{"dataElement":"hours","period":"202410","orgUnit":"ImspTQPwCqd","value":"7"}]}""", En.Files.InValueSet("1", "orgUnit"), En.Files.NoPartner("Riverside Reads", "ImspTQPwCqd") },
        { """{"dataValues":[{"dataElement":"children","categoryOptionCombo":"Prlt0C1RF0s","period":"202410","orgUnit":"library","value":"7"}]}""", En.Files.InValueSet("1", "categoryOptionCombo"), En.Files.NoPart("Children reached", "Prlt0C1RF0s") },
    };

    [Theory]
    [MemberData(nameof(FaultyValues))]
    public void A_fault_in_data_values_is_told_at_its_value(string json, string place, string says)
    {
        var fault = Assert.Single(Check(Plain.GetBytes(json), "a.json").Faults);
        Assert.Equal(place, fault.Cell.InWords(CultureInfo.InvariantCulture));
        Assert.Equal(says, fault.What.InWords(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"dataValues":{}}""")]
    [InlineData("""{"dataValues":[1]}""")]
    [InlineData("""{"dataValues":[{"dataElement":["hours"]}]}""")]
    [InlineData("{")]
    [InlineData("")]
    public void Other_JSON_is_told_what_would_be_read(string json) => Assert.Contains("DHIS2", Assert.Throws<UnreadableFileException>(() => Check(Plain.GetBytes(json), "a.json")).Fault.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // KoboToolbox: semicolons, every cell quoted, a column for each question and a row for each submission, its own columns behind.
    // Source: columns as they stand in scripts that people publish for cleaning such exports; the separator as KoboconnectR's manual has it.
    [Fact]
    public void An_export_of_KoboToolbox_has_a_column_for_each_question()
    {
        const string own = "\"_id\";\"_uuid\";\"_submission_time\";\"_validation_status\";\"_notes\";\"_status\";\"_submitted_by\";\"__version__\";\"_tags\";\"_index\"";
        var file = $"\"start\";\"end\";\"Month\";\"Organisation\";\"Hours of tutoring\";\"Did you meet families?\";\"A book that children loved\";{own}\r\n"
            + "\"2026-11-02T10:00:00.000Z\";\"2026-11-02T10:04:00.000Z\";\"2026-10\";\"City Library\";\"12.5\";\"Yes\";\"The Gruffalo\";\"11\";\"a\";\"2026-11-02T10:04:05\";\"\";\"\";\"submitted_via_web\";\"\";\"v1\";\"\";\"1\"\r\n"
            + "\"2026-11-02T11:00:00.000Z\";\"2026-11-02T11:04:00.000Z\";\"2026-10\";\"Alte Mühle\";\"\";\"No\";\"\";\"12\";\"b\";\"2026-11-02T11:04:05\";\"\";\"\";\"submitted_via_web\";\"\";\"v1\";\"\";\"2\"\r\n";

        var asked = Assert.IsType<ImportQuestion.Columns>(Assert.Single(Check(Plain.GetBytes(file), "kobo.csv").Questions));
        Assert.Equal((2, 3), (asked.Suggested[ImportTemplate.PeriodColumn], asked.Suggested[ImportTemplate.PartnerColumn]));
        var plan = Check(Plain.GetBytes(file), "kobo.csv", new ImportAnswers(Columns: new Dictionary<string, int> { [ImportTemplate.PeriodColumn] = 2, [ImportTemplate.PartnerColumn] = 3 }));

        Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
        Assert.Equal(["book", "hours", "met"], plan.Values[(new Period("2026-10"), new("library"))].Keys.Order());
        Assert.Equal(new ReportedValue.Words("The Gruffalo"), plan.Values[(new Period("2026-10"), new("library"))]["book"]);
        Assert.Equal([new ReportedValue.YesNo(false)], plan.Values[(new Period("2026-10"), new("muehle"))].Values);
        // A fault stands at the question's own column.
        Assert.Equal("E2", Assert.Single(Check(Plain.GetBytes(file.Replace("12.5", "many", StringComparison.Ordinal)), "kobo.csv", new ImportAnswers(Columns: new Dictionary<string, int> { [ImportTemplate.PeriodColumn] = 2, [ImportTemplate.PartnerColumn] = 3 })).Faults).Cell.InWords(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Two_columns_of_one_name_are_not_guessed_between() =>
        Assert.Equal(
            En.Files.ColumnTwice("Value", "D", "F"),
            Assert.Throws<UnreadableFileException>(() => Check(Plain.GetBytes("Period,Partner,Indicator,Value,Unit,value\r\n2026-W40,City Library,Hours of tutoring,1,,2\r\n"), "a.csv")).Fault.InWords(CultureInfo.InvariantCulture));

    public static TheoryData<string, string> NotRead => new()
    {
        { "export.zip", En.Files.Zipped },
        { "a.numbers", En.Files.OldWorkbook },
        { "a.ods", En.Files.OldWorkbook },
        { "a.xls", En.Files.OldWorkbook },
        { "a.pdf", En.Files.NoTable },
    };

    [Theory]
    [MemberData(nameof(NotRead))]
    public void What_is_not_read_is_told_what_to_bring_instead(string name, string says) =>
        Assert.Contains(says, Assert.Throws<UnreadableFileException>(() => Check([1, 2, 3], name)).Fault.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static (decimal? Value, string Period) Only(ImportPlan plan)
    {
        Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults) + string.Join(' ', plan.Questions));
        var (key, values) = Assert.Single(plan.Values);
        return (values["hours"].AsNumber, key.Period.Id);
    }

    private static ImportPlan Check(byte[] file, string name, ImportAnswers? answers = null, ImportGround? ground = null) =>
        Import.Check(ground ?? Ground, new MemoryStream(file), name, answers ?? ImportAnswers.None, new FileReading(new UploadLimits { Time = TimeSpan.FromMinutes(5) }, TimeProvider.System, TestContext.Current.CancellationToken));
}

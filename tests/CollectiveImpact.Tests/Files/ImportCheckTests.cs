using System.Globalization;
using System.Text;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;

namespace CollectiveImpact.Tests.Files;

/// <summary>What stands in a file is read as it is meant, asked back, or refused at its cell: never taken for something else.</summary>
public sealed class ImportCheckTests
{
    private const string Heading = "Period,Partner,Indicator,Value\r\n";

    private static readonly Indicator Hours = Number("hours", "Hours of tutoring");
    private static readonly Indicator Rate = Number("rate", "Attendance rate") with { Unit = "%" };
    private static readonly Indicator Costs = Number("costs", "Costs") with { Kind = IndicatorKind.Money, Unit = "EUR" };
    private static readonly Indicator Ages = Number("ages", "Children by age") with { Breakdown = new Breakdown("Age", [new Category("small", "Under 6"), new Category("large", "6 and more")], Sharing.Partners) };

    private static readonly ImportGround Ground = new(
        Riverside.Initiative with { Partners = [.. Riverside.Initiative.Partners, new Partner(new("sao-joao"), "Escola São João"), new Partner(new("familia"), "+Familia"), new Partner(new("shelter"), "@Home Shelter")] },
        [.. Riverside.Indicators, Hours, Rate, Costs, Ages],
        new LocalDate(2026, 11, 28));

    // Each text is read as this, alone in a file with a comma or a semicolon between cells; "?" is asked, and "!" refused.
    public static TheoryData<string, string> Numbers => new()
    {
        { "12", "12" }, { "0", "0" }, { "12.5", "12.5" }, { "12,5", "12.5" }, { "12.50", "12.5" }, { "1234,567", "1234.567" }, { "1234.567", "1234.567" },
        { "0.333", "0.333" }, { "0,333", "0.333" }, { "00.333", "0.333" }, { "12,500", "?" }, { "12.500", "?" }, { "1.039", "?" }, { "123,456", "?" },
        { "1.234,50", "1234.5" }, { "1,234.50", "1234.5" }, { "1.234.567", "1234567" }, { "1,234,567", "1234567" }, { "1,23,456", "123456" }, { "1 234", "1234" }, { "1 234,5", "1234.5" },
        { "1 234.5", "1234.5" }, { "1'234.50", "1234.5" }, { "1’234", "1234" }, { "1\u00a0234\u00a0567,8", "1234567.8" }, { "1\u202f234,567", "1234.567" }, { "12 500,250", "12500.25" },
        { "1 23", "!" }, { "12 34", "!" }, { "0 333", "!" }, { "1.23.4", "!" }, { "1,2,3", "!" }, { "1.234 567,8", "!" }, { "1.23E+09", "!" }, { "1,23E+09", "!" }, { "1e5", "!" },
        { "45%", "!" }, { "about 12", "!" }, { "12 children", "!" }, { "#DIV/0!", "!" }, { "#N/A", "!" }, { "#NV", "!" }, { "#¡VALOR!", "!" }, { "Err:502", "!" }, { "######", "!" }, { "2026-11-03", "!" }, { "1000000000000", "!" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_in_a_file_of_text_is_read_asked_or_refused(string text, string expected)
    {
        foreach (var delimiter in ",;\t")
        {
            var file = $"Period{delimiter}Partner{delimiter}Indicator{delimiter}Value\r\n2026-W40{delimiter}City Library{delimiter}Hours of tutoring{delimiter}\"{text}\"\r\n";
            var plan = Check(file);

            if (expected == "!")
            {
                Assert.Equal("D2", Assert.Single(plan.Faults).Cell.InWords(CultureInfo.InvariantCulture));
                Assert.False(plan.CanBeBrought);
            }
            else if (expected == "?")
            {
                var asked = Assert.Single(Assert.IsType<ImportQuestion.Numbers>(Assert.Single(plan.Questions)).Cells);
                Assert.Equal(("D2", text), (asked.Cell.InWords(CultureInfo.InvariantCulture), asked.Text));
                Assert.Equal(asked.WithPoint, Value(Check(file, new ImportAnswers(DecimalSign.Point))));
                Assert.Equal(asked.WithComma, Value(Check(file, new ImportAnswers(DecimalSign.Comma))));
                Assert.False(plan.CanBeBrought);
            }
            else
            {
                Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
                Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Value(plan));
            }
        }
    }

    // One number that can be read in one way says how the others are meant, wherever it stands.
    [Theory]
    [InlineData("12,5", "12.5", "12.5", "12500")]
    [InlineData("0,333", "0.333", "12.5", "12500")]
    [InlineData("1.234,50", "1234.5", "12.5", "12500")]
    [InlineData("1.234.567", "1234567", "12.5", "12500")]
    [InlineData("12.5", "12.5", "12500", "12.5")]
    [InlineData("1,234,567", "1234567", "12500", "12.5")]
    [InlineData("12,345.6", "12345.6", "12500", "12.5")]
    public void The_other_numbers_of_a_file_decide(string sure, string is_, string withComma, string withPoint)
    {
        foreach (var order in new[] { new[] { sure, "12,500", "12.500" }, ["12,500", sure, "12.500"], ["12.500", "12,500", sure] })
        {
            var plan = Check(Heading + string.Concat(order.Select((n, i) => $"2026-W{40 + i},City Library,Hours of tutoring,\"{n}\"\r\n")));

            Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
            Assert.Equal(
                order.Select(n => decimal.Parse(n == sure ? is_ : n == "12,500" ? withComma : withPoint, CultureInfo.InvariantCulture)),
                order.Select((_, i) => plan.Values[(new Period($"2026-W{40 + i}"), new("city-library"))]["hours"].AsNumber!.Value));
        }
    }

    [Fact]
    public void A_file_that_writes_numbers_in_two_ways_is_told_where()
    {
        var plan = Check(Heading + "2026-W40,City Library,Hours of tutoring,\"12,5\"\r\n2026-W41,City Library,Hours of tutoring,\"13,5\"\r\n2026-W42,City Library,Hours of tutoring,14.5\r\n");

        Assert.Equal("D4", Assert.Single(plan.Faults).Cell.InWords(CultureInfo.InvariantCulture));
        Assert.Contains(En.Files.PointAmongCommas("14.5", "12,5", "D2"), plan.Faults[0].What.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_three_cells_are_asked_about_and_all_follow_the_answer()
    {
        var file = Heading + string.Concat(Enumerable.Range(30, 10).Select(w => $"2026-W{w},City Library,Hours of tutoring,\"{w},125\"\r\n"));

        var asked = Assert.IsType<ImportQuestion.Numbers>(Assert.Single(Check(file).Questions));

        Assert.Equal(["D2", "D3", "D4"], asked.Cells.Select(c => c.Cell.InWords(CultureInfo.InvariantCulture)));
        Assert.Equal((30_125m, 30.125m), (asked.Cells[0].WithPoint, asked.Cells[0].WithComma));
        Assert.Equal(39.125m, Check(file, new ImportAnswers(DecimalSign.Comma)).Values[(new Period("2026-W39"), new("city-library"))]["hours"].AsNumber);
        Assert.Equal(39_125m, Check(file, new ImportAnswers(DecimalSign.Point)).Values[(new Period("2026-W39"), new("city-library"))]["hours"].AsNumber);
    }

    [Fact]
    public void Excels_line_that_names_the_separator_is_no_row()
    {
        foreach (var line in new[] { "sep=;\r\n", "SEP=;\n", "\"sep=;\"\r\n", "\ufeffsep=;\r\n" })
        {
            var plan = Check(line + "Period;Partner;Indicator;Value\r\n2026-W40;City Library;Hours of tutoring;12,5\r\n2026-W41;City Library;Hours of tutoring;x\r\n");

            Assert.Equal("D3", Assert.Single(plan.Faults).Cell.InWords(CultureInfo.InvariantCulture));
            Assert.Equal(12.5m, Value(plan));
        }
    }

    [Fact]
    public void Money_and_percentages_keep_their_signs_where_the_indicator_has_them()
    {
        var plan = Check("Period;Partner;Indicator;Value\r\n2026-W40;City Library;Costs;1.234,50 €\r\n2026-W40;City Library;Attendance rate;45,5 %\r\n2026-W41;City Library;Costs;$ 12,5\r\n");

        Assert.Equal("D4", Assert.Single(plan.Faults).Cell.InWords(CultureInfo.InvariantCulture));
        var values = plan.Values[(new Period("2026-W40"), new("city-library"))];
        Assert.Equal((1234.5m, 45.5m), (values["costs"].AsNumber, values["rate"].AsNumber));
    }

    // By style: 1 is a day, 2 a month as Excel shows what somebody typed as 2026-11, 3 a percentage, 4 a time, 5 money with a colour.
    private const string Styles =
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"165\" formatCode=\"[$-409]yyyy\\-mm;@\"/><numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"167\" formatCode=\"[White]#,##0.00&quot; days&quot;;[Red]-0\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/><xf numFmtId=\"10\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"17\"/></cellXfs></styleSheet>";

    public static TheoryData<string, string> Cells => new()
    {
        { "<c r=\"D2\"><v>12.5</v></c>", "12.5" }, { "<c r=\"D2\"><v>0.30000000000000004</v></c>", "0.3" }, { "<c r=\"D2\"><v>1.25E3</v></c>", "1250" }, { "<c r=\"D2\" s=\"5\"><v>12500</v></c>", "12500" },
        { "<c r=\"D2\"><f>1+1</f><v>2</v></c>", "2" }, { "<c r=\"D2\" t=\"str\"><f>T(\"x\")</f><v>7</v></c>", "7" }, { "<c r=\"D2\" t=\"inlineStr\"><is><t>12,5</t></is></c>", "12.5" }, { "<c r=\"D2\" t=\"inlineStr\"><is><t>12,500</t></is></c>", "?" },
        { "<c r=\"D2\" t=\"e\"><v>#DIV/0!</v></c>", En.Files.CellError("#DIV/0!") }, { "<c r=\"D2\" t=\"e\"><f>1/0</f><v>#N/A</v></c>", En.Files.CellError("#N/A") }, { "<c r=\"D2\"><f>SUM(A1:A2)</f></c>", En.Files.Uncalculated }, { "<c r=\"D2\"><f>SUM(A1:A2)</f><v></v></c>", En.Files.Uncalculated },
        { "<c r=\"D2\" s=\"1\"><v>46158</v></c>", En.Files.DateForNumber("2026-05-16") }, { "<c r=\"D2\" s=\"2\"><v>46143</v></c>", En.Files.DateForNumber("2026-05") }, { "<c r=\"D2\" s=\"4\"><v>0.5</v></c>", En.Piece(En.Files.DateForNumber(En.Unknown)) }, { "<c r=\"D2\" t=\"d\"><v>2026-05-12</v></c>", En.Files.DateForNumber("2026-05-12") },
        { "<c r=\"D2\" s=\"3\"><v>0.45</v></c>", En.Files.PercentForNumber("45%", "45", "0.45") }, { "<c r=\"D2\" t=\"b\"><v>1</v></c>", En.Files.YesNoForNumber }, { "<c r=\"D2\"><v>1E300</v></c>", En.Indicators.TooLarge },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_of_a_workbook_is_read_as_it_shows_or_refused(string cell, string expected)
    {
        var plan = Sheet(Row(2, "2026-W40", "City Library", "Hours of tutoring", cell) + Row(3, "2026-W41", "City Library", "Hours of tutoring", "<c r=\"D3\"><v>7</v></c>"));

        if (expected == "?")
        {
            Assert.IsType<ImportQuestion.Numbers>(Assert.Single(plan.Questions));
        }
        else if (decimal.TryParse(expected, CultureInfo.InvariantCulture, out var number))
        {
            Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults));
            Assert.Equal(number, Value(plan));
        }
        else
        {
            var fault = Assert.Single(plan.Faults);
            Assert.Equal("D2", fault.Cell.InWords(CultureInfo.InvariantCulture));
            Assert.Contains(expected, fault.What.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.False(plan.CanBeBrought);
        }
    }

    [Fact]
    public void A_percentage_cell_is_a_percentage_where_the_unit_is_one() =>
        Assert.Equal(45.5m, Sheet(Row(2, "2026-W40", "City Library", "Attendance rate", "<c r=\"D2\" s=\"3\"><v>0.455</v></c>")).Values.Values.Single()["rate"].AsNumber);

    [Fact]
    public void An_error_is_a_fault_in_every_column_that_is_read()
    {
        foreach (var error in new[] { "<c r=\"{0}2\" t=\"e\"><v>#REF!</v></c>", "<c r=\"{0}2\"><f>X1</f></c>", "<c r=\"{0}2\" t=\"inlineStr\"><is><t>#REF!</t></is></c>" })
        {
            for (var column = 0; column < 5; column++)
            {
                var letter = ((char)('A' + column)).ToString();
                var cells = new[] { Text("A2", "2026-W40"), Text("B2", "City Library"), Text("C2", "A book that children loved"), "", Text("E2", "The Gruffalo") };
                cells[column] = error.Replace("{0}", letter, StringComparison.Ordinal);

                Assert.Equal(letter + "2", Assert.Single(Sheet($"<row r=\"2\">{string.Concat(cells)}</row>").Faults).Cell.InWords(CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void A_month_that_Excel_made_a_date_of_is_the_month_and_a_day_is_asked_for_its_period()
    {
        var month = Sheet($"<row r=\"2\"><c r=\"A2\" s=\"6\"><v>46296</v></c>{Text("B2", "City Library")}{Text("C2", "Hours of tutoring")}<c r=\"D2\"><v>7</v></c></row>");
        Assert.Equal(new Period("2026-10"), month.Values.Keys.Single().Period);

        var day = Sheet($"<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46329</v></c>{Text("B2", "City Library")}{Text("C2", "Hours of tutoring")}<c r=\"D2\"><v>7</v></c></row>");
        Assert.Equal(("A2", true), (day.Faults.Single().Cell.InWords(CultureInfo.InvariantCulture), day.Faults.Single().What is CellFault.DayForPeriod { Day: "2026-11-03" } asked && asked.Periods.Select(p => p.Id).SequenceEqual(["2026-W45", "2026-11", "2026-Q4"])));
    }

    public static TheoryData<string, string> Periods => new()
    {
        { "2026-W40", "2026-W40" }, { "2026W40", "2026-W40" }, { "2026-w40", "2026-W40" }, { "2026W9", "2026-W09" }, { "W40 2026", "2026-W40" }, { "W40/2026", "2026-W40" }, { "2026-10", "2026-10" }, { "202610", "2026-10" }, { "2026-M10", "2026-10" }, { "10/2026", "2026-10" },
        { "9/2026", "2026-09" }, { "2026-Q3", "2026-Q3" }, { "2026Q3", "2026-Q3" }, { "Q3 2026", "2026-Q3" }, { "2026 Q3", "2026-Q3" }, { "2026-W47", "2026-W47" },
        { "2026-W54", "" }, { "2025-W53", "" }, { "2026-13", "" }, { "2026-00", "" }, { "2026-Q5", "" }, { "2026", "" }, { "W40", "" }, { "2026-11-03", "" }, { "03/11/2026", "" }, { "2026S1", "" }, { "2026WedW40", "" }, { "Nov-26", "" }, { "202640", "" }, { "", "" },
    };

    [Theory]
    [MemberData(nameof(Periods))]
    public void A_period_is_read_as_people_and_tools_write_it(string text, string expected)
    {
        var plan = Check(Heading + $"\"{text}\",City Library,Hours of tutoring,7\r\n");

        if (expected.Length > 0)
        {
            Assert.Equal(new Period(expected), plan.Values.Keys.Single().Period);
            Assert.True(plan.CanBeBrought);
        }
        else
        {
            Assert.Equal("A2", Assert.Single(plan.Faults).Cell.InWords(CultureInfo.InvariantCulture));
            Assert.Contains("2026-W", plan.Faults[0].What.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, string> NotBegun => new()
    {
        { "2062-W40", En.Files.NotBegun("2062-W40", "2026-W40") },
        { "2026-W49", En.Files.NotBegun("2026-W49", "2025-W49") },
        { "2026-12", En.Files.NotBegun("2026-12", "2025-12") },
        { "2027-Q1", En.Files.NotBegun("2027-Q1", "2026-Q1") },
    };

    [Theory]
    [MemberData(nameof(NotBegun))]
    public void A_time_that_has_not_begun_is_refused_with_the_one_that_is_meant(string period, string says)
    {
        var fault = Assert.Single(Check(Heading + $"{period},City Library,Hours of tutoring,9000\r\n2026-W45,City Library,Hours of tutoring,41\r\n").Faults);

        Assert.Equal("A2", fault.Cell.InWords(CultureInfo.InvariantCulture));
        Assert.EndsWith(says, fault.What.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("5", true)]
    [InlineData("0", false)]
    [InlineData("6", false)]
    public void A_rating_is_one_to_five_in_a_file_too(string text, bool isRating)
    {
        var trust = Number("trust", "How well do we work together?") with { Kind = IndicatorKind.Rating, RollUp = RollUp.Mean };

        Assert.Equal(isRating, Check(Heading + $"2026-W40,City Library,{trust.Question},{text}\r\n", ImportAnswers.None, Ground with { Indicators = [trust] }).CanBeBrought);
    }

    [Fact]
    public void A_time_far_from_all_others_is_asked_about_once()
    {
        var file = Heading + "1926-W40,City Library,Hours of tutoring,40\r\n1926-W41,City Library,Hours of tutoring,40\r\n2026-W45,City Library,Hours of tutoring,41\r\n";

        Assert.Equal([("A2", new Period("1926-W40")), ("A3", new Period("1926-W41"))], Assert.IsType<ImportQuestion.FarPeriods>(Assert.Single(Check(file).Questions)).Cells.Select(c => (c.Cell.InWords(CultureInfo.InvariantCulture), c.Period)));
        Assert.True(Check(file, new ImportAnswers(PeriodsAreRight: true)).CanBeBrought);
        // What goes back year by year, or what there are values of already, is near.
        Assert.True(Check(Heading + string.Concat(Enumerable.Range(2008, 18).Where(y => y % 2 == 0).Select(y => $"{y}-Q4,City Library,Hours of tutoring,40\r\n"))).CanBeBrought);
        Assert.True(Check(file.Replace("1926", "2015", StringComparison.Ordinal), ImportAnswers.None, Ground with { Known = [new Period("2014-Q2")] }).CanBeBrought);
    }

    public static TheoryData<Frequency, string, string> OfAnotherLength => new()
    {
        { Frequency.Weekly, "2026-10", En.Files.MonthForWeek("2026-10", "Hours of tutoring", "2026-W44") },
        { Frequency.Weekly, "2026-Q4", En.Files.QuarterForWeek("2026-Q4", "Hours of tutoring", "2026-W47") },
        { Frequency.Monthly, "2026-W40", En.Files.WeekForMonth("2026-W40", "Hours of tutoring", "2026-10") },
        { Frequency.Quarterly, "2026-10", En.Files.MonthForQuarter("2026-10", "Hours of tutoring", "2026-Q3") },
    };

    [Theory]
    [MemberData(nameof(OfAnotherLength))]
    public void A_time_of_another_length_than_is_asked_about_is_refused_with_the_right_one(Frequency asked, string period, string says)
    {
        var ground = Ground with { Asked = new Dictionary<string, IReadOnlyList<Frequency>> { ["hours"] = [asked] } };
        var fault = Assert.Single(Check(Heading + $"{period},City Library,Hours of tutoring,7\r\n", ImportAnswers.None, ground).Faults);

        Assert.Equal(("A2", says), (fault.Cell.InWords(CultureInfo.InvariantCulture), fault.What.InWords(CultureInfo.InvariantCulture)));
    }

    public static TheoryData<string, string> NotOver => new()
    {
        { "2026-W48", En.Files.WeekNotOver("2026-W48", "2026-11-30", "2026-W47") },
        { "2026-11", En.Files.MonthNotOver("2026-11", "2026-12-01", "2026-10") },
        { "2026-Q4", En.Files.QuarterNotOver("2026-Q4", "2027-01-01", "2026-Q3") },
    };

    [Theory]
    [MemberData(nameof(NotOver))]
    public void A_time_that_is_not_over_yet_is_refused_unless_a_check_in_asks_about_it(string period, string says)
    {
        var file = Heading + $"{period},City Library,Hours of tutoring,7\r\n";
        var fault = Assert.Single(Check(file).Faults);

        Assert.Equal(("A2", says), (fault.Cell.InWords(CultureInfo.InvariantCulture), fault.What.InWords(CultureInfo.InvariantCulture)));
        Assert.True(Check(file, ImportAnswers.None, Ground with { Known = [new Period(period)] }).CanBeBrought);
    }

    [Fact]
    public void Names_are_found_however_they_are_written_and_a_slip_is_told_with_what_is_meant()
    {
        foreach (var name in new[] { "Escola São João", "escola são joão", " Escola  São\u00a0João ", "Escola Sa\u0303o Joa\u0303o", "sao-joao" })
        {
            Assert.Equal("sao-joao", Check(Heading + $"2026-W40,{name},Hours of tutoring,7\r\n").Values.Keys.Single().Partner);
        }

        Assert.Equal(En.Files.NoPartnerNear("Riverside Reads", "City Libary", "City Library"), Check(Heading + "2026-W40,City Libary,Hours of tutoring,7\r\n").Faults.Single().What.InWords(CultureInfo.InvariantCulture));
        var twins = Ground with { Initiative = Ground.Initiative with { Partners = [new Partner(new("north"), "The Hub"), new Partner(new("south"), "The hub")] } };
        Assert.Contains(En.Files.NameIsShared("The Hub"), Check(Heading + "2026-W40,The Hub,Hours of tutoring,7\r\n", ImportAnswers.None, twins).Faults.Single().What.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("south", Check(Heading + "2026-W40,south,Hours of tutoring,7\r\n", ImportAnswers.None, twins).Values.Keys.Single().Partner);
    }

    [Fact]
    public void A_part_and_a_reason_why_there_is_no_whole_do_not_go_together()
    {
        var plan = Check("Period,Partner,Indicator,Part,Value,No value because\r\n2026-W40,City Library,Children by age,,,NotCollected\r\n2026-W40,City Library,Children by age,Under 6,3,\r\n2026-W40,City Library,Children by age,6 and more,4,\r\n");

        Assert.Equal(("D3", En.Files.PartAndReason), (plan.Faults.Single().Cell.InWords(CultureInfo.InvariantCulture), plan.Faults.Single().What.InWords(CultureInfo.InvariantCulture)));
    }

    private static Indicator Number(string id, string question) => new(id, question, "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);

    private static decimal? Value(ImportPlan plan) => plan.Values[(new Period("2026-W40"), new("city-library"))]["hours"].AsNumber;

    private static string Text(string cell, string text) => $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Row(int number, string period, string partner, string indicator, string cell) =>
        $"<row r=\"{number}\">{Text("A" + number, period)}{Text("B" + number, partner)}{Text("C" + number, indicator)}{cell}</row>";

    private static ImportPlan Sheet(string rows)
    {
        var heading = $"<row r=\"1\">{Text("A1", "Period")}{Text("B1", "Partner")}{Text("C1", "Indicator")}{Text("D1", "Value")}{Text("E1", "Text")}</row>";
        return Check(HostileFile.Workbook($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{heading}{rows}</sheetData></worksheet>", styles: Styles), "a.xlsx", ImportAnswers.None, Ground);
    }

    private static ImportPlan Check(string csv) => Check(csv, ImportAnswers.None);

    private static ImportPlan Check(string csv, ImportAnswers answers) => Check(csv, answers, Ground);

    private static ImportPlan Check(string csv, ImportAnswers answers, ImportGround ground) => Check(Encoding.UTF8.GetBytes(csv), "a.csv", answers, ground);

    private static ImportPlan Check(byte[] file, string name, ImportAnswers answers, ImportGround ground) =>
        Import.Check(ground, new MemoryStream(file), name, answers, new FileReading(new UploadLimits { Time = TimeSpan.FromMinutes(5) }, TimeProvider.System, TestContext.Current.CancellationToken));
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using Moq;

namespace CollectiveImpact.Tests.Indicators;

/// <summary>Takes every kind through: asked, answered, shown, added up, brought in and given out. A new kind is covered by being one.</summary>
public sealed class EveryKindTests
{
    private const string Id = "asked";

    // The round's week is over.
    private static readonly LocalDate Today = new(2026, 12, 1);

    private static readonly Breakdown ByAge = new("Age", [new Category("small", "Under 6"), new Category("large", "6 and more")], Sharing.Partners);

    /// <summary>Each kind, and once more divided into parts where it can be.</summary>
    public static TheoryData<IndicatorKind, bool> Kinds =>
        [.. Kind.All.Select(k => (k.Id, false)), .. Kind.All.Where(k => k.CanBeDivided).Select(k => (k.Id, true))];

    [Fact]
    public void Every_kind_that_can_be_stored_is_one() => Assert.Equal(Enum.GetValues<IndicatorKind>(), Kind.All.Select(k => k.Id).Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_typed_into_its_fields_is_read_and_stands_there_again(IndicatorKind id, bool divided)
    {
        var indicator = Of(id, divided);
        var inputs = InputsOf(indicator, null);

        Assert.Equal(Kind.Of(id).Fields(indicator), inputs.Count);
        Assert.All(inputs, i => Assert.NotEqual("", i.Text("label")));
        var (value, answers) = Answer(indicator);
        Assert.Empty(answers.Unreadable);
        Assert.Empty(Kind.Of(id).FaultsOf(indicator, value));
        Assert.Equal(value, ReportedValue.FromStored(value.ToStored()));

        var again = InputsOf(indicator, Riverside.EntryOf(Riverside.Library, answers)).ToDictionary(i => i.Text("id")!, i => i.Text("value") ?? "");
        Assert.Equal(value, CheckInForm.Read(new Form(again), [indicator], Riverside.English).Values[Id]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_invented_answer_is_one_that_a_partner_could_give(IndicatorKind id, bool divided)
    {
        foreach (var indicator in new[] { Of(id, divided), Of(id, divided) with { Target = 3 }, Of(id, divided) with { Target = 100_000 }, Of(id, divided) with { Least = 2, Most = 3 } })
        {
            var invented = Enumerable.Range(0, 12).Select(n => Kind.Of(id).Example(indicator, n, Riverside.English)).ToArray();
            Assert.Empty(invented.SelectMany(v => Kind.Of(id).FaultsOf(indicator, v)));
            Assert.Equal(invented, Enumerable.Range(0, 12).Select(n => Kind.Of(id).Example(indicator, n, Riverside.English)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_receipt_and_the_digest_say_it(IndicatorKind id, bool divided)
    {
        var indicator = Of(id, divided);
        var (value, answers) = Answer(indicator);
        var entry = Riverside.EntryOf(Riverside.Library, answers);

        var receipt = CheckInReceipt.Of(Riverside.Initiative, Riverside.View(entry, RoundOf(indicator), [indicator]), Riverside.Library, Riverside.English, Riverside.Lisbon);
        Assert.Contains(indicator.Question, string.Join('\n', receipt.Lines()), StringComparison.Ordinal);
        Assert.Contains(receipt.Lines(), l => l.EndsWith(value.InWords(indicator, Riverside.English), StringComparison.Ordinal));

        var digest = Digest.Of(Riverside.Initiative, new Board(RoundOf(indicator), [entry], [indicator]), new Dictionary<string, IReadOnlyList<Total>>(), []);
        var total = Assert.Single(digest.Lines).Total;
        Assert.Equal(1, total.Covers);
        Assert.Equal(Kind.Of(id).IsNumeric, total.Value is not null);
        var said = Kind.Of(id).IsNumeric ? total.InWords(indicator, Riverside.English) : value.InWords(indicator, Riverside.English);
        Assert.Contains(DigestCard.Of(digest, Riverside.English).Lines(), l => l.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_template_that_was_filled_in_brings_it(IndicatorKind id, bool divided)
    {
        var indicator = Of(id, divided);
        var (value, _) = Answer(indicator);
        var template = ImportTemplate.Of(GroundOf(indicator), CultureInfo.InvariantCulture)[0];
        var filled = template with { Rows = template.Rows.Where(r => (string)r[1]! == Riverside.Library.Name).Select(r => Filled(r, indicator, value)) };

        foreach (var name in new[] { "a.xlsx", "a.csv" })
        {
            using var file = new MemoryStream();
            await (name == "a.csv" ? CsvFiles.Write(filled, file, TestContext.Current.CancellationToken) : Workbook.Write([filled], file, TestContext.Current.CancellationToken));
            Assert.Equal(value, Brought(file.ToArray(), name, indicator, new Period("2026-W48")));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_export_in_any_format_holds_it(IndicatorKind id, bool divided)
    {
        var indicator = Of(id, divided);
        var (value, _) = Answer(indicator);
        var period = RoundOf(indicator).PeriodOf(indicator);

        Assert.Equal(value, Brought(await Export(ExportFormat.Xlsx, indicator, value), "a.xlsx", indicator, period));
        await using var zip = new ZipArchive(new MemoryStream(await Export(ExportFormat.Csv, indicator, value)));
        using var values = new MemoryStream();
        await using (var entry = await zip.GetEntry("values.csv")!.OpenAsync(TestContext.Current.CancellationToken))
        {
            await entry.CopyToAsync(values, TestContext.Current.CancellationToken);
        }

        Assert.Equal(value, Brought(values.ToArray(), "values.csv", indicator, period));
        Assert.Equal(value, Brought(await Export(ExportFormat.Dhis2, indicator, value), "a.json", indicator, period));

        // Statistical offices get observations: the whole, each part, and the total.
        var parts = (value as ReportedValue.Split)?.Parts ?? new Dictionary<string, decimal>();
        decimal[] observed = Kind.Of(id).IsNumeric ? [value.AsNumber!.Value, .. parts.Values, value.AsNumber!.Value] : [];
        var lines = Encoding.UTF8.GetString(await Export(ExportFormat.Sdmx, indicator, value)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','));
        Assert.Equal(observed.Order(), lines.Select(l => decimal.Parse(l[8], CultureInfo.InvariantCulture)).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_row_that_says_nothing_of_use_is_a_fault_in_the_readers_language(IndicatorKind id, bool divided)
    {
        var indicator = Of(id, divided);
        // Yes or no isn't seven, a number isn't words, a percentage is two numbers, and words stand where they are looked for.
        var file = $"Period,Partner,Indicator,Value,Denominator\r\n2026-W48,{Riverside.Library.Name},{indicator.Question},,several\r\n";

        var plan = Check(Encoding.UTF8.GetBytes(file), "a.csv", indicator);

        Assert.False(plan.CanBeBrought);
        Assert.All(plan.Faults, f => Assert.StartsWith("[", f.What.InWords(CultureInfo.GetCultureInfo("qps-Ploc")), StringComparison.Ordinal));
        Assert.NotEmpty(plan.Faults);
    }

    private static Indicator Of(IndicatorKind id, bool divided)
    {
        var kind = Kind.Of(id);
        var unit = kind.UnitFault("", new CollectiveImpact.Indicators.Texts(Riverside.English)) is null ? "" : "EUR";
        return new Indicator(Id, $"What about {id}?", unit, id, GoodDirection.Up, kind.RollUps[0], null, [], 1, Retired: false) { Breakdown = divided ? ByAge : null };
    }

    private static Round RoundOf(Indicator indicator) => Riverside.Round with { Indicators = [indicator.Id] };

    private static ImportGround GroundOf(Indicator indicator) => new(Riverside.Initiative, [indicator], Today);

    // The inputs of the check-in that are the indicator's own: an answer, and what goes with one.
    private static IReadOnlyList<JsonElement> InputsOf(Indicator indicator, Entry? entry)
    {
        string[] own = [AnswerFields.Value(Id), AnswerFields.Whole(Id), .. indicator.Breakdown?.Categories.Select(c => AnswerFields.Part(Id, c.Id)) ?? []];
        var view = Riverside.View(entry, RoundOf(indicator), [indicator]) with { Past = Riverside.NoPast };
        return [.. CheckInCard.Form(Riverside.Initiative, view, Riverside.Library, Riverside.English, Riverside.Lisbon).Inputs().Where(i => own.Contains(i.Text("id")))];
    }

    // Seven, out of nine, wherever something is typed, the last of what can be chosen, some words where there is room for them; of what has parts, only those.
    private static (ReportedValue Value, Answers Answers) Answer(Indicator indicator)
    {
        var typed = InputsOf(indicator, null).ToDictionary(i => i.Text("id")!, i =>
            i.Text("type") == "Input.ChoiceSet" ? i.GetProperty("choices").EnumerateArray().Last().Text("value")!
            : i.TryGetProperty("isMultiline", out _) ? "Two families,\nand a \"café\""
            : indicator.Breakdown is not null && i.Text("id") == AnswerFields.Value(Id) ? ""
            : i.Text("id") == AnswerFields.Whole(Id) ? "9"
            : "7");
        var answers = CheckInForm.Read(new Form(typed), [indicator], Riverside.English);
        return (Assert.Contains(Id, answers.Values), answers);
    }

    // As somebody fills the template in who has what an export would hold.
    private static IReadOnlyList<object?> Filled(IReadOnlyList<object?> row, Indicator indicator, ReportedValue value)
    {
        var part = indicator.Breakdown?.Categories.FirstOrDefault(c => c.Name == (string)row[3]!);
        var filed = part is null ? Kind.Of(indicator.Kind).ToFile(value) : new FiledValue(((ReportedValue.Split)value).Parts[part.Id]);
        return ["2026-W48", .. row.Skip(1).Take(3), filed.Value, filed.Numerator, filed.Denominator, filed.Text, ""];
    }

    private static ReportedValue Brought(byte[] file, string name, Indicator indicator, Period period)
    {
        var plan = Check(file, name, indicator);
        Assert.True(plan.CanBeBrought, string.Join(' ', plan.Faults.Select(f => f.What.InWords(Riverside.English))));
        return Assert.Single(plan.Values[(period, Riverside.Library.Id)]).Value;
    }

    private static ImportPlan Check(byte[] file, string name, Indicator indicator) =>
        Import.Check(GroundOf(indicator), new MemoryStream(file), name, ImportAnswers.None, new FileReading(new UploadLimits(), TimeProvider.System, TestContext.Current.CancellationToken));

    private static async Task<byte[]> Export(ExportFormat format, Indicator indicator, ReportedValue value)
    {
        var (stores, round) = (new Stores(), RoundOf(indicator));
        stores.Indicators[Riverside.Initiative.Id] = [indicator];
        var period = round.PeriodOf(indicator);
        var history = new Mock<IHistoryStore>();
        history.Setup(h => h.AllValues(Riverside.Initiative.Id, Id, It.IsAny<CancellationToken>())).Returns(() => new[] { new PastValue(Id, Riverside.Library.Id, period, value) }.ToAsyncEnumerable());
        history.Setup(h => h.AllTotals(Riverside.Initiative.Id, Id, It.IsAny<CancellationToken>())).Returns(() => new[] { Total.Of(indicator, period, [value], 1) }.Where(t => t.Value is not null).ToAsyncEnumerable());
        await using var file = await new Exports(stores, history.Object, new Sheets(stores, history.Object, stores, stores), new ChosenSheets(stores, history.Object, stores), stores, imports: null!, new AuditLog(stores))
            .ToFile(Riverside.Initiative, format, CultureInfo.InvariantCulture, TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Testing;
using SpreadCheetah;

namespace CollectiveImpact.Tests.Files;

/// <summary>Whatever is uploaded is read, or refused in a sentence that a person can act upon.</summary>
public sealed class HostileFilesTests
{
    private static readonly IReadOnlyList<Indicator> Indicators =
        [.. Riverside.Indicators, new("children-in-sessions", "Children in sessions", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false), new("stories", "Stories", "", IndicatorKind.Text, GoodDirection.Up, RollUp.None, null, [], 1, Retired: false)];

    private static readonly ImportGround Ground = new(Riverside.Initiative, Indicators, new LocalDate(2026, 11, 25));

    public static TheoryData<string> Names => [.. HostileFile.All.Select(f => f.Name)];

    // An empty one is read, for there is nothing wrong with it that a person would have to mend.
    private static readonly Dictionary<string, string> Says = new()
    {
        ["far-column.xlsx"] = En.Files.TooManyColumns(200),
        ["many-columns.xlsx"] = En.Files.TooManyColumns(200),
        ["far-row.xlsx"] = En.Files.TooManyRows(200_000),
        ["negative-row.xlsx"] = En.Files.CantBeRead,
        ["rows-backwards.xlsx"] = En.Files.CantBeRead,
        ["many-rows.xlsx"] = En.Files.TooManyRows(200_000),
        ["empty-rows.xlsx"] = En.Files.UnzippedTooMuch(100),
        ["dimension.xlsx"] = "",
        ["merged.xlsx"] = "",
        ["bomb.xlsx"] = En.Files.UnzippedTooMuch(100),
        ["large.xlsx"] = En.Files.UnzippedTooLarge(200),
        ["bomb-in-a-cell.xlsx"] = En.Files.CellTooLong(32_768),
        ["bomb-in-an-attribute.xlsx"] = En.Files.CantBeRead,
        ["slow-attribute.xlsx"] = En.Files.CantBeRead,
        ["shared.xlsx"] = En.Files.TooManyWords(4),
        ["empty-shared.xlsx"] = En.Files.TooManyWords(4),
        ["laughs.xlsx"] = En.Files.TooManyWords(4),
        ["entities.xlsx"] = En.Files.CantBeRead,
        ["external.xlsx"] = En.Files.CantBeRead,
        ["long-entity.xlsx"] = En.Files.CantBeRead,
        ["deep.xlsx"] = En.Files.CantBeRead,
        ["names.xlsx"] = En.Files.CantBeRead,
        ["attributes.xlsx"] = En.Files.CantBeRead,
        ["comment.xlsx"] = En.Files.CantBeRead,
        ["styles.xlsx"] = "",
        ["sheets.xlsx"] = En.Files.TooManySheets(1_000),
        ["parts.xlsx"] = En.Files.TooManyWorkbookParts(2_000),
        ["nested.xlsx"] = En.Files.CantBeRead,
        ["lying.xlsx"] = En.Files.CantBeRead,
        ["cut.xlsx"] = En.Files.CantBeRead,
        ["empty-zip.xlsx"] = En.Files.CantBeRead,
        ["itself.xlsx"] = En.Files.FileEmpty,
        ["old.xlsx"] = En.Files.WorkbookLocked,
        ["old.xls"] = En.Files.OldWorkbook,
        ["binary.xlsx"] = En.Files.BinaryWorkbook,
        ["columns.csv"] = En.Files.TooManyColumns(200),
        ["columns-in-heading.csv"] = En.Files.TooManyColumns(200),
        ["quoted-columns.csv"] = En.Files.TooManyColumns(200),
        ["quote.csv"] = En.Files.CellTooLong(32_768),
        ["line.csv"] = En.Files.CellTooLong(32_768),
        ["lines.csv"] = "",
        ["rows.csv"] = En.Files.TooManyRows(200_000),
        ["zeros.csv"] = En.Files.CantBeRead,
        ["utf16.csv"] = "",
        ["noise.csv"] = En.Files.CantBeRead,
        ["periods.csv"] = En.Files.TooManyPeriods(1_000),
        ["words.csv"] = En.Files.TooManyWords(4),
        ["faults.csv"] = En.Files.NoPeriod("p0"),
        ["deep.jsonld"] = En.Files.TooDeep(32),
        ["parts.jsonld"] = En.Files.TooManyJsonParts(1_000_000),
        ["text.jsonld"] = En.Files.JsonTextTooLong(32_768),
        ["name.json"] = En.Files.JsonTextTooLong(32_768),
        ["number.json"] = En.Files.JsonTextTooLong(32_768),
        ["concepts.jsonld"] = En.Files.TooManyConcepts(5_000),
        ["circle.jsonld"] = "",
        ["contexts.jsonld"] = En.Files.TooManyMeanings,
        ["prefixes.jsonld"] = En.Files.AddressTooLong("2048"),
        ["prefix-links.jsonld"] = En.Files.TooManyNames(40, "related"),
        ["names.jsonld"] = En.Files.TooManyNames(40, "altLabel"),
        ["languages.jsonld"] = En.Files.TooManyLanguages(200),
        ["nested.jsonld"] = "",
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_answered_in_words_that_name_the_limit(string name)
    {
        var file = HostileFile.All.Single(f => f.Name == name);

        var said = Answer(file.Name, file.Write(), file.IsForGlossary);

        Assert.Contains(Says[name], said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_words_for_a_file_that_is_not_there() => Assert.Equal(HostileFile.All.Select(f => f.Name).Order(StringComparer.Ordinal), Says.Keys.Order(StringComparer.Ordinal));

    // Whatever a broken disk or a curious person makes of a file.
    [Theory]
    [InlineData(".xlsx")]
    [InlineData(".csv")]
    [InlineData(".jsonld")]
    public async Task A_file_with_any_of_its_bytes_changed_is_read_or_refused(string kind)
    {
        var whole = kind switch
        {
            ".xlsx" => await Plain(),
            ".csv" => Encoding.UTF8.GetBytes(HostileFile.Heading + "2026-W40,City Library,\"Children in \"\"sessions\"\"\",,1,,,,\r\n"),
            _ => "{\"@context\":{\"skos\":\"http://www.w3.org/2004/02/skos/core#\"},\"@graph\":[{\"@id\":\"urn:a\",\"@type\":\"skos:Concept\",\"skos:prefLabel\":{\"@value\":\"A\",\"@language\":\"en\"},\"skos:definition\":\"B\",\"skos:related\":[{\"@id\":\"urn:b\"}]}]}"u8.ToArray(),
        };
        var random = new Random(16);
        for (var run = 0; run < 3_000; run++)
        {
            var file = (byte[])whole.Clone();
            for (var change = random.Next(4); change >= 0; change--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Answer("a" + kind, run % 7 == 0 ? file[..random.Next(file.Length)] : file, kind == ".jsonld"));
        }
    }

    // Parts are packed, so that bytes changed outside hardly reach what is in them.
    [Fact]
    public async Task A_workbook_with_anything_in_its_sheet_is_read_or_refused()
    {
        var whole = await Plain();
        var random = new Random(16);
        for (var run = 0; run < 1_500; run++)
        {
            var changed = new MemoryStream();
            changed.Write(whole);
            await using (var zip = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
            {
                var parts = zip.Entries.ToArray();
                var part = parts[random.Next(parts.Length)];
                byte[] content;
                await using (var read = await part.OpenAsync(TestContext.Current.CancellationToken))
                {
                    using var all = new MemoryStream();
                    await read.CopyToAsync(all, TestContext.Current.CancellationToken);
                    content = all.ToArray();
                }

                for (var change = random.Next(6); change >= 0; change--)
                {
                    content[random.Next(content.Length)] = (byte)"<>/&\"'=;0Az9\u0001"[random.Next(13)];
                }

                part.Delete();
                await using var write = await zip.CreateEntry(part.FullName).OpenAsync(TestContext.Current.CancellationToken);
                await write.WriteAsync(content, TestContext.Current.CancellationToken);
            }

            Assert.NotNull(Answer("a.xlsx", changed.ToArray(), isForGlossary: false));
        }
    }

    [Fact]
    public void A_file_that_takes_too_long_is_told_and_one_whose_reader_has_gone_is_left()
    {
        var file = Encoding.UTF8.GetBytes(HostileFile.Heading + "2026-W40,City Library,Sessions,,1,,,,\r\n");

        Assert.Contains(En.Files.TooSlow(0), Assert.Throws<UnreadableFileException>(() => Read(file, new UploadLimits { Time = TimeSpan.Zero }, CancellationToken.None)).Fault.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.ThrowsAny<OperationCanceledException>(() => Read(file, new UploadLimits(), new CancellationToken(canceled: true)));

        static void Read(byte[] file, UploadLimits limits, CancellationToken cancel) =>
            Import.Check(Ground, new MemoryStream(file), "a.csv", ImportAnswers.None, new FileReading(limits, TimeProvider.System, cancel));
    }

    private static string Answer(string name, byte[] content, bool isForGlossary)
    {
        var reading = new FileReading(new UploadLimits { Time = TimeSpan.FromMinutes(10) }, TimeProvider.System, TestContext.Current.CancellationToken);
        try
        {
            if (isForGlossary)
            {
                var terms = GlossaryImport.Check(Riverside.Initiative, [], new MemoryStream(content), name, reading);
                return string.Concat(terms.Faults.Select(f => f.What.InWords(CultureInfo.InvariantCulture)));
            }

            var plan = Import.Check(Ground, new MemoryStream(content), name, ImportAnswers.None, reading);
            return string.Concat(plan.Faults.Select(f => f.What.InWords(CultureInfo.InvariantCulture)));
        }
        catch (UnreadableFileException e)
        {
            return e.Fault.InWords(CultureInfo.InvariantCulture);
        }
    }

    private static async Task<byte[]> Plain()
    {
        using var file = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(file))
        {
            await workbook.StartWorksheetAsync("Values");
            await workbook.AddHeaderRowAsync([.. HostileFile.Heading.Trim().Split(',')]);
            await workbook.AddRowAsync(new DataCell[] { new("2026-W40"), new("City Library"), new("Children in sessions"), default, new(40) });
            await workbook.FinishAsync();
        }

        return file.ToArray();
    }
}

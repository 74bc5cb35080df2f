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

    // What the sentence must name; an empty one is read, for there is nothing wrong with it that a person would have to mend.
    private static readonly Dictionary<string, string> Says = new()
    {
        ["far-column.xlsx"] = "more than 200 columns",
        ["many-columns.xlsx"] = "more than 200 columns",
        ["far-row.xlsx"] = "more than 200,000 rows",
        ["negative-row.xlsx"] = "can't be read",
        ["rows-backwards.xlsx"] = "can't be read",
        ["many-rows.xlsx"] = "more than",
        ["empty-rows.xlsx"] = "100 times as large",
        ["dimension.xlsx"] = "",
        ["merged.xlsx"] = "",
        ["bomb.xlsx"] = "100 times as large",
        ["large.xlsx"] = "larger than 200 MB",
        ["bomb-in-a-cell.xlsx"] = "32,768 characters",
        ["bomb-in-an-attribute.xlsx"] = "can't be read",
        ["slow-attribute.xlsx"] = "can't be read",
        ["shared.xlsx"] = "4 million characters",
        ["empty-shared.xlsx"] = "4 million characters",
        ["laughs.xlsx"] = "4 million characters",
        ["entities.xlsx"] = "can't be read",
        ["external.xlsx"] = "can't be read",
        ["long-entity.xlsx"] = "can't be read",
        ["deep.xlsx"] = "can't be read",
        ["names.xlsx"] = "can't be read",
        ["attributes.xlsx"] = "can't be read",
        ["comment.xlsx"] = "can't be read",
        ["styles.xlsx"] = "",
        ["sheets.xlsx"] = "1,000 sheets",
        ["parts.xlsx"] = "2,000 parts",
        ["nested.xlsx"] = "can't be read",
        ["lying.xlsx"] = "can't be read",
        ["cut.xlsx"] = "can't be read",
        ["empty-zip.xlsx"] = "can't be read",
        ["itself.xlsx"] = En.Files.FileEmpty,
        ["old.xlsx"] = "password",
        ["old.xls"] = "(.xlsx)",
        ["binary.xlsx"] = "(.xlsx)",
        ["columns.csv"] = "more than 200 columns",
        ["columns-in-heading.csv"] = "more than 200 columns",
        ["quoted-columns.csv"] = "more than 200 columns",
        ["quote.csv"] = "32,768 characters",
        ["line.csv"] = "32,768 characters",
        ["lines.csv"] = "",
        ["rows.csv"] = "more than 200,000 rows",
        ["zeros.csv"] = "can't be read",
        ["utf16.csv"] = "",
        ["noise.csv"] = "can't be read",
        ["periods.csv"] = "1,000 weeks, months and quarters",
        ["words.csv"] = "4 million characters",
        ["faults.csv"] = "is no period",
        ["deep.jsonld"] = "32 levels deep",
        ["parts.jsonld"] = "1,000,000 names and values",
        ["text.jsonld"] = "32,768 characters",
        ["name.json"] = "32,768 characters",
        ["number.json"] = "32,768 characters",
        ["concepts.jsonld"] = "5,000 concepts",
        ["circle.jsonld"] = "",
        ["contexts.jsonld"] = "one context",
        ["prefixes.jsonld"] = "2048 characters",
        ["prefix-links.jsonld"] = "more than 40 names",
        ["names.jsonld"] = "more than 40 names",
        ["languages.jsonld"] = "200 other languages",
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

        Assert.Contains("longer than 0 seconds", Assert.Throws<UnreadableFileException>(() => Read(file, new UploadLimits { Time = TimeSpan.Zero }, CancellationToken.None)).Fault.InWords(CultureInfo.InvariantCulture), StringComparison.Ordinal);
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

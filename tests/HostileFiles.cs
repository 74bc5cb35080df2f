using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CollectiveImpact.Testing;

/// <summary>Small files that ask for much: each is answered in words, and costs the others nothing.</summary>
/// <param name="Name">As it would be uploaded.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Write">Writes it.</param>
public sealed record HostileFile(string Name, string What, Func<byte[]> Write)
{
    public const string Heading = "Period,Partner,Indicator,Part,Value,Numerator,Denominator,Text,No value because\r\n";

    private const int Mega = 1024 * 1024;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string HeadingCells =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Period</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Partner</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Indicator</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>Value</t></is></c><c r=\"E1\" t=\"inlineStr\"><is><t>Text</t></is></c></row>";

    public bool IsForGlossary => Name.EndsWith(".json", StringComparison.Ordinal) || Name.EndsWith(".jsonld", StringComparison.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileFile> All { get; } =
    [
        // Workbooks that are small and say large things of themselves.
        new("far-column.xlsx", "a cell in column ZZZZZZ", () => Workbook(Sheet("<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>"))),
        new("many-columns.xlsx", "16,384 columns in each of 2,000 rows", () => Workbook(Sheet(Repeat(2_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"<row r=\"{n + 2}\"><c r=\"XFD{n + 2}\"><v>1</v></c></row>"))))),
        new("far-row.xlsx", "a row with number 2,147,483,647", () => Workbook(Sheet("<row r=\"2147483647\"><c r=\"A2147483647\"><v>1</v></c></row>"))),
        new("negative-row.xlsx", "a row with a negative number", () => Workbook(Sheet("<row r=\"-5\"><c r=\"A-5\"><v>1</v></c></row>"))),
        new("rows-backwards.xlsx", "rows that come again", () => Workbook(Sheet("<row r=\"9\"><c r=\"A9\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c></row>"))),
        new("many-rows.xlsx", "a million rows", () => Workbook(Sheet(Repeat(1_000_000, (n, to) => to.Append("<row><c><v>1</v></c></row>"))))),
        new("empty-rows.xlsx", "four million rows without a cell", () => Workbook(Sheet(Repeat(4_000_000, (_, to) => to.Append("<row/>"))))),
        new("dimension.xlsx", "a sheet that says it goes to XFD1048576", () => Workbook(Sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", before: "<dimension ref=\"A1:XFD1048576\"/>"))),
        new("merged.xlsx", "two million merged cells", () => Workbook(Sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", after: "<mergeCells>" + Repeat(2_000_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"<mergeCell ref=\"A{n}:B{n}\"/>")) + "</mergeCells>"))),

        // What unzips to much more.
        new("bomb.xlsx", "700 MB of spaces between two rows", () => Workbook(Large("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", " ", 700L * Mega))),
        new("large.xlsx", "250 MB of white space that can't be squeezed a hundred times", () => Workbook(Large("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", Random(64 * 1024, "                               \n"), 250L * Mega))),
        new("bomb-in-a-cell.xlsx", "a cell of 500 MB", () => Workbook(Large("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>", "x", 500L * Mega))),
        new("bomb-in-an-attribute.xlsx", "an attribute of 500 MB", () => Workbook(Large("<row r=\"2\"><c r=\"A2\" t=\"", "x", 500L * Mega))),
        new("slow-attribute.xlsx", "an attribute of 15 MB that can't be squeezed, with the signs in it that end tags", () => Workbook("<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"" + Random(15 * Mega, "abcdefghijklmnopqrstuvwxyz>>>0123456789ABCDEFGHIJKLMNOP") + "\"/></row></sheetData></worksheet>")),
        new("shared.xlsx", "a million different shared texts, 18 MB of them", () => Workbook(
            Sheet("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>"), SharedTexts(Repeat(1_000_000, (n, to) => to.Append("<si><t>").Append(Random(20, Letters, n)).Append("</t></si>"))))),
        new("empty-shared.xlsx", "eight million empty shared texts", () => Workbook(Sheet("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>"), SharedTexts(Repeat(8_000_000, (n, to) => to.Append("<si/>").Append(n % 7 == 0 ? Random(2, Letters, n) : ""))))),
        new("laughs.xlsx", "one long shared text in 100,000 cells", () => Workbook(
            Sheet(Repeat(100_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"<row r=\"{n + 2}\"><c r=\"A{n + 2}\" t=\"inlineStr\"><is><t>2026-W40</t></is></c><c r=\"B{n + 2}\" t=\"inlineStr\"><is><t>City Library</t></is></c><c r=\"C{n + 2}\" t=\"inlineStr\"><is><t>Stories</t></is></c><c r=\"E{n + 2}\" t=\"s\"><v>0</v></c></row>"))),
            SharedTexts("<si><t>" + Random(32_000, Letters) + "</t></si>"))),
        new("entities.xlsx", "entities within entities", () => Workbook("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>" + Sheet("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&c;</t></is></c></row>"))),
        new("external.xlsx", "an entity of another file", () => Workbook("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + Sheet("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&a;</t></is></c></row>"))),
        new("long-entity.xlsx", "the name of an entity that never ends", () => Workbook(Large("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&", "x", 80L * Mega))),
        new("deep.xlsx", "a million elements within each other", () => Workbook(Sheet(Repeat(1_000_000, (_, to) => to.Append("<row>"))))),
        new("names.xlsx", "a million elements of different names", () => Workbook(Sheet(Repeat(1_000_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"<n{n}/>"))))),
        new("attributes.xlsx", "an element with a million attributes", () => Workbook(Sheet("<row r=\"2\" " + Repeat(1_000_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"a{n}='' ")) + "/>"))),
        new("comment.xlsx", "a comment that never ends", () => Workbook(Large("<!--", "x", 80L * Mega))),
        new("styles.xlsx", "three million styles", () => Workbook(Sheet("<row r=\"2\"><c r=\"A2\" s=\"1\"><v>1</v></c></row>"), styles: "<styleSheet><cellXfs>" + Repeat(3_000_000, (n, to) => to.Append("<xf numFmtId=\"14\"/>").Append(n % 9 == 0 ? " \n" : "")) + "</cellXfs></styleSheet>")),
        new("sheets.xlsx", "100,000 sheets", () => Workbook(Sheet(""), sheets: Repeat(100_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"r1\"/>")))),

        // Zips that aren't what they say.
        new("parts.xlsx", "400,000 parts", Parts),
        new("nested.xlsx", "a zip in a zip", () => Zip(("xl/workbook.xml", Zip(("xl/workbook.xml", new byte[10 * Mega]))))),
        new("lying.xlsx", "a sheet that says it has one byte", Lying),
        new("cut.xlsx", "half a workbook", () => Workbook(Sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"))[..700]),
        new("empty-zip.xlsx", "a zip with nothing in it", () => Zip()),
        new("itself.xlsx", "a workbook that says it is its own sheet", () => Workbook(Sheet(""), sheetPath: "workbook.xml")),
        new("old.xlsx", "an old or encrypted workbook that goes round in circles", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4 * Mega]]),
        new("old.xls", "the same by its name", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4 * Mega]]),
        new("binary.xlsx", "a binary workbook", () => Workbook(Sheet(""), workbookPath: "workbook.bin")),

        // CSV.
        new("columns.csv", "two million columns", () => Utf8(Heading + new string(',', 2_000_000))),
        new("columns-in-heading.csv", "ten million columns in the heading", () => Utf8(new string(',', 10_000_000) + "\r\n")),
        new("quoted-columns.csv", "four million cells with a line end in each", () => Utf8(Heading + Repeat(4_000_000, (_, to) => to.Append("\"\n\",")))),
        new("quote.csv", "a quotation mark that is never closed", () => Utf8(Heading + "\"" + new string('x', 18 * Mega))),
        new("line.csv", "a line without end", () => Utf8(Heading + new string('x', 18 * Mega))),
        new("lines.csv", "eighteen million empty lines", () => Utf8(Heading + new string('\n', 18 * Mega))),
        new("rows.csv", "six million rows", () => Utf8(Heading + Repeat(6_000_000, (_, to) => to.Append("1,\n")))),
        new("zeros.csv", "18 MB of nothing", () => [.. Utf8(Heading), .. new byte[18 * Mega]]),
        new("utf16.csv", "UTF-16 that doesn't say so", () => Encoding.Unicode.GetBytes(Heading + "2026-W40,City Library,Children in sessions,,1,,,,\r\n")),
        new("noise.csv", "18 MB of noise", () => Noise(18 * Mega)),
        new("periods.csv", "180,000 different periods", () => Utf8(Heading + Repeat(180_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"{1000 + (n / 100)}-W{1 + (n % 52):00},City Library,Children in sessions,,1,,,,\r\n")))),
        new("words.csv", "18 MB of answers in words", () => Utf8(Heading + Repeat(18_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"2026-W{1 + (n % 52):00},City Library,Stories,,,,,").Append(Random(960, Letters, n)).Append(",\r\n")))),
        new("faults.csv", "200,000 rows with four faults each", () => Utf8(Heading + Repeat(190_000, (n, to) => to.Append(CultureInfo.InvariantCulture, $"p{n},q{n},r{n},,x{n},,,,\r\n")))),

        // SKOS.
        new("deep.jsonld", "ten million lists within each other", () => Utf8(new string('[', 10_000_000))),
        new("parts.jsonld", "ten million empty lists", () => Utf8("[" + Repeat(6_000_000, (_, to) => to.Append("[],")) + "[]]")),
        new("text.jsonld", "a text of 18 MB", () => Utf8("[\"" + new string('x', 18 * Mega) + "\"]")),
        new("name.json", "the name of a property that never ends", () => Utf8("{\"" + new string('x', 18 * Mega))),
        new("number.json", "a number of 18 MB", () => Utf8("[" + new string('9', 18 * Mega) + "]")),
        new("concepts.jsonld", "20,000 concepts", () => Utf8("[" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => Concept($"urn:c{n}", $"Word {n}"))) + "]")),
        new("circle.jsonld", "broader terms in a circle", () => Utf8("[" + string.Join(',', Enumerable.Range(0, 1_000).Select(n => Concept($"urn:c{n}", $"Word {n}", $",\"skos:broader\":{{\"@id\":\"urn:c{(n + 1) % 1_000}\"}}"))) + "]")),
        new("contexts.jsonld", "a context of 20,000 words that each concept says again", () => Utf8("{\"@context\":{" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"w{n}\":\"urn:w{n}\"")) + "},\"@graph\":[" + string.Join(',', Enumerable.Range(0, 4_000).Select(n => $"{{\"@context\":{{\"x\":\"urn:x\"}},\"@id\":\"x:{n}\"}}")) + "]}")),
        new("prefixes.jsonld", "prefixes that stand for one another, and grow", () => Utf8("{\"@context\":{" + string.Join(',', Enumerable.Range(0, 8).Select(n => $"\"p{n}\":\"p{n + 1}:{new string('x', 30_000)}\"")) + "},\"@graph\":[" + string.Join(',', Enumerable.Range(0, 5_000).Select(n => Concept($"p0:{n}", $"Word {n}"))) + "]}")),
        new("prefix-links.jsonld", "a million links by a prefix of 2,000 letters", () => Utf8("{\"@context\":{\"p\":\"urn:" + new string('x', 2_000) + "\"},\"@graph\":[" + string.Join(',', Enumerable.Range(0, 4_900).Select(n => Concept($"p:{n}", $"Word {n}", $",\"skos:related\":[{string.Join(',', Enumerable.Range(0, 90).Select(m => $"\"p:{n}.{m}\""))}]"))) + "]}")),
        new("names.jsonld", "a concept with 200,000 other names", () => Utf8("[" + Concept("urn:a", "Word", $",\"skos:altLabel\":[{string.Join(',', Enumerable.Range(0, 200_000).Select(n => $"\"a{n}\""))}]") + "]")),
        new("languages.jsonld", "a name in 100,000 languages", () => Utf8("[{\"@id\":\"urn:a\",\"@type\":\"skos:Concept\",\"skos:prefLabel\":[" + string.Join(',', Enumerable.Range(0, 100_000).Select(n => $"{{\"@value\":\"a{n}\",\"@language\":\"x{n}\"}}")) + "]}]")),
        new("nested.jsonld", "concepts within each other, each with all that is in it as its definition", () => Utf8(string.Concat(Enumerable.Range(0, 28).Select(n => $"{{\"@id\":\"urn:{n}\",\"skos:prefLabel\":\"Word {n}\",\"skos:definition\":[{string.Join(',', Enumerable.Range(0, 20).Select(m => $"\"{Random(20_000, Letters, m)}\""))},")) + "1" + string.Concat(Enumerable.Repeat("]}", 28)))),
    ];

    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    public override string ToString() => $"{Name}: {What}";

    private static string Concept(string id, string name, string more = "") =>
        $"{{\"@id\":\"{id}\",\"@type\":\"skos:Concept\",\"skos:prefLabel\":\"{name}\",\"skos:definition\":\"What it means\"{more}}}";

    private static string Sheet(string rows, string before = "", string after = "") =>
        $"<worksheet xmlns=\"{Main}\">{before}<sheetData>{(rows.Length == 0 ? "" : HeadingCells)}{rows}</sheetData>{after}</worksheet>";

    private static Filled Large(string before, string filling, long size) => new(Utf8($"<worksheet xmlns=\"{Main}\"><sheetData>{HeadingCells}{before}"), Utf8(filling), size);

    private static string SharedTexts(string items) => $"<sst xmlns=\"{Main}\">{items}</sst>";

    /// <summary>A workbook with parts that somebody wrote by hand.</summary>
    public static byte[] Workbook(string sheet, string? texts = null, string? styles = null, string? sheets = null, string sheetPath = "sheet1.xml", string workbookPath = "workbook.xml") =>
        Workbook(new MemoryStream(Utf8(sheet)), texts, styles, sheets, sheetPath, workbookPath);

    private static byte[] Workbook(Stream sheet, string? texts = null, string? styles = null, string? sheets = null, string sheetPath = "sheet1.xml", string workbookPath = "workbook.xml")
    {
        const string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        var parts = new List<(string, Stream)>
        {
            ("_rels/.rels", Part($"<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{types}/officeDocument\" Target=\"xl/{workbookPath}\"/></Relationships>")),
            ($"xl/{workbookPath}", Part($"<workbook xmlns=\"{Main}\" xmlns:r=\"{types}\"><sheets>{sheets ?? "<sheet name=\"Values\" sheetId=\"1\" r:id=\"r1\"/>"}</sheets></workbook>")),
            ($"xl/_rels/{workbookPath}.rels", Part(
                $"<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{types}/worksheet\" Target=\"{sheetPath}\"/><Relationship Id=\"r2\" Type=\"{types}/sharedStrings\" Target=\"texts.xml\"/><Relationship Id=\"r3\" Type=\"{types}/styles\" Target=\"styles.xml\"/></Relationships>")),
            ("xl/sheet1.xml", sheet),
        };
        if (texts is not null)
        {
            parts.Add(("xl/texts.xml", Part(texts)));
        }

        if (styles is not null)
        {
            parts.Add(("xl/styles.xml", Part(styles)));
        }

        return Zip([.. parts]);

        static Stream Part(string text) => new MemoryStream(Utf8(text));
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] parts) => Zip([.. parts.Select(p => (p.Name, (Stream)new MemoryStream(p.Content)))]);

    private static byte[] Zip((string Name, Stream Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                content.CopyTo(part);
            }
        }

        return file.ToArray();
    }

    // Written by hand: there is nothing in them but what a zip's directory needs.
    private static byte[] Parts()
    {
        const int count = 400_000;
        using var file = new MemoryStream();
        using var to = new BinaryWriter(file);
        for (var n = 0; n < count; n++)
        {
            to.Write(0x02014b50);
            to.Write(new byte[24]);
            to.Write((short)1);
            to.Write(new byte[16]);
            to.Write((byte)'a');
        }

        to.Write(0x06054b50);
        to.Write(0);
        to.Write(unchecked((short)count));
        to.Write(unchecked((short)count));
        to.Write((int)file.Length - 12);
        to.Write(0);
        to.Write((short)0);
        return file.ToArray();
    }

    private static byte[] Lying()
    {
        var file = Workbook(Large("", " ", 150L * Mega));
        // The directory's entry of the sheet: its size stands before its name.
        for (var at = file.Length - 46; at > 0; at--)
        {
            if (file.AsSpan(at).StartsWith("PK\u0001\u0002"u8) && file.AsSpan(at + 46).StartsWith("xl/sheet1.xml"u8))
            {
                BitConverter.TryWriteBytes(file.AsSpan(at + 24), 1);
                return file;
            }
        }

        throw new InvalidOperationException("There is no sheet.");
    }

    private static string Repeat(int count, Action<int, StringBuilder> write)
    {
        var all = new StringBuilder();
        for (var n = 0; n < count; n++)
        {
            write(n, all);
        }

        return all.ToString();
    }

    // The same on every run.
    private static string Random(int length, string of, int seed = 1) => string.Create(length, (of, seed), static (text, by) =>
    {
        var state = ((uint)by.seed * 2_654_435_761) | 1;
        for (var at = 0; at < text.Length; at++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            text[at] = by.of[(int)(state % (uint)by.of.Length)];
        }
    });

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        var state = 2_463_534_242u;
        for (var at = 0; at < length; at++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            noise[at] = (byte)state;
        }

        return noise;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    // A beginning, and then the same again and again: it is never whole in memory.
    private sealed class Filled(byte[] before, byte[] filling, long size) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = (int)Math.Min(count, before.Length + size - _at);
            for (var n = 0; n < length; n++)
            {
                buffer[offset + n] = _at + n < before.Length ? before[_at + n] : filling[(_at + n) % filling.Length];
            }

            _at += length;
            return length;
        }

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

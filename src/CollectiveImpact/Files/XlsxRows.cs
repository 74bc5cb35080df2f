using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CollectiveImpact.Files;

/// <summary>Reads one sheet of an Excel workbook a row at a time, straight from the zip, within the limits of the reading.</summary>
/// <remarks>
/// ECMA-376, SpreadsheetML. Written here because readers that are made for any workbook set aside memory by what the file says of
/// itself: a cell in a far column, a row with a high number, a table of words that is all held.
/// </remarks>
internal sealed class XlsxRows : IDisposable
{
    // Excel's own largest workbooks have a few hundred parts.
    private const int MostParts = 2_000;
    private const int MostSheets = 1_000;
    private const int MostStyles = 100_000;

    // A compound file: an old workbook, or one that is encrypted.
    private static ReadOnlySpan<byte> OldWorkbook => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private readonly ZipArchive _zip;
    private readonly long _size;
    private readonly FileReading _reading;
    private readonly char[] _piece = new char[4 * 1024];
    private readonly StringBuilder _text = new();
    private SharedTexts? _texts;
    private List<Look> _looks = [];
    private bool _from1904;

    private XlsxRows(Stream file, FileReading reading)
    {
        _size = file.Length;
        _reading = reading;
        _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
    }

    public static IEnumerable<FileRow> Read(Stream file, string sheet, FileReading reading)
    {
        CheckKind(file);
        using var workbook = new XlsxRows(file, reading);
        foreach (var row in workbook.Sheet(sheet))
        {
            yield return row;
        }
    }

    public void Dispose() => _zip.Dispose();

    private static void CheckKind(Stream file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = 0;
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (head[..length].SequenceEqual(OldWorkbook))
        {
            throw new UnreadableFileException(new FileFault.WorkbookLocked());
        }

        // Every part has this mark, whatever the zip says about how many there are; each costs memory before any of it is read.
        if (Marks(file, "PK\u0001\u0002"u8) > MostParts)
        {
            throw new UnreadableFileException(new FileFault.TooManyWorkbookParts(MostParts));
        }
    }

    private static int Marks(Stream file, ReadOnlySpan<byte> mark)
    {
        var (count, kept) = (0, 0);
        var buffer = new byte[64 * 1024];
        for (var read = file.Read(buffer); read > 0; read = file.Read(buffer.AsSpan(kept)))
        {
            var seen = buffer.AsSpan(0, kept + read);
            count += seen.Count(mark);
            // What may be the beginning of a mark.
            kept = Math.Min(mark.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        file.Position = 0;
        return count;
    }

    private IEnumerable<FileRow> Sheet(string wanted)
    {
        var workbook = Related("", "/officeDocument").FirstOrDefault().Path ?? "xl/workbook.xml";
        if (workbook.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableFileException(new FileFault.BinaryWorkbook());
        }

        var relations = Related(workbook, "");
        var sheets = Sheets(workbook);
        // The sheet of that name, wherever it stands; else the first.
        var id = (sheets.Find(s => string.Equals(s.Name, wanted, StringComparison.OrdinalIgnoreCase)) is { Id: not null } named ? named : sheets.FirstOrDefault()).Id;
        var path = relations.Find(r => r.Id == id && r.Type.EndsWith("/worksheet", StringComparison.Ordinal)).Path
            ?? throw new UnreadableFileException(new FileFault.NoSheet());
        _looks = Part(relations.Find(r => r.Type.EndsWith("/styles", StringComparison.Ordinal)).Path) is { } styles ? Looks(styles) : [];
        _texts = Part(relations.Find(r => r.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Path) is { } texts ? Texts(texts) : null;
        return Rows(Part(path) ?? throw new UnreadableFileException(new FileFault.CantBeRead()));
    }

    private ZipArchiveEntry? Part(string? path) => path is null ? null
        : _zip.Entries.FirstOrDefault(e => string.Equals(e.FullName.Replace('\\', '/').TrimStart('/'), path, StringComparison.OrdinalIgnoreCase));

    private XmlReader Open(ZipArchiveEntry part) => LimitedXml.Open(new CountedStream(part.Open(), _size, _reading));

    // Which parts a part speaks of.
    private List<(string? Id, string Type, string? Path)> Related(string path, string type)
    {
        var at = path.LastIndexOf('/') + 1;
        var related = new List<(string?, string, string?)>();
        if (Part(path[..at] + "_rels/" + path[at..] + ".rels") is not { } part)
        {
            return related;
        }

        var root = new Uri("http://part/" + path[..at]);
        using var xml = Open(part);
        while (xml.Next())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Type") is { } kind && kind.EndsWith(type, StringComparison.Ordinal)
                && Uri.TryCreate(root, xml.GetAttribute("Target"), out var target) && related.Count < MostParts)
            {
                related.Add((xml.GetAttribute("Id"), kind, Uri.UnescapeDataString(target.AbsolutePath).TrimStart('/')));
            }
        }

        return related;
    }

    private List<(string Name, string? Id)> Sheets(string workbook)
    {
        var sheets = new List<(string, string?)>();
        using var xml = Open(Part(workbook) ?? throw new UnreadableFileException(new FileFault.CantBeRead()));
        while (xml.Next())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                _from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                if (sheets.Count == MostSheets)
                {
                    throw new UnreadableFileException(new FileFault.TooManySheets(MostSheets));
                }

                var name = xml.GetAttribute("name") ?? "";
                string? id = null;
                while (xml.MoveToNextAttribute())
                {
                    // Its namespace is another in "strict" workbooks.
                    id = xml.LocalName == "id" && xml.NamespaceURI.Length > 0 ? xml.Value : id;
                }

                sheets.Add((name, id));
            }
        }

        return sheets;
    }

    // What a number's format makes of it.
    private enum Look
    {
        Number,
        Percent,
        Month,
        Date,
    }

    // By style, what its format makes of a number.
    private List<Look> Looks(ZipArchiveEntry styles)
    {
        var (formats, looks, inCells) = (new Dictionary<int, Look>(), new List<Look>(), false);
        using var xml = Open(styles);
        while (xml.Next())
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "numFmt") when formats.Count < MostStyles && Number(xml.GetAttribute("numFmtId")) is { } id:
                    formats[id] = LookOf(xml.GetAttribute("formatCode") ?? "");
                    break;
                case (XmlNodeType.Element, "cellXfs"):
                    inCells = !xml.IsEmptyElement;
                    break;
                case (XmlNodeType.EndElement, "cellXfs"):
                    return looks;
                case (XmlNodeType.Element, "xf") when inCells && looks.Count < MostStyles:
                    looks.Add(Number(xml.GetAttribute("numFmtId")) is not { } format ? Look.Number : formats.TryGetValue(format, out var look) ? look : BuiltIn(format));
                    break;
            }
        }

        return looks;
    }

    // ECMA-376, part 1, 18.8.30: those that every workbook has; 27 to 36 and 50 to 58 are dates of East Asia.
    private static Look BuiltIn(int format) => format switch
    {
        9 or 10 => Look.Percent,
        17 => Look.Month,
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => Look.Date,
        _ => Look.Number,
    };

    // Letters of days, months, years and hours that are no words between quotation marks and no colours between brackets.
    private static Look LookOf(string format)
    {
        var (inQuotes, inBrackets, isEscaped, before) = (false, false, false, '\0');
        var (hasDay, hasMonth, hasTime) = (false, false, false);
        foreach (var c in format)
        {
            var last = before;
            before = c;
            if (isEscaped)
            {
                isEscaped = false;
                continue;
            }

            switch (c)
            {
                case '\\' or '_' or '*':
                    isEscaped = true;
                    break;
                case '"':
                    inQuotes = !inQuotes;
                    break;
                case '[' or ']' when !inQuotes:
                    inBrackets = c == '[';
                    break;
                case ';' when !inQuotes && !inBrackets:
                    // What follows is for negative numbers, zeros and words.
                    return Seen();
                case '%' when !inQuotes && !inBrackets && !hasDay && !hasMonth && !hasTime:
                    return Look.Percent;
                case 'd' or 'D' when !inQuotes && !inBrackets:
                    hasDay = true;
                    break;
                case 'm' or 'M' or 'y' or 'Y' when !inQuotes && !inBrackets:
                    hasMonth = true;
                    break;
                case 'h' or 'H' or 's' or 'S' when !inQuotes:
                    // Hours may stand in brackets, for so many in all; so do colours.
                    hasTime |= !inBrackets || last == '[';
                    break;
            }
        }

        return Seen();

        Look Seen() => hasDay || hasTime ? Look.Date : hasMonth ? Look.Month : Look.Number;
    }

    private SharedTexts Texts(ZipArchiveEntry part)
    {
        var texts = new SharedTexts(_reading);
        using var xml = Open(part);
        while (xml.Next())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(RichText(xml));
            }
        }

        return texts;
    }

    private IEnumerable<FileRow> Rows(ZipArchiveEntry sheet)
    {
        var cells = new object?[_reading.Limits.Columns];
        var number = 0;
        using var xml = Open(sheet);
        while (xml.Next())
        {
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
            {
                yield break;
            }

            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                continue;
            }

            // Without a number it is the next.
            var next = xml.GetAttribute("r") is { } said ? Number(said) ?? 0 : number + 1;
            if (next <= number)
            {
                throw new UnreadableFileException(new FileFault.CantBeRead());
            }

            number = next;
            if (Fill(xml, cells))
            {
                _reading.Row(number);
                yield return new FileRow(number, cells);
            }
        }
    }

    // What is empty counts for nothing, however far away it stands: formats alone make cells, too.
    private bool Fill(XmlReader row, object?[] cells)
    {
        Array.Clear(cells);
        if (row.IsEmptyElement)
        {
            return false;
        }

        var (column, any, depth) = (-1, false, row.Depth);
        while (row.Next() && row.Depth > depth)
        {
            if (row is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            column = row.GetAttribute("r") is { } name ? ColumnOf(name) : column + 1;
            if (Cell(row) is { } value)
            {
                _reading.Column(column);
                cells[column] = value;
                any = true;
            }
        }

        return any;
    }

    private object? Cell(XmlReader xml)
    {
        var (type, style, depth) = (xml.GetAttribute("t"), Number(xml.GetAttribute("s")), xml.Depth);
        object? found = null;
        var isCalculated = false;
        if (xml.IsEmptyElement)
        {
            return null;
        }

        while (xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "v")
            {
                found = Value(Text(xml), type, style);
            }
            else if (xml.LocalName == "is")
            {
                found = Unescaped(RichText(xml)) is { Length: > 0 } text ? text : null;
            }
            else
            {
                isCalculated |= xml.LocalName == "f";
                xml.PassOver();
            }
        }

        // A formula may give an empty text, which then is its result.
        return found ?? (isCalculated && type != "str" ? new UncalculatedCell() : null);
    }

    private object? Value(string text, string? type, int? style)
    {
        switch (type)
        {
            case "s":
                return Number(text) is { } index && _texts?.Find(index) is { Length: > 0 } shared ? shared : null;
            case "b":
                return text == "1";
            case "e":
                return new ErrorCell(text);
            case "d" when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date):
                return Date(date, LookAt(style));
            case "str" or "d" or "inlineStr":
                return Unescaped(text) is { Length: > 0 } words ? words : null;
        }

        if (text.Length == 0)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return text;
        }

        if (LookAt(style) is Look.Date or Look.Month && Day(number) is { } day)
        {
            return Date(day, LookAt(style));
        }

        // Fifteen digits, as spreadsheets show them: 0.1 + 0.2 is 0.3.
        return Math.Abs(number) >= (double)decimal.MaxValue ? number
            : LookAt(style) == Look.Percent ? new PercentCell((decimal)number)
            : (decimal)number;
    }

    private Look LookAt(int? style) => style is { } s && s >= 0 && s < _looks.Count ? _looks[s] : Look.Number;

    private DateTime? Day(double days)
    {
        days += _from1904 ? 1462 : 0;
        return days is < 0 or >= 2_958_466 ? null : DateTime.FromOADate(days);
    }

    // As it would be typed: a day, or a day with its time.
    private static DateCell Date(DateTime date, Look look) => new(
        date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        look == Look.Month ? date.ToString("yyyy-MM", CultureInfo.InvariantCulture) : null);

    // Runs of differently formatted letters are one text; how it is pronounced is none.
    private string RichText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, all) = (xml.Depth, "");
        while (xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "t")
            {
                var piece = Text(xml);
                _reading.Cell(all.Length + piece.Length);
                all += piece;
            }
            else if (xml.LocalName != "r")
            {
                xml.PassOver();
            }
        }

        return all;
    }

    // In pieces, so that a text without end is noticed before it is in memory.
    private string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        _text.Clear();
        var depth = xml.Depth;
        while (xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
            {
                continue;
            }

            for (var read = xml.ReadValueChunk(_piece, 0, _piece.Length); read > 0; read = xml.ReadValueChunk(_piece, 0, _piece.Length))
            {
                _reading.Cell(_text.Length + read);
                _text.Append(_piece, 0, read);
            }
        }

        return _text.ToString();
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "AB12" is the twenty-eighth column; past the fourth letter it is too far for any limit.
    private static int ColumnOf(string name)
    {
        var column = 0;
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, 5)))
        {
            if (!char.IsAsciiLetter(c))
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return column > 0 ? column - 1 : throw new UnreadableFileException(new FileFault.CantBeRead());
    }

    // What XML can't hold, Excel writes as _x000D_; half an emoji and what no storage takes aren't brought back.
    internal static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
        {
            return text;
        }

        const int length = 7;
        var read = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text.Length - at >= length && text.AsSpan(at) is ['_', 'x', _, _, _, _, '_', ..] && !text.AsSpan(at + 2, 4).ContainsAnyExcept(Hexadecimal))
            {
                read.Append((char)int.Parse(text.AsSpan(at + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += length - 1;
            }
            else
            {
                read.Append(text[at]);
            }
        }

        return string.Concat(read.ToString().Replace("\0", "", StringComparison.Ordinal).EnumerateRunes());
    }

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The words that a workbook keeps in one place, as UTF-8: half as large, and without an object for each.</summary>
    private sealed class SharedTexts(FileReading reading)
    {
        private const int BlockSize = 1024 * 1024;
        private const int LengthSize = 4;
        private const int MostTexts = 2_000_000;

        // The names of partners and indicators come again in each row.
        private const int MostRemembered = 4_096;
        private const int LongestRemembered = 200;

        private readonly List<byte[]> _blocks = [];
        private readonly List<int> _places = [];
        private readonly Dictionary<int, string> _remembered = [];
        private int _used = BlockSize;

        public void Add(string text)
        {
            var size = Encoding.UTF8.GetByteCount(text) + LengthSize;
            if (_places.Count == MostTexts)
            {
                throw new UnreadableFileException(new FileFault.TooManyTexts(MostTexts));
            }

            if (_used + size > BlockSize)
            {
                // A block that is left half empty is paid for, too.
                reading.Keeps(BlockSize);
                _blocks.Add(new byte[BlockSize]);
                _used = 0;
            }

            var place = _blocks[^1].AsSpan(_used, size);
            BinaryPrimitives.WriteInt32LittleEndian(place, size - LengthSize);
            Encoding.UTF8.GetBytes(text, place[LengthSize..]);
            _places.Add(((_blocks.Count - 1) * BlockSize) + _used);
            _used += size;
        }

        public string? Find(int index)
        {
            if (index >= _places.Count)
            {
                return null;
            }

            if (_remembered.TryGetValue(index, out var known))
            {
                return known;
            }

            var (block, at) = Math.DivRem(_places[index], BlockSize);
            var place = _blocks[block].AsSpan(at);
            var text = Unescaped(Encoding.UTF8.GetString(place.Slice(LengthSize, BinaryPrimitives.ReadInt32LittleEndian(place))));
            if (text.Length <= LongestRemembered && _remembered.Count < MostRemembered)
            {
                _remembered[index] = text;
            }

            return text;
        }
    }
}

using System.Globalization;
using System.Text;

namespace CollectiveImpact.Files;

/// <summary>A row of a file that is brought in.</summary>
/// <param name="number">As spreadsheets count: the first is row 1.</param>
/// <param name="cells">All that stands in the row.</param>
/// <param name="at">Where in it a column stands.</param>
public readonly struct ImportRow(int number, object?[] cells, IReadOnlyDictionary<string, int> at)
{
    public int Number => number;

    public IReadOnlyDictionary<string, int> At => at;

    /// <summary>A text, a number, yes or no, or a <see cref="SpecialCell"/>; null for nothing.</summary>
    public object? Cell(string column) => at.TryGetValue(column, out var index) ? Cell(index) : null;

    public object? Cell(int index) => index < cells.Length ? cells[index] : null;

    public string Text(string column) => ImportFile.TextOf(Cell(column)).Trim();

    public bool Has(string column) => Text(column).Length > 0;
}

/// <summary>A table in a file: what stands in its first row, and the rows below it, one at a time.</summary>
/// <param name="Heading">What the columns are called; empty for one without a name.</param>
/// <param name="Places">Where a cell stands in the file, by its row and column.</param>
/// <param name="Letters">How its letters are written, when that had to be guessed; else null.</param>
public sealed record ImportTable(IReadOnlyList<string> Heading, IEnumerable<ImportCells> Rows, Func<int, int, CellPlace> Places, string? Letters)
{
    /// <summary>Where the columns of these names stand; those that aren't there are left out.</summary>
    /// <exception cref="UnreadableFileException">Two columns have the same one of these names: nobody could say which is meant.</exception>
    public IReadOnlyDictionary<string, int> Find(IReadOnlyList<string> columns)
    {
        var at = new Dictionary<string, int>(columns.Count);
        foreach (var column in columns)
        {
            for (var index = 0; index < Heading.Count; index++)
            {
                if (string.Equals(Heading[index], column, StringComparison.OrdinalIgnoreCase) && !at.TryAdd(column, index))
                {
                    throw new UnreadableFileException(new FileFault.ColumnTwice(Heading[at[column]], ImportFile.Letter(at[column]), ImportFile.Letter(index)));
                }
            }
        }

        return at;
    }
}

/// <summary>The cells of a row; the same array for every row.</summary>
public readonly record struct ImportCells(int Number, object?[] Cells);

/// <summary>Opens the table in an Excel workbook or a file of text.</summary>
public static class ImportFile
{
    // A title, who made it, and some empty lines may stand above a table.
    private const int MostRowsAbove = 20;

    /// <param name="columns">The columns that must be there are the first so many of these. The table begins with the first row that names them; when none does, with the first that holds more than a title.</param>
    /// <param name="sheet">The sheet of a workbook to read when it is there; else it is the first.</param>
    /// <exception cref="UnreadableFileException">It is no such file, or it is past a limit. Thrown while rows are read, too.</exception>
    public static ImportTable Open(Stream file, string name, IReadOnlyList<string> columns, int needed, FileReading reading, string sheet = ImportTemplate.SheetName)
    {
        string? letters = null;
        IEnumerable<FileRow> all;
        var isText = false;
        switch (Path.GetExtension(name).ToUpperInvariant())
        {
            case ".XLSX":
                all = XlsxRows.Read(file, sheet, reading);
                break;
            case ".CSV" or ".TSV" or ".TXT":
                var (encoding, isGuess) = FileText.EncodingOf(file, reading);
                letters = isGuess ? "Windows-1252" : null;
                all = CsvRows.Read(file, encoding, reading);
                isText = true;
                break;
            case ".XLS" or ".XLSB" or ".XLSM" or ".ODS" or ".NUMBERS":
                throw new UnreadableFileException(new FileFault.OldWorkbook());
            case ".ZIP":
                throw new UnreadableFileException(new FileFault.Zipped());
            default:
                throw new UnreadableFileException(new FileFault.NoTable());
        }

        var rows = all.GetEnumerator();
        var above = new List<FileRow>();
        var heading = -1;
        try
        {
            while (heading < 0 && above.Count < MostRowsAbove && Next(rows))
            {
                if (rows.Current.Cells.Any(c => TextOf(c).Trim().Length > 0))
                {
                    above.Add(rows.Current with { Cells = [.. rows.Current.Cells] });
                    heading = columns.Take(needed).All(c => above[^1].Cells.Any(h => string.Equals(TextOf(h).Trim(), c, StringComparison.OrdinalIgnoreCase))) ? above.Count - 1 : -1;
                }
            }

            if (above.Count == 0)
            {
                throw new UnreadableFileException(new FileFault.Empty());
            }
        }
        catch
        {
            rows.Dispose();
            throw;
        }

        // A title is one cell; the names of columns are several.
        heading = heading >= 0 ? heading : Math.Max(above.FindIndex(r => r.Cells.Count(c => TextOf(c).Trim().Length > 0) > 1), 0);
        var names = above[heading].Cells.Select(c => TextOf(c).Trim()).ToArray();
        return new ImportTable(
            names[..(Array.FindLastIndex(names, n => n.Length > 0) + 1)],
            Rows(above.Skip(heading + 1), rows, isText),
            static (row, column) => new CellPlace.Cell(row, column),
            letters);
    }

    /// <summary>A column as spreadsheets name it: A, B, and the twenty-eighth AB.</summary>
    public static string Letter(int column) => (column < 26 ? "" : Letter((column / 26) - 1)) + (char)('A' + (column % 26));

    internal static string TextOf(object? cell) => cell switch
    {
        string text => text,
        SpecialCell special => special.Shows,
        { } other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        null => "",
    };

    private static IEnumerable<ImportCells> Rows(IEnumerable<FileRow> first, IEnumerator<FileRow> rows, bool isText)
    {
        using (rows)
        {
            foreach (var row in first)
            {
                yield return Of(row);
            }

            while (Next(rows))
            {
                yield return Of(rows.Current);
            }
        }

        ImportCells Of(FileRow row)
        {
            for (var at = 0; isText && at < row.Cells.Length; at++)
            {
                // Files of ours guard what looks like a formula.
                row.Cells[at] = row.Cells[at] is string text ? CsvFiles.Unescaped(text) : row.Cells[at];
            }

            return new ImportCells(row.Number, row.Cells);
        }
    }

    internal static bool Next<T>(IEnumerator<T> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or System.Xml.XmlException or DecoderFallbackException or ArgumentException or ArithmeticException or FormatException)
        {
            throw new UnreadableFileException(new FileFault.CantBeRead(), e);
        }
    }
}

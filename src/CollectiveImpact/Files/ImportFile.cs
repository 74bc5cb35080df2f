using System.Text;

namespace CollectiveImpact.Files;

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
                if (rows.Current.Cells.Any(c => CellText.Of(c).Trim().Length > 0))
                {
                    above.Add(rows.Current with { Cells = [.. rows.Current.Cells] });
                    heading = columns.Take(needed).All(c => above[^1].Cells.Any(h => string.Equals(CellText.Of(h).Trim(), c, StringComparison.OrdinalIgnoreCase))) ? above.Count - 1 : -1;
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
        heading = heading >= 0 ? heading : Math.Max(above.FindIndex(r => r.Cells.Count(c => CellText.Of(c).Trim().Length > 0) > 1), 0);
        var names = above[heading].Cells.Select(c => CellText.Of(c).Trim()).ToArray();
        return new ImportTable(
            names[..(Array.FindLastIndex(names, n => n.Length > 0) + 1)],
            Rows(above.Skip(heading + 1), rows, isText),
            static (row, column) => new CellPlace.Cell(row, column),
            letters);
    }

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

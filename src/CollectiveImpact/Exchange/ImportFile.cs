using System.Globalization;
using System.Text;

namespace CollectiveImpact.Exchange;

/// <summary>A row of a file that is brought in.</summary>
/// <param name="number">As spreadsheets count: the heading is row 1.</param>
/// <param name="cells">All that stands in the row.</param>
/// <param name="at">Where in it a column stands.</param>
public readonly struct ImportRow(int number, object?[] cells, IReadOnlyDictionary<string, int> at)
{
    public int Number => number;

    /// <summary>A text, or a number from a cell that holds one; null for nothing.</summary>
    public object? Cell(string column) => at.TryGetValue(column, out var index) && index < cells.Length ? cells[index] : null;

    public string Text(string column) => Cell(column) switch
    {
        string text => text.Trim(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        { } other => Convert.ToString(other, CultureInfo.InvariantCulture)?.Trim() ?? "",
        null => "",
    };
}

/// <summary>The file isn't one that can be read; the message says why, for people.</summary>
public sealed class UnreadableFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads the rows of an Excel workbook or a CSV file, one at a time.</summary>
public static class ImportFile
{
    internal const string CantBeRead = "This file can't be read. Please save it again as an Excel workbook or as CSV in UTF-8.";

    /// <param name="columns">The columns that must be there are the first so many of these.</param>
    /// <param name="sheet">The sheet of a workbook to read when it is there; else it is the first.</param>
    /// <param name="help">Where all columns are to be found, said when one is missing.</param>
    /// <returns>The rows, and where each column stands, as a spreadsheet names it: A, B, C.</returns>
    /// <exception cref="UnreadableFileException">It is no such file, columns are missing, or it is past a limit. Thrown while rows are read, too.</exception>
    public static (IEnumerable<ImportRow> Rows, IReadOnlyDictionary<string, string> Letters) Read(
        Stream file, string name, IReadOnlyList<string> columns, int needed, FileReading reading, string sheet = ImportTemplate.SheetName, string help = "The template has them all.")
    {
        var rows = (Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".XLSX" => XlsxRows.Read(file, sheet, reading),
            ".CSV" => CsvRows.Read(file, reading),
            ".XLS" or ".XLSB" or ".XLSM" or ".ODS" => throw new UnreadableFileException("Please save this workbook as an Excel workbook (.xlsx) or as CSV in UTF-8, and bring that."),
            _ => throw new UnreadableFileException("Please bring an Excel workbook (.xlsx) or a CSV file (.csv)."),
        }).GetEnumerator();
        if (!Next(rows))
        {
            rows.Dispose();
            throw new UnreadableFileException("The file is empty.");
        }

        // One row at a time, and nothing made anew for each.
        var heading = rows.Current.Cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)?.Trim() ?? "").ToArray();
        var at = columns
            .Select(c => (Column: c, Index: Array.FindIndex(heading, h => string.Equals(h, c, StringComparison.OrdinalIgnoreCase))))
            .Where(c => c.Index >= 0)
            .ToDictionary(c => c.Column, c => c.Index);
        var missing = columns.Take(needed).Where(c => !at.ContainsKey(c)).ToArray();
        if (missing.Length > 0)
        {
            rows.Dispose();
            throw new UnreadableFileException($"The first row must name the columns. Missing: {string.Join(", ", missing)}. {help}");
        }

        return (Rows(rows, at), at.ToDictionary(c => c.Key, c => Letters(c.Value)));
    }

    private static IEnumerable<ImportRow> Rows(IEnumerator<FileRow> rows, IReadOnlyDictionary<string, int> at)
    {
        using (rows)
        {
            while (Next(rows))
            {
                yield return new ImportRow(rows.Current.Number, rows.Current.Cells, at);
            }
        }
    }

    private static bool Next(IEnumerator<FileRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or System.Xml.XmlException or DecoderFallbackException or ArgumentException or ArithmeticException or FormatException)
        {
            throw new UnreadableFileException(CantBeRead, e);
        }
    }

    // The twenty-eighth column is AB.
    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}

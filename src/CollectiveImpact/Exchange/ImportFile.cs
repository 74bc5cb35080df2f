using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;

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
    /// <summary>More rows than anybody types, and few enough to check in seconds.</summary>
    public const int MostRows = 200_000;

    private const int MostColumns = 26;

    // The reader asks for the code page of old workbooks before it sees that it reads none.
    static ImportFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="columns">The columns that must be there are the first so many of these.</param>
    /// <param name="sheet">The sheet of a workbook to read when it is there; else it is the first.</param>
    /// <param name="help">Where all columns are to be found, said when one is missing.</param>
    /// <returns>The rows, and where each column stands, as a spreadsheet names it: A, B, C.</returns>
    /// <exception cref="UnreadableFileException">It is no such file, or columns are missing. Thrown while rows are read, too.</exception>
    public static (IEnumerable<ImportRow> Rows, IReadOnlyDictionary<string, string> Letters) Read(Stream file, string name, IReadOnlyList<string> columns, int needed, string sheet = ImportTemplate.SheetName, string help = "The template has them all.")
    {
        var rows = (Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".XLSX" => Workbook(file, sheet),
            ".CSV" => Csv(file),
            _ => throw new UnreadableFileException("Please bring an Excel workbook (.xlsx) or a CSV file (.csv)."),
        }).GetEnumerator();
        if (!Next(rows))
        {
            throw new UnreadableFileException("The file is empty.");
        }

        // One row at a time, and nothing made anew for each.
        var heading = rows.Current.Take(MostColumns).Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)?.Trim() ?? "").ToArray();
        var at = columns
            .Select(c => (Column: c, Index: Array.FindIndex(heading, h => string.Equals(h, c, StringComparison.OrdinalIgnoreCase))))
            .Where(c => c.Index >= 0)
            .ToDictionary(c => c.Column, c => c.Index);
        var missing = columns.Take(needed).Where(c => !at.ContainsKey(c)).ToArray();
        return missing.Length > 0
            ? throw new UnreadableFileException($"The first row must name the columns. Missing: {string.Join(", ", missing)}. {help}")
            : (Rows(rows, at), at.ToDictionary(c => c.Key, c => ((char)('A' + c.Value)).ToString()));
    }

    private static IEnumerable<ImportRow> Rows(IEnumerator<object?[]> rows, IReadOnlyDictionary<string, int> at)
    {
        for (var number = 2; Next(rows); number++)
        {
            if (number > MostRows)
            {
                throw new UnreadableFileException($"The file has more than {MostRows.ToString("#,0", CultureInfo.InvariantCulture)} rows. Please bring it in parts.");
            }

            yield return new ImportRow(number, rows.Current, at);
        }
    }

    private static bool Next(IEnumerator<object?[]> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception e) when (e is InvalidDataException or ExcelDataReader.Exceptions.ExcelReaderException or CsvHelperException or System.Xml.XmlException or DecoderFallbackException)
        {
            throw new UnreadableFileException("This file can't be read. Please save it again as an Excel workbook or as CSV in UTF-8.", e);
        }
    }

    private static IEnumerable<object?[]> Workbook(Stream file, string name)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        // The sheet of that name, wherever it stands; else the first.
        var (found, sheets) = (0, 0);
        do
        {
            found = string.Equals(reader.Name, name, StringComparison.OrdinalIgnoreCase) ? sheets : found;
            sheets++;
        }
        while (reader.NextResult());
        reader.Reset();
        for (var sheet = 0; sheet < found; sheet++)
        {
            reader.NextResult();
        }

        var cells = new object?[Math.Min(reader.FieldCount, MostColumns)];
        while (reader.Read())
        {
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.GetValue(column);
            }

            yield return cells;
        }
    }

    private static IEnumerable<object?[]> Csv(Stream file)
    {
        // A wrong encoding is told, not guessed: names would come in broken.
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using var reader = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"] });
        while (reader.Read())
        {
            yield return [.. reader.Parser.Record!.Take(MostColumns)];
        }
    }
}

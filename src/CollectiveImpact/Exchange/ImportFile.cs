using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;

namespace CollectiveImpact.Exchange;

/// <summary>A row of a file that is brought in.</summary>
/// <param name="Number">As spreadsheets count: the heading is row 1.</param>
/// <param name="Cells">By column name, what stands there: a text, or a number from a cell that holds one.</param>
public sealed record ImportRow(int Number, IReadOnlyDictionary<string, object> Cells)
{
    public string Text(string column) => Cells.GetValueOrDefault(column) switch
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

    private const int MostColumns = 40;

    // The reader asks for the code page of old workbooks before it sees that it reads none.
    static ImportFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="columns">The columns that must be there are the first so many of these.</param>
    /// <returns>The rows, and where each column stands, as a spreadsheet names it: A, B, C.</returns>
    /// <exception cref="UnreadableFileException">It is no such file, or columns are missing. Thrown while rows are read, too.</exception>
    public static (IEnumerable<ImportRow> Rows, IReadOnlyDictionary<string, string> Letters) Read(Stream file, string name, IReadOnlyList<string> columns, int needed)
    {
        var rows = (Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".XLSX" => Workbook(file),
            ".CSV" => Csv(file),
            _ => throw new UnreadableFileException("Please bring an Excel workbook (.xlsx) or a CSV file (.csv)."),
        }).GetEnumerator();
        if (!Next(rows))
        {
            throw new UnreadableFileException("The file is empty.");
        }

        var heading = rows.Current.Take(MostColumns).Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)?.Trim() ?? "").ToArray();
        var at = columns.Select(c => Array.FindIndex(heading, h => string.Equals(h, c, StringComparison.OrdinalIgnoreCase))).ToArray();
        var missing = columns.Take(needed).Where((_, i) => at[i] < 0).ToArray();
        return missing.Length > 0
            ? throw new UnreadableFileException($"The first row must name the columns. Missing: {string.Join(", ", missing)}. The template has them all.")
            : (Rows(rows, columns, at), columns.Where((_, i) => at[i] >= 0).ToDictionary(c => c, c => ((char)('A' + at[columns.ToList().IndexOf(c)])).ToString()));
    }

    private static IEnumerable<ImportRow> Rows(IEnumerator<object?[]> rows, IReadOnlyList<string> columns, int[] at)
    {
        for (var number = 2; Next(rows); number++)
        {
            if (number > MostRows)
            {
                throw new UnreadableFileException($"The file has more than {MostRows.ToString("#,0", CultureInfo.InvariantCulture)} rows. Please bring it in parts.");
            }

            var cells = new Dictionary<string, object>();
            for (var column = 0; column < columns.Count; column++)
            {
                if (at[column] >= 0 && at[column] < rows.Current.Length && rows.Current[at[column]] is { } cell and not "")
                {
                    cells[columns[column]] = cell;
                }
            }

            if (cells.Count > 0)
            {
                yield return new ImportRow(number, cells);
            }
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

    private static IEnumerable<object?[]> Workbook(Stream file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        // The sheet of the template, wherever it stands; else the first.
        var (found, sheets) = (0, 0);
        do
        {
            found = string.Equals(reader.Name, ImportTemplate.SheetName, StringComparison.OrdinalIgnoreCase) ? sheets : found;
            sheets++;
        }
        while (reader.NextResult());
        reader.Reset();
        for (var sheet = 0; sheet < found; sheet++)
        {
            reader.NextResult();
        }

        while (reader.Read())
        {
            var cells = new object?[Math.Min(reader.FieldCount, MostColumns)];
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

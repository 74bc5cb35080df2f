using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime.Text;

namespace CollectiveImpact.Exchange;

/// <summary>Writes tables as CSV files in one zip.</summary>
internal static class CsvFiles
{
    /// <summary>RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection").</summary>
    private static readonly CsvConfiguration Safe = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
        // A negative number is no formula; numbers are written by us.
        InjectionCharacters = ['=', '@', '+', '-', '\t', '\r'],
    };

    public static async Task Write(IEnumerable<Sheet> sheets, Stream to, CancellationToken cancel)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        foreach (var sheet in sheets)
        {
            await using var file = await zip.CreateEntry(sheet.Name.ToLowerInvariant() + ".csv").OpenAsync(cancel);
            await Write(sheet, file, cancel);
        }
    }

    /// <summary>One table as one file.</summary>
    public static async Task Write(Sheet sheet, Stream to, CancellationToken cancel)
    {
        // With a byte order mark: without it Excel takes UTF-8 for something else.
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, Safe);
        foreach (var column in sheet.Columns)
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        await foreach (var row in sheet.Rows.WithCancellation(cancel))
        {
            foreach (var cell in row)
            {
                Put(csv, cell);
            }

            await csv.NextRecordAsync();
        }
    }

    private static void Put(CsvWriter csv, object? cell)
    {
        switch (cell)
        {
            case null:
                csv.WriteField("");
                break;
            case decimal number:
                csv.WriteConvertedField(number.ToString(CultureInfo.InvariantCulture), typeof(decimal));
                break;
            case int number:
                csv.WriteConvertedField(number.ToString(CultureInfo.InvariantCulture), typeof(int));
                break;
            case LocalDate date:
                csv.WriteField(LocalDatePattern.Iso.Format(date));
                break;
            case Instant moment:
                csv.WriteField(InstantPattern.General.Format(moment));
                break;
            case string text:
                csv.WriteField(text);
                break;
            default:
                throw new ArgumentException($"A cell can't hold {cell.GetType().Name}.", nameof(cell));
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime.Text;

namespace CollectiveImpact.Files;

/// <summary>Writes tables as CSV files in one zip.</summary>
public static class CsvFiles
{
    // Half a line end is one for whoever reads, too.
    private static readonly SearchValues<char> Parting = SearchValues.Create(",\"\r\n");

    /// <summary>RFC 4180.</summary>
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = f => f.Field is { Length: > 0 } text && (text.AsSpan().ContainsAny(Parting) || text[0] == ' ' || text[^1] == ' '),
    };

    // What begins so, a spreadsheet takes for a formula (OWASP, "CSV Injection"), also by the wide signs of East Asia: a text gets an
    // apostrophe in front. A negative number is no formula; numbers are written by us.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=@+-\t\r\n＝＠＋－");

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
        await using var csv = new CsvWriter(text, Rfc4180);
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

    /// <summary>The text as it was before the apostrophe that <see cref="Write(Sheet, Stream, CancellationToken)"/> put in front.</summary>
    internal static string Unescaped(string text)
    {
        var at = text.StartsWith('"') ? 1 : 0;
        var apostrophes = Apostrophes(text, at);
        return apostrophes > 0 && at + apostrophes < text.Length && Formula.Contains(text[at + apostrophes]) ? text.Remove(at, 1) : text;
    }

    // What looks as if it had been escaped gets one more apostrophe, so that it comes back as it was.
    private static string Escaped(string text)
    {
        var at = text.StartsWith('"') ? 1 : 0;
        var apostrophes = Apostrophes(text, at);
        return at + apostrophes < text.Length && Formula.Contains(text[at + apostrophes]) ? text.Insert(at, "'") : text;
    }

    private static int Apostrophes(string text, int from) => text.AsSpan(from).IndexOfAnyExcept('\'') is var other && other >= 0 ? other : text.Length - from;

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
                csv.WriteField(Escaped(text));
                break;
            case IId id:
                csv.WriteField(Escaped(id.Value));
                break;
            default:
                throw new ArgumentException($"A cell can't hold {cell.GetType().Name}.", nameof(cell));
        }
    }
}

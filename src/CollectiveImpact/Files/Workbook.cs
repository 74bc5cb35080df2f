using System.Text;
using NodaTime.Text;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace CollectiveImpact.Files;

/// <summary>Writes tables as an Excel workbook, a sheet each. Texts stay texts: a cell that begins with <c>=</c> is no formula.</summary>
public static class Workbook
{
    private const double Wide = 40;
    private const double Usual = 16;

    // A cell holds no more, by the format's own limit.
    private const int LongestText = 32_767;

    public static async Task Write(IEnumerable<Sheet> sheets, Stream to, CancellationToken cancel)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(to, cancellationToken: cancel);
        var heading = workbook.AddStyle(new Style { Font = { Bold = true } });
        foreach (var sheet in sheets)
        {
            var options = new WorksheetOptions { FrozenRows = 1 };
            for (var column = 0; column < sheet.Columns.Count; column++)
            {
                options.Column(column + 1).Width = column >= sheet.Wide?.First && column <= sheet.Wide?.Last || sheet.Columns[column] is "Indicator" or "Text" or "What counts" or "Corrected because" or "Will do next" or "Definition" or "Not" or "Examples" ? Wide : Usual;
            }

            await workbook.StartWorksheetAsync(sheet.Name, options, cancel);
            await workbook.AddHeaderRowAsync([.. sheet.Columns], heading, cancel);
            await foreach (var row in sheet.Rows.WithCancellation(cancel))
            {
                await workbook.AddRowAsync([.. row.Select(CellOf)], cancel);
            }
        }

        await workbook.FinishAsync(cancel);
    }

    // In the format, _x0041_ stands for an A; whoever wrote it meant what it says.
    private static string Escaped(string text)
    {
        const string escape = "_x";
        const int digits = 4;
        var (kept, copied) = (new StringBuilder(), 0);
        for (var at = text.IndexOf(escape, StringComparison.Ordinal); at >= 0; at = text.IndexOf(escape, at + escape.Length, StringComparison.Ordinal))
        {
            var code = text.AsSpan(at + escape.Length);
            if (code.Length > digits && code[digits] == '_' && code[..digits].ToArray().All(char.IsAsciiHexDigit))
            {
                kept.Append(text, copied, at - copied).Append("_x005F");
                copied = at;
            }
        }

        // XML makes a line feed of a carriage return (XML 1.0, 2.11); this is how the format keeps one.
        return (kept.Length == 0 ? text : kept.Append(text, copied, text.Length - copied).ToString()).Replace("\r", "_x000D_", StringComparison.Ordinal);
    }

    private static DataCell CellOf(object? value) => value switch
    {
        null => default,
        decimal number => new DataCell(number),
        int number => new DataCell(number),
        LocalDate date => new DataCell(LocalDatePattern.Iso.Format(date)),
        Instant moment => new DataCell(InstantPattern.General.Format(moment)),
        string text => new DataCell(Escaped(text.Length > LongestText ? text[..LongestText] : text)),
        IId id => CellOf(id.Value),
        _ => throw new ArgumentException($"A cell can't hold {value.GetType().Name}.", nameof(value)),
    };
}

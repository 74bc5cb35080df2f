using System.Globalization;

namespace CollectiveImpact.Files;

/// <summary>A cell of a workbook that holds something else than words, a number, or yes and no.</summary>
/// <param name="Shows">What somebody sees who opens the workbook.</param>
public abstract record SpecialCell(string Shows);

/// <summary>A spreadsheet's error, such as <c>#DIV/0!</c>.</summary>
public sealed record ErrorCell(string Shows) : SpecialCell(Shows)
{
    /// <summary>How spreadsheets write their errors in files of text, which have no cell types.</summary>
    /// <remarks>
    /// Excel in English, German, French, Spanish, Portuguese and Italian; LibreOffice adds <c>Err:502</c> and the like. Signs of
    /// number alone stand where a column was too narrow for its number.
    /// </remarks>
    private static readonly HashSet<string> InWords = new(
        [
            "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#ERROR!",
            "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#¡DIV/0!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!", "#VALOR!", "#NOME?", "#NÚM!", "#NULO!", "#N/D",
            "#DIV/0", "#N/D!", "#RIF!", "#VALORE!", "#NULLO!",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The error that a text of a file is, or null when it is none.</summary>
    public static ErrorCell? Read(string text)
    {
        const string libreOffice = "Err:";
        const int fewestSigns = 3;
        return InWords.Contains(text)
            || (text.StartsWith(libreOffice, StringComparison.Ordinal) && text.Length > libreOffice.Length && !text.AsSpan(libreOffice.Length).ContainsAnyExceptInRange('0', '9'))
            || (text.Length >= fewestSigns && !text.AsSpan().ContainsAnyExcept('#'))
            ? new ErrorCell(text)
            : null;
    }
}

/// <summary>A formula whose result isn't in the file: whoever wrote it hasn't calculated it.</summary>
public sealed record UncalculatedCell() : SpecialCell("=");

/// <summary>A day, or a moment.</summary>
/// <param name="Month">The month as <c>2026-11</c>, when the cell shows no day: spreadsheets make dates of months that somebody types.</param>
public sealed record DateCell(string Shows, string? Month) : SpecialCell(Month ?? Shows);

/// <summary>A number that the cell shows as a percentage: 0.45 as 45%.</summary>
public sealed record PercentCell(decimal Fraction) : SpecialCell((Fraction * 100).ToString("0.############", CultureInfo.InvariantCulture) + "%");

/// <summary>What stands in a cell of any kind.</summary>
internal static class CellText
{
    public static string Of(object? cell) => cell switch
    {
        string text => text,
        SpecialCell special => special.Shows,
        { } other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        null => "",
    };
}

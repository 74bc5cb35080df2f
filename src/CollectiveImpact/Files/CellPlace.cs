using System.Globalization;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Files;

/// <summary>Where in a file something stands.</summary>
public abstract record CellPlace
{
    /// <summary>A column as spreadsheets name it: A, B, and the twenty-eighth AB.</summary>
    public static string Letter(int column) => (column < 26 ? "" : Letter((column / 26) - 1)) + (char)('A' + (column % 26));

    public string InWords(CultureInfo culture) => InWords(new Texts(culture));

    private protected abstract string InWords(Texts t);

    /// <summary>A cell as a spreadsheet names it: "E12".</summary>
    /// <param name="Number">Of the row, from 1.</param>
    /// <param name="Column">From zero.</param>
    public sealed record Cell(int Number, int Column) : CellPlace
    {
        private protected override string InWords(Texts t) => Letter(Column) + Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A row, where the column isn't in the file.</summary>
    public sealed record Row(int Number) : CellPlace
    {
        private protected override string InWords(Texts t) => t.InRow(Number.InNumerals(t.Culture));
    }

    /// <summary>One of the values of a data value set of DHIS2.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Name">What of the value, as DHIS2 calls it.</param>
    public sealed record OfValueSet(int Number, string Name) : CellPlace
    {
        private protected override string InWords(Texts t) => t.InValueSet(Number.InNumerals(t.Culture), Name);
    }
}

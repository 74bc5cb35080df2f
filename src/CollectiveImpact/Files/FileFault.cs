using System.Globalization;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Files;

/// <summary>The file isn't one that can be read.</summary>
public sealed class UnreadableFileException(FileFault fault, Exception? inner = null) : Exception(fault.GetType().Name, inner)
{
    public FileFault Fault => fault;
}

/// <summary>Why a file can't be read, and what that is about.</summary>
public abstract record FileFault
{
    public string InWords(CultureInfo culture) => InWords(new Texts(culture));

    private protected abstract string InWords(Texts t);

    public sealed record CantBeRead : FileFault
    {
        private protected override string InWords(Texts t) => t.CantBeRead;
    }

    public sealed record Empty : FileFault
    {
        private protected override string InWords(Texts t) => t.FileEmpty;
    }

    /// <summary>A workbook that isn't read as it is, and can be saved as one that is.</summary>
    public sealed record OldWorkbook : FileFault
    {
        private protected override string InWords(Texts t) => t.OldWorkbook;
    }

    public sealed record Zipped : FileFault
    {
        private protected override string InWords(Texts t) => t.Zipped;
    }

    public sealed record NoTable : FileFault
    {
        private protected override string InWords(Texts t) => t.NoTable;
    }

    /// <param name="First">The column's letter.</param>
    /// <param name="Second">The other's.</param>
    public sealed record ColumnTwice(string Name, string First, string Second) : FileFault
    {
        private protected override string InWords(Texts t) => t.ColumnTwice(Name, First, Second);
    }

    public sealed record ColumnForTwo(string Letter, string One, string Other) : FileFault
    {
        private protected override string InWords(Texts t) => t.ColumnForTwo(Letter, One, Other);
    }

    public sealed record IndicatorTwice(string First, string Second) : FileFault
    {
        private protected override string InWords(Texts t) => t.IndicatorTwice(First, Second);
    }

    public sealed record ColumnsMissing(IReadOnlyList<string> Columns) : FileFault
    {
        private protected override string InWords(Texts t) => t.ColumnsMissing(string.Join(", ", Columns));
    }

    public sealed record QuoteOpen : FileFault
    {
        private protected override string InWords(Texts t) => t.QuoteOpen;
    }

    /// <summary>It is no data value set of DHIS2.</summary>
    public sealed record NoDataValues : FileFault
    {
        private protected override string InWords(Texts t) => t.NoDataValues;
    }

    public sealed record NoJsonOfDhis2 : FileFault
    {
        private protected override string InWords(Texts t) => t.NoJsonOfDhis2;
    }

    public sealed record TooSlow(TimeSpan Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooSlow(Math.Round((decimal)Most.TotalSeconds));
    }

    public sealed record UnzippedTooLarge(int MegaBytes) : FileFault
    {
        private protected override string InWords(Texts t) => t.UnzippedTooLarge(MegaBytes);
    }

    /// <param name="Times">How many times larger than the file it may become.</param>
    public sealed record UnzippedTooMuch(int Times) : FileFault
    {
        private protected override string InWords(Texts t) => t.UnzippedTooMuch(Times);
    }

    /// <param name="Millions">Of characters.</param>
    public sealed record TooManyWords(int Millions) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyWords(Millions);
    }

    public sealed record TooManyRows(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyRows(Most);
    }

    public sealed record TooManyColumns(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyColumns(Most);
    }

    /// <param name="Longest">In characters.</param>
    public sealed record CellTooLong(int Longest) : FileFault
    {
        private protected override string InWords(Texts t) => t.CellTooLong(Longest);
    }

    public sealed record TooManyPeriods(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyPeriods(Most);
    }

    public sealed record JsonTooDeep(int Levels) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooDeep(Levels);
    }

    public sealed record TooManyJsonParts(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyJsonParts(Most);
    }

    /// <param name="Longest">In characters.</param>
    public sealed record JsonTextTooLong(int Longest) : FileFault
    {
        private protected override string InWords(Texts t) => t.JsonTextTooLong(Longest);
    }

    /// <summary>A password keeps it, or it is of a time when all workbooks looked as such do now.</summary>
    public sealed record WorkbookLocked : FileFault
    {
        private protected override string InWords(Texts t) => t.WorkbookLocked;
    }

    public sealed record BinaryWorkbook : FileFault
    {
        private protected override string InWords(Texts t) => t.BinaryWorkbook;
    }

    public sealed record NoSheet : FileFault
    {
        private protected override string InWords(Texts t) => t.NoSheet;
    }

    public sealed record TooManyWorkbookParts(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyWorkbookParts(Most);
    }

    public sealed record TooManySheets(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManySheets(Most);
    }

    public sealed record TooManyTexts(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyTexts(Most);
    }

    /// <summary>SKOS in another syntax than JSON-LD.</summary>
    public sealed record OnlyJsonLd : FileFault
    {
        private protected override string InWords(Texts t) => t.OnlyJsonLd;
    }

    public sealed record NoGlossary : FileFault
    {
        private protected override string InWords(Texts t) => t.NoGlossary;
    }

    public sealed record TooManyTerms(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyTerms(Most);
    }

    /// <param name="Field">The column, or the property of a concept.</param>
    public sealed record TooManyNames(int Most, string Field) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyNames(Most, Field);
    }

    public sealed record NoConcept : FileFault
    {
        private protected override string InWords(Texts t) => t.NoConcept;
    }

    public sealed record TooManyConcepts(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyConcepts(Most);
    }

    /// <param name="Line">From 1.</param>
    public sealed record NoJson(long Line) : FileFault
    {
        private protected override string InWords(Texts t) => t.NoJsonAtLine(Line.InNumerals(t.Culture));
    }

    public sealed record NoJsonLd : FileFault
    {
        private protected override string InWords(Texts t) => t.NoJsonLd;
    }

    /// <summary>Contexts of JSON-LD within each other.</summary>
    public sealed record TooManyMeanings : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyMeanings;
    }

    public sealed record TooManyLanguages(int Most) : FileFault
    {
        private protected override string InWords(Texts t) => t.TooManyLanguages(Most);
    }

    /// <param name="Longest">In characters.</param>
    public sealed record AddressTooLong(int Longest) : FileFault
    {
        private protected override string InWords(Texts t) => t.AddressTooLong(Longest.InNumerals(t.Culture));
    }

    public sealed record ContextElsewhere(string Address) : FileFault
    {
        private protected override string InWords(Texts t) => t.ContextElsewhere(Address);
    }
}

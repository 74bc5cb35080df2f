namespace CollectiveImpact.Files;

/// <summary>What tables of words have in common, whatever the words are about.</summary>
internal static class WordsTable
{
    /// <summary>Opens one.</summary>
    /// <param name="columns">Those that are read, the ones that must be there first.</param>
    /// <returns>The table, and where its columns stand.</returns>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static (ImportTable Table, IReadOnlyDictionary<string, int> At) Open(Stream file, string name, IReadOnlyList<string> columns, int needed, FileReading reading, string sheet)
    {
        var table = ImportFile.Open(file, name, columns, needed, reading, sheet);
        var at = table.Find(columns);
        return columns.Take(needed).Where(c => !at.ContainsKey(c)).ToArray() is { Length: > 0 } missing
            ? throw new UnreadableFileException(new FileFault.ColumnsMissing(missing))
            : (table, at);
    }

    /// <summary>Why there are no words in a cell that shows something; null when there are, or when it is empty.</summary>
    public static CellFault? FaultOf(object? cell) => cell switch
    {
        ErrorCell error => new CellFault.Error(error.Shows),
        UncalculatedCell => new CellFault.WordsUncalculated(),
        // Files of text have no cell types.
        string text when ErrorCell.Read(text.Trim()) is { } error => new CellFault.Error(error.Shows),
        _ => null,
    };

    /// <summary>A text that lasts some lines: spaces at its ends, the kind of its line ends, and what no one can see say nothing.</summary>
    public static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return (lines.Any(IsUnseen) ? string.Concat(lines.Where(c => !IsUnseen(c))) : lines).Trim();
    }

    /// <summary>The same for a text of one line.</summary>
    public static string TidyLine(string text) => string.Join(' ', Tidy(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsUnseen(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}

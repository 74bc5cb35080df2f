namespace CollectiveImpact.Files;

/// <summary>A row of a file that is brought in.</summary>
/// <param name="number">As spreadsheets count: the first is row 1.</param>
/// <param name="cells">All that stands in the row.</param>
/// <param name="at">Where in it a column stands.</param>
public readonly struct ImportRow(int number, object?[] cells, IReadOnlyDictionary<string, int> at)
{
    public int Number => number;

    public IReadOnlyDictionary<string, int> At => at;

    /// <summary>A text, a number, yes or no, or a <see cref="SpecialCell"/>; null for nothing.</summary>
    public object? Cell(string column) => at.TryGetValue(column, out var index) ? Cell(index) : null;

    public object? Cell(int index) => index < cells.Length ? cells[index] : null;

    public string Text(string column) => CellText.Of(Cell(column)).Trim();

    public bool Has(string column) => Text(column).Length > 0;
}

/// <summary>A table in a file: what stands in its first row, and the rows below it, one at a time.</summary>
/// <param name="Heading">What the columns are called; empty for one without a name.</param>
/// <param name="Places">Where a cell stands in the file, by its row and column.</param>
/// <param name="Letters">How its letters are written, when that had to be guessed; else null.</param>
public sealed record ImportTable(IReadOnlyList<string> Heading, IEnumerable<ImportCells> Rows, Func<int, int, CellPlace> Places, string? Letters)
{
    /// <summary>Where the columns of these names stand; those that aren't there are left out.</summary>
    /// <exception cref="UnreadableFileException">Two columns have the same one of these names: nobody could say which is meant.</exception>
    public IReadOnlyDictionary<string, int> Find(IReadOnlyList<string> columns)
    {
        var at = new Dictionary<string, int>(columns.Count);
        foreach (var column in columns)
        {
            for (var index = 0; index < Heading.Count; index++)
            {
                if (string.Equals(Heading[index], column, StringComparison.OrdinalIgnoreCase) && !at.TryAdd(column, index))
                {
                    throw new UnreadableFileException(new FileFault.ColumnTwice(Heading[at[column]], CellPlace.Letter(at[column]), CellPlace.Letter(index)));
                }
            }
        }

        return at;
    }
}

/// <summary>The cells of a row; the same array for every row.</summary>
public readonly record struct ImportCells(int Number, object?[] Cells);

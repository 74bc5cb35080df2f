namespace CollectiveImpact.Files;

/// <summary>Something about a row of a file of words.</summary>
/// <param name="Row">The row of a table, or which of the file's concepts it is.</param>
/// <param name="Field">The column, or what of the concept.</param>
public sealed record RowFault(int Row, string Field, CellFault What);

/// <summary>What is wrong in a file of words, or left out of it: all of it counted, and as much of it kept as anybody could read.</summary>
internal sealed class RowFaults
{
    private const int MostKept = 1_000;

    private readonly List<RowFault> _kept = [];

    public int Count { get; private set; }

    public IEnumerable<RowFault> InOrder => _kept.OrderBy(f => f.Row);

    public void Add(int row, string field, CellFault fault)
    {
        Count++;
        if (_kept.Count < MostKept)
        {
            _kept.Add(new RowFault(row, field, fault));
        }
    }
}

using CollectiveImpact.Cards;

namespace CollectiveImpact.Files;

/// <summary>What is wrong in a file that is brought in: all of it counted, and as much of it kept as anybody could read.</summary>
internal sealed class ImportFaults(ImportTable table)
{
    public const int MostKept = 100;

    private const int LongestShown = 60;

    private readonly List<ImportFault> _kept = [];

    public int Count { get; private set; }

    public IReadOnlyList<ImportFault> Kept => _kept;

    /// <summary>Whether the next is only counted.</summary>
    public bool IsFull => _kept.Count >= MostKept;

    /// <summary>What stands in a cell, in as much as a sentence has room for.</summary>
    public static string Short(string text) => PeoplesWords.Shorten(text, LongestShown);

    public CellPlace Place(ImportRow row, string column) => row.At.TryGetValue(column, out var index) ? table.Places(row.Number, index) : new CellPlace.Row(row.Number);

    public void Add(ImportRow row, string column, CellFault fault) => Add(Place(row, column), fault);

    public void Add(CellPlace place, CellFault fault)
    {
        Count++;
        if (!IsFull)
        {
            _kept.Add(new ImportFault(place, fault));
        }
    }

    /// <summary>Counts more of what has been added.</summary>
    public void AddMore(int count) => Count += count;
}

using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>Something wrong in a file, at its cell.</summary>
public sealed record ImportFault(CellPlace Cell, CellFault What);

/// <summary>A number in a file that may be read in two ways.</summary>
public sealed record AmbiguousNumber(CellPlace Cell, string Text, decimal WithPoint, decimal WithComma);

/// <summary>What a file leaves open, and whoever brings it is asked, once for the file.</summary>
public abstract record ImportQuestion
{
    /// <summary>Which column holds what.</summary>
    /// <param name="Missing">The columns of the template that must be there and weren't found by their names.</param>
    /// <param name="Suggested">By the template's names, which column is likely meant.</param>
    public sealed record Columns(IReadOnlyList<string> Heading, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, int> Suggested) : ImportQuestion;

    /// <summary>Whether a point or a comma stands in front of decimals.</summary>
    /// <param name="Cells">The first of those that leave it open.</param>
    public sealed record Numbers(IReadOnlyList<AmbiguousNumber> Cells) : ImportQuestion
    {
        public const int MostShown = 3;
    }

    /// <summary>Whether times are right that lie far from all others.</summary>
    public sealed record FarPeriods(IReadOnlyList<(CellPlace Cell, Period Period)> Cells) : ImportQuestion
    {
        public const int MostShown = 3;
    }
}

/// <summary>What whoever brings a file has said about it.</summary>
/// <param name="Columns">By the template's names, where they stand; null when nothing was said.</param>
/// <param name="PeriodsAreRight">Whether times far from all others are meant.</param>
public sealed record ImportAnswers(DecimalSign? Sign = null, bool PeriodsAreRight = false, IReadOnlyDictionary<string, int>? Columns = null)
{
    public static readonly ImportAnswers None = new();
}

/// <summary>What a file would bring in, all that is wrong with it, and what it leaves open. Nothing is brought in while anything is.</summary>
/// <param name="Faults">The first of them, up to <see cref="ImportFaults.MostKept"/>.</param>
/// <param name="Values">By period and partner, the values by indicator.</param>
public sealed record ImportPlan(
    int Rows,
    int FaultCount,
    IReadOnlyList<ImportFault> Faults,
    IReadOnlyDictionary<(Period Period, PartnerId Partner), IReadOnlyDictionary<string, ReportedValue>> Values)
{
    public IReadOnlyList<ImportQuestion> Questions { get; init; } = [];

    /// <summary>What whoever brings the file should know before it is brought in.</summary>
    public IReadOnlyList<FileNote> Notes { get; init; } = [];

    public int Count => Values.Values.Sum(v => v.Count);

    public bool CanBeBrought => FaultCount == 0 && Questions.Count == 0 && Count > 0;
}

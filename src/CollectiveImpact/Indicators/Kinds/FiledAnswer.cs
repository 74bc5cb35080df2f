namespace CollectiveImpact.Indicators.Kinds;

/// <summary>The columns in which a value may stand in a file.</summary>
public enum FileColumn
{
    Value,
    Numerator,
    Denominator,
    Text,
}

/// <summary>A value as it stands in the columns of a file; what is empty says nothing.</summary>
public sealed record FiledValue(decimal? Value, decimal? Numerator = null, decimal? Denominator = null, string Text = "")
{
    public decimal? Number(FileColumn column) => column switch
    {
        FileColumn.Value => Value,
        FileColumn.Numerator => Numerator,
        FileColumn.Denominator => Denominator,
        _ => null,
    };
}

/// <summary>What a row of a file says for one indicator, and what was found wrong with it on the way to a value.</summary>
/// <param name="text">What stands in a column, as it stands there; empty for nothing.</param>
/// <param name="number">The number in a column; null when there is none that can be read, of which whoever reads the file tells.</param>
internal sealed class FiledAnswer(Indicator indicator, Func<FileColumn, string> text, Func<FileColumn, decimal?> number)
{
    private readonly List<(FileColumn Column, ValueFault Fault)> faults = [];

    public Indicator Indicator => indicator;

    public IReadOnlyList<(FileColumn Column, ValueFault Fault)> Faults => faults;

    public bool Has(FileColumn column) => !string.IsNullOrWhiteSpace(text(column));

    public string Text(FileColumn column) => text(column);

    public decimal? Number(FileColumn column) => number(column);

    public ReportedValue? Wrong(FileColumn column, ValueFaultKind kind, string typed = "")
    {
        faults.Add((column, new ValueFault(ValuePart.Value, kind) { Typed = typed }));
        return null;
    }
}

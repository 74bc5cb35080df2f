namespace CollectiveImpact.Cards;

/// <summary>
/// A chart of Teams' desktop and web clients. Phones don't draw charts, so each carries its numbers as text
/// in <see cref="Element.Fallback"/>, and the card states them outside the chart too.
/// </summary>
/// <remarks>Teams: "Charts in Adaptive Cards".</remarks>
public abstract record Chart : Element
{
    public string? Title { get; init; }
}

public sealed record LineChart(IReadOnlyList<LineSeries> Data) : Chart
{
    public string? XAxisTitle { get; init; }

    public string? YAxisTitle { get; init; }

    /// <summary>Where the axis begins.</summary>
    public double? YMin { get; init; }

    /// <summary>Where the axis ends.</summary>
    public double? YMax { get; init; }
}

public sealed record LineSeries(string Legend, IReadOnlyList<ChartPoint> Values)
{
    public string? Color { get; init; }
}

public sealed record VerticalBarChart(IReadOnlyList<ChartPoint> Data) : Chart
{
    public string? XAxisTitle { get; init; }

    public string? YAxisTitle { get; init; }

    public bool? ShowBarValues { get; init; }
}

/// <param name="X">The period or category.</param>
public sealed record ChartPoint(string X, double Y);

public sealed record DonutChart(IReadOnlyList<ChartSlice> Data) : Chart;

public sealed record ChartSlice(string Legend, double Value);

public sealed record GaugeChart(double Value, double Min, double Max, IReadOnlyList<GaugeSegment> Segments) : Chart;

public sealed record GaugeSegment(double Size, string Legend, string Color);

/// <summary>A small coloured label.</summary>
public sealed record Badge(string Text) : Element
{
    public BadgeStyle? Style { get; init; }

    public string? Icon { get; init; }
}

/// <param name="Name">A name of the Fluent icon catalogue.</param>
public sealed record Icon(string Name) : Element
{
    public string? Size { get; init; }

    public string? Color { get; init; }
}

public sealed record ProgressBar(double Value, double Max = 100) : Element
{
    public string? Color { get; init; }
}

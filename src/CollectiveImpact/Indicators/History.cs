namespace CollectiveImpact.Indicators;

/// <summary>One partner's value of one indicator in one period.</summary>
[GenerateSerializer, Immutable]
public sealed record PastValue(string Indicator, string Partner, Period Period, ReportedValue Value)
{
    /// <summary>The version of the definition that was answered.</summary>
    [Id(0)] public int Version { get; init; } = 1;
}

/// <summary>Where a partner's value of an indicator in a period stands.</summary>
public sealed record ValueKey(string Indicator, string Partner, Period Period);

/// <summary>
/// The partners' values and the initiative's totals by period: projections of the rounds, written behind them and rebuilt
/// from them at any time, so that a trend is one range read.
/// </summary>
public interface IHistoryStore
{
    /// <summary>A partner's values of an indicator before a period, oldest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<PastValue>> Values(string initiative, string indicator, string partner, Period before, int count, CancellationToken cancel);

    /// <summary>The initiative's totals of an indicator up to and including a period, oldest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<Total>> Totals(string initiative, string indicator, Period until, int count, CancellationToken cancel);

    /// <summary>Every value of an indicator, partner by partner.</summary>
    IAsyncEnumerable<PastValue> AllValues(string initiative, string indicator, CancellationToken cancel);

    /// <summary>Every total of an indicator.</summary>
    IAsyncEnumerable<Total> AllTotals(string initiative, string indicator, CancellationToken cancel);

    /// <param name="withdrawn">Values that were reported and then taken back.</param>
    Task Write(string initiative, IReadOnlyList<PastValue> values, IReadOnlyList<ValueKey> withdrawn, IReadOnlyList<Total> totals, CancellationToken cancel);
}

using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>One partner's value of one indicator in one period.</summary>
[GenerateSerializer, Immutable]
public sealed record PastValue(string Indicator, PartnerId Partner, Period Period, ReportedValue Value)
{
    /// <summary>The version of the definition that was answered.</summary>
    [Id(0)] public int Version { get; init; } = 1;

    /// <summary>When the round was opened that it comes from: of two that ask about one period, the later one counts.</summary>
    [Id(1)] public Instant AskedAt { get; init; }
}

/// <summary>Where a partner's value of an indicator in a period stands.</summary>
/// <param name="AskedAt">When the round was opened that takes it back; what another round wrote stays.</param>
public sealed record ValueKey(string Indicator, PartnerId Partner, Period Period, Instant AskedAt);

/// <summary>Where the initiative's total of an indicator in a period stands.</summary>
/// <param name="AskedAt">When the round was opened that takes it back; what another round wrote stays.</param>
public sealed record TotalKey(string Indicator, Period Period, Instant AskedAt);

/// <summary>What is written of one round.</summary>
/// <param name="Withdrawn">Values that were reported and then taken back.</param>
/// <param name="IsLate">Whether a later round may have written about the same period already.</param>
public sealed record HistoryPart(IReadOnlyList<PastValue> Values, IReadOnlyList<ValueKey> Withdrawn, IReadOnlyList<Total> Totals, bool IsLate)
{
    /// <summary>Totals of what a round doesn't say anything about any more.</summary>
    public IReadOnlyList<TotalKey> WithdrawnTotals { get; init; } = [];
}

/// <summary>
/// The partners' values and the initiative's totals by period: projections of the rounds, written behind them and rebuilt
/// from them at any time, so that a trend is one range read.
/// </summary>
public interface IHistoryStore
{
    /// <summary>A partner's values of an indicator before a period, oldest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<PastValue>> Values(InitiativeId initiative, string indicator, PartnerId partner, Period before, int count, CancellationToken cancel);

    /// <summary>The initiative's totals of an indicator up to and including a period, oldest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<Total>> Totals(InitiativeId initiative, string indicator, Period until, int count, CancellationToken cancel);

    /// <summary>Every value of an indicator, partner by partner.</summary>
    IAsyncEnumerable<PastValue> AllValues(InitiativeId initiative, string indicator, CancellationToken cancel);

    /// <summary>Every total of an indicator.</summary>
    IAsyncEnumerable<Total> AllTotals(InitiativeId initiative, string indicator, CancellationToken cancel);

    Task Write(InitiativeId initiative, HistoryPart part, CancellationToken cancel);
}

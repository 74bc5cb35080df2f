using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>What was learned in a round, for everyone: the system's numbers, never a league table of partners.</summary>
/// <param name="Lines">One for each indicator that was asked.</param>
/// <param name="Learnings">Only those that their partner shares with all.</param>
public sealed record Digest(
    Initiative Initiative,
    Round Round,
    int Answered,
    int Skipped,
    int Asked,
    IReadOnlyList<DigestLine> Lines,
    IReadOnlyDictionary<Status, int> Statuses,
    IReadOnlyList<SharedLearning> Learnings)
{
    /// <summary>Compiles a digest. Pure: the board and the totals before it come in, the digest comes out.</summary>
    /// <param name="before">By indicator, the totals of earlier periods, oldest first.</param>
    public static Digest Of(Initiative initiative, Board board, IReadOnlyDictionary<string, IReadOnlyList<Total>> before)
    {
        var answered = board.Entries.Where(e => e.SkippedBecause is null).ToArray();
        var totals = board.Round.Totals(board.Entries, board.Indicators).ToDictionary(t => t.Indicator);
        return new Digest(
            initiative,
            board.Round,
            answered.Length,
            board.Entries.Count - answered.Length,
            StatusCard.Asked(board),
            [
                .. board.Indicators.Where(i => totals.ContainsKey(i.Id)).Select(i => new DigestLine(
                    i,
                    totals[i.Id],
                    [.. before.GetValueOrDefault(i.Id, []).Where(t => t.Period < board.Round.Period)])),
            ],
            answered.Where(e => e.Status is not null).GroupBy(e => e.Status!.Value).ToDictionary(g => g.Key, g => g.Count()),
            [
                .. answered.Where(e => e.Learning is { IsEmpty: false, ForAll: true })
                    .OrderBy(e => e.At)
                    .Select(e => new SharedLearning(initiative.Partner(e.Partner)?.Name ?? e.Partner, e.Learning)),
            ]);
    }

    /// <summary>Answered of those asked, in whole percent.</summary>
    public int ResponseRate => Asked == 0 ? 0 : 100 * Answered / Asked;
}

public sealed record DigestLine(Indicator Indicator, Total Total, IReadOnlyList<Total> Before);

public sealed record SharedLearning(string Partner, Learning Learning);

using System.Security.Cryptography;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Pulse;

/// <summary>One person's answers, on their way into the sums.</summary>
public sealed record Waiting(PersonKey Person, Side Side, Ballot Ballot);

/// <summary>Decides which of the answers that wait are added to the stored sums, so that no two states of storage ever differ by the answers of fewer than five people of a side.</summary>
/// <remarks>
/// A threshold pool mix (Serjantov, Dingledine and Syverson, "From a Trickle to a Flood", 2002): when ten wait, five of them, drawn by lot, go,
/// and five stay. So there are at least five at the close, too, unless the process was started again meanwhile.
/// </remarks>
public static class Mix
{
    /// <summary>How many go together, at least.</summary>
    public const int Together = Disclosure.Fewest;

    /// <summary>How many of a side must wait before some go.</summary>
    public const int Threshold = 2 * Together;

    /// <summary>Those that go now, while the pulse is open; none while too few wait.</summary>
    public static IReadOnlyList<Waiting> Now(IEnumerable<Waiting> waiting) =>
        [.. waiting.GroupBy(w => w.Side).Where(g => g.Count() >= Threshold).SelectMany(g => Drawn(g).Take(Together))];

    /// <summary>Those that go at the end. A side of which fewer than five wait goes with the other, counted together; fewer than five in all don't go.</summary>
    public static IReadOnlyList<Waiting> Last(IReadOnlyCollection<Waiting> waiting)
    {
        var bySide = waiting.GroupBy(w => w.Side).ToArray();
        if (waiting.Count < Together)
        {
            return [];
        }

        var small = bySide.Where(g => g.Count() < Together).SelectMany(g => g).ToArray();
        return small.Length is 0 ? Drawn(waiting)
            : small.Length >= Together ? Drawn(waiting.Select(w => small.Contains(w) ? w with { Side = Side.Together } : w))
            : Drawn(waiting.Select(w => w with { Side = Side.Together }));
    }

    private static Waiting[] Drawn(IEnumerable<Waiting> waiting)
    {
        var all = waiting.ToArray();
        RandomNumberGenerator.Shuffle<Waiting>(all);
        return all;
    }
}

namespace CollectiveImpact.Deliveries;

/// <summary>
/// Hands out the moments at which messages may go, so that no window of time ever holds more of them than it may. Exact, and
/// without a full bucket at the start. Pure: moments are seconds on any clock that doesn't go back.
/// A tenant's messages go in close groups with a pause behind each: what is sent together can be marked together, and soon.
/// </summary>
/// <remarks>
/// Each window is taken a little longer than it is: what leaves evenly arrives unevenly, and the limit is counted where it arrives.
/// </remarks>
public sealed class RateLimit
{
    private const double Guard = 1.02;

    // Groups keep what they are given of the limit, and their windows the rest as a guard.
    private const double GroupGuard = 1.01;
    private const double LastGuard = 1.005;
    private const double ShareOfTheLimit = 0.97;
    private const double Closeness = 4;

    // So many go evenly after a second in which nothing went.
    private const int Begin = 10;
    private const double Silence = 1;

    private readonly (int Messages, double Seconds)[] _windows;
    private readonly Grouping? _grouping;
    private readonly int _kept;
    private readonly List<double> _recent = [];
    private int _sinceSilence;
    private int _inGroup;
    private double _groupBegan = double.NegativeInfinity;

    /// <param name="windows">So many messages in so many seconds.</param>
    public RateLimit(IEnumerable<PaceWindow> windows)
        : this([.. windows.Select(w => (w.Messages, w.Seconds * Guard))], grouping: null)
    {
    }

    private RateLimit((int Messages, double Seconds)[] windows, Grouping? grouping)
    {
        _windows = windows;
        _grouping = grouping;
        _kept = _windows.Select(w => w.Messages).DefaultIfEmpty(1).Max();
    }

    /// <summary>A pace of its own with the same limits.</summary>
    public RateLimit Another() => new(_windows, _grouping);

    /// <summary>So many messages a second, evenly at the beginning and then in groups.</summary>
    /// <param name="group">How many go close together.</param>
    public static RateLimit PerSecond(int messages, int group = 16)
    {
        var evenly = Guard / messages;
        if (messages <= group)
        {
            return new RateLimit([(messages, Guard)], new Grouping(1, evenly, evenly, evenly, evenly));
        }

        var (seconds, spacing) = (group / (messages * ShareOfTheLimit), evenly / Closeness);
        var (whole, rest) = (messages / group, messages % group);
        var stretch = rest == 0 ? spacing : Math.Max(spacing, (GroupGuard - (whole * seconds)) / rest);
        return new RateLimit([(messages, GroupGuard)], new Grouping(group, seconds, spacing, evenly, stretch));
    }

    /// <summary>So many messages in a second, as soon as they may: the last guard, for moments that came late and too many at once.</summary>
    public static RateLimit AtMost(int messages) => new([(messages, LastGuard)], grouping: null);

    /// <summary>When the last message that was given a moment may go.</summary>
    public double Last => _recent.Count == 0 ? double.NegativeInfinity : _recent[^1];

    /// <summary>How many moments were given lately.</summary>
    public int Count => _recent.Count;

    /// <summary>Takes the next free moment, not before <paramref name="now"/>.</summary>
    public double Next(double now)
    {
        var at = now;
        if (_grouping is { } grouping)
        {
            _sinceSilence = now - Last > Silence ? 0 : _sinceSilence + 1;
            at = Math.Max(now, Last + (_sinceSilence < Begin ? grouping.SpacingAtFirst : grouping.Spacing));
            at = BeginsGroup(at, grouping);
        }

        foreach (var (messages, seconds) in _windows)
        {
            if (_recent.Count >= messages)
            {
                at = Math.Max(at, _recent[^messages] + seconds);
            }
        }

        _inGroup++;
        _recent.Add(at);
        if (_recent.Count > 2 * _kept)
        {
            _recent.RemoveRange(0, _recent.Count - _kept);
        }

        return at;
    }

    private double BeginsGroup(double at, Grouping grouping)
    {
        if (_inGroup < grouping.Messages && at < _groupBegan + grouping.Seconds)
        {
            return at;
        }

        at = Math.Max(at, _groupBegan + grouping.Seconds);
        foreach (var (messages, seconds) in _windows)
        {
            // Not before its last ones may follow soon: a group with a pause in it would be marked twice.
            for (var ahead = 1; ahead < Math.Min(grouping.Messages, messages); ahead++)
            {
                if (_recent.Count >= messages - ahead)
                {
                    at = Math.Max(at, _recent[^(messages - ahead)] + seconds - (ahead * grouping.Stretch));
                }
            }
        }

        (_groupBegan, _inGroup) = (at, 0);
        return at;
    }

    /// <summary>So many messages go close together, and no more from one such beginning to the next.</summary>
    /// <param name="Seconds">From one beginning to the next, at least.</param>
    /// <param name="Spacing">Seconds between one message and the next, at least.</param>
    /// <param name="SpacingAtFirst">The same for the first messages after a silence.</param>
    /// <param name="Stretch">Seconds between them at most, so that groups that follow each other keep to the limit.</param>
    private sealed record Grouping(int Messages, double Seconds, double Spacing, double SpacingAtFirst, double Stretch);
}

namespace CollectiveImpact.Deliveries;

/// <summary>
/// Hands out the moments at which messages may go, so that no window of time ever holds more of them than it may. Exact, and
/// without a full bucket at the start. Pure: moments are seconds on any clock that doesn't go back.
/// </summary>
/// <remarks>
/// Each window is taken a little longer than it is: what leaves evenly arrives unevenly, and the limit is counted where it arrives.
/// </remarks>
public sealed class Pace
{
    private const double Guard = 1.02;

    private readonly (int Messages, double Seconds)[] _windows;
    private readonly double _spacing;
    private readonly int _kept;
    private readonly List<double> _recent = [];

    /// <param name="windows">So many messages in so many seconds.</param>
    /// <param name="spacing">Seconds between one message and the next, at least.</param>
    public Pace(IEnumerable<PaceWindow> windows, double spacing = 0)
        : this([.. windows.Select(w => (w.Messages, w.Seconds * Guard))], spacing)
    {
    }

    private Pace((int Messages, double Seconds)[] windows, double spacing)
    {
        _windows = windows;
        _spacing = spacing;
        _kept = _windows.Select(w => w.Messages).DefaultIfEmpty(1).Max();
    }

    /// <summary>A pace of its own with the same limits.</summary>
    public Pace Another() => new(_windows, _spacing);

    /// <summary>So many messages a second, evenly.</summary>
    public static Pace PerSecond(int messages) => new([new PaceWindow { Messages = messages, Seconds = 1 }], Guard / messages);

    /// <summary>When the last message that was given a moment may go.</summary>
    public double Last => _recent.Count == 0 ? double.NegativeInfinity : _recent[^1];

    /// <summary>How many moments were given lately.</summary>
    public int Count => _recent.Count;

    /// <summary>Takes the next free moment, not before <paramref name="now"/>.</summary>
    public double Next(double now)
    {
        var at = Math.Max(now, Last + _spacing);
        foreach (var (messages, seconds) in _windows)
        {
            if (_recent.Count >= messages)
            {
                at = Math.Max(at, _recent[^messages] + seconds);
            }
        }

        _recent.Add(at);
        if (_recent.Count > 2 * _kept)
        {
            _recent.RemoveRange(0, _recent.Count - _kept);
        }

        return at;
    }
}

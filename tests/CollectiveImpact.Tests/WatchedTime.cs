using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace CollectiveImpact.Tests;

/// <summary>A time that stands still until it is advanced, and tells which waits were begun.</summary>
/// <remarks>Whoever advances one that others share, or waits for a wait, is of the collection that is named after it: one at a time.</remarks>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public WatchedTime()
        : base(Riverside.Opening.ToDateTimeOffset())
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Until somebody begins to wait for as long as the condition says.</summary>
    public async Task<TimeSpan> WaitBegun(Predicate<TimeSpan> howLong)
    {
        while (true)
        {
            var wait = await _waits.Reader.ReadAsync().AsTask().InTime();
            if (howLong(wait))
            {
                return wait;
            }
        }
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace CollectiveImpact.Tests;

/// <summary>A time that stands still until it is advanced, and tells which waits were begun.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    private readonly bool _isShared;

    /// <param name="isShared">Whether others count on it that it stands still.</param>
    public WatchedTime(bool isShared)
        : base(Riverside.Opening.ToDateTimeOffset())
    {
        _isShared = isShared;
    }

    /// <summary>Lets time pass.</summary>
    public new void Advance(TimeSpan by)
    {
        if (_isShared)
        {
            throw new InvalidOperationException($"Other tests share this time: a test that advances it has an {nameof(OwnEngine)}.");
        }

        base.Advance(by);
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

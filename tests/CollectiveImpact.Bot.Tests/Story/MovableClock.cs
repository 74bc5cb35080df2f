using NodaTime;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A calendar clock that goes on by itself and can be set forward. Timers keep the machine's time.</summary>
public sealed class MovableClock(Instant start) : TimeProvider, IClock
{
    private Duration _ahead = start - SystemClock.Instance.GetCurrentInstant();

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + _ahead;

    public override DateTimeOffset GetUtcNow() => GetCurrentInstant().ToDateTimeOffset();

    /// <summary>Moves to an instant that is not in the past.</summary>
    public void MoveTo(Instant instant)
    {
        if (instant < GetCurrentInstant())
        {
            throw new ArgumentOutOfRangeException(nameof(instant), "A clock is only set forward.");
        }

        _ahead = instant - SystemClock.Instance.GetCurrentInstant();
    }
}

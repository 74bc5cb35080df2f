namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>The machine's clock, set forward: time goes on by itself, so that nothing in the host stands still.</summary>
public sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public MovableClock(DateTimeOffset start) => _ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    /// <summary>Moves to an instant that is not in the past.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant < GetUtcNow())
        {
            throw new ArgumentOutOfRangeException(nameof(instant), "A clock is only set forward.");
        }

        _ahead = instant - System.GetUtcNow();
    }
}

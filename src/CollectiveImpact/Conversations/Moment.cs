using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>What the clock brings in a round's life.</summary>
[GenerateSerializer]
public enum Moment
{
    Opens,
    Reminds,
    Closes,
    Digest,
}

/// <summary>A moment that has come. It may come twice after a crash, so a listener does nothing twice.</summary>
public sealed record Occasion(Moment Moment, Initiative Initiative, RunningRound Round, Instant Now);

/// <summary>Does what is due at a moment of a round's life.</summary>
public interface IClockListener
{
    Task Handle(Occasion occasion, CancellationToken cancel);
}

using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Commitments;

/// <summary>Something that the backbone says it will do; partners' own stand in their check-ins.</summary>
/// <param name="Outcome">What came of it, or null while it is open.</param>
/// <param name="Why">Why it changed or was dropped; empty when that needs no words.</param>
public sealed record Commitment(string Id, string Text, string ByName, Instant At, CommitmentOutcome? Outcome, string Why, Instant? SettledAt)
{
    public const int LongestText = 300;

    public bool IsOpen => Outcome is null or CommitmentOutcome.StillOn;

    /// <summary>Whether it says something new since a moment: it is open, or was settled after it.</summary>
    public bool IsNewsSince(Instant moment) => IsOpen || SettledAt >= moment;

    /// <summary>What is wrong with the reason for an outcome; null when nothing is.</summary>
    public static ReasonFault? FaultOf(CommitmentOutcome outcome, string why) =>
        outcome is CommitmentOutcome.Changed or CommitmentOutcome.Dropped && why.Length == 0 ? ReasonFault.Missing
        : why.Length > LongestText ? ReasonFault.TooLong
        : null;

    public Commitment Settled(CommitmentOutcome outcome, string why, Instant now) => this with { Outcome = outcome, Why = why, SettledAt = now };
}

/// <summary>What came of something that somebody said they would do.</summary>
[GenerateSerializer]
public enum CommitmentOutcome
{
    Done,

    /// <summary>Not yet: it is asked about again.</summary>
    StillOn,
    Changed,
    Dropped,
}

/// <summary>What can be wrong with the reason for an outcome.</summary>
public enum ReasonFault
{
    /// <summary>What changed or was dropped needs one: the partners read it.</summary>
    Missing,
    TooLong,
}

/// <summary>Where the backbone's commitments are kept.</summary>
public interface ICommitmentStore
{
    /// <summary>All that are open, and of the others the newest, at most <paramref name="settled"/>; newest first.</summary>
    Task<IReadOnlyList<Commitment>> InSight(InitiativeId initiative, int settled, CancellationToken cancel);

    /// <param name="before">What is replaced, or null for a new one.</param>
    /// <exception cref="StaleStateException">Somebody else settled it meanwhile.</exception>
    Task Save(InitiativeId initiative, Commitment commitment, Commitment? before, CancellationToken cancel);
}

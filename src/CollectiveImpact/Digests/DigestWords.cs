using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>What the backbone adds to the digest of a round, and what it leaves out: kept until it is changed, posted or not.</summary>
public sealed record DigestWords(RoundId Round)
{
    /// <summary>In characters.</summary>
    public const int LongestHeadline = 120;

    /// <summary>In characters.</summary>
    public const int LongestIntroduction = 1500;

    /// <summary>What stands above everything; empty for nothing.</summary>
    public string Headline { get; init; } = "";

    /// <summary>What the backbone says first; empty for nothing.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>The ids of the indicators that aren't told.</summary>
    public IReadOnlyList<string> WithoutNumbers { get; init; } = [];

    /// <summary>What partners learned that isn't told, by <see cref="KeyOf"/>.</summary>
    public IReadOnlyList<string> WithoutLessons { get; init; } = [];

    /// <summary>The ids of the indicators that come before the others, in their order.</summary>
    public IReadOnlyList<string> NumbersFirst { get; init; } = [];

    /// <summary>What partners learned that comes before the rest of its kind, in its order, by <see cref="KeyOf"/>.</summary>
    public IReadOnlyList<string> LessonsFirst { get; init; } = [];

    /// <summary>The conversation ids of the home channels that get it; empty for all.</summary>
    public IReadOnlyList<string> Homes { get; init; } = [];

    /// <summary>Who wrote it last; empty while nobody has.</summary>
    public string ByName { get; init; } = "";

    public Instant At { get; init; } = Instant.MinValue;

    /// <summary>That it was taken down after it had been posted; null while it wasn't, or when it was posted again.</summary>
    public TakenDown? TakenDown { get; init; }

    /// <summary>A lesson as it can be left out: by what it says, so that another in its place is told, and nothing says whose it is.</summary>
    public static string KeyOf(Lesson lesson) =>
        $"{lesson.Kind}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lesson.Text)).AsSpan(0, 6))}";

    /// <summary>Whether two say the same, whoever wrote them and when.</summary>
    public bool SaysTheSameAs(DigestWords other) =>
        Headline == other.Headline && Introduction == other.Introduction
        && WithoutNumbers.SequenceEqual(other.WithoutNumbers) && WithoutLessons.SequenceEqual(other.WithoutLessons)
        && NumbersFirst.SequenceEqual(other.NumbersFirst) && LessonsFirst.SequenceEqual(other.LessonsFirst) && Homes.SequenceEqual(other.Homes);

    /// <summary>Whether a home channel gets it.</summary>
    public bool GoesTo(HomeChannel channel) => Homes.Count == 0 || Homes.Contains(channel.Address.ConversationId);

    /// <summary>Whether a recipient is a home channel that doesn't get it: what stands there may have been taken down, and stays as it is.</summary>
    public bool LeavesOut(Initiative initiative, string recipient) => initiative.Channels.Any(c => Recipient.Of(c) == recipient && !GoesTo(c));
}

/// <summary>Somebody of the backbone took a posted digest down.</summary>
/// <param name="Because">Why, for those who had read it; empty for nothing.</param>
public sealed record TakenDown(string ByName, Instant At, string Because)
{
    /// <summary>In characters.</summary>
    public const int LongestReason = 300;
}

/// <summary>Where the backbone's words for digests are kept.</summary>
public interface IDigestStore
{
    /// <summary>Null when nobody has written anything for it.</summary>
    Task<DigestWords?> Load(InitiativeId initiative, RoundId round, CancellationToken cancel);

    /// <summary>What was written for check-ins about times that end between two days, and some about others of those years: an id begins with its year.</summary>
    Task<IReadOnlyList<DigestWords>> Between(InitiativeId initiative, LocalDate first, LocalDate last, CancellationToken cancel);

    /// <param name="before">What was read before; null for nothing.</param>
    /// <exception cref="StaleStateException">Somebody else wrote meanwhile.</exception>
    Task Save(InitiativeId initiative, DigestWords words, DigestWords? before, CancellationToken cancel);
}

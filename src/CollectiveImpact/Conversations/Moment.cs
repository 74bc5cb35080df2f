using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>What the clock brings in a round's life.</summary>
[GenerateSerializer]
public enum Moment
{
    /// <summary>The round opens, for those whose time has come; it comes again for those whose time comes later.</summary>
    Opens,
    Reminds,

    /// <summary>Everyone's time has come: backbone staff are told who could not be asked.</summary>
    Tells,
    Closes,
    Digest,

    /// <summary>The round has closed, and its digest waits for the backbone until a time.</summary>
    DigestWaits,
}

/// <summary>A moment that has come. It may come twice after a crash, so a listener does nothing twice.</summary>
public sealed record Occasion(Moment Moment, Initiative Initiative, RunningRound Round, Instant Now)
{
    /// <summary>The time zones of those whom it concerns; null for everyone.</summary>
    public IReadOnlyCollection<DateTimeZone>? Zones { get; init; }

    /// <summary>Whether the round has not been opened yet, as far as the clock knows.</summary>
    public bool IsFirst { get; init; }

    /// <summary>When the digest is posted, when it waits.</summary>
    public Instant? DigestAt { get; init; }

    /// <summary>The date of the reminder, when it is one.</summary>
    public LocalDate? Reminder { get; init; }

    /// <summary>The id of the round of the same check-in that closed last; null for none.</summary>
    public RoundId? LastRound { get; init; }

    /// <summary>The indicators that other check-ins ask about.</summary>
    public IReadOnlySet<string> AskedElsewhere { get; init; } = new HashSet<string>();

    /// <summary>Whether a member is where the time has come.</summary>
    public bool Concerns(Member member) => Zones?.Contains(Initiative.ZoneOf(member)) ?? true;
}

/// <summary>A working day's morning has come for some of an initiative's people. It may come twice after a crash, so a listener does nothing twice.</summary>
/// <param name="Times">The times of this day that have come, and where: the usual one, and those that members chose for themselves.</param>
public sealed record Morning(Initiative Initiative, IReadOnlyCollection<(DateTimeZone Zone, LocalTime Time)> Times, Instant Now)
{
    /// <summary>An hour after most check-ins open, so that they don't come together.</summary>
    public static readonly LocalTime Usual = new(10, 0);

    /// <summary>Whether a member is where it has come.</summary>
    public bool Concerns(Member member) => HasCome(Usual, member);

    /// <summary>Whether a time of the day has come where a member is.</summary>
    public bool HasCome(LocalTime time, Member member) => Times.Contains((Initiative.ZoneOf(member), time));

    /// <summary>Whether nothing is done on a day, as the initiative says: nobody need ask the clock while it works.</summary>
    public Func<LocalDate, bool> IsDayOff { get; init; } = _ => false;

    /// <summary>The check-ins that are open.</summary>
    public IReadOnlyList<RunningRound> Running { get; init; } = [];

    /// <summary>The date where a member is.</summary>
    public LocalDate DateOf(Member member) => Now.InZone(Initiative.ZoneOf(member)).Date;
}

/// <summary>Does each morning what belongs to no check-in.</summary>
public interface IMorningListener
{
    Task Handle(Morning morning, CancellationToken cancel);
}

/// <summary>Does what is due at a moment of a round's life.</summary>
public interface IClockListener
{
    Task Handle(Occasion occasion, CancellationToken cancel);
}

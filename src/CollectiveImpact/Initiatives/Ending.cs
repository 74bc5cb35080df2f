namespace CollectiveImpact.Initiatives;

/// <summary>One of the backbone wants to end the initiative; another one must confirm.</summary>
[GenerateSerializer, Immutable]
public sealed record Ending(PersonKey By, string ByName, Instant At)
{
    /// <summary>For how many days all that was reported is kept after the end.</summary>
    public const int DaysKept = 30;

    private static readonly Duration Waits = Duration.FromDays(7);

    /// <summary>Until when it can be confirmed.</summary>
    public Instant Until => At + Waits;
}

/// <summary>That an initiative has ended, and who ended it.</summary>
/// <param name="By">Who confirmed it.</param>
[GenerateSerializer, Immutable]
public sealed record Ended(PersonKey By, string AskedBy, string ConfirmedBy, Instant At)
{
    /// <summary>From when on all of it is erased.</summary>
    public Instant ErasedFrom => At + Duration.FromDays(Ending.DaysKept);
}

/// <summary>Erases all that is kept of an initiative.</summary>
public interface IEraser
{
    /// <summary>Erases everything but what other stores keep of its members; the settings go last, so that a crash leaves something to go on from.</summary>
    Task Erase(InitiativeId initiative, CancellationToken cancel);
}

namespace CollectiveImpact.Initiatives;

/// <summary>A round that is open, and the rest of its timetable.</summary>
/// <param name="Schedule">The id of the check-in that it is a round of.</param>
/// <param name="Name">What people call the check-in.</param>
/// <param name="Number">Which time the period is asked about.</param>
/// <param name="Date">The local date on which it opens, where each reporter is.</param>
/// <param name="At">The local time of its opening and of its reminders.</param>
/// <param name="AtOnce">Everyone was asked at the same moment: backbone staff opened it by hand.</param>
/// <param name="ClosesAt">The same moment for everyone.</param>
/// <param name="Reminds">The local dates on which those who are missing are reminded.</param>
/// <param name="FollowedTo">All who were to be asked or reminded up to this instant have been.</param>
/// <param name="TellsAt">When backbone staff are told who could not be asked; null when they have been.</param>
[GenerateSerializer, Immutable]
public sealed record RunningRound(
    RoundId Id,
    string Schedule,
    string Name,
    int Number,
    Period Period,
    LocalDate Date,
    LocalTime At,
    bool AtOnce,
    Scope Asks,
    Instant OpenedAt,
    Instant ClosesAt,
    IReadOnlyList<LocalDate> Reminds,
    Instant FollowedTo,
    Instant? TellsAt);

/// <summary>Whom a check-in asks what, by their ids.</summary>
/// <param name="Indicators">Empty for all that no other check-in has chosen for itself.</param>
/// <param name="Partners">Empty for all.</param>
[GenerateSerializer, Immutable]
public sealed record Scope(IReadOnlyList<string> Indicators, IReadOnlyList<PartnerId> Partners)
{
    public static readonly Scope Everything = new([], []);

    public bool HasPartner(PartnerId partner) => Partners.Count == 0 || Partners.Contains(partner);
}

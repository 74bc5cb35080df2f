using CollectiveImpact.CheckIns;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>A file that was brought in.</summary>
/// <param name="At">Also what its revisions are known by: each has this instant and this person.</param>
/// <param name="From">The earliest time that it is about.</param>
/// <param name="To">The latest.</param>
/// <param name="Rounds">The ids of the rounds that it may have changed.</param>
public sealed record ImportRecord(string Id, string File, PersonKey By, string ByName, Instant At, int Values, int Partners, Period From, Period To, IReadOnlyList<string> Rounds)
{
    /// <summary>Whether all of it came in; not, when storage went away in between.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Who took it back; null while it stands.</summary>
    public string? UndoneByName { get; init; }

    public Instant? UndoneAt { get; init; }
}

/// <summary>What became of taking a file back.</summary>
/// <param name="Stays">What kept the file from being taken back, or what somebody changed while it was; it stays as it is.</param>
public sealed record TakenBack(bool IsTakenBack, IReadOnlyList<ChangedSince> Stays);

/// <summary>Where it is kept which files were brought in.</summary>
public interface IImportStore
{
    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<ImportRecord>> Newest(InitiativeId initiative, int count, CancellationToken cancel);

    Task Save(InitiativeId initiative, ImportRecord import, CancellationToken cancel);

    Task Remove(InitiativeId initiative, ImportRecord import, CancellationToken cancel);
}

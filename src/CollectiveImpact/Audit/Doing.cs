using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Audit;

/// <summary>
/// An act that is being done. That it begins is noted first, so that when it is broken off between being done and being kept, whoever
/// presses again finds what stands done already, and keeps it as the act of whoever did it.
/// </summary>
/// <param name="begun">The act as it begins.</param>
/// <param name="brokenOff">An earlier try at the same that was never kept; null for none.</param>
public sealed class Doing(IAuditStore store, InitiativeId initiative, Act begun, Act? brokenOff)
{
    // A try that was done is found done at its own time; one that failed stays noted until somebody tries again.
    private static readonly Duration Same = Duration.FromMinutes(1);

    /// <summary>Keeps it, where it was done: now, or by the try that was broken off.</summary>
    /// <param name="isNew">Whether it was done now; else it was done before.</param>
    /// <param name="about">The id of what it is done to.</param>
    /// <param name="name">What that is called.</param>
    /// <param name="at">When it was done, where that stands in what was changed.</param>
    public async Task Keep(bool isNew, string about, string name, string note = "", Instant? at = null, CancellationToken cancel = default)
    {
        var done = isNew ? begun : at is { } then && brokenOff is not null && (then < brokenOff.At || then - brokenOff.At > Same) ? null : brokenOff;
        if (done is not null)
        {
            await store.Keep(initiative, done with { About = about, Name = name, Note = note, At = at ?? done.At }, cancel);
        }

        await store.Done(initiative, begun, cancel);
    }
}

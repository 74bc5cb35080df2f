namespace CollectiveImpact.Initiatives;

/// <summary>A round that is open, and the rest of its timetable.</summary>
/// <param name="Id">The period's id, and a count when the same period is asked about again: <c>2026-W48</c>, <c>2026-W48.2</c>.</param>
/// <param name="RemindAt">When those who are missing are reminded; null when they never are, or have been.</param>
[GenerateSerializer, Immutable]
public sealed record RunningRound(string Id, Period Period, Instant OpenedAt, Instant ClosesAt, Instant? RemindAt);

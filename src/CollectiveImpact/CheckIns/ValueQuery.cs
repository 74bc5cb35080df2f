using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>The backbone asks a partner whether a value that it reported is right.</summary>
/// <remarks>What those who manage the data of clinical trials call a data query (Good Clinical Data Management Practices, "Query management").</remarks>
/// <param name="Number">Which one of the round's it is, from 1.</param>
/// <param name="Value">What the partner had reported when it was asked.</param>
/// <param name="Text">What is asked; empty for no more than whether it is right.</param>
/// <param name="By">Who asks, and hears what comes of it.</param>
[GenerateSerializer, Immutable]
public sealed record ValueQuery(int Number, PartnerId Partner, string Indicator, ReportedValue Value, string Text, PersonKey By, string ByName, Instant At)
{
    /// <summary>In characters; of the question and of what is said to it.</summary>
    public const int Longest = 300;

    /// <summary>A round's row keeps them all: beyond this many, what is wrong is something else than single values.</summary>
    public const int MostInARound = 60;

    /// <summary>That it is right, as the partner says; null while it hasn't said so.</summary>
    [Id(0)] public ValueKept? Kept { get; init; }

    /// <param name="now">What the partner reports now; null for nothing.</param>
    public QueryState StateOf(ReportedValue? now) => now != Value ? QueryState.Changed : Kept is null ? QueryState.Waits : QueryState.Kept;

    public QueryState StateIn(IEnumerable<Entry> entries) => StateOf(entries.FirstOrDefault(e => e.Partner == Partner)?.Values.GetValueOrDefault(Indicator));
}

/// <summary>A partner says that a value is right.</summary>
/// <param name="Note">What it says about it; empty for no more than that.</param>
[GenerateSerializer, Immutable]
public sealed record ValueKept(string ByName, Instant At, string Note);

/// <summary>How a question about a value stands.</summary>
public enum QueryState
{
    Waits,

    /// <summary>The partner says that it is right.</summary>
    Kept,

    /// <summary>The partner reports something else now.</summary>
    Changed,
}

/// <summary>Whoever waits for a partner to answer hears that it has, in a round in which something was asked back.</summary>
public interface IFollowAnswers
{
    Task Answered(Initiative initiative, PartnerView view, PartnerId partner);
}

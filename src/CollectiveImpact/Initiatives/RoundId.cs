using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CollectiveImpact.Initiatives;

/// <summary>The id of a round: period, check-in, and a count when the same period is asked about again, as in <c>2026-W48.check-in.2</c>.</summary>
[Immutable, JsonConverter(typeof(IdConverter<RoundId>))]
public sealed record RoundId(string Value) : IId<RoundId>
{
    /// <summary>The period that it asks about; none that is real where the id is of another making.</summary>
    public Period Period => new(Value.Split('.')[0]);

    /// <summary>The id of the check-in that it is a round of.</summary>
    public string Schedule => Value.Split('.') is [_, var schedule, ..] ? schedule : "";

    static RoundId IId<RoundId>.Of(string value) => new(value);

    [return: NotNullIfNotNull(nameof(id))]
    public static implicit operator string?(RoundId? id) => id?.Value;

    /// <summary>An id and its text are the same to whoever compares them.</summary>
    public bool Equals(string? text) => Value == text;

    public override string ToString() => Value;
}

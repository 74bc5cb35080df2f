using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CollectiveImpact.Initiatives;

/// <summary>The id of an initiative.</summary>
[Immutable, JsonConverter(typeof(IdConverter<InitiativeId>))]
public sealed record InitiativeId(string Value) : IId<InitiativeId>
{
    static InitiativeId IId<InitiativeId>.Of(string value) => new(value);

    [return: NotNullIfNotNull(nameof(id))]
    public static implicit operator string?(InitiativeId? id) => id?.Value;

    /// <summary>An id and its text are the same to whoever compares them.</summary>
    public bool Equals(string? text) => Value == text;

    public override string ToString() => Value;
}

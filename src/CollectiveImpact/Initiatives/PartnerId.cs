using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CollectiveImpact.Initiatives;

/// <summary>The id of a partner.</summary>
[Immutable, JsonConverter(typeof(IdConverter<PartnerId>))]
public sealed record PartnerId(string Value) : IId<PartnerId>
{
    static PartnerId IId<PartnerId>.Of(string value) => new(value);

    [return: NotNullIfNotNull(nameof(id))]
    public static implicit operator string?(PartnerId? id) => id?.Value;

    /// <summary>An id and its text are the same to whoever compares them.</summary>
    public bool Equals(string? text) => Value == text;

    public override string ToString() => Value;
}

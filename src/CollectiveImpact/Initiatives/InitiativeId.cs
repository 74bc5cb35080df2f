using System.Diagnostics.CodeAnalysis;

namespace CollectiveImpact.Initiatives;

/// <summary>The id of an initiative.</summary>
[Immutable]
public sealed record InitiativeId(string Value) : IId<InitiativeId>
{
    static InitiativeId IId<InitiativeId>.Of(string value) => new(value);

    [return: NotNullIfNotNull(nameof(id))]
    public static implicit operator string?(InitiativeId? id) => id?.Value;

    public override string ToString() => Value;
}

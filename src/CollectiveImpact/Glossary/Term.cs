using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>A word of the shared glossary, so that fourteen partners don't mean fourteen things by it.</summary>
/// <param name="Slug">The key: the name in lower case with hyphens.</param>
/// <param name="By">Who proposed it last.</param>
/// <param name="Agreed">The definition that everyone agreed on; stays in force while a new one is proposed.</param>
[GenerateSerializer, Immutable]
public sealed record Term(string Slug, string Name, string Definition, TermState State, PersonKey By, string ByName, int Version, string? Agreed)
{
    public const int LongestName = 80;
    public const int LongestDefinition = 2000;

    /// <summary>What the initiative means by the word today, or null while it has agreed on nothing.</summary>
    public string? InForce => State == TermState.Agreed ? Definition : Agreed;
}

[GenerateSerializer]
public enum TermState
{
    Proposed,
    Agreed,
    Retired,
}

/// <summary>Where the glossary is kept, with every earlier version.</summary>
public interface ITermStore
{
    Task<IReadOnlyList<Term>> Load(string initiative, CancellationToken cancel);

    /// <summary>Writes the term and, in the same transaction, its state before as a revision.</summary>
    /// <exception cref="StaleStateException">Another version was written meanwhile.</exception>
    Task Save(string initiative, Term term, Term? before, CancellationToken cancel);
}

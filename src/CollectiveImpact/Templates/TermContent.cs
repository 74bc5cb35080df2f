using CollectiveImpact.Glossary;

namespace CollectiveImpact.Templates;

/// <summary>A term as it is written in a content file.</summary>
internal sealed record TermContent(string Name, string Definition, string Source = "", IReadOnlyList<string>? Synonyms = null)
{
    public Wording Wording() => new(Name, Definition) { Source = Source, Synonyms = Synonyms ?? [] };
}

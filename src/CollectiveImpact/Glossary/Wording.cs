using System.Globalization;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>All that is agreed about a term at one time, in the initiative's own language and in others.</summary>
[GenerateSerializer, Immutable]
public sealed record Wording(string Name, string Definition)
{
    public const int LongestName = 80;
    public const int LongestDefinition = 2000;
    public const int LongestText = 600;
    public const int LongestSource = 300;
    public const int MostSynonyms = 12;
    public const int MostRelated = 12;

    /// <summary>What it does not mean.</summary>
    [Id(0)] public string Not { get => field ?? ""; init; } = "";

    [Id(1)] public string Examples { get => field ?? ""; init; } = "";

    /// <summary>Other names: synonyms, abbreviations.</summary>
    [Id(2)] public IReadOnlyList<string> Synonyms { get => field ?? []; init; } = [];

    /// <summary>Where the definition comes from: a law, a framework, a paper.</summary>
    [Id(3)] public string Source { get => field ?? ""; init; } = "";

    /// <summary>Who keeps the term and answers questions about it: a person or an organisation.</summary>
    [Id(4)] public string Owner { get => field ?? ""; init; } = "";

    /// <summary>The slugs of terms to look at as well.</summary>
    [Id(5)] public IReadOnlyList<string> Related { get => field ?? []; init; } = [];

    /// <summary>The same in other languages, by BCP 47 tag.</summary>
    [Id(6)] public IReadOnlyDictionary<string, Translation> Translations { get => field ?? new Dictionary<string, Translation>(); init; } = new Dictionary<string, Translation>();

    /// <summary>The names in every language, the first language's own name first.</summary>
    public IEnumerable<string> Names => new[] { Name }.Concat(Synonyms).Concat(Translations.Values.SelectMany(t => t.Synonyms.Prepend(t.Name)));

    /// <summary>The words in the initiative's own language.</summary>
    public Translation Own => new(Name, Definition, Not, Examples, Synonyms);

    /// <summary>The tag of the language that a reader is shown first: theirs when the term has it, else the initiative's own (empty).</summary>
    public string LanguageFor(CultureInfo culture, string own) => Languages.Among(Translations.Keys, culture, own);

    /// <param name="language">A tag of <see cref="Translations"/>; anything else is the own language.</param>
    public Translation In(string language) => Translations.GetValueOrDefault(language) ?? Own;

    public Wording With(string language, Translation words) => language.Length == 0
        ? this with { Name = words.Name, Definition = words.Definition, Not = words.Not, Examples = words.Examples, Synonyms = words.Synonyms }
        : this with { Translations = new Dictionary<string, Translation>(Translations) { [language] = words } };

    /// <summary>Whether both say the same in every language; lists are compared by what is in them.</summary>
    public bool SaysTheSameAs(Wording other) =>
        Own.SaysTheSameAs(other.Own)
        && (Source, Owner) == (other.Source, other.Owner)
        && Related.SequenceEqual(other.Related)
        && Translations.Count == other.Translations.Count
        && Translations.All(t => other.Translations.TryGetValue(t.Key, out var words) && t.Value.SaysTheSameAs(words));
}

/// <summary>A term's words in one language.</summary>
[GenerateSerializer, Immutable]
public sealed record Translation(string Name, string Definition, string Not, string Examples, IReadOnlyList<string> Synonyms)
{
    public bool SaysTheSameAs(Translation other) =>
        (Name, Definition, Not, Examples) == (other.Name, other.Definition, other.Not, other.Examples) && Synonyms.SequenceEqual(other.Synonyms);
}

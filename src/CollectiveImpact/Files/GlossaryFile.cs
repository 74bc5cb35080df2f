namespace CollectiveImpact.Files;

/// <summary>The terms of a file as they stand there, whatever kind of file it is.</summary>
/// <param name="OfConcepts">Whether it holds concepts, and no rows.</param>
/// <param name="LeftOut">What was in the file and isn't taken.</param>
internal sealed record GlossaryFile(bool OfConcepts, IReadOnlyList<FileTerm> Terms, RowFaults Faults, IReadOnlyList<FileNote> LeftOut)
{
    /// <summary>So many terms are written in the time that somebody waits for a page.</summary>
    public const int MostTerms = 5_000;

    /// <summary>Names that one term may list, of each kind: more than a term may have, so that what is too many can be told.</summary>
    public const int MostNames = 40;

    /// <summary>Names of other words or terms, while they aren't so many that they can't be meant.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string> names, string field)
    {
        var all = names.Distinct(StringComparer.Ordinal).Take(MostNames + 1).ToArray();
        return all.Length <= MostNames ? all : throw new UnreadableFileException(new FileFault.TooManyNames(MostNames, field));
    }
}

/// <summary>A term of a file.</summary>
/// <param name="Row">Where it begins.</param>
/// <param name="Key">What the file knows it by.</param>
/// <param name="Slug">The key that it may have here, or null.</param>
internal sealed record FileTerm(int Row, string Key, string? Slug)
{
    /// <summary>By language; empty for the initiative's own.</summary>
    public Dictionary<string, FileWords> Words { get; } = [];

    public string Source { get; set; } = "";

    public string Owner { get; set; } = "";

    /// <summary>The keys of other terms.</summary>
    public IReadOnlyList<string> Related { get; set; } = [];

    /// <summary>Whether it may come without a definition, as a proposal to complete.</summary>
    public bool IsToComplete { get; set; }

    /// <summary>Whether the file says that it is used no more.</summary>
    public bool IsRetired { get; set; }
}

/// <summary>A term's words in one language; what is empty says nothing.</summary>
internal sealed record FileWords(int Row, string Name, string Definition, string Not, string Examples, IReadOnlyList<string> Synonyms)
{
    public int Length => Name.Length + Definition.Length + Not.Length + Examples.Length + Synonyms.Sum(s => s.Length);
}

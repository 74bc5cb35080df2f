using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>Something wrong in a file of terms.</summary>
/// <param name="Row">The row of a table, or which of the file's concepts it is.</param>
/// <param name="Field">The column, or what of the concept.</param>
public sealed record GlossaryFault(int Row, string Field, CellFault What);

/// <summary>The terms of a file as they stand there, whatever kind of file it is.</summary>
/// <param name="OfConcepts">Whether it holds concepts, and no rows.</param>
/// <param name="LeftOut">What was in the file and isn't taken.</param>
internal sealed record GlossaryFile(bool OfConcepts, IReadOnlyList<FileTerm> Terms, GlossaryFaults Faults, IReadOnlyList<FileNote> LeftOut)
{
    /// <summary>So many terms are written in the time that somebody waits for a page.</summary>
    public const int MostTerms = 5_000;

    /// <summary>Names that one term may list, of each kind: more than a term may have, so that what is too many can be told.</summary>
    public const int MostNames = 40;

    /// <summary>A text that lasts some lines: spaces at its ends, the kind of its line ends, and what no one can see say nothing.</summary>
    public static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return (lines.Any(IsUnseen) ? string.Concat(lines.Where(c => !IsUnseen(c))) : lines).Trim();
    }

    /// <summary>Names of other words or terms, while they aren't so many that they can't be meant.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string> names, string field)
    {
        var all = names.Distinct(StringComparer.Ordinal).Take(MostNames + 1).ToArray();
        return all.Length <= MostNames ? all : throw new UnreadableFileException(new FileFault.TooManyNames(MostNames, field));
    }

    /// <summary>The same for a text of one line.</summary>
    public static string TidyName(string text) => string.Join(' ', Tidy(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsUnseen(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}

/// <summary>What is wrong in a file of terms: all of it counted, and as much of it kept as anybody could read.</summary>
internal sealed class GlossaryFaults
{
    private const int MostKept = 1_000;

    private readonly List<GlossaryFault> _kept = [];

    public int Count { get; private set; }

    public IEnumerable<GlossaryFault> InOrder => _kept.OrderBy(f => f.Row);

    public void Add(int row, string field, CellFault fault)
    {
        Count++;
        if (_kept.Count < MostKept)
        {
            _kept.Add(new GlossaryFault(row, field, fault));
        }
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

/// <summary>The languages that an initiative's glossary is kept in.</summary>
internal sealed class FileLanguages
{
    private readonly IReadOnlyList<string> _others;

    public FileLanguages(Initiative initiative, IEnumerable<Term> terms)
    {
        Own = initiative.Language;
        // A language that was given up stays with the terms that have it.
        _others = [.. initiative.Languages.Concat(terms.Where(t => t.IsThere).SelectMany(t => t.Wording.Translations.Keys)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string Own { get; }

    public string All => string.Join(", ", _others.Prepend(Own));

    /// <summary>The tag as the initiative knows it, empty for its own; null when its glossary is not kept in that language.</summary>
    /// <param name="exactly">Whether "pt-BR" must not be taken for "pt".</param>
    public string? Find(string tag, bool exactly = false)
    {
        if (tag.Length == 0 || string.Equals(tag, Own, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        if (_others.FirstOrDefault(l => string.Equals(l, tag, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            return same;
        }

        return exactly ? null
            : SameLanguage(tag, Own) ? ""
            : _others.FirstOrDefault(l => SameLanguage(tag, l));
    }

    private static bool SameLanguage(string one, string other) =>
        Languages.Read(one) is { } known && Languages.IsOf(other, Languages.CultureOf(known));
}

using CollectiveImpact.Cards;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>A glossary as a table: one row for a term in each of its languages.</summary>
internal static class GlossaryTable
{
    public const string KeyColumn = "Term key";
    public const string LanguageColumn = "Language";
    public const string NameColumn = "Name";
    public const string DefinitionColumn = "Definition";
    public const string NotColumn = "Not";
    public const string ExamplesColumn = "Examples";
    public const string SynonymsColumn = "Other names";
    public const string SourceColumn = "Source";
    public const string OwnerColumn = "Owner";
    public const string RelatedColumn = "Related";
    public const string StateColumn = "State";

    private const string SheetName = "Glossary";

    private static readonly string[] Columns =
    [
        KeyColumn, LanguageColumn, NameColumn, DefinitionColumn, NotColumn, ExamplesColumn, SynonymsColumn, SourceColumn, OwnerColumn, RelatedColumn, StateColumn, "Version", "Agreed on", "Replaced by",
    ];

    // Those that must be there come first.
    private static readonly string[] ReadColumns =
        [NameColumn, DefinitionColumn, KeyColumn, LanguageColumn, NotColumn, ExamplesColumn, SynonymsColumn, SourceColumn, OwnerColumn, RelatedColumn, StateColumn];

    private const int Needed = 2;

    public static Sheet Of(Initiative initiative, IReadOnlyList<Term> terms) => new(SheetName, Columns, Rows(initiative, terms).ToAsyncEnumerable());

    private static IEnumerable<IReadOnlyList<object?>> Rows(Initiative initiative, IReadOnlyList<Term> terms)
    {
        var zone = TimeZones.Of(initiative.TimeZone);
        var there = terms.Where(t => t.IsThere).ToDictionary(t => t.Slug);
        foreach (var term in there.Values.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase).ThenBy(t => t.Slug, StringComparer.Ordinal))
        {
            var wording = term.Wording;
            foreach (var (language, words) in wording.Translations.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value)).Prepend((initiative.Language, wording.Own)))
            {
                yield return
                [
                    term.Slug, language, words.Name, words.Definition, words.Not, words.Examples, Several(words.Synonyms), wording.Source, wording.Owner,
                    Several([.. wording.Related.Where(there.ContainsKey)]), term.State.ToString(), term.Edition, term.AgreedAt?.InZone(zone).Date, term.Retired?.ReplacedBy ?? "",
                ];
            }
        }
    }

    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static GlossaryFile Read(Stream file, string name, FileLanguages languages, FileReading reading)
    {
        var (table, at) = WordsTable.Open(file, name, ReadColumns, Needed, reading, SheetName);
        var rows = new RowReader([.. at.Keys], languages, reading);
        foreach (var row in table.Rows)
        {
            rows.Read(new ImportRow(row.Number, row.Cells, at));
        }

        return rows.Glossary;
    }

    /// <summary>Reads a glossary row by row, and notes what is wrong at its column.</summary>
    private sealed class RowReader(string[] columns, FileLanguages languages, FileReading reading)
    {
        private readonly Dictionary<string, FileTerm> _terms = new(StringComparer.OrdinalIgnoreCase);
        private readonly RowFaults _faults = new();

        public GlossaryFile Glossary => new(false, [.. _terms.Values], _faults, []);

        public void Read(ImportRow row)
        {
            if (HasErrors(row))
            {
                return;
            }

            var words = new FileWords(
                row.Number, WordsTable.TidyLine(Text(row, NameColumn)), Text(row, DefinitionColumn), Text(row, NotColumn), Text(row, ExamplesColumn), Several(Text(row, SynonymsColumn), SynonymsColumn));
            var key = WordsTable.TidyLine(Text(row, KeyColumn));
            if ((words is { Name: "", Definition: "" } && key.Length == 0) || LanguageOf(row) is not { } language)
            {
                return;
            }

            if (key.Length == 0 && (language.Length > 0 || words.Name.Length == 0))
            {
                Fault(row, language.Length > 0 ? KeyColumn : NameColumn, language.Length > 0 ? new TermFault.WhichTerm() : new TermFault.NameMissing());
                return;
            }

            var term = TermOf(row, key, words);
            if (!term.Words.TryAdd(language, words))
            {
                Fault(row, key.Length > 0 ? KeyColumn : NameColumn, new TermFault.TermTwice(term.Words[language].Row));
                return;
            }

            reading.Keeps(words.Length);
            AddOfAllLanguages(row, term);
        }

        private bool HasErrors(ImportRow row)
        {
            var hasErrors = false;
            foreach (var column in columns)
            {
                if (WordsTable.FaultOf(row.Cell(column)) is { } fault)
                {
                    Fault(row, column, fault);
                    hasErrors = true;
                }
            }

            return hasErrors;
        }

        // As the initiative stores it: empty for its own. Null when it is none of the initiative's.
        private string? LanguageOf(ImportRow row)
        {
            var tag = Text(row, LanguageColumn);
            var language = languages.Find(tag);
            if (language is null)
            {
                Fault(row, LanguageColumn, Languages.Read(tag) is null
                    ? new TermFault.UnknownLanguage(PeoplesWords.Shorten(tag, 40))
                    : new TermFault.OtherLanguage(tag, languages.All));
            }

            return language;
        }

        // Without a key, a term is known by its name.
        private FileTerm TermOf(ImportRow row, string key, FileWords words)
        {
            var known = key.Length > 0 ? key : Codes.Slug(words.Name);
            if (!_terms.TryGetValue(known, out var term))
            {
                _terms[known] = term = new FileTerm(row.Number, known, key.Length > 0 ? key.ToLowerInvariant() : null);
                if (_terms.Count > GlossaryFile.MostTerms)
                {
                    throw new UnreadableFileException(new FileFault.TooManyTerms(GlossaryFile.MostTerms));
                }
            }

            return term;
        }

        // What holds in every language may stand in one of a term's rows, or be the same in all of them.
        private void AddOfAllLanguages(ImportRow row, FileTerm term)
        {
            term.Source = Once(row, term, SourceColumn, term.Source, Text(row, SourceColumn));
            term.Owner = Once(row, term, OwnerColumn, term.Owner, WordsTable.TidyLine(Text(row, OwnerColumn)));
            reading.Keeps(term.Source.Length + term.Owner.Length);
            var related = Several(Text(row, RelatedColumn), RelatedColumn);
            if (term.Related.Count > 0 && related.Count > 0 && !related.SequenceEqual(term.Related, StringComparer.OrdinalIgnoreCase))
            {
                Fault(row, RelatedColumn, new TermFault.OtherThanInRow(term.Row));
            }

            term.Related = term.Related.Count > 0 ? term.Related : related;
            term.IsRetired |= Text(row, StateColumn).Equals(nameof(TermState.Retired), StringComparison.OrdinalIgnoreCase);
        }

        private string Once(ImportRow row, FileTerm term, string column, string before, string now)
        {
            if (before.Length > 0 && now.Length > 0 && before != now)
            {
                Fault(row, column, new TermFault.OtherThanInRow(term.Row));
            }

            return before.Length > 0 ? before : now;
        }

        private void Fault(ImportRow row, string column, CellFault fault) => _faults.Add(row.Number, column, fault);

        private static string Text(ImportRow row, string column) => WordsTable.Tidy(row.Text(column));
    }

    // A single name with a comma in it gets a semicolon after it: it would be read as two.
    private static string Several(IReadOnlyList<string> names) =>
        names is [var only] && only.Contains(',', StringComparison.Ordinal) ? only + ";" : string.Join("; ", names);

    private static IReadOnlyList<string> Several(string text, string column) => GlossaryFile.Names(
        text.Split(text.AsSpan().ContainsAny(';', '\n') ? [';', '\n'] : [','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WordsTable.TidyLine), column);
}

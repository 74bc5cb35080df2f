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
        var table = ImportFile.Open(file, name, ReadColumns, Needed, reading, SheetName);
        var at = table.Find(ReadColumns);
        if (ReadColumns.Take(Needed).Where(c => !at.ContainsKey(c)).ToArray() is { Length: > 0 } missing)
        {
            throw new UnreadableFileException(new FileFault.ColumnsMissing(missing));
        }

        var terms = new Dictionary<string, FileTerm>(StringComparer.OrdinalIgnoreCase);
        var faults = new GlossaryFaults();
        foreach (var row in table.Rows.Select(r => new ImportRow(r.Number, r.Cells, at)))
        {
            var errors = at.Keys.Where(c => row.Cell(c) is ErrorCell or UncalculatedCell).ToArray();
            foreach (var column in errors)
            {
                Fault(column, row.Cell(column) is ErrorCell error ? new CellFault.Error(error.Shows) : new TermFault.WordsUncalculated());
            }

            if (errors.Length > 0)
            {
                continue;
            }

            var words = new FileWords(
                row.Number, GlossaryFile.TidyName(Text(row, NameColumn)), Text(row, DefinitionColumn), Text(row, NotColumn), Text(row, ExamplesColumn), Several(Text(row, SynonymsColumn), SynonymsColumn));
            var (key, tag) = (GlossaryFile.TidyName(Text(row, KeyColumn)), Text(row, LanguageColumn));
            if (words is { Name: "", Definition: "" } && key.Length == 0)
            {
                continue;
            }

            if (languages.Find(tag) is not { } language)
            {
                Fault(LanguageColumn, Languages.Read(tag) is null
                    ? new TermFault.UnknownLanguage(PeoplesWords.Shorten(tag, 40))
                    : new TermFault.OtherLanguage(tag, languages.All));
                continue;
            }

            if (key.Length == 0 && (language.Length > 0 || words.Name.Length == 0))
            {
                Fault(language.Length > 0 ? KeyColumn : NameColumn, language.Length > 0 ? new TermFault.WhichTerm() : new TermFault.NameMissing());
                continue;
            }

            // Without a key, a term is known by its name.
            var known = key.Length > 0 ? key : Codes.Slug(words.Name);
            if (!terms.TryGetValue(known, out var term))
            {
                terms[known] = term = new FileTerm(row.Number, known, key.Length > 0 ? key.ToLowerInvariant() : null);
                if (terms.Count > GlossaryFile.MostTerms)
                {
                    throw new UnreadableFileException(new FileFault.TooManyTerms(GlossaryFile.MostTerms));
                }
            }

            if (!term.Words.TryAdd(language, words))
            {
                Fault(key.Length > 0 ? KeyColumn : NameColumn, new TermFault.TermTwice(term.Words[language].Row));
                continue;
            }

            reading.Keeps(words.Length);
            term.Source = Once(SourceColumn, term.Source, Text(row, SourceColumn));
            term.Owner = Once(OwnerColumn, term.Owner, GlossaryFile.TidyName(Text(row, OwnerColumn)));
            reading.Keeps(term.Source.Length + term.Owner.Length);
            var related = Several(Text(row, RelatedColumn), RelatedColumn);
            if (term.Related.Count > 0 && related.Count > 0 && !related.SequenceEqual(term.Related, StringComparer.OrdinalIgnoreCase))
            {
                Fault(RelatedColumn, new TermFault.OtherThanInRow(term.Row));
            }

            term.Related = term.Related.Count > 0 ? term.Related : related;
            term.IsRetired |= Text(row, StateColumn).Equals(nameof(TermState.Retired), StringComparison.OrdinalIgnoreCase);

            string Once(string column, string before, string now)
            {
                if (before.Length > 0 && now.Length > 0 && before != now)
                {
                    Fault(column, new TermFault.OtherThanInRow(term.Row));
                }

                return before.Length > 0 ? before : now;
            }

            void Fault(string column, CellFault fault) => faults.Add(row.Number, column, fault);
        }

        return new GlossaryFile(false, [.. terms.Values], faults, []);

        static string Text(ImportRow row, string column) => GlossaryFile.Tidy(row.Text(column));
    }

    // A single name with a comma in it gets a semicolon after it: it would be read as two.
    private static string Several(IReadOnlyList<string> names) =>
        names is [var only] && only.Contains(',', StringComparison.Ordinal) ? only + ";" : string.Join("; ", names);

    private static IReadOnlyList<string> Several(string text, string column) => GlossaryFile.Names(
        text.Split(text.AsSpan().ContainsAny(';', '\n') ? [';', '\n'] : [','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(GlossaryFile.TidyName), column);
}

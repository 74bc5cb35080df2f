using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Files;

/// <summary>What a file of terms would bring in, and all that is wrong with it. Nothing is brought in while anything is.</summary>
/// <param name="OfConcepts">Whether the file holds concepts, and no rows.</param>
/// <param name="Faults">The first of them, up to <see cref="GlossaryImport.MostFaults"/>.</param>
/// <param name="Terms">In the order of the file.</param>
/// <param name="LeftOut">What was in the file and isn't taken.</param>
public sealed record GlossaryPlan(bool OfConcepts, int FaultCount, IReadOnlyList<RowFault> Faults, IReadOnlyList<PlannedTerm> Terms, IReadOnlyList<FileNote> LeftOut)
{
    /// <summary>What the file's rows are called.</summary>
    public string RowName(CultureInfo culture) => OfConcepts ? new Texts(culture).RowsAreConcepts : new Texts(culture).RowsAreRows;

    public IEnumerable<PlannedTerm> Of(Fate fate) => Terms.Where(t => t.Fate == fate);
}

/// <summary>What a file would do to a term.</summary>
/// <param name="Before">The term as it is here, or null for a new one.</param>
/// <param name="Wording">As it would be.</param>
/// <param name="Differences">Where both say something, first; then what the file adds.</param>
public sealed record PlannedTerm(int Row, Term? Before, Wording Wording, IReadOnlyList<FieldDifference> Differences)
{
    public Fate Fate => Before is null ? Fate.New : Differences.Count == 0 ? Fate.Same : Differences.Any(d => d.Here.Length > 0) ? Fate.Conflict : Fate.Changed;
}

/// <param name="Here">What stands here; empty where the file only adds.</param>
public sealed record FieldDifference(int Row, string Field, string Here, string There);

public enum Fate
{
    New,

    /// <summary>The file adds to a term, and contradicts nothing.</summary>
    Changed,

    Same,

    /// <summary>The file says otherwise.</summary>
    Conflict,
}

/// <summary>Checks the terms of a file against a glossary. Pure.</summary>
/// <remarks>A file adds and replaces; what it says nothing of stays. To take something away is a decision for the chat.</remarks>
public sealed class GlossaryImport
{
    public const int MostFaults = 50;

    private const int LongestShown = 40;

    // By the fields of the form that knows the rules of a wording.
    private static readonly Dictionary<string, string> Columns = new()
    {
        ["name"] = GlossaryTable.NameColumn,
        ["definition"] = GlossaryTable.DefinitionColumn,
        ["not"] = GlossaryTable.NotColumn,
        ["examples"] = GlossaryTable.ExamplesColumn,
        ["synonyms"] = GlossaryTable.SynonymsColumn,
        ["source"] = GlossaryTable.SourceColumn,
        ["owner"] = GlossaryTable.OwnerColumn,
        ["related"] = GlossaryTable.RelatedColumn,
    };

    private readonly Dictionary<string, Term> _here;
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Term> _names = [];
    private readonly RowFaults _faults;
    private readonly Dictionary<FileTerm, Term?> _matches = [];
    private readonly Dictionary<string, FileTerm> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FileTerm> _byFileName = [];

    private readonly bool _ofConcepts;
    private readonly FileReading _reading;

    private GlossaryImport(IReadOnlyList<Term> here, GlossaryFile file, FileReading reading)
    {
        _reading = reading;
        _ofConcepts = file.OfConcepts;
        _here = here.Where(t => t.IsThere).ToDictionary(t => t.Slug);
        _faults = file.Faults;
        foreach (var term in _here.Values)
        {
            _byName.TryAdd(term.Name, term.Slug);
            foreach (var name in term.Names)
            {
                _names.TryAdd(Folding.Fold(name), term);
            }
        }
    }

    /// <param name="here">All terms of the initiative.</param>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static GlossaryPlan Check(Initiative initiative, IReadOnlyList<Term> here, Stream file, string name, FileReading reading)
    {
        var read = GlossaryFiles.Read(file, name, new FileLanguages(initiative, here.Where(t => t.IsThere).SelectMany(t => t.Wording.Translations.Keys)), reading);
        var import = new GlossaryImport(here, read, reading);
        var (terms, retired) = import.Match(read.Terms);
        import.CheckNames(terms);
        var planned = terms.Select(import.Plan).ToArray();
        var undefined = planned.Zip(terms, (p, t) => t.IsToComplete && p.Wording.Definition.Length == 0).Count(u => u);
        return new GlossaryPlan(
            read.OfConcepts,
            import._faults.Count,
            [.. import._faults.InOrder.Take(MostFaults)],
            planned,
            [
                .. read.LeftOut,
                .. undefined == 0 ? [] : new[] { new FileNote.TermsUndefined(undefined) },
                .. retired == 0 ? [] : new[] { new FileNote.RetiredLeftOut(retired) },
            ]);
    }

    // Which terms of the file are which here: by the key, else by the name.
    private (IReadOnlyList<FileTerm> Terms, int Retired) Match(IReadOnlyList<FileTerm> read)
    {
        var terms = new List<FileTerm>();
        var rows = new Dictionary<string, int>();
        foreach (var term in read)
        {
            var name = term.Words.GetValueOrDefault("")?.Name ?? "";
            var slug = name.Length > 0 ? Codes.Slug(name) : null;
            var match = Here(term.Slug) ?? (name.Length == 0 ? null : Here(_byName.GetValueOrDefault(name)) ?? Here(slug));
            _byKey.TryAdd(term.Key, term);
            if (match is null && term.IsRetired)
            {
                continue;
            }

            if ((match?.Slug ?? slug) is { } key && !rows.TryAdd(key, term.Row))
            {
                Fault(term.Row, GlossaryTable.NameColumn, new TermFault.TermAgain(Short(match?.Name ?? name), At(rows[key])));
                continue;
            }

            _matches[term] = match;
            terms.Add(term);
        }

        return (terms, read.Count(t => t.IsRetired && !_matches.ContainsKey(t)));
    }

    // Two terms with one name would answer one question in two ways.
    private void CheckNames(IReadOnlyList<FileTerm> terms)
    {
        var seen = new Dictionary<string, (FileTerm Term, string Name, int Row)>();
        foreach (var term in terms)
        {
            _reading.GoesOn();
            foreach (var (words, name) in term.Words.Values.SelectMany(w => w.Synonyms.Prepend(w.Name).Where(n => n.Length > 0).Select(n => (w, n))))
            {
                var folded = Folding.Fold(name);
                var field = name == words.Name ? GlossaryTable.NameColumn : GlossaryTable.SynonymsColumn;
                if (_names.TryGetValue(folded, out var owner) && owner.Slug != _matches[term]?.Slug)
                {
                    var same = owner.Names.Contains(name, StringComparer.Ordinal);
                    Fault(words.Row, field, same
                        ? new TermFault.NameTaken(Short(name), Short(owner.Name))
                        : new TermFault.NameAlike(Short(name), Short(owner.Names.First(n => Folding.Fold(n) == folded))));
                }
                else if (!seen.TryAdd(folded, (term, name, words.Row)) && seen[folded].Term != term)
                {
                    var other = seen[folded];
                    Fault(words.Row, field, name == other.Name
                        ? new TermFault.NameInFile(Short(name), At(other.Row))
                        : new TermFault.NameAlikeInFile(Short(name), Short(other.Name), At(other.Row)));
                }

                if (field == GlossaryTable.NameColumn)
                {
                    _byFileName.TryAdd(folded, term);
                }
            }
        }
    }

    private PlannedTerm Plan(FileTerm term)
    {
        _reading.GoesOn();
        var match = _matches[term];
        var wording = match?.Wording ?? new Wording("", "");
        var differences = new List<FieldDifference>();
        if (match is null && !term.Words.ContainsKey(""))
        {
            Fault(term.Row, GlossaryTable.LanguageColumn, new TermFault.OwnWordsMissing());
        }

        foreach (var (language, words) in term.Words.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            wording = Merge(match, wording, language, words, differences, term.IsToComplete && language.Length == 0);
        }

        var own = term.Words.GetValueOrDefault("");
        wording = wording with
        {
            Source = Pick(wording.Source, term.Source, term.Row, GlossaryTable.SourceColumn, differences),
            Owner = Pick(wording.Owner, term.Owner, term.Row, GlossaryTable.OwnerColumn, differences),
            Related = Joined(wording.Related, Related(term), r => r, term.Row, GlossaryTable.RelatedColumn, differences),
        };
        // The limits of what belongs to no language; without names, nothing else would be found wrong again.
        CheckWording(own?.Row ?? term.Row, wording, new Translation("-", "-", "", "", []));

        return new PlannedTerm(term.Row, match, wording, [.. differences.OrderBy(d => d.Here.Length == 0)]);
    }

    private Wording Merge(Term? match, Wording wording, string language, FileWords words, List<FieldDifference> differences, bool toComplete)
    {
        var known = match is null ? null : language.Length == 0 ? wording.Own : wording.Translations.GetValueOrDefault(language);
        var before = known ?? new Translation("", "", "", "", []);
        var name = Pick(before.Name, words.Name, words.Row, In(GlossaryTable.NameColumn), differences, WordsTable.TidyLine);
        var merged = new Translation(
            name,
            Pick(before.Definition, words.Definition, words.Row, In(GlossaryTable.DefinitionColumn), differences),
            Pick(before.Not, words.Not, words.Row, In(GlossaryTable.NotColumn), differences),
            Pick(before.Examples, words.Examples, words.Row, In(GlossaryTable.ExamplesColumn), differences),
            Joined(
                [.. before.Synonyms.Where(s => name == before.Name || Folding.Fold(s) != Folding.Fold(name))],
                [.. words.Synonyms.Where(s => Folding.Fold(s) != Folding.Fold(name))],
                Folding.Fold,
                words.Row,
                In(GlossaryTable.SynonymsColumn),
                differences));
        // A row without its words is a row that went wrong, even where words are here.
        var checkedWords = merged with { Name = words.Name.Length == 0 ? "" : merged.Name, Definition = words.Definition.Length > 0 ? merged.Definition : toComplete ? "-" : "" };
        CheckWording(words.Row, new Wording("", ""), checkedWords);

        return wording.With(language, merged);

        string In(string column) => language.Length == 0 ? column : $"{column} ({language})";
    }

    private void CheckWording(int row, Wording wording, Translation words)
    {
        foreach (var field in TermForm.FaultsOf(wording, words, CultureInfo.InvariantCulture).Keys)
        {
            Fault(row, Columns[field], new TermFault.OfWording(field, wording, words));
        }
    }

    private static string Pick(string here, string there, int row, string field, List<FieldDifference> differences, Func<string, string>? tidy = null)
    {
        tidy ??= WordsTable.Tidy;
        if (there.Length == 0 || tidy(here) == tidy(there))
        {
            return here;
        }

        differences.Add(new FieldDifference(row, field, here, there));
        return there;
    }

    // Lists contradict nothing: what is only here stays.
    private static IReadOnlyList<string> Joined(IReadOnlyList<string> here, IReadOnlyList<string> there, Func<string, string> alike, int row, string field, List<FieldDifference> differences)
    {
        var known = here.Select(alike).ToHashSet(StringComparer.Ordinal);
        var more = there.Where(t => known.Add(alike(t))).ToArray();
        if (more.Length == 0)
        {
            return here;
        }

        differences.Add(new FieldDifference(row, field, "", string.Join("; ", more)));
        return [.. here, .. more];
    }

    private IReadOnlyList<string> Related(FileTerm term)
    {
        var related = new List<string>();
        foreach (var link in term.Related)
        {
            var key = _byKey.ContainsKey(link) ? link : Skos.SlugOf(link) ?? link;
            if (!_byKey.TryGetValue(key, out var other) && Here(key) is null)
            {
                _byFileName.TryGetValue(Folding.Fold(key), out other);
            }

            if (other is not null && (other == term || !_matches.ContainsKey(other)))
            {
                // Itself, or one that is left out.
                continue;
            }

            var slug = other is null ? (Here(key) ?? _names.GetValueOrDefault(Folding.Fold(key)))?.Slug
                : _matches[other]?.Slug ?? (other.Words.GetValueOrDefault("")?.Name is { } name && name.Any(char.IsLetterOrDigit) ? Codes.Slug(name) : null);
            if (slug is not null)
            {
                related.Add(slug);
            }
            else if (!key.Contains(':', StringComparison.Ordinal))
            {
                Fault(term.Row, GlossaryTable.RelatedColumn, new TermFault.NoTerm(Short(key)));
            }
        }

        return [.. related.Distinct(StringComparer.Ordinal)];
    }

    private Term? Here(string? slug) => slug is null ? null : _here.GetValueOrDefault(slug);

    private TermPlace At(int row) => new(_ofConcepts, row);

    private void Fault(int row, string field, CellFault fault) => _faults.Add(row, field, fault);

    private static string Short(string text) => PeoplesWords.Shorten(text, LongestShown);
}

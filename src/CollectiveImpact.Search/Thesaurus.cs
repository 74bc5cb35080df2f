using System.Collections.Frozen;

namespace CollectiveImpact.Search;

/// <summary>What a word of the thesaurus is to an ask.</summary>
internal enum WordKind
{
    /// <summary>What is needed or given: what a match is about.</summary>
    Thing,

    /// <summary>For whom.</summary>
    People,

    /// <summary>When, how many, how far.</summary>
    Circumstance,
}

/// <summary>A set of synonyms that a word belongs to.</summary>
/// <param name="Likeness">1 when the word is one of the set, less when it is only spelled nearly so.</param>
internal readonly record struct SynonymSet(int Number, float Likeness);

/// <summary>The thesaurus of the field by the stems of some languages: for a word or a phrase the sets of synonyms that it belongs to.</summary>
/// <remarks>For one thread at a time, as the stems are.</remarks>
internal sealed class Thesaurus
{
    /// <summary>A word that is a letter away from one of the thesaurus is that word, most of the time.</summary>
    private const float NearlySpelled = 0.8f;

    private static readonly FrozenSet<string> Stops = ThesaurusFile.Words("stop words");

    private readonly Stems _stems;
    private readonly List<WordKind> _kinds = [];
    private readonly List<int?> _fieldOf = [];
    private readonly Dictionary<string, List<int>> _words = [];
    private readonly Dictionary<string, List<int>> _forms = [];
    private readonly Dictionary<string, List<(string[] Stems, int Set)>> _phrases = [];
    private readonly SpellingCorrector _corrector = new();

    public Thesaurus(Stems stems)
    {
        _stems = stems;
        Add("people", WordKind.People);
        Add("circumstances", WordKind.Circumstance);
        Add("things", WordKind.Thing);
    }

    public int Sets => _kinds.Count;

    public WordKind KindOf(int set) => _kinds[set];

    /// <summary>The set of all words under a set's heading; null when it has none.</summary>
    public int? FieldOf(int set) => _fieldOf[set];

    public static bool IsStopWord(string word) => Stops.Contains(word) || StopWords.IsStopWord(word) || word.All(char.IsDigit);

    /// <summary>The sets of a folded word, by its stem in any of the languages; by its spelling only when no stem is known.</summary>
    public SynonymSet[] Of(string word)
    {
        if (_forms.TryGetValue(word, out var alone))
        {
            return [.. alone.Select(s => new SynonymSet(s, 1))];
        }

        SortedSet<int> sets = [];
        foreach (var stem in _stems.Of(word))
        {
            if (_words.TryGetValue(stem, out var of))
            {
                sets.UnionWith(of);
            }
        }

        if (sets.Count > 0)
        {
            return [.. sets.Select(s => new SynonymSet(s, 1))];
        }

        foreach (var near in _corrector.Nearest(word))
        {
            sets.UnionWith(_forms.TryGetValue(near, out alone) ? alone : _words[_stems.Of(near)[0]]);
        }

        return [.. sets.Select(s => new SynonymSet(s, NearlySpelled))];
    }

    /// <summary>The longest phrase of the thesaurus that begins at a word: how many words it has, and its sets.</summary>
    public (int Words, int[] Sets) PhraseAt(IReadOnlyList<TextWord> words, int at)
    {
        if (!_phrases.TryGetValue(_stems.Of(words[at].Folded)[0], out var phrases))
        {
            return (0, []);
        }

        var longest = 0;
        foreach (var (stems, _) in phrases)
        {
            if (stems.Length > longest && Stands(stems))
            {
                longest = stems.Length;
            }
        }

        return (longest, [.. phrases.Where(p => p.Stems.Length == longest && Stands(p.Stems)).Select(p => p.Set).Distinct().Order()]);

        bool Stands(string[] stems) =>
            at + stems.Length <= words.Count && !stems.Where((s, i) => _stems.Of(words[at + i].Folded)[0] != s).Any();
    }

    private void Add(string section, WordKind kind)
    {
        int? field = null;
        foreach (var line in ThesaurusFile.Lines(section))
        {
            var set = _kinds.Count;
            _kinds.Add(kind);
            if (line.StartsWith('='))
            {
                field = set;
                _fieldOf.Add(null);
                continue;
            }

            _fieldOf.Add(field);
            foreach (var entry in line.Split('#')[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = Folding.Fold(entry).Split(' ');
                if (parts.Length > 1)
                {
                    string[] stems = [.. parts.Select(p => _stems.Of(p)[0])];
                    ListOf(_phrases, stems[0]).Add((stems, set));
                    continue;
                }

                // "Parenting" has the stem of "parents", who are somebody and no thing: it stands for itself only.
                var stem = _stems.Of(parts[0])[0];
                var isTaken = stem != parts[0] && _words.TryGetValue(stem, out var others) && others.Any(o => _kinds[o] != kind);
                foreach (var key in isTaken ? [parts[0]] : _stems.Of(parts[0]).Distinct())
                {
                    var sets = ListOf(isTaken ? _forms : _words, key);
                    if (!sets.Contains(set))
                    {
                        sets.Add(set);
                    }
                }

                _corrector.Add(parts[0]);
            }
        }
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}

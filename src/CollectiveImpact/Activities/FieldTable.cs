using System.Collections.Frozen;
using CollectiveImpact.Glossary;
using Quickenshtein;

namespace CollectiveImpact.Activities;

/// <summary>A group of the field's words that a word belongs to.</summary>
/// <param name="Likeness">1 when the word is one of the group, less when it is only spelled nearly so.</param>
internal readonly record struct OfGroup(int Group, float Likeness);

/// <summary>The table of the field's words, by the stems of some languages.</summary>
internal sealed class FieldTable
{
    /// <summary>A word that is a letter away from one of the table is that word, most of the time.</summary>
    private const float NearlySpelled = 0.8f;

    private static readonly FrozenSet<string> Stops = FieldWords.Stops.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private readonly Stems _stems;
    private const int NoField = -1;

    private readonly List<WordKind> _kinds = [];
    private readonly List<int> _fieldOf = [];
    private readonly Dictionary<string, List<int>> _words = [];
    private readonly Dictionary<string, List<int>> _forms = [];
    private readonly Dictionary<string, List<(string[] Stems, int Group)>> _phrases = [];
    private readonly NearWords _spelled = new();

    public FieldTable(Stems stems)
    {
        _stems = stems;
        Add(FieldWords.People, WordKind.People);
        Add(FieldWords.Circumstances, WordKind.Circumstance);
        Add(FieldWords.Things, WordKind.Thing);
    }

    public int Groups => _kinds.Count;

    public WordKind KindOf(int group) => _kinds[group];

    /// <summary>The group of all words under a group's heading; null when it has none.</summary>
    public int? FieldOf(int group) => _fieldOf[group] is var field && field != NoField ? field : null;

    public static bool IsStop(string word) => Stops.Contains(word) || Stems.IsSmall(word) || word.All(char.IsDigit);

    /// <summary>The groups of a folded word, by its stem in any of the languages; by its spelling only when no stem is known.</summary>
    public OfGroup[] Of(string word)
    {
        if (_forms.TryGetValue(word, out var alone))
        {
            return [.. alone.Select(g => new OfGroup(g, 1))];
        }

        SortedSet<int> groups = [];
        foreach (var stem in _stems.Of(word))
        {
            if (_words.TryGetValue(stem, out var of))
            {
                groups.UnionWith(of);
            }
        }

        if (groups.Count > 0)
        {
            return [.. groups.Select(g => new OfGroup(g, 1))];
        }

        foreach (var near in _spelled.To(word))
        {
            groups.UnionWith(_forms.TryGetValue(near, out alone) ? alone : _words[_stems.Of(near)[0]]);
        }

        return [.. groups.Select(g => new OfGroup(g, NearlySpelled))];
    }

    /// <summary>The longest phrase of the table that begins at a word: how many words it has, and its groups.</summary>
    public (int Words, int[] Groups) PhraseAt(IReadOnlyList<TextWord> words, int at)
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

        return (longest, [.. phrases.Where(p => p.Stems.Length == longest && Stands(p.Stems)).Select(p => p.Group).Distinct().Order()]);

        bool Stands(string[] stems) =>
            at + stems.Length <= words.Count && !stems.Where((s, i) => _stems.Of(words[at + i].Folded)[0] != s).Any();
    }

    private void Add(string lines, WordKind kind)
    {
        var field = NoField;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var group = _kinds.Count;
            _kinds.Add(kind);
            if (line.StartsWith('='))
            {
                field = group;
                _fieldOf.Add(NoField);
                continue;
            }

            _fieldOf.Add(field);
            foreach (var entry in line.Split('#')[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = Folding.Fold(entry).Split(' ');
                if (parts.Length > 1)
                {
                    string[] stems = [.. parts.Select(p => _stems.Of(p)[0])];
                    ListOf(_phrases, stems[0]).Add((stems, group));
                    continue;
                }

                // "Parenting" has the stem of "parents", who are somebody and no thing: it stands for itself only.
                var stem0 = _stems.Of(parts[0])[0];
                var isTaken = stem0 != parts[0] && _words.TryGetValue(stem0, out var others) && others.Any(o => _kinds[o] != kind);
                foreach (var key in isTaken ? [parts[0]] : _stems.Of(parts[0]).Distinct())
                {
                    var groups = ListOf(isTaken ? _forms : _words, key);
                    if (!groups.Contains(group))
                    {
                        groups.Add(group);
                    }
                }

                _spelled.Add(parts[0]);
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

/// <summary>Finds words that are spelled nearly alike: the same first letter, one slip in six letters and more, two in ten and more.</summary>
internal sealed class NearWords
{
    private const int ShortestWithSlip = 6;
    private const int ShortestWithTwo = 10;
    private const int Longest = 30;

    private readonly Dictionary<(char First, int Length), List<string>> _words = [];

    public void Add(string word)
    {
        if (!IsSpelled(word))
        {
            return;
        }

        if (!_words.TryGetValue((word[0], word.Length), out var words))
        {
            _words[(word[0], word.Length)] = words = [];
        }

        if (!words.Contains(word))
        {
            words.Add(word);
        }
    }

    /// <summary>The nearest words, all that are equally near.</summary>
    public List<string> To(string word)
    {
        List<string> nearest = [];
        if (!IsSpelled(word))
        {
            return nearest;
        }

        var least = word.Length >= ShortestWithTwo ? 2 : 1;
        for (var length = word.Length - least; length <= word.Length + least; length++)
        {
            if (!_words.TryGetValue((word[0], length), out var words))
            {
                continue;
            }

            foreach (var other in words)
            {
                var slips = IsSwapped(word, other) ? 1 : Levenshtein.GetDistance(word, other);
                if (slips > least)
                {
                    continue;
                }

                if (slips < least)
                {
                    nearest.Clear();
                    least = slips;
                }

                nearest.Add(other);
            }
        }

        return nearest;
    }

    private static bool IsSpelled(string word) => word.Length is >= ShortestWithSlip and <= Longest && word.All(char.IsLetter);

    /// <summary>Two neighbouring letters have changed places, which is one slip of the hand.</summary>
    private static bool IsSwapped(string word, string other)
    {
        if (word.Length != other.Length)
        {
            return false;
        }

        var at = word.AsSpan().CommonPrefixLength(other);
        return at + 1 < word.Length && word[at] == other[at + 1] && word[at + 1] == other[at] && word.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2));
    }
}

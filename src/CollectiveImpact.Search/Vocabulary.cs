using System.Runtime.InteropServices;

namespace CollectiveImpact.Search;

/// <summary>A word that is similar to another one.</summary>
/// <param name="Similarity">From 0 to 1, the same word.</param>
/// <param name="IsSameWord">The same, inflected or misspelled: not a word that is only related.</param>
internal readonly record struct SimilarWord(int Word, float Similarity, bool IsSameWord);

/// <summary>The distinct words of all names: an inverted index, with the weight of each word and the ways by which a similar one is found.</summary>
internal sealed class Vocabulary(Stems stems)
{
    /// <summary>Names of so many words and more, stop words aside, are in one list.</summary>
    public const int Lengths = 4;

    private const int CommonPrefix = 5;
    private const float SameStem = 0.97f;
    private const float SameSound = 0.62f;
    private const float LeastOfSound = 0.5f;
    private const int ToBeWeighed = 24;

    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _words = [];
    private readonly List<uint> _letters = [];
    private readonly List<int> _names = [];
    private readonly List<bool> _isStopWord = [];
    private readonly Postings _postings = new();
    private readonly KeyedPostings _byStem = new();
    private readonly KeyedPostings _bySound = new();
    private readonly KeyedPostings _byPrefix = new();
    private readonly SpellingIndex _spellings = new();
    private readonly PrefixIndex _prefixes = new();
    private readonly EditDistance _distance = new();
    private readonly List<int> _near = [];
    private readonly List<(int Word, int Edits)> _within = [];
    private readonly float[] _inverseDocumentFrequencies = new float[128];
    private int[] _seen = [];
    private int _search;

    /// <summary>The weight of a word that no name has.</summary>
    public float UnknownWeight => _inverseDocumentFrequencies[0] * 0.7f;

    public string this[int word] => _words[word];

    public int Words => _words.Count;

    public int Add(string word)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, word, out var known);
        if (known)
        {
            return id;
        }

        id = _words.Count;
        _words.Add(word);
        _letters.Add(EditDistance.Letters(word));
        _names.Add(0);
        _isStopWord.Add(StopWords.IsStopWord(word));
        _prefixes.Add(word, id);
        string? before = null;
        foreach (var stem in stems.Of(word))
        {
            // Most languages that stem the word at all stem it alike.
            if (stem == before)
            {
                continue;
            }

            before = stem;
            _byStem.Add(KeyedPostings.Hash(stem), id);
        }

        if (PhoneticKey.Of(word) is { } key)
        {
            _bySound.Add(KeyedPostings.Hash(key), id);
        }

        if (word.Length >= CommonPrefix && IsSpelled(word))
        {
            _byPrefix.Add(KeyedPostings.Hash(word.AsSpan(0, CommonPrefix)), id);
        }

        if (word.Length > 1 && IsSpelled(word))
        {
            _spellings.Add(id, word, EditsIn(word));
        }

        return id;
    }

    public void Count(int word, int name, int length)
    {
        _names[word]++;
        _postings.Add(List(word, length), name);
    }

    public void Uncount(int word, int name, int length)
    {
        _names[word]--;
        _postings.Remove(List(word, length), name);
    }

    /// <summary>The names with the word that have so many words.</summary>
    public ReadOnlySpan<int> Names(int word, int length) => _postings.Of(List(word, length));

    public int NamesWith(int word) => _names[word];

    public bool IsStopWord(int word) => _isStopWord[word];

    /// <summary>The inverse document frequency of a word, in which a stop word counts for little.</summary>
    public float Weight(int word) => _inverseDocumentFrequencies[Step(_names[word])] * (_isStopWord[word] ? 0.1f : 1);

    /// <summary>To be called when the number of names is another one, before weights are asked for.</summary>
    public void Reweigh(int names)
    {
        for (var step = 0; step < _inverseDocumentFrequencies.Length; step++)
        {
            _inverseDocumentFrequencies[step] = MathF.Log2(1 + (names / MathF.Max(1, MathF.Pow(2, (step / 4f) - 0.125f))));
        }
    }

    /// <summary>Whether a name has the word, letter by letter.</summary>
    public bool Has(ReadOnlySpan<char> word) => _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var id) && _names[id] > 0;

    /// <summary>Whether a name has the word, or another inflection of it.</summary>
    public bool Has(string word)
    {
        if (_ids.TryGetValue(word, out var id) && _names[id] > 0)
        {
            return true;
        }

        foreach (var stem in stems.Of(word))
        {
            foreach (var other in _byStem.Of(stem))
            {
                if (_names[other] > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Words that begin so, in order.</summary>
    public ReadOnlySpan<(string Text, int Id)> From(string prefix) => _prefixes.From(prefix);

    /// <summary>The words of names that a word could mean, the most similar first.</summary>
    public SimilarWord[] SimilarTo(string word)
    {
        List<SimilarWord> similar = [];
        if (_seen.Length < _words.Count)
        {
            Array.Resize(ref _seen, Math.Max(_words.Count, _seen.Length * 2));
        }

        _search++;
        if (_ids.TryGetValue(word, out var same) && IsNew(same))
        {
            similar.Add(new(same, 1, true));
        }

        foreach (var stem in stems.Of(word))
        {
            foreach (var other in _byStem.Of(stem))
            {
                if (IsNew(other))
                {
                    similar.Add(new(other, SameStem, true));
                }
            }
        }

        if (word.Length <= EditDistance.LongestInBits && IsSpelled(word))
        {
            AddMisspelled(word, similar);
            AddRelated(word, similar);
        }

        similar.Sort(static (a, b) => b.Similarity.CompareTo(a.Similarity));
        return [.. similar];
    }

    private void AddMisspelled(string word, List<SimilarWord> similar)
    {
        _near.Clear();
        _within.Clear();
        if (word.Length > 1)
        {
            _spellings.Find(word, _near);
        }

        _distance.From(word);
        var letters = EditDistance.Letters(word);
        foreach (var other in _near)
        {
            var text = _words[other];
            var most = EditsIn(text);
            if (EditDistance.MayBeWithin(most, letters, _letters[other]) && IsNew(other) && text.Length <= EditDistance.LongestInBits && _distance.To(text) is var edits && edits <= most)
            {
                _within.Add((other, edits));
            }
        }

        if (_within.Count > ToBeWeighed)
        {
            _within.Sort((a, b) => a.Edits.CompareTo(b.Edits));
            _within.RemoveRange(ToBeWeighed, _within.Count - ToBeWeighed);
        }

        foreach (var (other, _) in _within)
        {
            similar.Add(new(other, Similarity(word, _words[other]), true));
        }

        if (PhoneticKey.Of(word) is { } key)
        {
            foreach (var other in _bySound.Of(key))
            {
                if (IsNew(other) && Similarity(word, _words[other]) is var similarity and >= LeastOfSound)
                {
                    similar.Add(new(other, Math.Max(SameSound, similarity), true));
                }
            }
        }
    }

    private void AddRelated(string word, List<SimilarWord> similar)
    {
        if (word.Length < CommonPrefix)
        {
            return;
        }

        foreach (var other in _byPrefix.Of(word.AsSpan(0, CommonPrefix)))
        {
            var text = _words[other];
            var common = text.AsSpan().CommonPrefixLength(word);
            if (common * 5 >= Math.Min(text.Length, word.Length) * 3 && IsNew(other))
            {
                similar.Add(new(other, 0.35f + (common / (float)(text.Length + word.Length)), false));
            }
        }
    }

    /// <summary>Numbers that differ are other numbers, and pairs of characters of a script without spaces are no words.</summary>
    private static bool IsSpelled(string word)
    {
        foreach (var c in word)
        {
            if (char.IsLetter(c))
            {
                return !Folding.ContainsUnspaced(word);
            }
        }

        return false;
    }

    private static int EditsIn(string word) => word.Length <= 4 ? 1 : 2;

    private static float Similarity(string word, string other) => Math.Max(0, 1 - (WeightedEditDistance.Between(word, other) / Math.Max(word.Length, other.Length)));

    private bool IsNew(int word)
    {
        if (_names[word] == 0 || _seen[word] == _search)
        {
            return false;
        }

        _seen[word] = _search;
        return true;
    }

    private static int List(int word, int length) => (word * Lengths) + Math.Min(length, Lengths) - 1;

    /// <summary>A quarter of an octave each.</summary>
    private static int Step(int names)
    {
        if (names < 4)
        {
            return names switch { <= 1 => 0, 2 => 4, _ => 6 };
        }

        var octave = System.Numerics.BitOperations.Log2((uint)names);
        return Math.Min(127, (octave * 4) + ((names >> (octave - 2)) & 3));
    }
}

using System.Runtime.InteropServices;

namespace CollectiveImpact.Glossary;

/// <summary>A word that is like another one.</summary>
/// <param name="Alike">From 0 to 1, the same word.</param>
/// <param name="SameWord">The same, inflected or misspelled: not a word that is only related.</param>
internal readonly record struct LikeWord(int Word, float Alike, bool SameWord);

/// <summary>The distinct words of all names.</summary>
internal sealed class Vocabulary(Stems stems)
{
    /// <summary>Names of so many words and more, small ones aside, are in one list.</summary>
    public const int Lengths = 4;

    private const int CommonBeginning = 5;
    private const float SameStem = 0.97f;
    private const float SameSound = 0.62f;
    private const float LeastOfSound = 0.5f;
    private const int ToBeWeighed = 24;

    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _words = [];
    private readonly List<uint> _letters = [];
    private readonly List<int> _names = [];
    private readonly List<bool> _small = [];
    private readonly Postings _postings = new();
    private readonly KeyedPostings _byStem = new();
    private readonly KeyedPostings _bySound = new();
    private readonly KeyedPostings _byBeginning = new();
    private readonly DeleteIndex _deletes = new();
    private readonly Beginnings _beginnings = new();
    private readonly Slips _slips = new();
    private readonly List<int> _near = [];
    private readonly List<(int Word, int Slips)> _within = [];
    private readonly float[] _weights = new float[128];
    private int[] _seen = [];
    private int _search;

    /// <summary>The weight of a word that no name has.</summary>
    public float UnknownWeight => _weights[0] * 0.7f;

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
        _letters.Add(Slips.Letters(word));
        _names.Add(0);
        _small.Add(Stems.IsSmall(word));
        _beginnings.Add(word, id);
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

        if (Sounds.Of(word) is { } sound)
        {
            _bySound.Add(KeyedPostings.Hash(sound), id);
        }

        if (word.Length >= CommonBeginning && IsSpelled(word))
        {
            _byBeginning.Add(KeyedPostings.Hash(word.AsSpan(0, CommonBeginning)), id);
        }

        if (word.Length > 1 && IsSpelled(word))
        {
            _deletes.Add(id, word, SlipsIn(word));
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

    public bool IsSmall(int word) => _small[word];

    /// <summary>The rarer a word, the more it says.</summary>
    public float Weight(int word) => _weights[Step(_names[word])] * (_small[word] ? 0.1f : 1);

    /// <summary>To be called when the number of names is another one, before weights are asked for.</summary>
    public void SetWeights(int names)
    {
        for (var step = 0; step < _weights.Length; step++)
        {
            _weights[step] = MathF.Log2(1 + (names / MathF.Max(1, MathF.Pow(2, (step / 4f) - 0.125f))));
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
    public ReadOnlySpan<(string Text, int Id)> From(string beginning) => _beginnings.From(beginning);

    /// <summary>The words of names that a word could mean, the likest first.</summary>
    public LikeWord[] Like(string word)
    {
        List<LikeWord> like = [];
        if (_seen.Length < _words.Count)
        {
            Array.Resize(ref _seen, Math.Max(_words.Count, _seen.Length * 2));
        }

        _search++;
        if (_ids.TryGetValue(word, out var same) && IsNew(same))
        {
            like.Add(new(same, 1, true));
        }

        foreach (var stem in stems.Of(word))
        {
            foreach (var other in _byStem.Of(stem))
            {
                if (IsNew(other))
                {
                    like.Add(new(other, SameStem, true));
                }
            }
        }

        if (word.Length <= Slips.Longest && IsSpelled(word))
        {
            AddMisspelled(word, like);
            AddRelated(word, like);
        }

        like.Sort(static (a, b) => b.Alike.CompareTo(a.Alike));
        return [.. like];
    }

    private void AddMisspelled(string word, List<LikeWord> like)
    {
        _near.Clear();
        _within.Clear();
        if (word.Length > 1)
        {
            _deletes.Find(word, _near);
        }

        _slips.From(word);
        var letters = Slips.Letters(word);
        foreach (var other in _near)
        {
            var text = _words[other];
            var most = SlipsIn(text);
            if (Slips.MayBeWithin(most, letters, _letters[other]) && IsNew(other) && text.Length <= Slips.Longest && _slips.To(text) is var slips && slips <= most)
            {
                _within.Add((other, slips));
            }
        }

        if (_within.Count > ToBeWeighed)
        {
            _within.Sort((a, b) => a.Slips.CompareTo(b.Slips));
            _within.RemoveRange(ToBeWeighed, _within.Count - ToBeWeighed);
        }

        foreach (var (other, _) in _within)
        {
            like.Add(new(other, Likeness(word, _words[other]), true));
        }

        if (Sounds.Of(word) is { } sound)
        {
            foreach (var other in _bySound.Of(sound))
            {
                if (IsNew(other) && Likeness(word, _words[other]) is var alike and >= LeastOfSound)
                {
                    like.Add(new(other, Math.Max(SameSound, alike), true));
                }
            }
        }
    }

    private void AddRelated(string word, List<LikeWord> like)
    {
        if (word.Length < CommonBeginning)
        {
            return;
        }

        foreach (var other in _byBeginning.Of(word.AsSpan(0, CommonBeginning)))
        {
            var text = _words[other];
            var common = text.AsSpan().CommonPrefixLength(word);
            if (common * 5 >= Math.Min(text.Length, word.Length) * 3 && IsNew(other))
            {
                like.Add(new(other, 0.35f + (common / (float)(text.Length + word.Length)), false));
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

    private static int SlipsIn(string word) => word.Length <= 4 ? 1 : 2;

    private static float Likeness(string word, string other) => Math.Max(0, 1 - (Slips.Weigh(word, other) / Math.Max(word.Length, other.Length)));

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

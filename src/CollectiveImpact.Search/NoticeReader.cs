using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace CollectiveImpact.Search;

/// <summary>A word of a notice that says something, or a phrase of the thesaurus.</summary>
/// <param name="Key">The same for the same word.</param>
/// <param name="Stems">In each language; none for a phrase, which is known by its sets of synonyms.</param>
internal sealed record NoticeWord(string Key, string[] Stems, SynonymSet[] Sets, WordKind Kind)
{
    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>How much to the point it stands where it stands: 1 as usual.</summary>
    public float Emphasis { get; init; } = 1;
}

/// <summary>Reads the words of a notice that matter to matching, each with how much it is to the point. For one thread at a time.</summary>
internal sealed class NoticeReader(Stems stems, Thesaurus thesaurus)
{
    /// <summary>A notice is a sentence or two. Of a text that somebody pasted, the beginning says what it is about.</summary>
    private const int Longest = 2000;

    private const int MostWords = 120;

    // What follows "we need" is what it is about; what follows "for" is not.
    private const float OfNeeded = 1.3f;
    private const float OfPurpose = 0.75f;
    private const int WordsNeeded = 3;
    private static readonly SearchValues<char> Ends = SearchValues.Create(".,;:!?()\n");
    private static readonly FrozenSet<string> Needing = ThesaurusFile.Words("needing");
    private static readonly FrozenSet<string> Purposes = ThesaurusFile.Words("purpose");

    private readonly Dictionary<string, NoticeWord?> _remembered = [];
    private readonly List<TextWord> _words = [];
    private readonly HashSet<string> _seen = [];

    // How many of the next words are what is needed, and whether they say what for.
    private int _needed;
    private bool _purpose;

    /// <summary>The distinct words of a text, in its order.</summary>
    public List<NoticeWord> Read(string text)
    {
        var end = Math.Min(text.Length, Longest);
        _words.Clear();
        _seen.Clear();
        Folding.Words(end == text.Length ? text : text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)], _words);
        List<NoticeWord> read = [];
        (_needed, _purpose) = (0, false);
        for (var i = 0; i < _words.Count && read.Count < MostWords; i++)
        {
            Weigh(text, i);
            var (length, sets) = thesaurus.PhraseAt(_words, i);
            if (length > 0)
            {
                var key = string.Join(' ', CollectionsMarshal.AsSpan(_words).Slice(i, length).ToArray().Select(w => w.Folded));
                Add(read, Phrase(key, sets), _words[i].Start, _words[i + length - 1].End);
                i += length - 1;
            }
            else if (_words[i].Unspaced)
            {
                AddPair(read, i);
            }
            else
            {
                Add(read, Word(_words[i].Folded), _words[i].Start, _words[i].End);
            }
        }

        return read;
    }

    // Where nothing stands between words, pairs of characters are what comes nearest to them.
    private void AddPair(List<NoticeWord> read, int at)
    {
        var word = _words[at];
        if (at + 1 < _words.Count && _words[at + 1] is { Unspaced: true } next && next.Start == word.End)
        {
            Add(read, Word(word.Folded + next.Folded), word.Start, next.End);
        }
        else if (at == 0 || !_words[at - 1].Unspaced || _words[at - 1].End != word.Start)
        {
            Add(read, Word(word.Folded), word.Start, word.End);
        }
    }

    private void Add(List<NoticeWord> read, NoticeWord? word, int start, int end)
    {
        if (word is not null && _seen.Add(word.Stems is [var stem, ..] ? stem : word.Key))
        {
            read.Add(word with { Start = start, End = end, Emphasis = _needed > 0 ? OfNeeded : _purpose ? OfPurpose : 1 });
            _needed--;
        }
    }

    /// <summary>Decides how much to the point the words from here on are.</summary>
    private void Weigh(string text, int at)
    {
        // What a new sentence or clause begins with is said for its own sake. Two words of one character ("½") have nothing between them.
        if (at > 0 && _words[at - 1].End < _words[at].Start && text.AsSpan(_words[at - 1].End, _words[at].Start - _words[at - 1].End).IndexOfAny(Ends) >= 0)
        {
            (_needed, _purpose) = (0, false);
        }

        if (Needing.Contains(_words[at].Folded))
        {
            (_needed, _purpose) = (WordsNeeded, false);
        }
        else if (Purposes.Contains(_words[at].Folded) && (at == 0 || !Needing.Contains(_words[at - 1].Folded)))
        {
            (_needed, _purpose) = (0, true);
        }
    }

    private NoticeWord? Word(string folded)
    {
        if (_remembered.TryGetValue(folded, out var word))
        {
            return word;
        }

        if (!Thesaurus.IsStopWord(folded))
        {
            var sets = thesaurus.Of(folded);
            word = new(folded, stems.Of(folded), sets, KindOf(sets));
        }

        return _remembered[folded] = word;
    }

    private NoticeWord Phrase(string key, int[] sets)
    {
        SynonymSet[] of = [.. sets.Select(s => new SynonymSet(s, 1))];
        return new(key, [], of, KindOf(of));
    }

    /// <summary>A word that is a thing in one set is a thing; one of no set says what is needed, as far as the thesaurus knows.</summary>
    private WordKind KindOf(SynonymSet[] sets)
    {
        var kind = sets.Length == 0 ? WordKind.Thing : WordKind.Circumstance;
        foreach (var set in sets)
        {
            kind = (WordKind)Math.Min((int)kind, (int)thesaurus.KindOf(set.Number));
        }

        return kind;
    }
}

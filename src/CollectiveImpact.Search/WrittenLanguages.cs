using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace CollectiveImpact.Search;

/// <summary>The languages of WrittenLanguages.txt, which stands in the assembly, with their words. A set of languages is the bits of a number.</summary>
internal sealed class WrittenLanguages
{
    /// <summary>As many as a number has bits.</summary>
    public const int Most = 32;

    // How many different words are told apart that only look like a language.
    private const int Likenesses = 1024;

    // Endings and beginnings belong to words that leave something of themselves.
    private const int LongestAffix = 6;
    private const int LeastBesides = 3;

    private readonly List<string> _tags = [];
    private readonly Dictionary<char, uint> _letters = [];
    private readonly uint _answered;
    private readonly FrozenDictionary<string, (uint Languages, int Number)>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _endings;
    private readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _beginnings;

    public WrittenLanguages()
    {
        Dictionary<string, uint> words = [], endings = [], beginnings = [];
        using var stream = typeof(WrittenLanguages).Assembly.GetManifestResourceStream("WrittenLanguages.txt") ?? throw new InvalidOperationException("The words of languages were left out of the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line is ['[', .. var tag, ']'])
            {
                _tags.Add(tag);
                continue;
            }

            var language = 1u << (_tags.Count - 1);
            if (line is ['+', .. var letters])
            {
                foreach (var letter in letters)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_letters, letter, out _) |= language;
                }

                continue;
            }

            foreach (var word in line.StartsWith('#') ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (affix, among) = word switch { ['-', .. var ending] => (ending, endings), [.. var beginning, '-'] => (beginning, beginnings), _ => (word, words) };
                foreach (var written in (string[])[affix, Letters.Alike(affix)])
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(among, written, out _) |= language;
                }
            }
        }

        if (_tags.Count > Most)
        {
            throw new InvalidOperationException($"There are more languages than {Most}.");
        }

        _answered = (uint)_tags.Index().Where(t => Tag(t.Index) is not null).Sum(t => 1L << t.Index);
        Words = words.Count;
        _words = words.Select((w, number) => (w.Key, Value: (w.Value, number))).ToFrozenDictionary(w => w.Key, w => w.Value).GetAlternateLookup<ReadOnlySpan<char>>();
        _endings = endings.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        _beginnings = beginnings.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _tags.Count;

    /// <summary>How many words are listed. Their numbers come before those of others.</summary>
    public int Words { get; }

    /// <summary>How many numbers words have.</summary>
    public int Numbers => Words + Likenesses;

    /// <returns>Null for a language that is there so that no other is taken for it.</returns>
    public string? Tag(int language) => _tags[language] is [.., '?'] ? null : _tags[language];

    /// <summary>The languages of which a word has all letters; null when no language that is answered writes one of them.</summary>
    public uint? Writing(ReadOnlySpan<char> word)
    {
        var (languages, isStrange) = (uint.MaxValue, false);
        foreach (var letter in word)
        {
            if (!char.IsAscii(letter))
            {
                var writing = _letters.GetValueOrDefault(letter);
                languages &= writing;
                isStrange |= (writing & _answered) == 0;
            }
        }

        return isStrange ? null : languages;
    }

    /// <summary>The languages that a word may be of, and its number, the same whenever it stands there again.</summary>
    /// <param name="word">In small letters; they are made plain where the word isn't known with its accents.</param>
    /// <param name="writing">The languages of which it has all letters.</param>
    public (uint Languages, int Number) Of(Span<char> word, uint writing)
    {
        if (_words.TryGetValue(word, out var known))
        {
            return known;
        }

        var isPlain = writing == uint.MaxValue;
        Letters.MakeAlike(word);
        if (_words.TryGetValue(word, out known) || (word is [.. var before, '\''] && _words.TryGetValue(before, out known)))
        {
            return (known.Languages & writing) == 0 ? known : known with { Languages = known.Languages & writing };
        }

        var number = Words + (int)(KeyedPostings.Hash(word) % Likenesses);
        for (var length = Math.Min(LongestAffix, word.Length - LeastBesides); length > 1; length--)
        {
            if ((_endings.TryGetValue(word[^length..], out var languages) || _beginnings.TryGetValue(word[..length], out languages)) && (languages & writing) != 0)
            {
                return (languages & writing, number);
            }
        }

        return (isPlain ? 0 : writing, number);
    }
}

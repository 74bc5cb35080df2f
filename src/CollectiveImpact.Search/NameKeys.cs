namespace CollectiveImpact.Search;

/// <summary>The keys under which a name is found at once: its text, its stems in any order, its text without spaces, and its initials.</summary>
internal sealed class NameKeys(Stems stems)
{
    /// <summary>The score of a name whose spaces are elsewhere: the least of those that are known to be meant.</summary>
    public const float OtherSpaces = 0.97f;

    private const float OtherOrder = 0.98f;
    private const float OnlyInitials = 0.85f;
    private const float AmbiguousInitials = 0.7f;
    private const int MostInitials = 20;

    private readonly KeyedPostings _exact = new();
    private readonly KeyedPostings _anyOrder = new();
    private readonly KeyedPostings _withoutSpaces = new();
    private readonly KeyedPostings _initials = new();
    private readonly List<string> _stemmed = [];

    public void Add(int name, string folded, List<string> words) => Keep(name, folded, words, static (postings, key, added) => postings.Add(key, added));

    public void Remove(int name, string folded, List<string> words) => Keep(name, folded, words, static (postings, key, removed) => postings.Remove(key, removed));

    /// <summary>The names that are this text, and by chance another one: the caller compares.</summary>
    public ReadOnlySpan<int> Exact(ReadOnlySpan<char> folded) => _exact.Of(folded);

    public void Find(string folded, List<string> words, BestNames best)
    {
        best.AddAll(_exact.Of(folded), 1, sure: true);
        for (var language = 0; language < stems.Languages; language++)
        {
            var key = AnyOrder(words, language);
            best.AddAll(_exact.Of(key), OtherOrder, sure: true);
            best.AddAll(_anyOrder.Of(key), OtherOrder, sure: true);
        }

        var together = WithoutSpaces(folded, stackalloc char[folded.Length]);
        best.AddAll(_exact.Of(together), OtherSpaces, sure: true);
        best.AddAll(_withoutSpaces.Of(together), OtherSpaces, sure: true);

        // "FRL", "F.R.L."
        if (together.Length is >= 2 and <= 8 && (words.Count == 1 || words.Count == together.Length))
        {
            var initials = _initials.Of(together);
            if (initials.Length <= MostInitials)
            {
                best.AddAll(initials, initials.Length == 1 ? OnlyInitials : AmbiguousInitials, sure: false);
            }
        }
    }

    private void Keep(int name, string folded, List<string> words, Action<KeyedPostings, ulong, int> keep)
    {
        var exact = KeyedPostings.Hash(folded);
        keep(_exact, exact, name);
        var before = exact;
        for (var language = 0; language < stems.Languages; language++)
        {
            var key = AnyOrder(words, language);
            if (key != exact && key != before)
            {
                keep(_anyOrder, key, name);
            }

            before = key;
        }

        if (words.Count < 2)
        {
            return;
        }

        keep(_withoutSpaces, KeyedPostings.Hash(WithoutSpaces(folded, stackalloc char[folded.Length])), name);
        Span<char> all = stackalloc char[words.Count];
        Span<char> first = stackalloc char[words.Count];
        var count = 0;
        for (var i = 0; i < words.Count; i++)
        {
            all[i] = words[i][0];
            if (!StopWords.IsStopWord(words[i]))
            {
                first[count++] = words[i][0];
            }
        }

        var meant = first[..count];
        if (count >= 2 && !Folding.ContainsUnspaced(folded))
        {
            keep(_initials, KeyedPostings.Hash(meant), name);
            if (count < all.Length)
            {
                keep(_initials, KeyedPostings.Hash(all), name);
            }
        }
    }

    private static ReadOnlySpan<char> WithoutSpaces(string folded, Span<char> to)
    {
        var length = 0;
        foreach (var c in folded)
        {
            if (c != ' ')
            {
                to[length++] = c;
            }
        }

        return to[..length];
    }

    /// <summary>The stems of the words without the stop words, whatever their order.</summary>
    private ulong AnyOrder(List<string> words, int language)
    {
        _stemmed.Clear();
        foreach (var word in words)
        {
            if (!StopWords.IsStopWord(word))
            {
                _stemmed.Add(stems.Of(word)[language]);
            }
        }

        if (_stemmed.Count == 0)
        {
            words.ForEach(w => _stemmed.Add(stems.Of(w)[language]));
        }

        if (_stemmed.Count == 1)
        {
            return KeyedPostings.Hash(_stemmed[0]);
        }

        // A sum has no order.
        var sum = 0UL;
        foreach (var stem in _stemmed)
        {
            sum += KeyedPostings.Hash(stem);
        }

        return KeyedPostings.Mix(sum);
    }
}

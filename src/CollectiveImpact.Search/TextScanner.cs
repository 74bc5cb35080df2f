namespace CollectiveImpact.Search;

/// <summary>A trie of names, stem by stem, that finds all of them in one walk over a text.</summary>
internal sealed class TextScanner(Stems stems)
{
    /// <summary>No name is longer, so that a text of one word a thousand times stays cheap.</summary>
    private const int MostWords = 48;

    private readonly Dictionary<ulong, int> _next = [];
    private readonly Postings _ends = new();
    private readonly Stack<int> _free = [];
    private readonly List<int> _through = [0];

    public void Add(string name, int id) => Walk(name, id, adds: true);

    public void Remove(string name, int id) => Walk(name, id, adds: false);

    /// <summary>The names in the text, the longest at each place.</summary>
    public IEnumerable<(int Id, int Start, int End)> Scan(string text)
    {
        List<TextWord> words = [];
        Folding.Words(text, words);
        var stemmed = words.ConvertAll(w => stems.Of(w.Folded));
        for (var from = 0; from < words.Count;)
        {
            var (length, node) = (0, 0);
            for (var language = 0; language < stems.Languages; language++)
            {
                var at = 0;
                for (var i = from; i < words.Count && _next.TryGetValue(Edge(at, stemmed[i][language]), out at); i++)
                {
                    if (_ends.CountOf(at) > 0 && i + 1 - from > length)
                    {
                        (length, node) = (i + 1 - from, at);
                    }
                }
            }

            if (length > 0)
            {
                foreach (var id in _ends.Of(node).ToArray())
                {
                    yield return (id, words[from].Start, words[from + length - 1].End);
                }
            }

            from += Math.Max(length, 1);
        }
    }

    private static ulong Edge(int node, string stem) => KeyedPostings.Mix(KeyedPostings.Hash(stem) + (ulong)node);

    private void Walk(string name, int id, bool adds)
    {
        if (StemsOf(name) is not { } stemmed)
        {
            return;
        }

        HashSet<int> ends = [];
        for (var language = 0; language < stems.Languages; language++)
        {
            // Languages that agree on every stem share one path, which is walked once.
            var same = Enumerable.Range(0, language).Any(l => stemmed.TrueForAll(s => s[l] == s[language]));
            if (same)
            {
                continue;
            }

            var node = 0;
            foreach (var stem in stemmed)
            {
                var edge = Edge(node, stem[language]);
                node = adds ? Enter(edge) : Leave(edge);
            }

            if (!ends.Add(node))
            {
                continue;
            }

            if (adds)
            {
                _ends.Add(node, id);
            }
            else
            {
                _ends.Remove(node, id);
            }
        }
    }

    /// <summary>The stems of a name's words in each language; null for a name that isn't looked for in texts.</summary>
    private List<string[]>? StemsOf(string name)
    {
        List<TextWord> words = [];
        Folding.Words(name, words);
        // "The backbone" is "backbone" in a text. And one character of a script without spaces stands in many words.
        if (words.Count > 1 && words[0].Folded is "the" or "a" or "an")
        {
            words.RemoveAt(0);
        }

        return words.Count is 0 or > MostWords || (words.Count == 1 && words[0].Unspaced) ? null : words.ConvertAll(w => stems.Of(w.Folded));
    }

    /// <summary>Makes one more name go over an edge.</summary>
    /// <returns>The node that it leads to.</returns>
    private int Enter(ulong edge)
    {
        if (!_next.TryGetValue(edge, out var node))
        {
            node = _free.TryPop(out var free) ? free : _through.Count;
            if (node == _through.Count)
            {
                _through.Add(0);
            }

            _next[edge] = node;
        }

        _through[node]++;
        return node;
    }

    /// <summary>Makes one name fewer go over an edge, which goes with the last.</summary>
    /// <returns>The node that it led to.</returns>
    private int Leave(ulong edge)
    {
        var node = _next[edge];
        if (--_through[node] == 0)
        {
            _next.Remove(edge);
            _free.Push(node);
        }

        return node;
    }
}

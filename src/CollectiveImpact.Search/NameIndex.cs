namespace CollectiveImpact.Search;

/// <summary>Something that was found by a name.</summary>
/// <param name="Id">Of what has the name.</param>
/// <param name="Name">The name that matched, as it was given.</param>
/// <param name="Score">From 0 to 1, the name itself.</param>
/// <param name="Sure">So clearly this one that it can be shown at once: the name itself, its plural, its words in another order, or a clear misspelling without a rival.</param>
public sealed record NameMatch(string Id, string Name, double Score, bool Sure);

/// <summary>Something whose name a text uses.</summary>
/// <param name="Id">Of what has the name.</param>
/// <param name="Words">As they stand in the text.</param>
public sealed record NameInText(string Id, string Words);

/// <summary>
/// A fuzzy index of short names: it finds what has a name by what people type, misspelled, inflected, shortened, in another order, or just
/// begun (autocomplete), and by a text that uses its name.
/// </summary>
/// <remarks>
/// Names are put, replaced and removed without a rebuild. For one thread at a time: even looking something up uses buffers of the index.
/// </remarks>
public sealed class NameIndex
{
    /// <summary>Nobody asks for more in one breath; what is longer is cut.</summary>
    private const int Longest = 200;

    private const int ShortestForFuzzy = 3;

    private const float OtherWords = 0.95f;
    private const float AnotherSplit = 0.98f;
    private const float OfWholeName = 0.12f;
    private const float Least = 0.3f;
    private const float SureScore = 0.7f;
    private const float SureDistance = 0.08f;

    private readonly NameTable _names = new();
    private readonly NameKeys _keys;
    private readonly Vocabulary _vocabulary;
    private readonly NameScorer _scorer;
    private readonly TextScanner _scanner;
    private readonly PrefixIndex _prefixes = new();
    private readonly EditDistance _distance = new();
    private readonly Dictionary<string, int[]> _namesOf = [];
    private bool _changed = true;

    /// <param name="languages">BCP 47: whose inflections are known, beside English ones. A language without a stemmer is passed over.</param>
    public NameIndex(params string[] languages)
    {
        var stems = new Stems(languages);
        _keys = new(stems);
        _vocabulary = new(stems);
        _scanner = new(stems);
        _scorer = new(_names, _vocabulary);
    }

    /// <summary>How many things have names here.</summary>
    public int Count => _namesOf.Count;

    /// <summary>Adds something with its names, or gives it other names.</summary>
    /// <param name="names">The name first, then synonyms and abbreviations, in all languages.</param>
    public void Put(string id, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Remove(id);
        List<int> added = new(names.Count);
        HashSet<string>? known = names.Count > 1 ? new(names.Count) : null;
        foreach (var given in names)
        {
            var folded = Folding.Fold(Cut(given));
            if (folded.Length > 0 && known?.Add(folded) != false)
            {
                added.Add(Add(id, given, folded));
            }
        }

        _namesOf[id] = [.. added];
    }

    public void Remove(string id)
    {
        if (!_namesOf.Remove(id, out var names))
        {
            return;
        }

        foreach (var name in names)
        {
            Remove(name);
        }

        if (_names.HasManyRemoved)
        {
            _prefixes.Sort(name => _names[name].Id is not null);
            _names.ForgetRemoved();
        }
    }

    /// <summary>What has this name, whatever its case, accents, width, punctuation and hyphens; null if none.</summary>
    public string? Exact(string asked)
    {
        var text = Cut(asked);
        Span<char> buffer = stackalloc char[Longest];
        ReadOnlySpan<char> folded = Folding.TryFoldAscii(text, buffer, out var length) && length > 0 ? buffer[..length] : Folding.Fold(text);
        foreach (var name in _keys.Exact(folded))
        {
            if (folded.SequenceEqual(_names[name].Folded))
            {
                return _names[name].Id;
            }
        }

        return null;
    }

    /// <summary>What could be meant, the likeliest first.</summary>
    public IReadOnlyList<NameMatch> Search(string asked, int most)
    {
        var folded = Folding.Fold(Cut(asked));
        if (folded.Length == 0 || most <= 0 || _namesOf.Count == 0)
        {
            return [];
        }

        if (_changed)
        {
            _scorer.Reweigh();
            _changed = false;
        }

        var best = new BestNames(_names, (2 * most) + 8);
        List<string> words = [];
        Folding.Words(folded, words);
        _keys.Find(folded, words, best);
        AddSimilar(folded, words, best);
        return Matches(best, most);
    }

    /// <summary>What has a name that begins with what was typed, then what has one of which a later word does, then what is similar.</summary>
    public IReadOnlyList<string> StartingWith(string typed, int most)
    {
        Span<char> buffer = stackalloc char[Longest];
        var text = Cut(typed);
        if (!Folding.TryFoldAscii(text, buffer, out var length))
        {
            var folded = Folding.Fold(text);
            buffer = folded.ToCharArray();
            length = folded.Length;
        }

        ReadOnlySpan<char> prefix = buffer[..length];
        List<string> ids = new(Math.Min(Math.Max(most, 0), 16));
        if (prefix.IsEmpty || most <= 0)
        {
            return ids;
        }

        AddPrefix(prefix, most, ids);
        var asWords = prefix.ToString();
        if (ids.Count < most && prefix.IndexOf(' ') is > 0 and var space && StopWords.IsStopWord(asWords[..space]))
        {
            AddPrefix(prefix[(space + 1)..], most, ids);
        }

        if (ids.Count < most)
        {
            AddPrefixOfLaterWord(asWords, most, ids);
        }

        if (ids.Count < Math.Min(most, 3) && prefix.Length >= ShortestForFuzzy)
        {
            foreach (var match in Search(asWords, most))
            {
                if (ids.Count < most && !ids.Contains(match.Id))
                {
                    ids.Add(match.Id);
                }
            }
        }

        return ids;
    }

    /// <summary>What a text speaks of by name, in any inflection, each once, in the order in which they come.</summary>
    /// <remarks>Whole words only, and the longest name at each place: "attendance rate" isn't also "attendance".</remarks>
    public IReadOnlyList<NameInText> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<NameInText> found = [];
        HashSet<string> ids = [];
        foreach (var (number, start, end) in _scanner.Scan(text))
        {
            var words = text[start..end];
            // An abbreviation that is also a stop word ("AS", "IT") is meant where it stands as it was given.
            var name = _names[number];
            if ((!name.IsStopWords || words == name.Given) && ids.Add(name.Id!))
            {
                found.Add(new(name.Id!, words));
            }
        }

        return found;
    }

    private static string Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= Longest ? text : text[..Longest];
    }

    private int Add(string id, string given, string folded)
    {
        _changed = true;
        List<string> words = [];
        Folding.Words(folded, words);
        var numbers = words.ConvertAll(_vocabulary.Add).ToArray();
        var isStopWords = words.TrueForAll(w => StopWords.IsStopWord(w) || w is "it" or "us" or "is" or "no" or "we" or "who");
        var name = _names.Add(new() { Id = id, Given = given, Folded = folded, Words = numbers, IsStopWords = isStopWords });
        foreach (var word in numbers.Distinct())
        {
            _vocabulary.Count(word, name, LengthOf(numbers));
        }

        _keys.Add(name, folded, words);
        _prefixes.Add(folded, name);
        _scanner.Add(Cut(given), name);
        return name;
    }

    private void Remove(int number)
    {
        _changed = true;
        var name = _names[number];
        foreach (var word in name.Words.Distinct())
        {
            _vocabulary.Uncount(word, number, LengthOf(name.Words));
        }

        _keys.Remove(number, name.Folded, [.. name.Words.Select(w => _vocabulary[w])]);
        _scanner.Remove(Cut(name.Given), number);
        _names.Remove(number);
    }

    /// <summary>How many words of a name aren't stop words; at least one.</summary>
    private int LengthOf(int[] words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += _vocabulary.IsStopWord(word) ? 0 : 1;
        }

        return Math.Max(count, 1);
    }

    private void AddSimilar(string folded, List<string> words, BestNames best)
    {
        if (words.Count > NameScorer.MostWords)
        {
            words.RemoveRange(NameScorer.MostWords, words.Count - NameScorer.MostWords);
        }

        _distance.From(folded);
        Dictionary<string, SimilarWord[]> similar = [];
        AddScored(words, OtherWords);
        foreach (var other in WordBreaks.Of(words, _vocabulary, SimilarTo))
        {
            AddScored(other, OtherWords * AnotherSplit);
        }

        SimilarWord[] SimilarTo(string word) => similar.TryGetValue(word, out var found) ? found : similar[word] = _vocabulary.SimilarTo(word);

        void AddScored(List<string> query, float factor)
        {
            var top = new BestNames(_names, best.Most);
            _scorer.Score(query, query.ConvertAll(SimilarTo), top);
            foreach (var (name, score, sure) in top.All)
            {
                var text = _names[name].Folded;
                var similarity = 1 - (_distance.To(text) / (float)Math.Max(folded.Length, text.Length));
                best.Add(name, factor * (((1 - OfWholeName) * score) + (OfWholeName * similarity)), sure);
            }
        }
    }

    private List<NameMatch> Matches(BestNames best, int wanted)
    {
        var all = best.All;
        List<NameMatch> matches = new(Math.Min(wanted, all.Count));
        for (var i = 0; i < all.Count && i < wanted && all[i].Score >= Least; i++)
        {
            var (name, score, sure) = all[i];
            var rival = all.Count > 1 ? all[1].Score : 0;
            // Of what is known at once (another order, other spaces) only another one that is known at once is a rival.
            var clear = score > OtherWords ? rival < (score == 1 ? 1 : NameKeys.OtherSpaces) : score >= SureScore && score - rival >= SureDistance;
            matches.Add(new(_names[name].Id!, _names[name].Given, Math.Round(score, 3), i == 0 && sure && clear));
        }

        return matches;
    }

    private void AddPrefix(ReadOnlySpan<char> prefix, int most, List<string> ids)
    {
        foreach (var (text, name) in _prefixes.From(prefix))
        {
            if (ids.Count == most || !text.AsSpan().StartsWith(prefix))
            {
                return;
            }

            if (_names[name].Id is { } id && !ids.Contains(id))
            {
                ids.Add(id);
            }
        }
    }

    private void AddPrefixOfLaterWord(string prefix, int most, List<string> ids)
    {
        // Of several words, the first must be one of the name's words, and the rest follow it there.
        var space = prefix.IndexOf(' ', StringComparison.Ordinal);
        var first = space < 0 ? prefix : prefix[..space];
        var within = ' ' + prefix;
        var left = NameScorer.MostLookedAt;
        foreach (var (text, word) in _vocabulary.From(first))
        {
            if (!text.StartsWith(first, StringComparison.Ordinal) || (space > 0 && text.Length > space))
            {
                return;
            }

            for (var length = 1; length <= Vocabulary.Lengths; length++)
            {
                foreach (var number in _vocabulary.Names(word, length))
                {
                    if (ids.Count == most || left-- == 0)
                    {
                        return;
                    }

                    if (_names[number] is var name && (name.Folded.Contains(within, StringComparison.Ordinal) || Folding.ContainsUnspaced(name.Folded)) && !ids.Contains(name.Id!))
                    {
                        ids.Add(name.Id!);
                    }
                }
            }
        }
    }
}

using Quickenshtein;

namespace CollectiveImpact.Glossary;

/// <summary>A term that was found.</summary>
/// <param name="Name">The name that matched, as it was given.</param>
/// <param name="Score">From 0 to 1, the name itself.</param>
/// <param name="Sure">So clearly this one that it can be shown at once: the name itself, its plural, its words in another order, or a clear misspelling without a rival.</param>
public sealed record TermMatch(string Slug, string Name, double Score, bool Sure);

/// <summary>A term that a text uses.</summary>
/// <param name="Words">As they stand in the text.</param>
public sealed record TermInText(string Slug, string Words);

/// <summary>Finds terms by what people type: misspelled, inflected, shortened, in another order, or just begun.</summary>
/// <remarks>
/// A term is put, replaced and removed without a rebuild. For one thread at a time, such as a grain's: even looking something up uses
/// buffers of the index.
/// </remarks>
public sealed class TermIndex
{
    /// <summary>Nobody asks for more in one breath; what is longer is cut.</summary>
    private const int Longest = 200;

    private const int MostWords = 16;
    private const int FirstWordsKept = 4;
    private const int ShortestForFuzzy = 3;

    // How many names are looked at for one question. Only reached when the commonest words of a very large glossary are all that is asked.
    private const int MostLookedAt = 3000;

    // From then on, names that can't come near the best one are passed over.
    private const int FewLookedAt = 100;
    private const float Rival = 0.1f;
    private const float Noise = 0.15f;

    private const float OtherOrder = 0.98f;
    private const float OtherSpaces = 0.97f;
    private const float OnlyInitials = 0.85f;
    private const float AmbiguousInitials = 0.7f;
    private const int MostInitials = 20;
    private const float OtherWords = 0.95f;
    private const float AnotherSplit = 0.98f;
    private const float OfWholeName = 0.12f;
    private const float Least = 0.3f;
    private const float SureScore = 0.7f;
    private const float SureDistance = 0.08f;
    private const float SureWord = 0.7f;

    private readonly Stems _stems;
    private readonly Vocabulary _vocabulary;
    private readonly NamesInText _inText;
    private readonly Beginnings _beginnings = new();
    private readonly Slips _slips = new();
    private readonly KeyedPostings _exact = new();
    private readonly KeyedPostings _anyOrder = new();
    private readonly KeyedPostings _withoutSpaces = new();
    private readonly KeyedPostings _initials = new();
    private readonly Dictionary<string, int[]> _terms = [];
    private readonly Stack<int> _free = [];
    private readonly List<string> _stemmed = [];
    private readonly List<int> _removed = [];
    private Name[] _names = new Name[16];

    /// <summary>The first words of each name, close together in memory: whoever looks at hundreds of names waits for little else.</summary>
    private FirstWords[] _firstWords = new FirstWords[16];
    private int _count;
    private int _living;
    private bool _changed = true;

    /// <summary>Of the commonest word that isn't a small one.</summary>
    private float _leastWeight;

    // Of the search that is going on, by name and by word; a mark that is not the search's own is an old one.
    private readonly List<(int Query, float Alike, bool SameWord, int Next)> _matches = [];
    private int[] _lookedAt = [];
    private (float Weight, int Search, int First)[] _matching = [];
    private int _search;

    /// <param name="languages">BCP 47: whose inflections are known, beside English ones. A language without a stemmer is passed over.</param>
    public TermIndex(params string[] languages)
    {
        _stems = new(languages);
        _vocabulary = new(_stems);
        _inText = new(_stems);
    }

    /// <summary>How many terms there are.</summary>
    public int Count => _terms.Count;

    /// <summary>Adds a term, or gives it other names.</summary>
    /// <param name="names">The name first, then synonyms and abbreviations, in all languages.</param>
    public void Put(string slug, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Remove(slug);
        List<int> ids = new(names.Count);
        HashSet<string>? known = names.Count > 1 ? new(names.Count) : null;
        foreach (var given in names)
        {
            var folded = Folding.Fold(Cut(given));
            if (folded.Length > 0 && known?.Add(folded) != false)
            {
                ids.Add(Add(slug, given, folded));
            }
        }

        _terms[slug] = [.. ids];
    }

    public void Remove(string slug)
    {
        if (!_terms.Remove(slug, out var ids))
        {
            return;
        }

        foreach (var id in ids)
        {
            Remove(id);
        }

        // The numbers of what was removed are given out again once nothing refers to them.
        if (_removed.Count > Math.Max(64, _living / 4))
        {
            _beginnings.Sort(id => _names[id].Slug is not null);
            _removed.ForEach(_free.Push);
            _removed.Clear();
        }
    }

    /// <summary>The term of which this is a name, whatever its case, accents, width, punctuation and hyphens; null if none.</summary>
    public string? Exact(string asked)
    {
        var text = Cut(asked);
        Span<char> buffer = stackalloc char[Longest];
        ReadOnlySpan<char> folded = Folding.TryFoldAscii(text, buffer, out var length) && length > 0 ? buffer[..length] : Folding.Fold(text);
        foreach (var name in _exact.Of(folded))
        {
            if (folded.SequenceEqual(_names[name].Folded))
            {
                return _names[name].Slug;
            }
        }

        return null;
    }

    /// <summary>The terms that could be meant, the likeliest first.</summary>
    public IReadOnlyList<TermMatch> Search(string asked, int most)
    {
        var folded = Folding.Fold(Cut(asked));
        if (folded.Length == 0 || most <= 0 || _terms.Count == 0)
        {
            return [];
        }

        if (_changed)
        {
            _vocabulary.SetWeights(_living);
            if (_matching.Length < _vocabulary.Words)
            {
                _matching = new (float, int, int)[_vocabulary.Words * 2];
            }

            _leastWeight = float.MaxValue;
            for (var word = 0; word < _vocabulary.Words; word++)
            {
                var weight = _vocabulary.Weight(word);
                _matching[word].Weight = weight;
                if (weight < _leastWeight && !_vocabulary.IsSmall(word))
                {
                    _leastWeight = weight;
                }
            }

            _changed = false;
        }

        var best = new Best((2 * most) + 8);
        List<string> words = [];
        Folding.Words(folded, words);
        AddKnown(folded, words, best);
        AddLike(folded, words, best);
        return best.Matches(_names, most);
    }

    /// <summary>The terms whose name begins with what was typed, then those of which a later word does, then those that are like it.</summary>
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

        ReadOnlySpan<char> beginning = buffer[..length];
        List<string> slugs = new(Math.Min(Math.Max(most, 0), 16));
        if (beginning.IsEmpty || most <= 0)
        {
            return slugs;
        }

        AddBeginning(beginning, most, slugs);
        var asWords = beginning.ToString();
        if (slugs.Count < most && beginning.IndexOf(' ') is > 0 and var space && Stems.IsSmall(asWords[..space]))
        {
            AddBeginning(beginning[(space + 1)..], most, slugs);
        }

        if (slugs.Count < most)
        {
            AddBeginningLater(asWords, most, slugs);
        }

        if (slugs.Count < Math.Min(most, 3) && beginning.Length >= ShortestForFuzzy)
        {
            foreach (var match in Search(asWords, most))
            {
                if (slugs.Count < most && !slugs.Contains(match.Slug))
                {
                    slugs.Add(match.Slug);
                }
            }
        }

        return slugs;
    }

    /// <summary>The terms that a text uses, in any inflection, each once, in the order in which they come.</summary>
    /// <remarks>Whole words only, and the longest name at each place: "attendance rate" isn't also "attendance".</remarks>
    public IReadOnlyList<TermInText> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<TermInText> found = [];
        HashSet<string> slugs = [];
        foreach (var (id, start, end) in _inText.In(text))
        {
            var words = text[start..end];
            // An abbreviation that is also a small word ("AS", "IT") is meant where it stands as it was given.
            var name = _names[id];
            if ((!name.Small || words == name.Given) && slugs.Add(name.Slug!))
            {
                found.Add(new(name.Slug!, words));
            }
        }

        return found;
    }

    private static string Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= Longest ? text : text[..Longest];
    }

    private int Add(string slug, string given, string folded)
    {
        _changed = true;
        var id = _free.TryPop(out var free) ? free : _count++;
        if (id == _names.Length)
        {
            Array.Resize(ref _names, id * 2);
            Array.Resize(ref _firstWords, id * 2);
        }

        List<string> words = [];
        Folding.Words(folded, words);
        var ids = words.ConvertAll(_vocabulary.Add).ToArray();
        _names[id] = new() { Slug = slug, Given = given, Folded = folded, Words = ids, Small = words.TrueForAll(w => Stems.IsSmall(w) || w is "it" or "us" or "is" or "no" or "we" or "who") };
        ids.AsSpan(0, Math.Min(ids.Length, FirstWordsKept)).CopyTo(_firstWords[id]);
        _firstWords[id][FirstWordsKept] = ids.Length;
        _living++;
        foreach (var word in ids.Distinct())
        {
            _vocabulary.Count(word, id, Large(ids));
        }

        Keep(id, folded, words, static (postings, key, name) => postings.Add(key, name));

        _beginnings.Add(folded, id);
        _inText.Add(Cut(given), id);
        return id;
    }

    private void Remove(int id)
    {
        _changed = true;
        var name = _names[id];
        foreach (var word in name.Words.Distinct())
        {
            _vocabulary.Uncount(word, id, Large(name.Words));
        }

        Keep(id, name.Folded, [.. name.Words.Select(w => _vocabulary[w])], static (postings, key, removed) => postings.Remove(key, removed));

        _inText.Remove(Cut(name.Given), id);
        _names[id] = new() { Folded = "", Given = "", Words = [] };
        _removed.Add(id);
        _living--;
    }

    /// <summary>How many words of a name aren't small ones; at least one.</summary>
    private int Large(int[] words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += _vocabulary.IsSmall(word) ? 0 : 1;
        }

        return Math.Max(count, 1);
    }

    /// <summary>Under which texts a name is found at once.</summary>
    private void Keep(int id, string folded, List<string> words, Action<KeyedPostings, ulong, int> keep)
    {
        var exact = KeyedPostings.Hash(folded);
        keep(_exact, exact, id);
        var before = exact;
        for (var language = 0; language < _stems.Languages; language++)
        {
            var key = AnyOrder(words, language);
            if (key != exact && key != before)
            {
                keep(_anyOrder, key, id);
            }

            before = key;
        }

        if (words.Count < 2)
        {
            return;
        }

        keep(_withoutSpaces, KeyedPostings.Hash(WithoutSpaces(folded, stackalloc char[folded.Length])), id);
        Span<char> all = stackalloc char[words.Count];
        Span<char> first = stackalloc char[words.Count];
        var count = 0;
        for (var i = 0; i < words.Count; i++)
        {
            all[i] = words[i][0];
            if (!Stems.IsSmall(words[i]))
            {
                first[count++] = words[i][0];
            }
        }

        var large = first[..count];
        if (count >= 2 && !Folding.ContainsUnspaced(folded))
        {
            keep(_initials, KeyedPostings.Hash(large), id);
            if (count < all.Length)
            {
                keep(_initials, KeyedPostings.Hash(all), id);
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

    /// <summary>The stems of the words without the small ones, whatever their order.</summary>
    private ulong AnyOrder(List<string> words, int language)
    {
        _stemmed.Clear();
        foreach (var word in words)
        {
            if (!Stems.IsSmall(word))
            {
                _stemmed.Add(_stems.Of(word)[language]);
            }
        }

        if (_stemmed.Count == 0)
        {
            words.ForEach(w => _stemmed.Add(_stems.Of(w)[language]));
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

    private void AddKnown(string folded, List<string> words, Best best)
    {
        best.AddAll(_names, _exact.Of(folded), 1, sure: true);
        for (var language = 0; language < _stems.Languages; language++)
        {
            var key = AnyOrder(words, language);
            best.AddAll(_names, _exact.Of(key), OtherOrder, sure: true);
            best.AddAll(_names, _anyOrder.Of(key), OtherOrder, sure: true);
        }

        var together = WithoutSpaces(folded, stackalloc char[folded.Length]);
        best.AddAll(_names, _exact.Of(together), OtherSpaces, sure: true);
        best.AddAll(_names, _withoutSpaces.Of(together), OtherSpaces, sure: true);

        // "FRL", "F.R.L."
        if (together.Length is >= 2 and <= 8 && (words.Count == 1 || words.Count == together.Length))
        {
            var initials = _initials.Of(together);
            if (initials.Length <= MostInitials)
            {
                best.AddAll(_names, initials, initials.Length == 1 ? OnlyInitials : AmbiguousInitials, sure: false);
            }
        }
    }

    private void AddLike(string folded, List<string> words, Best best)
    {
        if (words.Count > MostWords)
        {
            words.RemoveRange(MostWords, words.Count - MostWords);
        }

        var whole = folded.Length <= Slips.Longest;
        if (whole)
        {
            _slips.From(folded);
        }

        Dictionary<string, LikeWord[]> like = [];
        AddLike(words, OtherWords);
        foreach (var other in Splits(words, Like))
        {
            AddLike(other, OtherWords * AnotherSplit);
        }

        LikeWord[] Like(string word) => like.TryGetValue(word, out var found) ? found : like[word] = _vocabulary.Like(word);

        void AddLike(List<string> query, float factor)
        {
            var found = query.ConvertAll(Like);
            var top = new Best(best.Most);
            Score(query, found, top);
            foreach (var (name, score, sure) in top.All)
            {
                var text = _names[name].Folded;
                var slips = whole && text.Length <= Slips.Longest ? _slips.To(text) : Levenshtein.GetDistance(folded, text);
                var alike = 1 - (slips / (float)Math.Max(folded.Length, text.Length));
                best.Add(_names, name, factor * (((1 - OfWholeName) * score) + (OfWholeName * alike)), sure);
            }
        }
    }

    /// <summary>The words with two of them joined, or one of them in two, where names have such words.</summary>
    private List<List<string>> Splits(List<string> words, Func<string, LikeWord[]> like)
    {
        List<List<string>> all = [];
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var joined = words[i] + words[i + 1];
            if (joined.Length <= Slips.Longest && (_vocabulary.Has(joined) || (joined.Length > 6 && (IsStrange(words[i]) || IsStrange(words[i + 1])) && !IsStrange(joined))))
            {
                all.Add([.. words[..i], joined, .. words[(i + 2)..]]);
            }
        }

        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Length is < 3 or > Slips.Longest || !IsStrange(word))
            {
                continue;
            }

            var (split, shorter) = (0, 0);
            for (var at = 1; at < word.Length; at++)
            {
                if (Math.Min(at, word.Length - at) > shorter && _vocabulary.Has(word.AsSpan(0, at)) && _vocabulary.Has(word[at..]))
                {
                    (split, shorter) = (at, Math.Min(at, word.Length - at));
                }
            }

            if (split > 0)
            {
                all.Add([.. words[..i], word[..split], word[split..], .. words[(i + 1)..]]);
                continue;
            }

            // One half known, the other misspelled.
            for (var at = 3; at <= word.Length - 3; at++)
            {
                if (_vocabulary.Has(word.AsSpan(0, at)) || _vocabulary.Has(word.AsSpan(at)))
                {
                    all.Add([.. words[..i], word[..at], word[at..], .. words[(i + 1)..]]);
                }
            }
        }

        return all;

        bool IsStrange(string word) => like(word) is not [{ SameWord: true, Alike: > 0.8f }, ..];
    }

    /// <summary>Names by their words: twice what the words of both weigh together, of what they weigh apart.</summary>
    private void Score(List<string> words, List<LikeWord[]> found, Best top)
    {
        if (_lookedAt.Length < _count)
        {
            _lookedAt = new int[_names.Length];
        }

        _search++;
        _matches.Clear();
        Span<float> weights = stackalloc float[MostWords * 2];
        var sizes = (stackalloc int[MostWords * 2])[..words.Count];
        var order = (stackalloc int[MostWords * 2])[..words.Count];
        var (weight, lastingWords, smallWords) = (0f, 0, 0u);
        for (var i = 0; i < words.Count; i++)
        {
            var small = Stems.IsSmall(words[i]);
            weights[i] = found[i] is [var likest, ..] ? _vocabulary.Weight(likest.Word) : _vocabulary.UnknownWeight * (small ? 0.1f : 1);
            weight += weights[i];
            lastingWords += small ? 0 : 1;
            order[i] = i;
            smallWords |= small ? 1u << i : 0;
            foreach (var like in found[i])
            {
                ref var matching = ref _matching[like.Word];
                _matches.Add((i, like.Alike, like.SameWord, matching.Search == _search ? matching.First : -1));
                (matching.Search, matching.First) = (_search, _matches.Count - 1);
                sizes[i] += like.Alike > found[i][0].Alike - Noise ? _vocabulary.NamesWith(like.Word) : 0;
            }

            // Small words find nothing by themselves, unless there is nothing else.
            sizes[i] = small ? sizes[i] + (int.MaxValue / 2) : sizes[i];
        }

        sizes.Sort(order);
        var left = MostLookedAt;
        var rest = weight;
        for (var o = 0; o < order.Length && left > 0; o++)
        {
            if (o > 0 && (smallWords & (1u << order[o])) != 0)
            {
                break;
            }

            foreach (var like in found[order[o]])
            {
                for (var off = 0; off < Vocabulary.Lengths && left > 0; off++)
                {
                    // Names of as many words first, then longer and shorter ones.
                    var length = Around(Math.Clamp(lastingWords, 1, Vocabulary.Lengths), off);
                    if (MostLookedAt - left <= FewLookedAt || Bound(length, o, like, weights, order) > top.First - Rival)
                    {
                        LookAt(_vocabulary.Names(like.Word, length), weights);
                    }
                }
            }

            rest -= weights[order[o]];
        }

        // What a name of so many words can reach at most that has this word, and none of those that were looked for before.
        float Bound(int length, int o, LikeWord like, ReadOnlySpan<float> weights, ReadOnlySpan<int> order)
        {
            var common = like.Alike * weights[order[o]];
            if (length >= lastingWords)
            {
                common += rest - weights[order[o]];
                return 2 * common / (weight + common + ((length - lastingWords) * _leastWeight));
            }

            for (var other = o + 1; other < order.Length && other < o + length; other++)
            {
                common += weights[order[other]];
            }

            return 2 * common / (weight + common);
        }

        void LookAt(ReadOnlySpan<int> names, ReadOnlySpan<float> weights)
        {
            foreach (var name in names)
            {
                if (_lookedAt[name] == _search)
                {
                    continue;
                }

                _lookedAt[name] = _search;
                var score = Score(name, weights, weight, lastingWords, smallWords, out var sure);
                top.Add(_names, name, score, sure);
                if (--left == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>All of 1 to 4, those near the middle first.</summary>
    private static int Around(int middle, int off) => middle switch
    {
        1 => 1 + off,
        2 => off switch { 0 => 2, 1 => 3, 2 => 1, _ => 4 },
        3 => off switch { 0 => 3, 1 => 4, 2 => 2, _ => 1 },
        _ => 4 - off,
    };

    private float Score(int name, ReadOnlySpan<float> weights, float weight, int lastingWords, uint smallWords, out bool sure)
    {
        var (used, common, total) = (0u, 0f, weight);
        var matches = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_matches);
        sure = true;
        ref var firstWords = ref _firstWords[name];
        var count = firstWords[FirstWordsKept];
        ReadOnlySpan<int> all = count <= FirstWordsKept ? ((ReadOnlySpan<int>)firstWords)[..count] : _names[name].Words;
        foreach (var word in all)
        {
            ref readonly var matching = ref _matching[word];
            var own = matching.Weight;
            total += own;
            var (bestAlike, bestQuery, same) = (0f, -1, false);
            if (matching.Search == _search)
            {
                for (var m = matching.First; m >= 0; m = _matches[m].Next)
                {
                    ref readonly var match = ref matches[m];
                    if (match.Alike > bestAlike && (used & (1u << match.Query)) == 0)
                    {
                        (bestAlike, bestQuery, same) = (match.Alike, match.Query, match.SameWord);
                    }
                }
            }

            if (bestQuery >= 0)
            {
                used |= 1u << bestQuery;
                common += bestAlike * (own + weights[bestQuery]);
                lastingWords -= (smallWords & (1u << bestQuery)) == 0 ? 1 : 0;
            }

            sure &= (same && bestAlike >= SureWord) || _vocabulary.IsSmall(word);
        }

        sure &= lastingWords == 0;
        return common / total;
    }

    private void AddBeginning(ReadOnlySpan<char> beginning, int most, List<string> slugs)
    {
        foreach (var (text, id) in _beginnings.From(beginning))
        {
            if (slugs.Count == most || !text.AsSpan().StartsWith(beginning))
            {
                return;
            }

            if (_names[id].Slug is { } slug && !slugs.Contains(slug))
            {
                slugs.Add(slug);
            }
        }
    }

    private void AddBeginningLater(string beginning, int most, List<string> slugs)
    {
        // Of several words, the first must be one of the name's words, and the rest follow it there.
        var space = beginning.IndexOf(' ', StringComparison.Ordinal);
        var first = space < 0 ? beginning : beginning[..space];
        var within = ' ' + beginning;
        var left = MostLookedAt;
        foreach (var (text, word) in _vocabulary.From(first))
        {
            if (!text.StartsWith(first, StringComparison.Ordinal) || (space > 0 && text.Length > space))
            {
                return;
            }

            for (var length = 1; length <= Vocabulary.Lengths; length++)
            {
                foreach (var id in _vocabulary.Names(word, length))
                {
                    if (slugs.Count == most || left-- == 0)
                    {
                        return;
                    }

                    if (_names[id] is var name && (name.Folded.Contains(within, StringComparison.Ordinal) || Folding.ContainsUnspaced(name.Folded)) && !slugs.Contains(name.Slug!))
                    {
                        slugs.Add(name.Slug!);
                    }
                }
            }
        }
    }

    /// <summary>The words, and how many there are in all.</summary>
    [System.Runtime.CompilerServices.InlineArray(FirstWordsKept + 1)]
    private struct FirstWords
    {
        private int _word;
    }

    private struct Name
    {
        /// <summary>Null when it was removed.</summary>
        public string? Slug;
        public string Given;
        public string Folded;
        public int[] Words;
        public bool Small;
    }

    /// <summary>The best names so far, one of each term.</summary>
    private sealed class Best(int most)
    {
        private readonly List<(int Name, float Score, bool Sure)> _all = new(most + 1);
        private float _least = -1;

        public int Most => most;

        public float First => _all.Count > 0 ? _all[0].Score : 0;

        public List<(int Name, float Score, bool Sure)> All => _all;

        public void AddAll(Name[] names, ReadOnlySpan<int> found, float score, bool sure)
        {
            foreach (var name in found)
            {
                Add(names, name, score, sure);
            }
        }

        public void Add(Name[] names, int name, float score, bool sure)
        {
            if (score <= _least)
            {
                return;
            }

            var slug = names[name].Slug;
            var old = _all.Count - 1;
            while (old >= 0 && names[_all[old].Name].Slug != slug)
            {
                old--;
            }

            if (old >= 0)
            {
                if (_all[old].Score >= score)
                {
                    return;
                }

                _all.RemoveAt(old);
            }

            // Equal scores stay in the order in which they were found.
            var at = _all.Count;
            while (at > 0 && _all[at - 1].Score < score)
            {
                at--;
            }

            _all.Insert(at, (name, score, sure));
            if (_all.Count > most)
            {
                _all.RemoveAt(most);
            }

            _least = _all.Count == most ? _all[^1].Score : -1;
        }

        public List<TermMatch> Matches(Name[] names, int wanted)
        {
            List<TermMatch> matches = new(Math.Min(wanted, _all.Count));
            for (var i = 0; i < _all.Count && i < wanted && _all[i].Score >= Least; i++)
            {
                var (name, score, sure) = _all[i];
                var rival = _all.Count > 1 ? _all[1].Score : 0;
                // Of what is known at once (another order, other spaces) only another one that is known at once is a rival.
                var clear = score > OtherWords ? rival < (score == 1 ? 1 : OtherSpaces) : score >= SureScore && score - rival >= SureDistance;
                matches.Add(new(names[name].Slug!, names[name].Given, Math.Round(score, 3), i == 0 && sure && clear));
            }

            return matches;
        }
    }
}

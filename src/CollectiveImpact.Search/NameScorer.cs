using System.Runtime.InteropServices;

namespace CollectiveImpact.Search;

/// <summary>Scores names by their words: twice what the words of the name and of the query weigh together, of what they weigh apart (a weighted Dice coefficient).</summary>
internal sealed class NameScorer(NameTable names, Vocabulary vocabulary)
{
    /// <summary>Of a query; more words are not to be scored.</summary>
    public const int MostWords = 16;

    /// <summary>How many names are looked at for one question. Only reached when the commonest words of a very large index are all that is asked.</summary>
    public const int MostLookedAt = 3000;

    // From then on, names that can't come near the best one are passed over.
    private const int FewLookedAt = 100;
    private const float Rival = 0.1f;
    private const float Noise = 0.15f;
    private const float SureWord = 0.7f;

    // A split adds a word.
    private const int MostQueried = MostWords * 2;

    // Of the search that is going on, by name and by word; a mark that is not the search's own is an old one.
    private readonly List<(int Query, float Similarity, bool IsSameWord, int Next)> _matches = [];
    private int[] _lookedAt = [];
    private (float Weight, int Search, int First)[] _matching = [];
    private int _search;

    /// <summary>Of the commonest word that isn't a stop word.</summary>
    private float _leastWeight;

    /// <summary>To be called when names have come or gone, before any are scored.</summary>
    public void Reweigh()
    {
        vocabulary.Reweigh(names.Count);
        if (_matching.Length < vocabulary.Words)
        {
            _matching = new (float, int, int)[vocabulary.Words * 2];
        }

        _leastWeight = float.MaxValue;
        for (var word = 0; word < vocabulary.Words; word++)
        {
            var weight = vocabulary.Weight(word);
            _matching[word].Weight = weight;
            if (weight < _leastWeight && !vocabulary.IsStopWord(word))
            {
                _leastWeight = weight;
            }
        }
    }

    /// <param name="found">For each word the similar words of names, the most similar first.</param>
    public void Score(List<string> words, List<SimilarWord[]> found, BestNames best)
    {
        if (_lookedAt.Length < names.Numbers)
        {
            _lookedAt = new int[names.Numbers * 2];
        }

        _search++;
        _matches.Clear();
        var sizes = (stackalloc int[MostQueried])[..words.Count];
        var query = Weigh(words, found, stackalloc float[MostQueried], sizes, (stackalloc int[MostQueried])[..words.Count]);
        LookThrough(found, query, best);
    }

    /// <summary>What is known of a query before names are looked at.</summary>
    private readonly ref struct Query(ReadOnlySpan<float> weights, ReadOnlySpan<int> order, float weight, int lastingWords, uint stopWords)
    {
        /// <summary>Of each of its words.</summary>
        public readonly ReadOnlySpan<float> Weights = weights;

        /// <summary>Its words, those that the fewest names have first.</summary>
        public readonly ReadOnlySpan<int> Order = order;

        /// <summary>Of all of its words.</summary>
        public readonly float Weight = weight;

        /// <summary>How many of its words are no stop words.</summary>
        public readonly int LastingWords = lastingWords;

        private readonly uint _stopWords = stopWords;

        public bool IsStopWord(int word) => (_stopWords & (1u << word)) != 0;
    }

    private Query Weigh(List<string> words, List<SimilarWord[]> found, Span<float> weights, Span<int> sizes, Span<int> order)
    {
        var (weight, lastingWords, stopWords) = (0f, 0, 0u);
        for (var i = 0; i < words.Count; i++)
        {
            var isStopWord = StopWords.IsStopWord(words[i]);
            weights[i] = found[i] is [var first, ..] ? vocabulary.Weight(first.Word) : vocabulary.UnknownWeight * (isStopWord ? 0.1f : 1);
            weight += weights[i];
            lastingWords += isStopWord ? 0 : 1;
            order[i] = i;
            stopWords |= isStopWord ? 1u << i : 0;
            // Stop words find nothing by themselves, unless there is nothing else.
            sizes[i] = Match(i, found[i]) + (isStopWord ? int.MaxValue / 2 : 0);
        }

        sizes.Sort(order);
        return new Query(weights, order, weight, lastingWords, stopWords);
    }

    /// <summary>Notes which words of names a word of the query matches.</summary>
    /// <returns>How many names have those that are about as similar as the most similar one.</returns>
    private int Match(int query, SimilarWord[] found)
    {
        var size = 0;
        foreach (var similar in found)
        {
            ref var matching = ref _matching[similar.Word];
            _matches.Add((query, similar.Similarity, similar.IsSameWord, matching.Search == _search ? matching.First : -1));
            (matching.Search, matching.First) = (_search, _matches.Count - 1);
            size += similar.Similarity > found[0].Similarity - Noise ? vocabulary.NamesWith(similar.Word) : 0;
        }

        return size;
    }

    private void LookThrough(List<SimilarWord[]> found, in Query query, BestNames best)
    {
        var left = MostLookedAt;
        var rest = query.Weight;
        for (var o = 0; o < query.Order.Length && left > 0; o++)
        {
            if (o > 0 && query.IsStopWord(query.Order[o]))
            {
                break;
            }

            foreach (var similar in found[query.Order[o]])
            {
                for (var off = 0; off < Vocabulary.Lengths && left > 0; off++)
                {
                    // Names of as many words first, then longer and shorter ones.
                    var length = Around(Math.Clamp(query.LastingWords, 1, Vocabulary.Lengths), off);
                    if (MostLookedAt - left <= FewLookedAt || Bound(query, o, similar.Similarity, rest, length) > best.First - Rival)
                    {
                        left = LookAt(vocabulary.Names(similar.Word, length), query, best, left);
                    }
                }
            }

            rest -= query.Weights[query.Order[o]];
        }
    }

    /// <summary>What a name of so many words can reach at most that has this word, and none of those that were looked for before.</summary>
    /// <param name="o">The word's place in the order.</param>
    /// <param name="rest">What it and those after it weigh.</param>
    private float Bound(in Query query, int o, float similarity, float rest, int length)
    {
        var weight = query.Weights[query.Order[o]];
        var common = similarity * weight;
        if (length >= query.LastingWords)
        {
            common += rest - weight;
            return 2 * common / (query.Weight + common + ((length - query.LastingWords) * _leastWeight));
        }

        for (var other = o + 1; other < query.Order.Length && other < o + length; other++)
        {
            common += query.Weights[query.Order[other]];
        }

        return 2 * common / (query.Weight + common);
    }

    /// <param name="left">How many names may still be looked at.</param>
    /// <returns>How many may be after these.</returns>
    private int LookAt(ReadOnlySpan<int> lookedAt, in Query query, BestNames best, int left)
    {
        foreach (var name in lookedAt)
        {
            if (_lookedAt[name] == _search)
            {
                continue;
            }

            _lookedAt[name] = _search;
            best.Add(name, ScoreOf(name, query, out var sure), sure);
            if (--left == 0)
            {
                break;
            }
        }

        return left;
    }

    /// <summary>All of 1 to 4, those near the middle first.</summary>
    private static int Around(int middle, int off) => middle switch
    {
        1 => 1 + off,
        2 => off switch { 0 => 2, 1 => 3, 2 => 1, _ => 4 },
        3 => off switch { 0 => 3, 1 => 4, 2 => 2, _ => 1 },
        _ => 4 - off,
    };

    private float ScoreOf(int name, in Query query, out bool sure)
    {
        var (used, common, total, lastingWords) = (0u, 0f, query.Weight, query.LastingWords);
        var matches = CollectionsMarshal.AsSpan(_matches);
        sure = true;
        foreach (var word in names.WordsOf(name))
        {
            ref readonly var matching = ref _matching[word];
            var own = matching.Weight;
            total += own;
            var (similarity, asked, same) = (0f, -1, false);
            if (matching.Search == _search)
            {
                for (var m = matching.First; m >= 0; m = matches[m].Next)
                {
                    ref readonly var match = ref matches[m];
                    if (match.Similarity > similarity && (used & (1u << match.Query)) == 0)
                    {
                        (similarity, asked, same) = (match.Similarity, match.Query, match.IsSameWord);
                    }
                }
            }

            if (asked >= 0)
            {
                used |= 1u << asked;
                common += similarity * (own + query.Weights[asked]);
                lastingWords -= query.IsStopWord(asked) ? 0 : 1;
            }

            sure &= (same && similarity >= SureWord) || vocabulary.IsStopWord(word);
        }

        sure &= lastingWords == 0;
        return common / total;
    }
}

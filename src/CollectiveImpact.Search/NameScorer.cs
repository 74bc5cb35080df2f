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
        Span<float> weights = stackalloc float[MostQueried];
        var sizes = (stackalloc int[MostQueried])[..words.Count];
        var order = (stackalloc int[MostQueried])[..words.Count];
        var (weight, lastingWords, stopWords) = (0f, 0, 0u);
        for (var i = 0; i < words.Count; i++)
        {
            var isStopWord = StopWords.IsStopWord(words[i]);
            weights[i] = found[i] is [var first, ..] ? vocabulary.Weight(first.Word) : vocabulary.UnknownWeight * (isStopWord ? 0.1f : 1);
            weight += weights[i];
            lastingWords += isStopWord ? 0 : 1;
            order[i] = i;
            stopWords |= isStopWord ? 1u << i : 0;
            foreach (var similar in found[i])
            {
                ref var matching = ref _matching[similar.Word];
                _matches.Add((i, similar.Similarity, similar.IsSameWord, matching.Search == _search ? matching.First : -1));
                (matching.Search, matching.First) = (_search, _matches.Count - 1);
                sizes[i] += similar.Similarity > found[i][0].Similarity - Noise ? vocabulary.NamesWith(similar.Word) : 0;
            }

            // Stop words find nothing by themselves, unless there is nothing else.
            sizes[i] = isStopWord ? sizes[i] + (int.MaxValue / 2) : sizes[i];
        }

        sizes.Sort(order);
        var left = MostLookedAt;
        var rest = weight;
        for (var o = 0; o < order.Length && left > 0; o++)
        {
            if (o > 0 && (stopWords & (1u << order[o])) != 0)
            {
                break;
            }

            foreach (var similar in found[order[o]])
            {
                for (var off = 0; off < Vocabulary.Lengths && left > 0; off++)
                {
                    // Names of as many words first, then longer and shorter ones.
                    var length = Around(Math.Clamp(lastingWords, 1, Vocabulary.Lengths), off);
                    if (MostLookedAt - left <= FewLookedAt || Bound(length, o, similar, weights, order) > best.First - Rival)
                    {
                        LookAt(vocabulary.Names(similar.Word, length), weights);
                    }
                }
            }

            rest -= weights[order[o]];
        }

        // What a name of so many words can reach at most that has this word, and none of those that were looked for before.
        float Bound(int length, int o, SimilarWord similar, ReadOnlySpan<float> weights, ReadOnlySpan<int> order)
        {
            var common = similar.Similarity * weights[order[o]];
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

        void LookAt(ReadOnlySpan<int> lookedAt, ReadOnlySpan<float> weights)
        {
            foreach (var name in lookedAt)
            {
                if (_lookedAt[name] == _search)
                {
                    continue;
                }

                _lookedAt[name] = _search;
                var score = ScoreOf(name, weights, weight, lastingWords, stopWords, out var sure);
                best.Add(name, score, sure);
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

    private float ScoreOf(int name, ReadOnlySpan<float> weights, float weight, int lastingWords, uint stopWords, out bool sure)
    {
        var (used, common, total) = (0u, 0f, weight);
        var matches = CollectionsMarshal.AsSpan(_matches);
        sure = true;
        foreach (var word in names.WordsOf(name))
        {
            ref readonly var matching = ref _matching[word];
            var own = matching.Weight;
            total += own;
            var (similarity, query, same) = (0f, -1, false);
            if (matching.Search == _search)
            {
                for (var m = matching.First; m >= 0; m = matches[m].Next)
                {
                    ref readonly var match = ref matches[m];
                    if (match.Similarity > similarity && (used & (1u << match.Query)) == 0)
                    {
                        (similarity, query, same) = (match.Similarity, match.Query, match.IsSameWord);
                    }
                }
            }

            if (query >= 0)
            {
                used |= 1u << query;
                common += similarity * (own + weights[query]);
                lastingWords -= (stopWords & (1u << query)) == 0 ? 1 : 0;
            }

            sure &= (same && similarity >= SureWord) || vocabulary.IsStopWord(word);
        }

        sure &= lastingWords == 0;
        return common / total;
    }
}

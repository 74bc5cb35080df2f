using System.Runtime.InteropServices;

namespace CollectiveImpact.Search;

/// <summary>What the offers that have a word, or one that means nearly the same, gain by it.</summary>
/// <param name="Offers">In ascending order.</param>
/// <param name="Best">What an offer of the usual length that has the word would gain by it.</param>
internal sealed record Reach(int[] Offers, float[] Gains, float Best);

/// <summary>An inverted index of offers by the stems of their words and by the sets of synonyms that these belong to.</summary>
/// <remarks>
/// The measure is Okapi BM25 (Robertson and others, 1994) over Snowball stems, where a word also stands, for less, for its synonyms in the
/// <see cref="Thesaurus"/>, and a word that no offer has for those that are spelled nearly so.
/// </remarks>
internal sealed class OfferIndex
{
    /// <summary>How soon a long offer counts for less: its many words match many asks by chance. Less so than is usual for pages: all of these are short.</summary>
    private const float OfLength = 0.3f;

    /// <summary>A synonym means nearly the same; the word itself surely does.</summary>
    private const float OfSynonym = 0.9f;

    /// <summary>Another word of the same field is about something near it: it puts the one of two weak offers before the other that isn't about something else.</summary>
    private const float OfField = 0.6f;

    /// <summary>A word of several sets ("coach") means one of them only.</summary>
    private const float OfSeveralSets = 0.75f;

    private const float NearlySpelled = 0.8f;

    /// <summary>Another form of the word ("booked" for "books") may mean something else.</summary>
    private const float OtherForm = 0.95f;

    // For whom and when are no topic: they only choose between offers of the same one.
    private const float OfPeople = 0.5f;
    private const float OfCircumstance = 0.2f;

    /// <summary>A word of the thesaurus is what is asked for more often than a word that happens to stand in a sentence.</summary>
    private const float OfThesaurus = 1.8f;

    /// <summary>A word that no offer has tells that something else is meant, or nothing.</summary>
    private const float Unknown = 0.3f;

    /// <summary>As if there were so many offers more: how rare a word is among three offers tells nothing yet.</summary>
    private const int OffersBefore = 50;

    private readonly int _count;
    private readonly NoticeReader _reader;
    private readonly Thesaurus _thesaurus;
    private readonly SpellingCorrector _corrector = new();
    private readonly Dictionary<string, List<Posting>> _byStem = [];
    private readonly Dictionary<string, string> _aStemOf = [];
    private readonly List<(int Offer, float Likeness)>[] _bySet;
    private readonly float[] _ofLength;
    private readonly Dictionary<string, Reach> _reaches = [];

    public OfferIndex(IReadOnlyList<Notice> offers, string[] languages)
    {
        var stems = new Stems(languages);
        _thesaurus = new(stems);
        _reader = new(stems, _thesaurus);
        _count = offers.Count;
        _bySet = new List<(int, float)>[_thesaurus.Sets];
        var lengths = new float[_count];
        for (var offer = 0; offer < _count; offer++)
        {
            lengths[offer] = Add(offer, offers[offer]);
        }

        var mean = _count == 0 ? 1 : Math.Max(lengths.Average(), 1);
        _ofLength = [.. lengths.Select(l => 1 / (1 - OfLength + (OfLength * l / mean)))];
    }

    /// <summary>The distinct words of a text, in its order.</summary>
    public List<NoticeWord> Read(string text) => _reader.Read(text);

    public Reach ReachOf(NoticeWord word)
    {
        if (_reaches.TryGetValue(word.Key, out var reach))
        {
            return reach;
        }

        var gains = new Gains([]);
        foreach (var stem in word.Stems.Distinct())
        {
            GainByStem(ref gains, word.Key, stem, 1);
        }

        GainBySynonyms(ref gains, word);
        if (gains.OfOffers.Count == 0 && word.Stems.Length > 0)
        {
            foreach (var near in _corrector.Nearest(word.Key))
            {
                GainByStem(ref gains, word.Key, _aStemOf[near], NearlySpelled);
            }
        }

        if (gains.OfOffers.Count == 0)
        {
            gains.Best = InverseDocumentFrequency(0) * Unknown;
        }

        var weight = WeightOf(word);
        var offers = gains.OfOffers.Keys.ToArray();
        Array.Sort(offers);
        return _reaches[word.Key] = new(offers, [.. offers.Select(o => gains.OfOffers[o] * weight * _ofLength[o])], gains.Best * weight);
    }

    /// <summary>What offers gain by a word, before it is weighed, each by the best of its ways.</summary>
    private struct Gains(Dictionary<int, float> ofOffers)
    {
        public readonly Dictionary<int, float> OfOffers = ofOffers;

        public float Best;

        public readonly void Add(int offer, float worth)
        {
            ref var gain = ref CollectionsMarshal.GetValueRefOrAddDefault(OfOffers, offer, out _);
            gain = Math.Max(gain, worth);
        }
    }

    private void GainByStem(ref Gains gains, string key, string stem, float likeness)
    {
        if (!_byStem.TryGetValue(stem, out var of))
        {
            return;
        }

        var worth = InverseDocumentFrequency(of.Count) * likeness;
        gains.Best = Math.Max(gains.Best, worth);
        foreach (var (offer, form, emphasis) in of)
        {
            gains.Add(offer, worth * emphasis * (form == key ? 1 : OtherForm));
        }
    }

    private void GainBySynonyms(ref Gains gains, NoticeWord word)
    {
        foreach (var (set, likeness) in Likenesses(word))
        {
            if (_bySet[set] is not { } of)
            {
                continue;
            }

            var worth = InverseDocumentFrequency(of.Count) * OfSynonym * likeness;
            gains.Best = Math.Max(gains.Best, worth);
            foreach (var (offer, other) in of)
            {
                gains.Add(offer, worth * other);
            }
        }
    }

    /// <returns>The offer's length, as far as its words say something.</returns>
    private float Add(int offer, Notice notice)
    {
        var length = 0f;
        foreach (var word in _reader.Read(notice.Text))
        {
            length += WeightOf(word) * word.Emphasis;
            foreach (var stem in word.Stems)
            {
                ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(_byStem, stem, out _);
                of ??= [];
                if (of.Count == 0 || of[^1].Offer != offer)
                {
                    of.Add(new(offer, word.Key, word.Emphasis));
                }
            }

            if (word.Stems.Length > 0 && _aStemOf.TryAdd(word.Key, word.Stems[0]))
            {
                _corrector.Add(word.Key);
            }

            foreach (var (set, sure) in Likenesses(word))
            {
                var likeness = sure * word.Emphasis;
                var of = _bySet[set] ??= [];
                if (of.Count == 0 || of[^1].Offer != offer)
                {
                    of.Add((offer, likeness));
                }
                else if (of[^1].Likeness < likeness)
                {
                    of[^1] = (offer, likeness);
                }
            }
        }

        return length;
    }

    private static float WeightOf(NoticeWord word) => word.Kind switch
    {
        WordKind.People => OfPeople,
        WordKind.Circumstance => OfCircumstance,
        _ => word.Sets.Length > 0 ? OfThesaurus : 1,
    };

    /// <summary>How surely a word stands for each of its sets, and for their fields.</summary>
    private IEnumerable<(int Set, float Likeness)> Likenesses(NoticeWord word)
    {
        var doubt = word.Sets.Length > 1 ? OfSeveralSets : 1;
        foreach (var (set, likeness) in word.Sets)
        {
            if (_thesaurus.KindOf(set) != word.Kind)
            {
                continue;
            }

            yield return (set, likeness * doubt);
            if (_thesaurus.FieldOf(set) is { } field)
            {
                yield return (field, likeness * doubt * OfField);
            }
        }
    }

    /// <summary>BM25's weight of a word that so many offers have.</summary>
    private float InverseDocumentFrequency(int offers) => MathF.Log(1 + ((_count + OffersBefore - offers + 0.5f) / (offers + 0.5f)));

    /// <param name="Form">The word as the offer has it, folded.</param>
    /// <param name="Emphasis">How much to the point it stands there.</param>
    private readonly record struct Posting(int Offer, string Form, float Emphasis);
}

using System.Runtime.InteropServices;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Glossary;

namespace CollectiveImpact.Activities;

/// <summary>What a partner needs or can give, as far as matching looks at it.</summary>
/// <param name="Partner">Whose it is. Nobody is offered what is their own.</param>
/// <param name="Text">A sentence or two in people's words.</param>
/// <param name="Place">Empty when anywhere.</param>
/// <param name="From">Open when null, as is <paramref name="Until"/>, which is the last day.</param>
public sealed record Notice(string Id, string Partner, string Text, string Place, LocalDate? From, LocalDate? Until);

/// <summary>An offer that may answer an ask.</summary>
/// <param name="Score">From 0 to 1.</param>
/// <param name="SharedWords">The words of the ask that made it match, as written.</param>
/// <param name="SamePlace">Both name a place, and it is the same one. Not when either of them is for anywhere.</param>
/// <param name="SameTime">Both name a time, and the two overlap. Not when either of them is for any time.</param>
public sealed record Match(string Ask, string Offer, double Score, IReadOnlyList<string> SharedWords, bool SamePlace, bool SameTime);

/// <summary>Finds the offers that may answer an ask: the same topic in whatever words, at a place and a time that fit.</summary>
/// <remarks>
/// The measure is Okapi BM25 (Robertson and others, 1994) over the words' Snowball stems, where a word also stands, for less, for the others of
/// its group in <see cref="FieldWords"/>, and a word that no offer has for those that are spelled nearly so. What is found for an ask is
/// divided by what an offer with all its words would get. For one thread at a time, such as a grain's.
/// </remarks>
public sealed class Matching
{
    /// <summary>How soon a long offer counts for less: its many words match many asks by chance. Less so than is usual for pages: all of these are short.</summary>
    private const float OfLength = 0.3f;

    /// <summary>Another word of the same group means nearly the same; the word itself surely does.</summary>
    private const float OfGroup = 0.9f;

    /// <summary>Another word of the same field is about something near it: it puts the one of two weak offers before the other that isn't about something else.</summary>
    private const float OfField = 0.6f;

    /// <summary>A word of several groups ("coach") means one of them only.</summary>
    private const float OfSeveralGroups = 0.75f;

    private const float NearlySpelled = 0.8f;

    /// <summary>Another form of the word ("booked" for "books") may mean something else.</summary>
    private const float OtherForm = 0.95f;

    /// <summary>The power of how many words of one group an ask has, by which each of them is divided.</summary>
    private const float OfAlike = 0.3f;

    // For whom and when are no topic: they only choose between offers of the same one.
    private const float OfPeople = 0.5f;
    private const float OfCircumstance = 0.2f;

    /// <summary>A word of the table is what is asked for more often than a word that happens to stand in a sentence.</summary>
    private const float OfTable = 1.8f;

    /// <summary>A word that no offer has tells that something else is meant, or nothing.</summary>
    private const float Unknown = 0.3f;

    /// <summary>As if there were so many offers more: how rare a word is among three offers tells nothing yet.</summary>
    private const int OffersBefore = 50;

    // A help from elsewhere may still be one, if there is none nearer. One from anywhere is a little less likely to be than one from here.
    private const double OtherPlace = 0.45;
    private const double AnyPlace = 0.96;

    /// <summary>Less than that in common is chance.</summary>
    private const double Threshold = 0.2;

    /// <summary>A word that adds less than that share of what the strongest one does isn't named as a reason.</summary>
    private const float LeastShare = 0.2f;

    private const int MostRemembered = 1 << 14;
    private const int FewAsks = 64;

    private readonly Notice[] _offers;
    private readonly NoticeReader _reader;
    private readonly FieldTable _table;
    private readonly NearWords _spelled = new();
    private readonly Dictionary<string, List<Posting>> _byStem = [];
    private readonly Dictionary<string, string> _aStemOf = [];
    private readonly List<(int Offer, float Likeness)>[] _byGroup;
    private readonly float[] _ofLength;
    private readonly int[] _partners;
    private readonly int[] _places;
    private readonly Dictionary<string, int> _partnerIds = [];
    private readonly Dictionary<string, int> _placeIds = [];
    private readonly Dictionary<string, bool[]> _samePlaces = [];
    private readonly Dictionary<string, Reach> _reaches = [];
    private readonly Scratch _scratch;

    /// <param name="languages">BCP 47: whose inflections are known, beside English ones. A language without a stemmer is passed over.</param>
    public Matching(IReadOnlyList<Notice> offers, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentNullException.ThrowIfNull(languages);
        var stems = new Stems(languages);
        _table = new(stems);
        _reader = new(stems, _table);
        _offers = [.. offers];
        _byGroup = new List<(int, float)>[_table.Groups];
        _ofLength = new float[_offers.Length];
        _partners = new int[_offers.Length];
        _places = new int[_offers.Length];
        _scratch = new(_offers.Length);
        Index();
    }

    /// <summary>The offers that may answer an ask, the best first.</summary>
    /// <remarks>Never one of the same partner, nor one whose dates are over or yet to come. One from another place comes after what is here.</remarks>
    public IReadOnlyList<Match> For(Notice ask, int most)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Find(Prepare(ask), most, _scratch);
    }

    /// <summary>The matches of all asks, each ask's best first.</summary>
    public static IReadOnlyList<Match> All(IReadOnlyList<Notice> asks, IReadOnlyList<Notice> offers, int mostEach, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(asks);
        var matching = new Matching(offers, languages);
        var found = new Match[asks.Count][];

        // Reading is for one thread, comparing for all there are.
        var prepared = new Asked[asks.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            prepared[i] = matching.Prepare(asks[i]);
        }

        if (prepared.Length < FewAsks)
        {
            for (var i = 0; i < prepared.Length; i++)
            {
                found[i] = matching.Find(prepared[i], mostEach, matching._scratch);
            }
        }
        else
        {
            Parallel.For(
                0,
                prepared.Length,
                () => new Scratch(matching._offers.Length),
                (i, _, scratch) =>
                {
                    found[i] = matching.Find(prepared[i], mostEach, scratch);
                    return scratch;
                },
                _ => { });
        }

        return [.. found.SelectMany(f => f)];
    }

    private void Index()
    {
        var lengths = new float[_offers.Length];
        for (var offer = 0; offer < _offers.Length; offer++)
        {
            var notice = _offers[offer];
            _partners[offer] = IdOf(_partnerIds, notice.Partner);
            _places[offer] = IdOf(_placeIds, Folding.Fold(notice.Place));
            foreach (var word in _reader.Read(notice.Text))
            {
                lengths[offer] += WeightOf(word) * word.Emphasis;
                foreach (var stem in word.Stems)
                {
                    ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(_byStem, stem, out _);
                    of ??= [];
                    if (of.Count == 0 || of[^1].Offer != offer)
                    {
                        of.Add(new(offer, word.Key, word.Emphasis));
                    }
                }

                if (word.Stems.Length > 0)
                {
                    if (_aStemOf.TryAdd(word.Key, word.Stems[0]))
                    {
                        _spelled.Add(word.Key);
                    }
                }

                foreach (var (group, sure) in Likenesses(word))
                {
                    var likeness = sure * word.Emphasis;
                    var of = _byGroup[group] ??= [];
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
        }

        var mean = lengths.Length == 0 ? 1 : Math.Max(lengths.Average(), 1);
        for (var offer = 0; offer < lengths.Length; offer++)
        {
            _ofLength[offer] = 1 / (1 - OfLength + (OfLength * lengths[offer] / mean));
        }
    }

    private static int IdOf(Dictionary<string, int> ids, string key)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, key, out var known);
        return known ? id : id = ids.Count - 1;
    }

    private static float WeightOf(NoticeWord word) => word.Kind switch
    {
        WordKind.People => OfPeople,
        WordKind.Circumstance => OfCircumstance,
        _ => word.Groups.Length > 0 ? OfTable : 1,
    };

    /// <summary>How surely a word stands for each of its groups, and for their fields.</summary>
    private IEnumerable<(int Group, float Likeness)> Likenesses(NoticeWord word)
    {
        var doubt = word.Groups.Length > 1 ? OfSeveralGroups : 1;
        foreach (var (group, likeness) in word.Groups)
        {
            if (_table.KindOf(group) != word.Kind)
            {
                continue;
            }

            yield return (group, likeness * doubt);
            if (_table.FieldOf(group) is { } field)
            {
                yield return (field, likeness * doubt * OfField);
            }
        }
    }

    /// <summary>BM25's weight of a word that so many offers have.</summary>
    private float Rarity(int offers) => MathF.Log(1 + ((_offers.Length + OffersBefore - offers + 0.5f) / (offers + 0.5f)));

    private Asked Prepare(Notice ask)
    {
        var words = _reader.Read(ask.Text);
        Damp(words);
        // What it is about comes first: only offers that have something of that are looked at further.
        var reaches = words.Where(w => w.Kind == WordKind.Thing).Concat(words.Where(w => w.Kind != WordKind.Thing)).Select(w => (Word: w, Reach: ReachOf(w))).ToArray();
        var topics = words.Count(w => w.Kind == WordKind.Thing);
        return new(ask, reaches, topics, reaches.Sum(r => r.Reach.Best * r.Word.Emphasis), SamePlaces(ask.Place));
    }

    /// <summary>Three words for one thing ("e-mail, printers, IT support") don't make it three times as much: an offer with one of them has all.</summary>
    private static void Damp(List<NoticeWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var alike = words.Count(w => w.Groups.Any(g => words[i].Groups.Any(o => o.Group == g.Group)));
            if (alike > 1)
            {
                words[i] = words[i] with { Emphasis = words[i].Emphasis / MathF.Pow(alike, OfAlike) };
            }
        }
    }

    /// <summary>The offers that have a word, or one like it, and what that is worth for each.</summary>
    private Reach ReachOf(NoticeWord word)
    {
        if (_reaches.TryGetValue(word.Key, out var reach))
        {
            return reach;
        }

        Dictionary<int, float> gains = [];
        var best = 0f;
        foreach (var stem in word.Stems.Distinct())
        {
            OfStem(stem, 1);
        }

        foreach (var (group, likeness) in Likenesses(word))
        {
            if (_byGroup[group] is not { } of)
            {
                continue;
            }

            var worth = Rarity(of.Count) * OfGroup * likeness;
            best = Math.Max(best, worth);
            foreach (var (offer, other) in of)
            {
                Gain(offer, worth * other);
            }
        }

        if (gains.Count == 0 && word.Stems.Length > 0)
        {
            foreach (var near in _spelled.To(word.Key))
            {
                OfStem(_aStemOf[near], NearlySpelled);
            }
        }

        if (gains.Count == 0)
        {
            best = Rarity(0) * Unknown;
        }

        var weight = WeightOf(word);
        var offers = gains.Keys.ToArray();
        Array.Sort(offers);
        reach = new(offers, [.. offers.Select(o => gains[o] * weight * _ofLength[o])], best * weight);
        if (_reaches.Count >= MostRemembered)
        {
            _reaches.Clear();
        }

        return _reaches[word.Key] = reach;

        void OfStem(string stem, float likeness)
        {
            if (!_byStem.TryGetValue(stem, out var of))
            {
                return;
            }

            var worth = Rarity(of.Count) * likeness;
            best = Math.Max(best, worth);
            foreach (var (offer, form, emphasis) in of)
            {
                Gain(offer, worth * emphasis * (form == word.Key ? 1 : OtherForm));
            }
        }

        void Gain(int offer, float worth)
        {
            ref var gain = ref CollectionsMarshal.GetValueRefOrAddDefault(gains, offer, out _);
            gain = Math.Max(gain, worth);
        }
    }

    /// <summary>For each place of the offers, whether it is the ask's: the same, or one within the other ("Riverside", "Riverside, Block 4").</summary>
    private bool[] SamePlaces(string place)
    {
        var folded = Folding.Fold(place);
        if (_samePlaces.TryGetValue(folded, out var same))
        {
            return same;
        }

        same = new bool[_placeIds.Count];
        foreach (var (other, id) in _placeIds)
        {
            same[id] = folded.Length > 0 && other.Length > 0 && (Holds(folded, other) || Holds(other, folded));
        }

        if (_samePlaces.Count >= MostRemembered)
        {
            _samePlaces.Clear();
        }

        return _samePlaces[folded] = same;
    }

    /// <summary>In whole words, where there are such: "Side" is not within "Riverside".</summary>
    private static bool Holds(string place, string part) => Folding.ContainsUnspaced(part)
        ? place.Contains(part, StringComparison.Ordinal)
        : $" {place} ".Contains($" {part} ", StringComparison.Ordinal);

    private Match[] Find(Asked asked, int most, Scratch scratch)
    {
        if (most <= 0 || asked.Topics == 0)
        {
            return [];
        }

        var (ask, reaches, topics, all, samePlaces) = asked;
        scratch.Start();
        for (var i = 0; i < reaches.Length; i++)
        {
            scratch.Add(reaches[i].Reach, reaches[i].Word.Emphasis, isTopic: i < topics);
        }

        var partner = ask.Partner.Length > 0 && _partnerIds.TryGetValue(ask.Partner, out var id) ? id : -1;
        var anywhere = Folding.Fold(ask.Place).Length == 0;
        var kept = new PriorityQueue<(int Offer, double Score), (int Offer, double Score)>(Comparer<(int Offer, double Score)>.Create((a, b) => -Compare(a, b)));
        foreach (var offer in scratch.Found)
        {
            var score = Math.Min(scratch.GainOf(offer) / (double)all, 1);
            if (score < Threshold || _partners[offer] == partner)
            {
                continue;
            }

            if (!samePlaces[_places[offer]])
            {
                score *= anywhere || _offers[offer].Place.Length == 0 ? AnyPlace : OtherPlace;
            }

            if (score < Threshold || (kept.Count >= most && Compare(kept.Peek(), (offer, score)) < 0) || AreApart(ask, _offers[offer]))
            {
                continue;
            }

            kept.Enqueue((offer, score), (offer, score));
            if (kept.Count > most)
            {
                kept.Dequeue();
            }
        }

        var matches = new Match[kept.Count];
        for (var i = matches.Length - 1; i >= 0; i--)
        {
            var (offer, score) = kept.Dequeue();
            matches[i] = new(ask.Id, _offers[offer].Id, score, SharedWords(asked, offer), samePlaces[_places[offer]], HasDates(ask) && HasDates(_offers[offer]));
        }

        return matches;
    }

    /// <summary>Before zero: the first is the better one. Of two that are as good, the order doesn't depend on which came in first.</summary>
    private int Compare((int Offer, double Score) a, (int Offer, double Score) b)
    {
        var order = b.Score.CompareTo(a.Score);
        if (order != 0)
        {
            return order;
        }

        var (first, second) = (_offers[a.Offer], _offers[b.Offer]);
        order = string.CompareOrdinal(first.Id, second.Id);
        order = order != 0 ? order : string.CompareOrdinal(first.Partner, second.Partner);
        order = order != 0 ? order : string.CompareOrdinal(first.Text, second.Text);
        return order != 0 ? order : a.Offer.CompareTo(b.Offer);
    }

    private static bool HasDates(Notice notice) => notice.From is not null || notice.Until is not null;

    private static bool AreApart(Notice a, Notice b) => EndsBefore(a, b) || EndsBefore(b, a);

    private static bool EndsBefore(Notice first, Notice then) => Last(first) is { } last && First(then) is { } next && last < next;

    // Whoever mixes up the two dates means the days between them.
    private static LocalDate? First(Notice notice) => notice is { From: { } from, Until: { } until } ? LocalDate.Min(from, until) : notice.From;

    private static LocalDate? Last(Notice notice) => notice is { From: { } from, Until: { } until } ? LocalDate.Max(from, until) : notice.Until;

    private static string[] SharedWords(Asked asked, int offer)
    {
        List<(int Start, int End, float Gain)> words = [];
        foreach (var (word, reach) in asked.Reaches)
        {
            if (Array.BinarySearch(reach.Offers, offer) is var i && i >= 0)
            {
                words.Add((word.Start, word.End, reach.Gains[i] * word.Emphasis));
            }
        }

        var least = words.Max(w => w.Gain) * LeastShare;
        List<(int Start, int End)> at = [.. words.Where(w => w.Gain >= least).Select(w => (w.Start, w.End))];
        at.Sort();
        // Pairs of characters that overlap are one word to those who read it.
        for (var i = at.Count - 1; i > 0; i--)
        {
            if (at[i].Start < at[i - 1].End)
            {
                at[i - 1] = (at[i - 1].Start, Math.Max(at[i].End, at[i - 1].End));
                at.RemoveAt(i);
            }
        }

        return [.. at.Select(w => asked.Ask.Text[w.Start..w.End]).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <param name="Form">The word as the offer has it, folded.</param>
    /// <param name="Emphasis">How much to the point it stands there.</param>
    private readonly record struct Posting(int Offer, string Form, float Emphasis);

    /// <param name="Offers">In ascending order.</param>
    /// <param name="Best">What an offer of the usual length that has the word would gain by it.</param>
    private sealed record Reach(int[] Offers, float[] Gains, float Best);

    /// <param name="Topics">How many of the words, which come first, say what it is about.</param>
    /// <param name="All">What an offer of the usual length with all the words would gain.</param>
    private sealed record Asked(Notice Ask, (NoticeWord Word, Reach Reach)[] Reaches, int Topics, float All, bool[] SamePlaces);

    /// <summary>What the offers have gained in the search that is going on.</summary>
    private sealed class Scratch(int offers)
    {
        private readonly float[] _gains = new float[offers];
        private readonly List<int> _found = [];

        public List<int> Found => _found;

        public float GainOf(int offer) => _gains[offer];

        public void Start()
        {
            foreach (var offer in _found)
            {
                _gains[offer] = 0;
            }

            _found.Clear();
        }

        public void Add(Reach reach, float emphasis, bool isTopic)
        {
            var (offers, gains) = (reach.Offers, reach.Gains);
            for (var i = 0; i < offers.Length; i++)
            {
                ref var gain = ref _gains[offers[i]];
                if (gain > 0)
                {
                    gain += gains[i] * emphasis;
                }
                else if (isTopic)
                {
                    gain = gains[i] * emphasis;
                    _found.Add(offers[i]);
                }
            }
        }
    }
}

namespace CollectiveImpact.Search;

/// <summary>Ranks the offers that may answer an ask: the same topic in whatever words, at a place and a time that fit.</summary>
/// <remarks>
/// What an offer gains by the words of an ask (<see cref="OfferIndex"/>) is divided by what an offer with all of them would gain. To be thrown
/// away after some asks, since it remembers all of their words. For one thread at a time.
/// </remarks>
public sealed class OfferMatcher
{
    /// <summary>The power of how many words of one set of synonyms an ask has, by which each of them is divided.</summary>
    private const float OfAlike = 0.3f;

    // A help from elsewhere may still be one, if there is none nearer. One from anywhere is a little less likely to be than one from here.
    private const double OtherPlace = 0.45;
    private const double AnyPlace = 0.96;

    /// <summary>Less than that in common is chance.</summary>
    private const double Threshold = 0.2;

    /// <summary>A word that adds less than that share of what the strongest one does isn't named as a reason.</summary>
    private const float LeastShare = 0.2f;

    private readonly Notice[] _offers;
    private readonly string[] _places;
    private readonly OfferIndex _index;

    /// <param name="languages">BCP 47: whose inflections are known, beside English ones. A language without a stemmer is passed over.</param>
    public OfferMatcher(IReadOnlyList<Notice> offers, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentNullException.ThrowIfNull(languages);
        _offers = [.. offers];
        _places = [.. offers.Select(o => Folding.Fold(o.Place))];
        _index = new(_offers, languages);
    }

    /// <summary>The offers that may answer an ask, the best first.</summary>
    /// <remarks>Never one of the same owner, nor one whose dates are over or yet to come. One from another place comes after what is here.</remarks>
    public IReadOnlyList<Match> For(Notice ask, int most)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var asked = Read(ask);
        if (most <= 0 || asked.Topics == 0)
        {
            return [];
        }

        var place = Folding.Fold(ask.Place);
        List<(int Offer, double Score, bool SamePlace)> found = [];
        foreach (var (offer, gain) in Gains(asked))
        {
            var score = Math.Min(gain / (double)asked.All, 1);
            if (score < Threshold || (ask.Owner.Length > 0 && ask.Owner == _offers[offer].Owner))
            {
                continue;
            }

            var samePlace = IsSamePlace(place, _places[offer]);
            if (!samePlace)
            {
                score *= place.Length == 0 || _offers[offer].Place.Length == 0 ? AnyPlace : OtherPlace;
            }

            if (score >= Threshold && !ask.IsApartFrom(_offers[offer]))
            {
                found.Add((offer, score, samePlace));
            }
        }

        found.Sort(Compare);
        return [.. found.Take(most).Select(f => new Match(ask.Id, _offers[f.Offer].Id, f.Score, SharedWords(asked, f.Offer), f.SamePlace, ask.HasDates && _offers[f.Offer].HasDates))];
    }

    /// <summary>The matches of all asks, each ask's best first.</summary>
    public static IReadOnlyList<Match> All(IReadOnlyList<Notice> asks, IReadOnlyList<Notice> offers, int mostEach, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(asks);
        var matcher = new OfferMatcher(offers, languages);
        return [.. asks.SelectMany(a => matcher.For(a, mostEach))];
    }

    private Asked Read(Notice ask)
    {
        var words = _index.Read(ask.Text);
        Damp(words);
        // What it is about comes first: only offers that have something of that are looked at further.
        var reaches = words.Where(w => w.Kind == WordKind.Thing).Concat(words.Where(w => w.Kind != WordKind.Thing)).Select(w => (Word: w, Reach: _index.ReachOf(w))).ToArray();
        return new(ask, reaches, words.Count(w => w.Kind == WordKind.Thing), reaches.Sum(r => r.Reach.Best * r.Word.Emphasis));
    }

    /// <summary>Three words for one thing ("e-mail, printers, IT support") don't make it three times as much: an offer with one of them has all.</summary>
    private static void Damp(List<NoticeWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var alike = words.Count(w => w.Sets.Any(s => words[i].Sets.Any(o => o.Number == s.Number)));
            if (alike > 1)
            {
                words[i] = words[i] with { Emphasis = words[i].Emphasis / MathF.Pow(alike, OfAlike) };
            }
        }
    }

    /// <summary>What each offer gains that has something of what the ask is about.</summary>
    private static Dictionary<int, float> Gains(Asked asked)
    {
        Dictionary<int, float> gains = [];
        for (var i = 0; i < asked.Reaches.Length; i++)
        {
            var (word, reach) = asked.Reaches[i];
            for (var o = 0; o < reach.Offers.Length; o++)
            {
                if (i < asked.Topics || gains.ContainsKey(reach.Offers[o]))
                {
                    gains[reach.Offers[o]] = gains.GetValueOrDefault(reach.Offers[o]) + (reach.Gains[o] * word.Emphasis);
                }
            }
        }

        return gains;
    }

    /// <summary>Whether both name one place, or one that is within the other's ("Riverside", "Riverside, Block 4").</summary>
    private static bool IsSamePlace(string place, string other) => place.Length > 0 && other.Length > 0 && (Holds(place, other) || Holds(other, place));

    /// <summary>In whole words, where there are such: "Side" is not within "Riverside".</summary>
    private static bool Holds(string place, string part) => Folding.ContainsUnspaced(part)
        ? place.Contains(part, StringComparison.Ordinal)
        : $" {place} ".Contains($" {part} ", StringComparison.Ordinal);

    /// <summary>Before zero: the first is the better one. Of two that are as good, the order doesn't depend on which came in first.</summary>
    private int Compare((int Offer, double Score, bool SamePlace) a, (int Offer, double Score, bool SamePlace) b)
    {
        var order = b.Score.CompareTo(a.Score);
        if (order != 0)
        {
            return order;
        }

        var (first, second) = (_offers[a.Offer], _offers[b.Offer]);
        order = string.CompareOrdinal(first.Id, second.Id);
        order = order != 0 ? order : string.CompareOrdinal(first.Owner, second.Owner);
        order = order != 0 ? order : string.CompareOrdinal(first.Text, second.Text);
        return order != 0 ? order : a.Offer.CompareTo(b.Offer);
    }

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

    /// <summary>An ask as it was read.</summary>
    /// <param name="Topics">How many of the words, which come first, say what it is about.</param>
    /// <param name="All">What an offer of the usual length with all the words would gain.</param>
    private sealed record Asked(Notice Ask, (NoticeWord Word, Reach Reach)[] Reaches, int Topics, float All);
}

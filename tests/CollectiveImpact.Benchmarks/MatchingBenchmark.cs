using System.Diagnostics;
using System.Text;
using CollectiveImpact.Search;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using NodaTime;
using LuceneTerm = Lucene.Net.Index.Term;

namespace CollectiveImpact.Benchmarks;

/// <summary>All asks matched with all offers, beside a look at every pair, and beside Lucene.NET.</summary>
internal static class MatchingBenchmark
{
    private const int Notices = 10_000;
    private const int Most = 5;
    private const int Seed = 42;
    private const int ScannedSlowly = 200;
    private const int Names = 8_000;

    private static readonly string[] Things =
    [
        "lift", "minibus", "van", "driver", "bus passes", "meeting room", "hall", "venue", "studio", "tutor", "mentor", "homework help", "lunch", "sandwiches", "snacks", "catering",
        "laptops", "tablets", "computers", "hotspots", "interpreter", "translator", "sign language interpreter", "childcare", "babysitters", "crèche", "grant", "sponsor", "first aid course",
        "safeguarding training", "workshop", "volunteers", "helpers", "website", "app", "survey analysis", "evaluation advice", "flyers", "posters", "printing", "winter coats", "jackets", "desks",
        "chairs", "beds", "lawyer", "legal advice", "counsellor", "therapy", "basketballs", "football coach", "swimming lessons", "guitars", "violin lessons", "paint and brushes", "spades", "seedlings",
        "compost", "books", "picture books", "storage space", "warehouse", "internships", "apprenticeships", "mock interviews", "vaccinations", "dentist", "glasses", "bookkeeping", "payroll advice",
        "board members", "facilitator", "mediator", "photographer", "film team", "tents", "projector", "sound system", "generator", "bicycles", "nappies", "hygiene kits", "prams", "flats", "host families",
        "parenting class", "kitchen", "cooking lessons", "toys", "board games", "backpacks", "school uniforms",
    ];

    private static readonly string[] Needs = ["We need", "Looking for", "We are short of", "Can anyone provide", "Missing:", "Who has", "In search of", "We would like to have", "Urgently wanted:", "Our partners ask for"];
    private static readonly string[] Gives = ["We can lend", "Free", "We have spare", "Happy to share", "On offer:", "We give away", "Our members provide", "Available:", "We could help with", "Donated:"];
    private static readonly string[] People = ["children", "teenagers", "families", "seniors", "refugees", "mothers", "pupils", "young adults", "volunteers", "newcomers", "students", "job seekers"];
    private static readonly string[] Times = ["on Saturdays", "every Tuesday", "in the evening", "after school", "during the holidays", "from October", "this winter", "once a month", "at weekends", "all year", "for six weeks"];
    private static readonly string[] Details = ["with some experience", "near the station", "about twenty pieces", "in good condition", "easy to reach", "at short notice", "for a festival", "for our centre", "as part of the project", "for a new group"];

    public static void Run()
    {
        var random = new Random(Seed);
        var names = MakeNames(random);
        var asks = Make("a", Needs);
        var offers = Make("o", Gives);
        var mean = asks.Average(a => a.Text.Split(' ').Length);
        Console.WriteLine($"matching: {Notices:N0} asks with {Notices:N0} offers, {mean:0} words on average, of {Things.Length} things, 300 partners, 40 places, a third of them with dates, and with names out of {Names:N0} made ones; a slip of the pen in one of twenty.");

        // Compiled once, so that the time is not the compiler's.
        OfferMatcher.All(asks[..500], offers[..500], Most);
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes(true);
        var found = OfferMatcher.All(asks, offers, Most);
        clock.Stop();
        var seconds = clock.Elapsed.TotalSeconds;
        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        Console.WriteLine($"  all asks, the best {Most} of each: {seconds:0.00} s on one thread (aim: under 5), {found.Count:N0} matches, {allocated / 1e6:N0} MB allocated");

        before = GC.GetTotalMemory(true);
        clock.Restart();
        var matching = new OfferMatcher(offers);
        var built = clock.Elapsed.TotalSeconds;
        var index = GC.GetTotalMemory(true) - before;
        clock.Restart();
        var alone = asks.Sum(a => matching.For(a, Most).Count);
        var each = clock.Elapsed.TotalSeconds;
        var remembered = GC.GetTotalMemory(true) - before;
        GC.KeepAlive(matching);
        Console.WriteLine($"  the index: built in {built:0.00} s, {index / 1e6:0} MB; one ask after another: {each:0.00} s, {each / Notices * 1e6:0} µs each, {remembered / 1e6:0} MB with what it remembers of words");
        if (alone != found.Count)
        {
            throw new InvalidOperationException("One by one, another number of matches is found.");
        }

        var plain = Scan(asks, offers, out var scanned);
        Console.WriteLine($"    a look at every pair, the cosine of their words' weights: {plain:N0} s on one thread, {plain / seconds:N0} times as long (extrapolated from {ScannedSlowly} asks, {scanned:N0} matches)");
        var lucene = InLucene(asks, offers, out var inLucene);
        Console.WriteLine($"    Lucene.NET in memory, its English analyzer and BM25, one query of all words for each ask: {lucene:0.0} s on one thread, {lucene / seconds:0.0} times as long ({inLucene:N0} matches; knows nothing of other words, places and dates)");

        Notice[] Make(string kind, string[] beginnings) => [.. Enumerable.Range(0, Notices).Select(i => new Notice(
            kind + i,
            "p" + random.Next(300),
            Text(beginnings),
            random.Next(3) == 0 ? "" : "Place " + random.Next(40),
            random.Next(3) == 0 ? new LocalDate(2026, 1, 1).PlusDays(random.Next(300)) : null,
            random.Next(3) == 0 ? new LocalDate(2026, 6, 1).PlusDays(random.Next(300)) : null))];

        string Text(string[] beginnings)
        {
            StringBuilder text = new();
            text.Append(Any(beginnings)).Append(' ').Append(Any(Things));
            if (random.Next(4) == 0)
            {
                text.Append(" or ").Append(Any(Things));
            }

            text.Append(" for ").Append(Any(People)).Append(' ').Append(Any(Times)).Append(", ").Append(Any(Details));
            if (random.Next(2) == 0)
            {
                // A name is used the less often the later it stands in the list.
                text.Append(" at ").Append(names[(int)(Names * Math.Pow(random.NextDouble(), 2))]).Append(' ').Append(names[(int)(Names * Math.Pow(random.NextDouble(), 2))]);
            }

            if (random.Next(20) == 0)
            {
                text.Remove(random.Next(10, text.Length), 1);
            }

            return text.ToString();
        }

        string Any(string[] of) => of[random.Next(of.Length)];
    }

    private static string[] MakeNames(Random random)
    {
        const string Consonants = "bcdfghklmnprstvw";
        const string Vowels = "aeiou";
        HashSet<string> names = [];
        while (names.Count < Names)
        {
            names.Add(string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}")) + Consonants[random.Next(Consonants.Length)]);
        }

        return [.. names];
    }

    /// <summary>As one writes it first: for every ask, the cosine with every offer, of words as they stand.</summary>
    private static double Scan(Notice[] asks, Notice[] offers, out int matches)
    {
        var words = offers.Select(o => Words(o.Text)).ToArray();
        var having = words.SelectMany(w => w).CountBy(w => w).ToDictionary();
        var lengths = words.Select(Length).ToArray();
        var found = 0;
        var clock = Stopwatch.StartNew();
        foreach (var ask in asks.AsSpan(0, ScannedSlowly))
        {
            var asked = Words(ask.Text);
            var length = Length(asked);
            List<(double Score, int Offer)> scores = [];
            for (var o = 0; o < offers.Length; o++)
            {
                var common = words[o].Where(asked.Contains).Sum(w => Weight(w) * Weight(w));
                if (common > 0 && offers[o].Owner != ask.Owner)
                {
                    scores.Add((common / (length * lengths[o]), o));
                }
            }

            found += scores.OrderDescending().Take(Most).Count();
        }

        matches = found;
        return clock.Elapsed.TotalSeconds * asks.Length / ScannedSlowly;

        double Weight(string word) => Math.Log(1 + ((double)offers.Length / (1 + having.GetValueOrDefault(word))));

        double Length(HashSet<string> of) => Math.Sqrt(of.Sum(w => Weight(w) * Weight(w)));

        static HashSet<string> Words(string text) => [.. text.ToLowerInvariant().Split([' ', ',', '.', ':', '?'], StringSplitOptions.RemoveEmptyEntries)];
    }

    private static double InLucene(Notice[] asks, Notice[] offers, out int matches)
    {
        const string Field = "text";
        using var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48);
        using var directory = new RAMDirectory();
        var clock = Stopwatch.StartNew();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { Similarity = new BM25Similarity() }))
        {
            foreach (var offer in offers)
            {
                writer.AddDocument([new TextField(Field, offer.Text, Lucene.Net.Documents.Field.Store.NO)]);
            }

            writer.ForceMerge(1);
        }

        using var reader = DirectoryReader.Open(directory);
        var searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
        matches = 0;
        foreach (var ask in asks)
        {
            var query = new BooleanQuery();
            using var stream = analyzer.GetTokenStream(Field, ask.Text);
            var term = stream.AddAttribute<ICharTermAttribute>();
            stream.Reset();
            while (stream.IncrementToken())
            {
                query.Add(new TermQuery(new LuceneTerm(Field, term.ToString())), Occur.SHOULD);
            }

            stream.End();
            matches += searcher.Search(query, Most).ScoreDocs.Length;
        }

        return clock.Elapsed.TotalSeconds;
    }
}

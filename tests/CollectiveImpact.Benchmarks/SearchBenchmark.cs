using System.Diagnostics;
using System.Text;
using CollectiveImpact.Search;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Quickenshtein;
using LuceneTerm = Lucene.Net.Index.Term;

namespace CollectiveImpact.Benchmarks;

/// <summary>The index of names, beside a look at every name.</summary>
internal static class SearchBenchmark
{
    private const int Names = 100_000;
    private const int Words = 20_000;
    private const int Seed = 42;
    private const int Queries = 200;
    private const int ScannedSlowly = 20;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1);

    public static void Run()
    {
        var random = new Random(Seed);
        var names = MakeNames(random);
        var mean = names.Average(n => n.Length);
        Console.WriteLine($"search: {Names:N0} terms of one to four words, {mean:0.0} letters on average, out of {Words:N0} words made of syllables.");
        Console.WriteLine("  A word is used the less often the later it stands in the vocabulary (Zipf), as in a language: that many distinct words are usual in so many short names.");

        // Compiled once, so that the time to build is not the compiler's.
        Build(names.AsSpan(0, 2000).ToArray());
        var before = GC.GetTotalMemory(true);
        var clock = Stopwatch.StartNew();
        var index = Build(names);
        index.Exact(names[0]);
        index.StartingWith("a", 10);
        index.Search(names[1], 3);
        clock.Stop();
        var memory = GC.GetTotalMemory(true) - before;
        Console.WriteLine($"  built, with a first search of each kind: {clock.Elapsed.TotalSeconds:0.00} s (aim: under 2), {memory / 1e6:0} MB (aim: under 100)");

        var asked = Enumerable.Range(0, Queries).Select(_ => names[random.Next(Names)]).ToArray();
        var misspelled = asked.Select(n => Misspell(n, random)).ToArray();
        var found = 0;
        var firstFound = 0;
        var scanned = 0;
        for (var q = 0; q < Queries; q++)
        {
            if (index.Exact(asked[q]) != asked[q])
            {
                throw new InvalidOperationException($"{asked[q]} is not found as it is.");
            }

            var matches = index.Search(misspelled[q], 5);
            found += matches.Any(m => m.Id == asked[q]) ? 1 : 0;
            firstFound += matches is [var first, ..] && first.Id == asked[q] ? 1 : 0;
            scanned += Nearest(misspelled[q], names, Levenshtein.GetDistance) == asked[q] ? 1 : 0;
        }

        Console.WriteLine($"  {Queries} names with two slips each (letters replaced, left out, added): the index finds the name meant first in {firstFound}, among five in {found}; a scan for the nearest name finds it in {scanned}");
        if (firstFound < scanned * 0.98)
        {
            throw new InvalidOperationException("The index finds less than a scan does.");
        }

        var exact = Time(asked, q => index.Exact(q) is null ? 0 : 1);
        Console.WriteLine($"  exact: {exact * 1e9:0} ns (aim: under 1000)");
        var beginnings = asked.Select(n => n[..Math.Min(n.Length, 4)]).ToArray();
        var prefix = Time(beginnings, q => index.StartingWith(q, 10).Count);
        Console.WriteLine($"  top ten that begin with four letters: {prefix * 1e6:0.00} µs (aim: under 5)");
        var inOrder = names.Order(StringComparer.Ordinal).ToArray();
        var filtered = Time(beginnings[..ScannedSlowly], q => inOrder.Where(n => n.StartsWith(q, StringComparison.Ordinal)).Take(10).Count());
        Console.WriteLine($"    a look at each name for it: {filtered * 1e6:N0} µs, {filtered / prefix:N0} times as long");

        var fuzzy = Time(misspelled, q => index.Search(q, 3).Count);
        Console.WriteLine($"  two slips away, the best three: {fuzzy * 1e6:0.0} µs, the slowest query {Slowest(index, misspelled) * 1e6:0} µs (aim: 60 µs on average)");
        var slow = misspelled[..ScannedSlowly];
        Beside("a dynamic-programming scan", Time(slow, q => Nearest(q, names, Table).Length), "1,000");
        Beside("a bit-parallel scan (Myers)", Time(slow, q => NearestByBits(q, names).Length), "50");
        Beside("a scan with Quickenshtein", Time(slow, q => Nearest(q, names, Levenshtein.GetDistance).Length), null);
        using (var lucene = new InLucene(names))
        {
            var right = misspelled.Zip(asked).Count(q => lucene.Find(q.First) == q.Second);
            Beside($"Lucene.NET, a fuzzy query of the whole name in memory (finds {right} of {Queries})", Time(slow, q => lucene.Find(q)?.Length ?? 0), null);
        }

        Change(index, names, random);
        var text = string.Join(", then ", names.Take(1500))[..30_000];
        var used = 0;
        var reading = Time([text], q => used = index.In(q).Count);
        Console.WriteLine($"  the terms in a text of 30,000 letters: {reading * 1e3:0.0} ms, {used} terms");

        void Beside(string what, double seconds, string? aim) =>
            Console.WriteLine($"    {what}: {seconds * 1e6:N0} µs, {seconds / fuzzy:N0} times as long" + (aim is null ? "" : $" (aim: {aim} times)"));
    }

    private static NameIndex Build(string[] names)
    {
        var index = new NameIndex();
        foreach (var name in names)
        {
            index.Put(name, [name]);
        }

        return index;
    }

    private static void Change(NameIndex index, string[] names, Random random)
    {
        const int Changes = 1000;
        var (put, next) = (0.0, 0.0);
        for (var i = 0; i < Changes; i++)
        {
            var name = names[random.Next(names.Length)];
            var other = name + " xylo" + i;
            var clock = Stopwatch.StartNew();
            index.Put(name, [other]);
            put += clock.Elapsed.TotalMicroseconds;
            clock.Restart();
            var found = index.StartingWith(other, 1);
            next += clock.Elapsed.TotalMicroseconds;
            if (found is not [var slug] || slug != name || index.Exact(other) != name)
            {
                throw new InvalidOperationException($"{name} was renamed, and is not found as {other}.");
            }

            index.Put(name, [name]);
        }

        Console.WriteLine($"  a term gets another name: {put / Changes:0} µs, and {next / Changes:0} µs for the first beginning that is looked up after it");
    }

    private static string[] MakeNames(Random random)
    {
        string[] starts = ["b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "sh", "sp", "st", "str", "t", "th", "tr", "v", "w", ""];
        string[] vowels = ["a", "e", "i", "o", "u", "ea", "io", "ou", "ai", "ee"];
        string[] ends = ["", "", "", "n", "r", "l", "s", "t", "m", "nt", "ck", "ng", "st"];
        HashSet<string> vocabulary = [];
        while (vocabulary.Count < Words)
        {
            StringBuilder word = new();
            for (var syllables = random.Next(2, 5); syllables > 0; syllables--)
            {
                word.Append(Any(starts)).Append(Any(vowels)).Append(syllables == 1 || random.Next(3) == 0 ? Any(ends) : "");
            }

            if (word.Length is > 3 and < 15)
            {
                vocabulary.Add(word.ToString());
            }
        }

        string[] words = [.. vocabulary];
        var sums = new double[Words];
        for (var i = 0; i < Words; i++)
        {
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1 / Math.Pow(i + 3, 0.9));
        }

        HashSet<string> names = [];
        while (names.Count < Names)
        {
            var count = random.Next(10) switch { 0 => 1, < 5 => 2, < 8 => 3, _ => 4 };
            names.Add(string.Join(' ', Enumerable.Range(0, count).Select(_ => Word())));
        }

        return [.. names];

        string Any(string[] of) => of[random.Next(of.Length)];

        string Word()
        {
            var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            return words[Math.Min(at < 0 ? ~at : at, Words - 1)];
        }
    }

    private static string Misspell(string name, Random random)
    {
        var text = new StringBuilder(name);
        for (var slips = 0; slips < 2;)
        {
            var at = random.Next(1, text.Length);
            if (text[at] == ' ')
            {
                continue;
            }

            var letter = (char)('a' + random.Next(26));
            switch (random.Next(3))
            {
                case 0: text[at] = letter; break;
                case 1: text.Remove(at, 1); break;
                default: text.Insert(at, letter); break;
            }

            slips++;
        }

        return text.ToString();
    }

    private static double Time(string[] queries, Func<string, int> search)
    {
        var sum = 0;
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Measured / 2;)
        {
            sum += search(queries[Math.Abs(sum) % queries.Length]);
        }

        // Whole rounds, so that every query counts the same.
        var rounds = 0;
        var clock = Stopwatch.StartNew();
        do
        {
            foreach (var query in queries)
            {
                sum += search(query);
            }

            rounds++;
        }
        while (clock.Elapsed < Measured);

        GC.KeepAlive(sum);
        return clock.Elapsed.TotalSeconds / rounds / queries.Length;
    }

    private static double Slowest(NameIndex index, string[] queries) => queries.Max(q => Enumerable.Range(0, 20).Min(_ =>
    {
        var clock = Stopwatch.StartNew();
        index.Search(q, 3);
        return clock.Elapsed.TotalSeconds;
    }));

    private static string Nearest(string query, string[] names, Func<string, string, int> distance)
    {
        var (nearest, least) = ("", int.MaxValue);
        foreach (var name in names)
        {
            if (distance(query, name) is var d && d < least)
            {
                (nearest, least) = (name, d);
            }
        }

        return nearest;
    }

    /// <summary>As it stands in every textbook, with a full table.</summary>
    private static int Table(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            table[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = Math.Min(table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
            }
        }

        return table[a.Length, b.Length];
    }

    /// <summary>G. Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching", Journal of the ACM 46 (1999).</summary>
    private static string NearestByBits(string query, string[] names)
    {
        var letters = new ulong[128];
        for (var i = 0; i < query.Length; i++)
        {
            letters[query[i]] |= 1UL << i;
        }

        var last = 1UL << (query.Length - 1);
        var (nearest, least) = ("", int.MaxValue);
        foreach (var name in names)
        {
            ulong positive = ulong.MaxValue, negative = 0;
            var distance = query.Length;
            foreach (var c in name)
            {
                var at = letters[c];
                var zero = (((at & positive) + positive) ^ positive) | at | negative;
                var up = negative | ~(zero | positive);
                var down = positive & zero;
                distance += (up & last) != 0 ? 1 : (down & last) != 0 ? -1 : 0;
                up = (up << 1) | 1;
                positive = (down << 1) | ~(zero | up);
                negative = up & zero;
            }

            if (distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    /// <summary>Every name as one term of an index in memory.</summary>
    private sealed class InLucene : IDisposable
    {
        private const string Field = "name";
        private readonly RAMDirectory _directory = new();
        private readonly DirectoryReader _reader;
        private readonly IndexSearcher _searcher;

        public InLucene(string[] names)
        {
            // Nothing is analyzed, so no analyzer is needed.
            using var writer = new IndexWriter(_directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null));
            foreach (var name in names)
            {
                writer.AddDocument([new StringField(Field, name, Lucene.Net.Documents.Field.Store.YES)]);
            }

            writer.ForceMerge(1);
            writer.Commit();
            _reader = DirectoryReader.Open(_directory);
            _searcher = new(_reader);
        }

        public string? Find(string query)
        {
            var found = _searcher.Search(new FuzzyQuery(new LuceneTerm(Field, query), 2), 3);
            return found.ScoreDocs is [var first, ..] ? _searcher.Doc(first.Doc).Get(Field) : null;
        }

        public void Dispose()
        {
            _reader.Dispose();
            _directory.Dispose();
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Search;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CollectiveImpact.Benchmarks;

/// <summary>
/// How long the longest takes to hear: what a caller could send to keep the service busy is looked for, by putting together what phrases
/// and markup are made of, and by changing the worst found so far.
/// </summary>
internal static class HearingBenchmark
{
    private const int Seed = 7;
    private const int Rounds = 1_500;
    private const int Kept = 12;
    private const int SearchedAt = 28 * 1024;
    private const double Aim = 5;
    private const string Bot = "28:bot";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly string[] Markup =
    [
        " ", "\n", "\u00a0", "-", "\"", "“", "”", "'", "’", "?", "!", ".", "…", ":", "#", "<", ">", "</", "<at", "<at>", "</at>", "<at>Bot</at>", "<span", "<span inline-compose-card>", "</span>", "<attachment>", "</attachment>",
        "&", "&amp;", "&#39;", "&#x1f600;", ";", "{{", "a", "é", "\u0301\u0323", "\u0e38\u0e48", "食", "👩‍🌾", "\ud83d", "İ",
        "please ", "pls ", "hi ", "could you ", "thank you ", "thanks ", "plz", "what is ", "suggest a: ", "learned about ", "digest here for ",
    ];

    public static void Run()
    {
        var listeners = new Listeners();
        foreach (var feature in typeof(Listeners).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IFeature)) && t.IsClass))
        {
            var constructor = feature.GetConstructors().Single();
            ((IFeature)constructor.Invoke([.. constructor.GetParameters().Select(_ => (object)new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = "Development" })])).Listen(listeners);
        }

        var glossary = new NameIndex("en");
        foreach (var n in Enumerable.Range(0, 2_000))
        {
            glossary.Put($"t{n}", [$"term {n}", $"attendance rate {n}", $"a{n}"]);
        }

        string[] units = [.. Markup, .. listeners.Phrases.Select(d => d.Phrase.Stem).SelectMany(s => new[] { s, s + " ", s + "\"" }).Distinct()];
        Hear(listeners, glossary, string.Join(' ', units));

        var random = new Random(Seed);
        var worst = units.Select(u => Try([], [u], [])).OrderByDescending(t => t.Ms).Take(Kept).ToList();
        for (var n = 0; n < Rounds; n++)
        {
            var from = worst[random.Next(worst.Count)];
            worst.Add(Try(Mutated(from.Head, 3), Mutated(from.Unit, 6), Mutated(from.Tail, 2)));
            worst = [.. worst.OrderByDescending(t => t.Ms).Take(Kept)];
        }

        // The worst again, since the first time may have been a collection of garbage.
        var (head, unit, tail, _) = worst.MaxBy(t => Best(() => Hear(listeners, glossary, Text(t.Head, t.Unit, t.Tail, SearchedAt))));
        Console.WriteLine($"hearing: of {units.Length + Rounds:N0} texts put together from {units.Length} bits the worst is {Shown(head)} + {Shown(unit)} many times + {Shown(tail)}, against {listeners.Phrases.Count} phrases.");
        foreach (var length in new[] { SearchedAt, 100 * 1024 })
        {
            var text = Text(head, unit, tail, length);
            var ms = Best(() => Hear(listeners, glossary, text));
            var scan = Best(() => Scan(text));
            Console.WriteLine($"  {length / 1024} KB: {ms:0.00} ms, which is {ms / scan:0} times as long as to look at each of its characters once{(length > SearchedAt ? $" (aim: at most {Aim} ms)" : "")}");
        }

        (string[] Head, string[] Unit, string[] Tail, double Ms) Try(string[] h, string[] u, string[] t)
        {
            u = u.Length == 0 ? [" "] : u;
            var text = Text(h, u, t, SearchedAt);
            return (h, u, t, Math.Min(Once(() => Hear(listeners, glossary, text)), Once(() => Hear(listeners, glossary, text))));
        }

        string[] Mutated(string[] bits, int most)
        {
            List<string> changed = [.. bits];
            switch (random.Next(4))
            {
                case 0 when changed.Count < most:
                    changed.Insert(random.Next(changed.Count + 1), units[random.Next(units.Length)]);
                    break;
                case 1 when changed.Count > 0:
                    changed.RemoveAt(random.Next(changed.Count));
                    break;
                case 2 when changed.Count > 0:
                    changed[random.Next(changed.Count)] = units[random.Next(units.Length)];
                    break;
            }

            return [.. changed];
        }
    }

    // All that is done with what was said before the door that it leads to is known, and what is done behind those that look for words.
    private static int Hear(Listeners listeners, NameIndex glossary, string text)
    {
        var said = TeamsTurns.Said(new Microsoft.Bot.Schema.Activity
        {
            Text = text,
            Recipient = new ChannelAccount(Bot),
            Entities = [new Entity("mention") { Properties = JObject.FromObject(new { mentioned = new { id = Bot }, text = "<at>Bot</at>" }) }],
        });
        if (listeners.Hear(said, English) is not { } heard)
        {
            var alone = said.Trim(' ', '?', '!', '.');
            return listeners.Guess(said, English, Audience.Backbone).Count + (alone.Length <= Wording.LongestName ? glossary.Search(alone, 3).Count : 0);
        }

        var found = 0;
        foreach (var words in heard.Words.Values)
        {
            found += glossary.Search(words, 3).Count + (new TextQuery(words, ["en-GB"]).Finds("Reading outdoors worked best on Fridays.") ? 1 : 0);
        }

        return found;
    }

    private static string Text(string[] head, string[] unit, string[] tail, int length)
    {
        var (h, u, t) = (string.Concat(head), string.Concat(unit), string.Concat(tail));
        var much = string.Concat(Enumerable.Repeat(u, (length / u.Length) + 1));
        return h + much[..Math.Max(length - h.Length - t.Length, 0)] + t;
    }

    private static int Scan(string text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return letters;
    }

    private static double Best(Func<int> what) => Enumerable.Range(0, 9).Min(_ => Once(what));

    private static double Once(Func<int> what)
    {
        var began = Stopwatch.GetTimestamp();
        what();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static string Shown(string[] bits) => bits.Length == 0 ? "nothing" : System.Text.Json.JsonSerializer.Serialize(string.Concat(bits));
}

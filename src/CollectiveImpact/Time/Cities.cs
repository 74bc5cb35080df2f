using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Time;

/// <summary>What the cities of time zones are called: Cities.en.txt has all, a file of another language those that it calls otherwise.</summary>
/// <remarks>A name is of one zone, in a language and across them; a test holds it.</remarks>
internal static class Cities
{
    private const string English = "en";

    private static readonly FrozenSet<string> Files = typeof(Cities).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("Cities.", StringComparison.Ordinal)).Select(n => n.Split('.')[1]).ToFrozenSet();

    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> Languages = new();

    private static readonly Lazy<FrozenDictionary<string, string>> Zones = new(() => Files
        .Order(StringComparer.Ordinal)
        .SelectMany(In)
        .DistinctBy(c => Spelling.Alike(c.Value))
        .ToFrozenDictionary(c => Spelling.Alike(c.Value), c => c.Key));

    /// <summary>The languages that have a file, by their two letters.</summary>
    public static IEnumerable<string> InLanguages => Files;

    /// <summary>The city of a zone, by its IANA id, and null of one that people don't live in or that is called otherwise today.</summary>
    public static string? Of(string zone, CultureInfo culture) =>
        In(culture.TwoLetterISOLanguageName).GetValueOrDefault(zone) ?? In(English).GetValueOrDefault(zone);

    /// <summary>The zone of a city that is called so in any of the languages, whatever the case, spaces, dashes and accents.</summary>
    public static string? ZoneOf(string city) => Zones.Value.GetValueOrDefault(Spelling.Alike(city));

    private static FrozenDictionary<string, string> In(string language) => Languages.GetOrAdd(language, Read);

    private static FrozenDictionary<string, string> Read(string language)
    {
        if (!Files.Contains(language))
        {
            return FrozenDictionary<string, string>.Empty;
        }

        using var file = new StreamReader(typeof(Cities).Assembly.GetManifestResourceStream($"Cities.{language}.txt")!);
        return file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l[0] != '#')
            .Select(l => l.Split('\t'))
            .ToFrozenDictionary(l => l[0], l => l[1].TrimEnd('\r'));
    }
}

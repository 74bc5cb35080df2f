using System.Globalization;

namespace CollectiveImpact.Benchmarks;

/// <summary>Counts of calls to storage, as the measured service tells them: <c>TRANSACTION Rounds 3, GET People 1</c>.</summary>
internal static class StorageCalls
{
    public static string Between(string before, string after)
    {
        var (then, now) = (Read(before), Read(after));
        var made = now.Select(c => (c.Key, Count: c.Value - then.GetValueOrDefault(c.Key))).Where(c => c.Count > 0).Select(c => $"{c.Count} {c.Key}").ToArray();
        return made.Length == 0 ? "none" : string.Join(", ", made);
    }

    private static SortedDictionary<string, int> Read(string told) => new(
        told.Split(", ", StringSplitOptions.RemoveEmptyEntries).ToDictionary(
            c => c[..c.LastIndexOf(' ')],
            c => int.Parse(c[(c.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)),
        StringComparer.Ordinal);
}

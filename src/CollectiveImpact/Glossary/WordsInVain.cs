using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Glossary;

/// <summary>What people of an initiative asked for or said in vain, each as often as it was: a hint for the backbone, and no archive.</summary>
internal sealed class WordsInVain(ITermStore store, InitiativeId initiative)
{
    private const int Most = 500;

    // Read when one is asked for: rounds, which wake the glossary too, need none.
    private Dictionary<string, Miss>? _known;

    /// <summary>Those of one kind, the most frequent first.</summary>
    public async Task<IEnumerable<Miss>> All(bool notUnderstood) =>
        (await Known()).Values.Where(m => m.NotUnderstood == notUnderstood).OrderByDescending(m => m.Times).ThenByDescending(m => m.Last);

    public async Task Add(Miss first)
    {
        var key = KeyOf(first);
        var misses = await Known();
        if (Folding.Fold(first.Word).Length == 0 || (!misses.ContainsKey(key) && misses.Values.Count(m => m.NotUnderstood == first.NotUnderstood) >= Most && !await MakeRoom(misses, first.NotUnderstood)))
        {
            return;
        }

        var miss = first with { Times = (misses.GetValueOrDefault(key)?.Times ?? 0) + 1 };
        await store.Save(initiative, key, miss, CancellationToken.None);
        misses[key] = miss;
    }

    /// <param name="slug">The word's short key.</param>
    public async Task Forget(string slug, bool notUnderstood)
    {
        var misses = await Known();
        foreach (var key in misses.Where(m => m.Value.NotUnderstood == notUnderstood && Codes.Slug(m.Value.Word) == slug).Select(m => m.Key).ToArray())
        {
            await store.Forget(initiative, key, CancellationToken.None);
            misses.Remove(key);
        }
    }

    private async Task<Dictionary<string, Miss>> Known() =>
        _known ??= (await store.Misses(initiative, CancellationToken.None)).ToDictionary(KeyOf);

    // What was said in vain is kept apart from what was asked for: folding leaves no such sign before a word.
    private static string KeyOf(Miss miss) => (miss.NotUnderstood ? "?" : "") + Folding.Fold(miss.Word);

    // The longest forgotten goes; unless everything there was asked for again and again.
    private async Task<bool> MakeRoom(Dictionary<string, Miss> misses, bool notUnderstood)
    {
        var (key, miss) = misses.Where(m => m.Value.NotUnderstood == notUnderstood).MinBy(m => (m.Value.Times, m.Value.Last));
        if (miss.Times > 1)
        {
            return false;
        }

        await store.Forget(initiative, key, CancellationToken.None);
        return misses.Remove(key);
    }
}

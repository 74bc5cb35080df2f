using System.Text;
using CollectiveImpact.Search;

namespace CollectiveImpact.Files;

/// <summary>Finds things by their id or name as a file writes them: case, kinds of spaces, and how an accent is composed don't matter.</summary>
internal sealed class Names<T>
    where T : class
{
    private const int MostSlips = 2;
    private const int ShortestToGuess = 4;

    private readonly Dictionary<string, T> _ids = [];
    private readonly Dictionary<string, List<(T Item, string Name)>> _names = [];

    /// <param name="items">Of two that have the same name, neither is found by it.</param>
    public static Names<T> Of(IEnumerable<T> items, Func<T, string> id, Func<T, string> name)
    {
        var names = new Names<T>();
        foreach (var item in items)
        {
            names._ids[Key(id(item))] = item;
            var key = Key(name(item));
            if (!names._names.TryGetValue(key, out var known))
            {
                names._names[key] = known = [];
            }

            known.Add((item, name(item)));
        }

        return names;
    }

    /// <remarks>A workbook that was made of a CSV file of ours keeps the apostrophe that guards a name such as +Familia.</remarks>
    public T? Find(string text) => FindAsWritten(Key(text)) ?? FindAsWritten(Key(CsvFiles.Unescaped(text.Trim())));

    /// <summary>Whether several have this name.</summary>
    public bool IsShared(string text) => !_ids.ContainsKey(Key(text)) && _names.TryGetValue(Key(text), out var known) && known.Count > 1;

    /// <summary>A name that differs from the text by a slip or two; null when there is none, or more than one.</summary>
    public string? Near(string text)
    {
        var key = Key(text);
        if (key.Length is < ShortestToGuess or > EditDistance.LongestInBits)
        {
            return null;
        }

        var distance = new EditDistance(key);
        return _names.Where(n => Math.Abs(n.Key.Length - key.Length) <= MostSlips && distance.To(n.Key) <= MostSlips).Take(2).ToArray() is [var only] ? only.Value[0].Name : null;
    }

    private T? FindAsWritten(string key) => _ids.GetValueOrDefault(key) ?? (_names.TryGetValue(key, out var known) && known is [var only] ? only.Item : null);

    private static string Key(string text) =>
        string.Join(' ', StreamSafeText.Normalized(text, NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

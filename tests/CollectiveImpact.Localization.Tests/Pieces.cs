using System.Text.RegularExpressions;

namespace CollectiveImpact.Localization.Tests;

/// <summary>Finds pieces of texts: words that stand next to each other in one of them, with its arguments filled in.</summary>
internal sealed partial class Pieces
{
    // An argument of a text, among its words; no word has a letter in front of which these stand.
    private const string Any = "{}";
    private const string Number = "#";

    private const int MostWordsOfAnArgument = 8;

    private readonly Dictionary<string, List<(string Key, IReadOnlyList<string> Words, int At)>> _byWord = new(StringComparer.Ordinal);

    public Pieces(IEnumerable<(string Key, string Text)> texts)
    {
        foreach (var (key, text) in texts)
        {
            foreach (var words in Wordings(Message.Parse(text).Parts))
            {
                for (var at = 0; at < words.Count; at++)
                {
                    if (!_byWord.TryGetValue(words[at], out var places))
                    {
                        _byWord[words[at]] = places = [];
                    }

                    places.Add((key, words, at));
                }
            }
        }
    }

    /// <returns>The key of a text that what is said is a piece of; nothing where none is, or where so few of its words are said that anybody might say them.</returns>
    public string? Find(string said)
    {
        var words = Words(said);

        // It may begin within an argument, or with the words behind one.
        for (var first = 0; first < Math.Min(words.Count, MostWordsOfAnArgument + 1); first++)
        {
            foreach (var (key, text, at) in _byWord.GetValueOrDefault(words[first]) ?? [])
            {
                var argument = first == 0 ? "" : at == 0 ? null : text[at - 1] == Any || (text[at - 1] == Number && first == 1 && IsNumber(words[0])) ? text[at - 1] : null;
                if (argument is not null && Goes(text, at, words, first, argument.Length == 0 ? [] : [argument]))
                {
                    return key;
                }
            }
        }

        return null;
    }

    private static bool Goes(IReadOnlyList<string> text, int at, IReadOnlyList<string> words, int next, IReadOnlyList<string> met)
    {
        if (next == words.Count)
        {
            return IsTelling(met);
        }

        return at < text.Count && text[at] switch
        {
            Any => Enumerable.Range(1, Math.Min(MostWordsOfAnArgument, words.Count - next)).Any(n => Goes(text, at + 1, words, next + n, [.. met, Any])),
            Number => IsNumber(words[next]) && Goes(text, at + 1, words, next + 1, [.. met, Number]),
            var word => word == words[next] && Goes(text, at + 1, words, next + 1, [.. met, word]),
        };
    }

    /// <summary>Three words, two longer ones, or a long one that counts something.</summary>
    private static bool IsTelling(IReadOnlyList<string> met)
    {
        var words = met.Where(w => w is not (Any or Number)).ToArray();
        return words.Length >= 3 || words.Count(w => w.Length >= 4) >= 2 || (met.Contains(Number) && words.Any(w => w.Length >= 6));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Wordings(IReadOnlyList<MessagePart> parts) => parts.Aggregate(
        (IReadOnlyList<IReadOnlyList<string>>)[[]],
        (before, part) =>
        {
            var next = part.Forms.Count > 0 ? [.. part.Forms.SelectMany(f => Wordings(f.Value))]
                : part.Literal.Length > 0 ? [Words(part.Literal)]
                : (IReadOnlyList<IReadOnlyList<string>>)[[part.Kind == ArgumentKind.Text ? Any : Number]];
            return [.. before.SelectMany(b => next.Select(n => (IReadOnlyList<string>)[.. b, .. n]))];
        });

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]);

    [GeneratedRegex(@"\d+([.,]\d+)*(?![-\w])|\w+([-'’/:.@]\w+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}

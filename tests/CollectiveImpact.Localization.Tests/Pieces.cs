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

    /// <returns>The key of a text that what is said is a piece of, or that stands in it; nothing where none is, or where so few of its words are said that anybody might say them.</returns>
    public string? Find(string said)
    {
        var words = Words(said);

        for (var first = 0; first < words.Count; first++)
        {
            foreach (var (key, text, at) in _byWord.GetValueOrDefault(words[first]) ?? [])
            {
                // It may begin within an argument.
                var before = at == 0 ? "" : text[at - 1];
                var isPiece = first == 0 || (before == Any && first <= MostWordsOfAnArgument) || (before == Number && first == 1 && IsNumber(words[0]));
                if ((isPiece || at == 0) && Goes(text, at, words, first, first > 0 && isPiece ? [before] : [], isPiece, isWhole: at == 0))
                {
                    return key;
                }
            }
        }

        return null;
    }

    private static bool Goes(IReadOnlyList<string> text, int at, IReadOnlyList<string> words, int next, IReadOnlyList<string> met, bool isPiece, bool isWhole)
    {
        if ((isPiece && next == words.Count) || (isWhole && at == text.Count))
        {
            return IsTelling(met);
        }

        return at < text.Count && next < words.Count && text[at] switch
        {
            Any => Enumerable.Range(1, Math.Min(MostWordsOfAnArgument, words.Count - next)).Any(n => Go(n, Any)),
            Number => IsNumber(words[next]) && Go(1, Number),
            var word => word == words[next] && Go(1, word),
        };

        bool Go(int count, string word) => Goes(text, at + 1, words, next + count, [.. met, word], isPiece, isWhole);
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

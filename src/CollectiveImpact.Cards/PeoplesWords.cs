using System.Buffers;
using System.Text;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Cards;

/// <summary>
/// What people wrote is shown as they wrote it, and does nothing: no link, no bold, no date function, no mention.
/// </summary>
public static class PeoplesWords
{
    private const char WordJoiner = '\u2060';
    private const int LongestSubject = 80;

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c).Except(['\t', '\n', '\v', '\r', '\u0085']), '\u202d', '\u202e', '\ufffd']);

    /// <summary>For text runs, labels and button titles, where clients interpret no Markdown but may still expand functions.</summary>
    public static string Plain(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var text = new StringBuilder(words.Length);

        // However a line ends, it ends: "one\rtwo" must not become "onetwo".
        var lines = words.ReplaceLineEndings("\n").Replace('\v', '\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var c = lines[i];
            if (IsHalf(lines, i))
            {
                // Where a text was shortened within an emoji.
                continue;
            }

            if (text.Length > 0 && IsFunctionStart(text[^1], c))
            {
                text.Append(WordJoiner);
            }

            if (c is '\n' or '\t' || !char.IsControl(c))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// What somebody sent, as far as it is text: without halves of characters, which no storage keeps, without control characters
    /// but line ends and tabs, and without the two signs that turn around whatever others wrote behind it.
    /// </summary>
    public static string Read(string sent)
    {
        if (!sent.AsSpan().ContainsAny(Suspicious) && !sent.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return sent;
        }

        var text = new StringBuilder(sent.Length);
        for (var i = 0; i < sent.Length; i++)
        {
            if (!IsHalf(sent, i) && !Suspicious.Contains(sent[i]))
            {
                text.Append(sent[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a text has letters, all of which are written from left to right.</summary>
    internal static bool IsFromLeftToRight(string text) => text.Any(char.IsLetter) && !text.AsSpan().ContainsAnyInRange('\u0590', '\u08ff') && !text.AsSpan().ContainsAnyInRange('\ufb1d', '\ufdff') && !text.AsSpan().ContainsAnyInRange('\ufe70', '\ufefc') && !Direction.IsIsolated(text);

    /// <summary>The text, or a sign in its place: what can be pressed or filled in is called something, even where what it names has lost its name.</summary>
    public static string Something(string text) => string.IsNullOrWhiteSpace(text) ? "…" : text;

    /// <summary>What is called like others beside it, with what it is about behind: whoever only hears it knows which it is.</summary>
    /// <param name="subject">Somebody's words as they are, shortened here.</param>
    public static string About(string name, string subject) => Plain($"{name} ({Shorten(subject, LongestSubject)})");

    /// <summary>The text, or as much of it as there is room for.</summary>
    public static string Shorten(string text, int longest) => text.Length > longest ? text[..longest] + "…" : text;

    /// <summary>For text blocks and facts, where clients do interpret Markdown.</summary>
    public static string Escape(string words)
    {
        var text = new StringBuilder(words.Length + 8);
        foreach (var c in Plain(words))
        {
            if ("\\`*_{}[]()#+-.!|~<>".Contains(c, StringComparison.Ordinal))
            {
                text.Append('\\');
            }

            text.Append(c);
        }

        return text.ToString();
    }

    private static bool IsHalf(string text, int i) => char.IsSurrogate(text[i])
        && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
        && !(i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));

    // "{{DATE(…)}}" is a function of the card language, "${…}" one of card templating, "<at>" a mention.
    private static bool IsFunctionStart(char before, char c) =>
        (before, c) is ('{', '{') or ('$', '{') || (before == '<' && c is 'a' or 'A');
}

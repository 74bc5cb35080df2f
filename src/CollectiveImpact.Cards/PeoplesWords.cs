using System.Text;

namespace CollectiveImpact.Cards;

/// <summary>
/// What people wrote is shown as they wrote it, and does nothing: no link, no bold, no date function, no mention.
/// </summary>
public static class PeoplesWords
{
    private const char WordJoiner = '\u2060';

    /// <summary>For text runs, labels and button titles, where clients interpret no Markdown but may still expand functions.</summary>
    public static string Plain(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var text = new StringBuilder(words.Length);

        // However a line ends, it ends: "one\rtwo" must not become "onetwo".
        foreach (var c in words.ReplaceLineEndings("\n").Replace('\v', '\n'))
        {
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

    // "{{DATE(…)}}" is a function of the card language, "${…}" one of card templating, "<at>" a mention.
    private static bool IsFunctionStart(char before, char c) =>
        (before, c) is ('{', '{') or ('$', '{') || (before == '<' && c is 'a' or 'A');
}

using System.Net;
using System.Text;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Reads the little HTML that Teams puts into people's words. Each looks at a character a fixed number of times, whatever is written.</summary>
public static class TeamsMarkup
{
    private const string Mention = "<at";
    private const string MentionEnd = "</at>";
    private const string Quote = "<quoted";
    private const string QuoteEnd = "</quoted>";

    // Where clients begin a new line.
    private static readonly string[] LineTags = ["br", "p", "div"];

    /// <summary>The text with each mention as the name that is read.</summary>
    /// <param name="own">The names of the one who is spoken to: their mentions are no words.</param>
    public static string WithNames(string text, params IReadOnlyCollection<string> own)
    {
        var kept = new StringBuilder();
        var at = 0;
        while (text.IndexOf(Mention, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var mention
            && text.IndexOf('>', mention) is >= 0 and var opened
            && text.IndexOf(MentionEnd, opened + 1, StringComparison.OrdinalIgnoreCase) is >= 0 and var end)
        {
            var name = text[(opened + 1)..end];
            kept.Append(text, at, mention - at).Append(own.Contains(WebUtility.HtmlDecode(name).Trim(), StringComparer.Ordinal) ? " " : name);
            at = end + MentionEnd.Length;
        }

        return at == 0 ? text : kept.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The text without the name of the one who is spoken to at its beginning or end, as a mention without markup leaves it.</summary>
    public static string WithoutName(string text, IReadOnlyCollection<string> own)
    {
        var words = text.AsSpan().Trim();
        foreach (var name in own)
        {
            var start = words.TrimStart('@');
            if (start.StartsWith(name, StringComparison.Ordinal) && (start.Length == name.Length || !char.IsLetterOrDigit(start[name.Length])))
            {
                return start[name.Length..].TrimStart(",: ").ToString();
            }

            if (words.EndsWith("@" + name, StringComparison.Ordinal))
            {
                return words[..^(name.Length + 1)].ToString();
            }
        }

        return text;
    }

    /// <summary>The text without what it answers to: others wrote that, or the bot itself.</summary>
    public static string WithoutQuotes(string text)
    {
        var kept = new StringBuilder();
        var (at, last) = (0, text.LastIndexOf(QuoteEnd, StringComparison.OrdinalIgnoreCase));
        while (text.IndexOf(Quote, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var quote && text.IndexOf('>', quote) is >= 0 and var opened)
        {
            kept.Append(text, at, quote - at).Append(' ');
            at = opened + 1;
            // Where none ends any more, none is looked for.
            if (text[opened - 1] != '/' && at <= last)
            {
                at = text.IndexOf(QuoteEnd, at, StringComparison.OrdinalIgnoreCase) + QuoteEnd.Length;
            }
        }

        return at == 0 ? text : kept.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The text with the elements that begin a line as ends of lines. What a person typed between angle brackets comes escaped, and isn't one.</summary>
    public static string WithLines(string text)
    {
        var kept = new StringBuilder();
        var (copied, at) = (0, 0);
        while (text.IndexOf('<', at) is >= 0 and var tag)
        {
            at = tag + 1;
            // No such element is longer, so that none is looked for further.
            const int longest = 8;
            var inside = text.AsSpan(at, Math.Min(longest, text.Length - at));
            if (inside.IndexOf('>') is >= 0 and var length && LineTags.Contains(inside[..length].Trim(" /").ToString(), StringComparer.OrdinalIgnoreCase))
            {
                kept.Append(text, copied, tag - copied).Append('\n');
                copied = at = at + length + 1;
            }
        }

        return copied == 0 ? text : kept.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The text without the empty elements that say where a card was put into the message: they are no words.</summary>
    public static string WithoutCards(string text)
    {
        var kept = new StringBuilder();
        var (copied, at) = (0, 0);
        while (text.IndexOf('>', at) is >= 0 and var opened)
        {
            var tag = text.AsSpan(at, opened - at);
            var behind = text.AsSpan(opened + 1).TrimStart();
            var (card, length) = behind.StartsWith("</span>", StringComparison.OrdinalIgnoreCase) ? (CardIn(tag), "</span>".Length)
                : behind.StartsWith("</attachment>", StringComparison.OrdinalIgnoreCase) ? (tag.IndexOf("<attachment", StringComparison.OrdinalIgnoreCase), "</attachment>".Length)
                : (-1, 0);
            if (card < 0)
            {
                at = opened + 1;
                continue;
            }

            kept.Append(text, copied, at + card - copied);
            copied = at = text.Length - behind.Length + length;
        }

        return copied == 0 ? text : kept.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>A message's body without its tags, in one line.</summary>
    public static string Plain(string html)
    {
        var kept = new StringBuilder(html.Length);
        var at = 0;
        while (html.IndexOf('<', at) is >= 0 and var tag)
        {
            // A tag goes up to its end; one in which another begins is none.
            var end = html.AsSpan(tag + 1).IndexOfAny('<', '>') is >= 0 and var found ? tag + 1 + found : html.Length;
            var isTag = end < html.Length && html[end] == '>';
            kept.Append(html, at, (isTag ? tag : end) - at).Append(isTag ? " " : "");
            at = isTag ? end + 1 : end;
        }

        return string.Join(' ', WebUtility.HtmlDecode(kept.Append(html, at, html.Length - at).ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static int CardIn(ReadOnlySpan<char> tag)
    {
        const string span = "<span";
        var start = tag.IndexOf(span, StringComparison.OrdinalIgnoreCase);
        return start >= 0 && tag[(start + span.Length)..].Contains("inline-compose-card", StringComparison.OrdinalIgnoreCase) ? start : -1;
    }
}

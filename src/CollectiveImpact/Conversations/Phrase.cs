using System.Text;
using System.Text.RegularExpressions;

namespace CollectiveImpact.Conversations;

/// <summary>
/// A way of saying something: <c>open check-in</c>, <c>what is {term}</c>, <c>suggest {term}: {*definition}</c>.
/// Case, punctuation around it and politeness don't matter. A starred place keeps the rest exactly as written.
/// </summary>
public sealed partial class Phrase
{
    private readonly Regex _regex;

    public Phrase(string pattern)
    {
        Pattern = pattern;
        var regex = new StringBuilder(@"^\W*(?:(?:please|pls|hi|hey|hello|could you|can you|would you|kindly)\W+)*");
        var endsAsWritten = false;
        foreach (Match part in Parts().Matches(pattern))
        {
            var place = part.Groups["place"].Value;
            if (place.Length == 0)
            {
                AppendFixed(regex, part, pattern.Length);
            }
            else if (place[0] == '*')
            {
                regex.Append(@"(?<").Append(place.AsSpan(1)).Append(@">.+)");
                endsAsWritten = true;
            }
            else
            {
                regex.Append("[\"“'‘]?(?<").Append(place).Append(">[^\\s?!…\"“”][^\"“”]*?)[\"”'’]?");
            }
        }

        regex.Append(endsAsWritten ? "$" : @"(?:\W+(?:please|pls|plz|thanks|thank you))*[\s.!?…]*$");
        _regex = new Regex(regex.ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
    }

    public string Pattern { get; }

    /// <summary>The fixed words of the phrase, for "did you mean".</summary>
    public string Stem => Places().Replace(Pattern, "").Trim(' ', ':', '?');

    public bool NeedsWords => Pattern.Contains('{', StringComparison.Ordinal);

    /// <returns>The words in the phrase's places, or null when this isn't what was said.</returns>
    public IReadOnlyDictionary<string, string>? Match(string said)
    {
        try
        {
            var match = _regex.Match(said);
            return match.Success
                ? match.Groups.Values.Where(g => !char.IsDigit(g.Name[0])).ToDictionary(g => g.Name, g => g.Value.Trim())
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static void AppendFixed(StringBuilder regex, Match part, int end)
    {
        var words = part.Value;
        for (var i = 0; i < words.Length; i++)
        {
            var besidePlace = (i == 0 && part.Index > 0) || (i == words.Length - 1 && part.Index + part.Length < end);
            regex.Append(words[i] switch
            {
                // A place keeps its distance, or "suggestions" would suggest "ions"; what it begins with is its own.
                ' ' when besidePlace => i > 0 && !char.IsLetter(words[i - 1]) ? @"\s*" : @"\s+",
                // Between two words any space or hyphen will do: "check in", "check-in", "checkin".
                ' ' or '-' => @"[\s\-]*",
                // Phones type a curly one.
                '\'' => "['’]",
                var c => Regex.Escape(c.ToString()),
            });
        }
    }

    [GeneratedRegex(@"\{(?<place>[*a-z]+)\}|[^{]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{[*a-z]+\}", RegexOptions.None, 1000)]
    private static partial Regex Places();
}

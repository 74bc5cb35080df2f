using System.Text;

namespace CollectiveImpact.Search;

/// <summary>Finds the two names in a name that brings its own abbreviation: "Adverse Childhood Experience (ACE)", "ACE (Adverse Childhood Experience)".</summary>
public static class Abbreviation
{
    private const int Longest = 12;

    /// <summary>Both names; none for a name that ends with anything else in brackets, such as "Attendance (daily)".</summary>
    public static IEnumerable<string> NamesIn(string name)
    {
        var whole = name.AsSpan().Trim();
        if (whole is [.., ')' or '）' or ']'] && whole.LastIndexOfAny("(（[") is > 0 and var opened)
        {
            var (before, within) = (whole[..opened].Trim().ToString(), whole[(opened + 1)..^1].Trim().ToString());
            if (before.Length > 0 && within.Length > 0 && (IsShortFor(within, before) || IsShortFor(before, within)))
            {
                return [before, within];
            }
        }

        return [];
    }

    // One short word, mostly of capitals or digits, or of the first letters of the words that it stands for.
    private static bool IsShortFor(string text, string words)
    {
        if (text.Length > Longest || text.Any(char.IsWhiteSpace))
        {
            return false;
        }

        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        return letters.Length > 1 && (2 * letters.Count(c => char.IsUpper(c) || char.IsDigit(c)) > letters.Length && letters.Any(char.IsUpper) || FirstLetters(words).Equals(new string(letters), StringComparison.OrdinalIgnoreCase));
    }

    private static string FirstLetters(string words)
    {
        var first = new StringBuilder();
        var inWord = false;
        foreach (var c in words)
        {
            if (char.IsLetterOrDigit(c) && !inWord)
            {
                first.Append(c);
            }

            inWord = char.IsLetterOrDigit(c) || (inWord && c is '\'' or '’');
        }

        return first.ToString();
    }
}

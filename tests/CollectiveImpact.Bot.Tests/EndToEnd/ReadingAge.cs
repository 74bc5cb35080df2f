using System.Text.RegularExpressions;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>How old somebody is, in school years, who reads an English text with ease.</summary>
/// <remarks>
/// The grade of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas" (US Navy, 1975):
/// 0.39 words a sentence + 11.8 syllables a word − 15.59. A child in grade one is six. Syllables are groups of vowels, as usual.
/// </remarks>
internal static partial class ReadingAge
{
    private const int AgeBeforeGradeOne = 5;

    /// <param name="lines">Each a sentence, or several.</param>
    public static double Of(IEnumerable<string> lines)
    {
        string[] sentences = [.. lines.SelectMany(line => EndOfSentence().Split(line)).Where(s => Word().IsMatch(s))];
        string[] words = [.. sentences.SelectMany(s => Word().Matches(s).Select(m => m.Value))];
        return (0.39 * words.Length / sentences.Length) + (11.8 * words.Sum(Syllables) / words.Length) - 15.59 + AgeBeforeGradeOne;
    }

    private static int Syllables(string word)
    {
        var groups = Vowels().Count(word.ToLowerInvariant());
        // A last e is mostly silent: "time", but not "table".
        var silent = word.EndsWith('e') && !word.EndsWith("le", StringComparison.OrdinalIgnoreCase) && groups > 1 ? 1 : 0;
        return Math.Max(groups - silent, 1);
    }

    [GeneratedRegex("[.!?:·]+\\s|[.!?]+$", RegexOptions.None, 1000)]
    private static partial Regex EndOfSentence();

    [GeneratedRegex("[A-Za-z][A-Za-z'’]*", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+", RegexOptions.None, 1000)]
    private static partial Regex Vowels();
}

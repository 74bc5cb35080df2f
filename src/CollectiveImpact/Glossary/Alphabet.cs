using System.Globalization;
using System.Text;

namespace CollectiveImpact.Glossary;

/// <summary>Words as a dictionary has them: in a language's order, under their letters.</summary>
public static class Alphabet
{
    /// <summary>Under which stands what begins with a figure, or with no letter at all.</summary>
    public const string NoLetter = "#";

    private const string ArabicArticle = "ال";

    /// <param name="name">What a word is called, as its readers are shown it.</param>
    /// <param name="culture">In whose order they stand: Spanish has a letter Ñ, German no letter Ö.</param>
    public static IReadOnlyList<(string Letter, IReadOnlyList<T> Words)> ByLetter<T>(IEnumerable<T> words, Func<T, string> name, CultureInfo culture) =>
    [
        .. words.Select(w => (Word: w, Head: HeadOf(name(w))))
            .OrderBy(w => w.Head, StringComparer.Create(culture, ignoreCase: true))
            .GroupBy(w => LetterOf(w.Head, culture))
            .Select(g => (g.Key, (IReadOnlyList<T>)[.. g.Select(w => w.Word)])),
    ];

    // Nobody looks for what is in quotation marks below these, nor in Arabic for "the library" below "the".
    private static string HeadOf(string name)
    {
        var start = 0;
        while (start < name.Length && Rune.TryGetRuneAt(name, start, out var rune) && !Rune.IsLetterOrDigit(rune))
        {
            start += rune.Utf16SequenceLength;
        }

        var head = name[start..];
        return head.Length > ArabicArticle.Length + 1 && head.StartsWith(ArabicArticle, StringComparison.Ordinal) ? head[ArabicArticle.Length..] : head;
    }

    private static string LetterOf(string head, CultureInfo culture)
    {
        if (head.Length == 0 || !Rune.TryGetRuneAt(head, 0, out var first) || !Rune.IsLetter(first))
        {
            return NoLetter;
        }

        var letter = StringInfo.GetNextTextElement(head).ToUpper(culture).Normalize(NormalizationForm.FormC);
        var plain = Rune.GetRuneAt(letter.Normalize(NormalizationForm.FormD), 0).ToString();
        // An accent makes no letter of its own, but where the language says so.
        return culture.CompareInfo.Compare(letter, plain, CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreCase) == 0 || IsArabic(plain) ? plain : letter;
    }

    // Alif is one letter, whatever it carries.
    private static bool IsArabic(string letter) => letter[0] is >= '\u0621' and <= '\u064A';
}

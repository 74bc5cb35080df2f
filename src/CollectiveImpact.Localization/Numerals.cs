using System.Globalization;
using System.Numerics;

namespace CollectiveImpact.Localization;

/// <summary>Digits as the reader's region writes them: ١٢٫٥ in Egypt, 12,5 in Morocco.</summary>
/// <remarks>
/// .NET writes the digits 0 to 9 in every culture, but the separators of the numbering system that Unicode's CLDR names for the region
/// (unicode.org/reports/tr35/tr35-numbers.html, Numbering Systems). The Arabic decimal separator between Latin digits is what nobody writes.
/// </remarks>
public static class Numerals
{
    private const string ArabicPoint = "\u066b";

    // What belongs to a number or a code: "14:00", "2026-W48", "DHIS2".
    private const string Joins = ".,:/-%_";

    /// <summary>A number, a day or a time as .NET writes it, in the digits of the reader's region. Nothing that people wrote, and no code: those keep theirs.</summary>
    public static string InNumeralsOf(this string written, CultureInfo culture)
    {
        if (!Differ(written, culture))
        {
            return written;
        }

        var to = written.ToCharArray();
        Write(to, culture);
        return new string(to);
    }

    /// <summary>A sentence of ours with its plain numbers and times in the digits of the reader's region. A code such as "2026-W48" or "DHIS2", and a number as a file wants it, keep theirs.</summary>
    internal static string InNumeralsWithin(this string sentence, CultureInfo culture)
    {
        if (!Differ(sentence, culture))
        {
            return sentence;
        }

        var to = sentence.ToCharArray();
        for (int start = 0, end; start < to.Length; start = Math.Max(end, start + 1))
        {
            for (end = start; end < to.Length && (char.IsAsciiLetterOrDigit(to[end]) || Joins.Contains(to[end], StringComparison.Ordinal)); end++)
            {
            }

            var word = to.AsSpan(start, end - start).TrimEnd(".,:");
            if (word.Length > 0 && word.TrimEnd('%') is var number && number.IndexOfAnyExceptInRange('0', ':') < 0)
            {
                Write(word, culture);
            }
        }

        return new string(to);
    }

    private static bool Differ(string written, CultureInfo culture) =>
        culture.NumberFormat.NumberDecimalSeparator == ArabicPoint && written.AsSpan().ContainsAnyInRange('0', '9');

    private static void Write(Span<char> to, CultureInfo culture)
    {
        var digits = culture.NumberFormat.NativeDigits;
        foreach (ref var c in to)
        {
            c = char.IsAsciiDigit(c) ? digits[c - '0'][0] : c;
        }
    }

    /// <summary>How many, or the how manieth, without grouping.</summary>
    public static string InNumerals<T>(this T number, CultureInfo culture)
        where T : IBinaryInteger<T> => number.ToString(null, culture).InNumeralsOf(culture);
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Indicators;

/// <summary>Reads and writes numbers as a person's own locale does.</summary>
public static class Figures
{
    /// <summary>The largest number that a partner can report; more is a slip of the finger.</summary>
    public const decimal Largest = 999_999_999_999m;

    /// <summary>
    /// Reads a number strictly: "1,5" is one and a half where the comma is the decimal sign, and is refused where the comma
    /// groups thousands, instead of becoming fifteen. Digits of any script are read, "1.2k" is 1,200 and "3 m" three million.
    /// </summary>
    /// <param name="currency">The ISO 4217 code of a currency whose code or sign may stand beside the number; empty for none.</param>
    public static decimal? Read(string typed, CultureInfo culture, string currency = "")
    {
        var format = culture.NumberFormat;
        var text = WithoutCurrency(Tidied(typed).Trim(), currency);
        var times = 1m;
        foreach (var (suffix, size) in Suffixes)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                (text, times) = (text[..^suffix.Length].TrimEnd(), size);
                break;
            }
        }

        var (group, point) = (Tidied(format.NumberGroupSeparator), Tidied(format.NumberDecimalSeparator));
        if (point == ArabicPoint)
        {
            // Where these signs are at home, keyboards often have only the Western ones, which mean the same there.
            (text, point, group) = (text.Replace(ArabicPoint, ".", StringComparison.Ordinal).Replace(ArabicGroup, ",", StringComparison.Ordinal), ".", ",");
        }

        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        var parts = digits.Split(point);
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && !parts[1].All(char.IsAsciiDigit)))
        {
            return null;
        }

        var groups = group.Length == 0 ? [parts[0]] : parts[0].Split(group);
        if (!groups.All(g => g.Length > 0 && g.All(char.IsAsciiDigit)) || (groups.Length > 1 && !IsGrouped(groups, format)))
        {
            return null;
        }

        var invariant = string.Concat(groups) + (parts is [_, { Length: > 0 } fraction] ? "." + fraction : "");
        return invariant.Length <= LongestNumber && decimal.TryParse(invariant, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (negative ? -value : value) * times
            : null;
    }

    /// <summary>Reads "12 %", "%12" or "١٢٪" as 12; null when there is no percent sign, or no number beside it.</summary>
    public static decimal? ReadPercent(string typed, CultureInfo culture)
    {
        var text = Tidied(typed).Trim().Replace('\u066a', '%');
        return text.EndsWith('%') ? Read(text[..^1], culture)
            : text.StartsWith('%') ? Read(text[1..], culture)
            : null;
    }

    private const int LongestNumber = 32;
    private const string ArabicPoint = "\u066b";
    private const string ArabicGroup = "\u066c";

    private static readonly (string Suffix, decimal Size)[] Suffixes =
        [("million", 1_000_000m), ("mio.", 1_000_000m), ("mio", 1_000_000m), ("millones", 1_000_000m), ("milhões", 1_000_000m), ("millions", 1_000_000m), ("m", 1_000_000m), ("k", 1_000m), ("mil", 1_000m), ("tsd.", 1_000m), ("tsd", 1_000m), ("mille", 1_000m)];

    // One way to write what people and locales write in many: plain spaces, straight apostrophes, the digits 0 to 9, no marks of direction.
    internal static string Tidied(string text)
    {
        var tidied = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            {
                continue;
            }

            tidied.Append(c switch
            {
                '\u00a0' or '\u202f' => ' ',
                '’' => '\'',
                '−' => '-',
                _ when char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)char.GetNumericValue(c)),
                _ => c,
            });
        }

        return tidied.ToString();
    }

    /// <summary>The word for a thousand or a million that a text begins with; null when it begins with none.</summary>
    internal static string? SizeAt(string text) => Array.Find(Suffixes, s => text.StartsWith(s.Suffix, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(text.ElementAtOrDefault(s.Suffix.Length))).Suffix;

    private static string WithoutCurrency(string text, string currency)
    {
        if (currency.Length == 0)
        {
            return text;
        }

        foreach (var sign in Signs.GetOrAdd(currency, SignsOf))
        {
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                return text[sign.Length..].TrimStart();
            }

            if (text.EndsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                return text[..^sign.Length].TrimEnd();
            }
        }

        return text;
    }

    private static readonly ConcurrentDictionary<string, string[]> Signs = new();

    private static string[] SignsOf(string currency) =>
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(c => new RegionInfo(c.Name))
            .Where(r => r.ISOCurrencySymbol == currency)
            .Select(r => Tidied(r.CurrencySymbol).Trim())
            .Append(currency)
            .Where(sign => sign.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(sign => sign.Length),
    ];

    // In groups of three, or as the locale groups: 1,23,456 in India. A group of zeros in front, as in "0,125", was meant as a fraction.
    private static bool IsGrouped(string[] groups, NumberFormatInfo format) =>
        groups[0][0] != '0' && (IsGroupedBy([3], groups) || IsGroupedBy(format.NumberGroupSizes, groups));

    private static bool IsGroupedBy(int[] sizes, string[] groups)
    {
        // The last size goes on to the left.
        int Size(int fromRight) => sizes[Math.Min(fromRight, sizes.Length - 1)];
        return groups[0].Length <= Size(groups.Length - 1)
            && groups.Reverse().Take(groups.Length - 1).Index().All(g => g.Item.Length == Size(g.Index));
    }

    /// <summary>The number in the person's format, with at most two decimals.</summary>
    public static string Plain(decimal value, CultureInfo culture) => value.ToString("#,0.##", culture).InNumeralsOf(culture);

    /// <summary>The number with all its decimals, in the person's format.</summary>
    public static string Exact(decimal value, CultureInfo culture) => value.ToString("#,0.############################", culture).InNumeralsOf(culture);

    /// <summary>The number as the person would type it again: no grouping.</summary>
    public static string ForInput(decimal value, CultureInfo culture) => value.ToString("0.############################", culture).InNumeralsOf(culture);

    /// <param name="decimals">How many; null for one where there is one.</param>
    public static string Percent(decimal? value, CultureInfo culture, int? decimals = null) =>
        value is { } v ? $"{(decimals is { } d ? v.ToString($"N{d}", culture) : Math.Round(v, 1).ToString("#,0.#", culture)).InNumeralsOf(culture)} %" : new Texts(culture).NoValue;

    /// <summary>A number of an indicator with its unit, and with as many decimals as it wants.</summary>
    public static string WithUnit(decimal value, Indicator indicator, CultureInfo culture)
    {
        var number = Rounded(value, indicator, culture);
        var unit = Math.Abs(value) == 1 && indicator.UnitOfOne.Length > 0 ? indicator.UnitOfOne : indicator.Unit;
        return unit.Length == 0 ? number : $"{number} {unit}";
    }

    private static string Rounded(decimal value, Indicator indicator, CultureInfo culture) =>
        indicator.Decimals is { } decimals ? value.ToString($"N{decimals}", culture).InNumeralsOf(culture) : Plain(value, culture);

    /// <summary>What a well-typed number looks like here, for an error message.</summary>
    public static string Example(CultureInfo culture) => 12.5m.ToString("0.#", culture).InNumeralsOf(culture);
}

using System.Globalization;

namespace CollectiveImpact.Indicators;

/// <summary>Reads and writes numbers as a person's own locale does.</summary>
public static class Figures
{
    /// <summary>The largest number that a partner can report; more is a slip of the finger.</summary>
    public const decimal Largest = 999_999_999_999m;

    /// <summary>
    /// Reads a number strictly: "1,5" is one and a half where the comma is the decimal sign, and is refused where the comma
    /// groups thousands, instead of becoming fifteen.
    /// </summary>
    public static decimal? Read(string typed, CultureInfo culture)
    {
        var format = culture.NumberFormat;
        // People type a plain space or an apostrophe where the locale has a narrow no-break space or a curly one.
        var text = typed.Trim().Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('’', '\'').Replace('−', '-');
        var group = format.NumberGroupSeparator.Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('’', '\'');
        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        var parts = digits.Split(format.NumberDecimalSeparator);
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && !parts[1].All(char.IsAsciiDigit)))
        {
            return null;
        }

        var groups = parts[0].Split(group);
        if (!groups.All(g => g.Length > 0 && g.All(char.IsAsciiDigit)) || (groups.Length > 1 && !IsGrouped(groups, format)))
        {
            return null;
        }

        var invariant = string.Concat(groups) + (parts is [_, { Length: > 0 } fraction] ? "." + fraction : "");
        return decimal.TryParse(invariant, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (negative ? -value : value)
            : null;
    }

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
    public static string Plain(decimal value, CultureInfo culture) => value.ToString("#,0.##", culture);

    /// <summary>The number as the person would type it again: no grouping.</summary>
    public static string ForInput(decimal value, CultureInfo culture) => value.ToString("0.############################", culture);

    public static string Percent(decimal? value, CultureInfo culture) =>
        value is { } v ? $"{Math.Round(v, 1).ToString("#,0.#", culture)} %" : "no value";

    public static string WithUnit(decimal value, string unit, CultureInfo culture) =>
        unit.Length == 0 ? Plain(value, culture) : $"{Plain(value, culture)} {unit}";

    /// <summary>What a well-typed number looks like here, for an error message.</summary>
    public static string Example(CultureInfo culture) => 12.5m.ToString("0.#", culture);
}

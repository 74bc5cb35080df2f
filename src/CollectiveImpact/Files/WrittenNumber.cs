using System.Globalization;
using System.Text;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Files;

/// <summary>Which sign stands in front of a number's decimals.</summary>
public enum DecimalSign
{
    Point,
    Comma,
}

/// <summary>What a text of a file says as a number, once with a decimal point and once with a decimal comma.</summary>
/// <remarks>
/// Strictly: <c>12.5</c> has a decimal point, for thousands come in threes; <c>0,333</c> has a decimal comma, for no thousand
/// begins with a zero; <c>1.234,50</c> has a decimal comma; <c>12,500</c> may be either, and only then are both there and differ.
/// </remarks>
/// <param name="WithPoint">Null when it is no number with a decimal point.</param>
/// <param name="WithComma">Null when it is no number with a decimal comma.</param>
public readonly record struct WrittenNumber(decimal? WithPoint, decimal? WithComma)
{
    private static readonly CultureInfo Points = Culture(".", ",");
    private static readonly CultureInfo Commas = Culture(",", ".");

    public bool IsNumber => WithPoint is not null || WithComma is not null;

    /// <summary>Whether the decimal sign makes no difference.</summary>
    public bool IsPlain => IsNumber && WithPoint == WithComma;

    public bool IsAmbiguous => WithPoint is not null && WithComma is not null && WithPoint != WithComma;

    /// <summary>The decimal sign that the text must have; null when it may have either.</summary>
    public DecimalSign? Sign => WithPoint is null ? WithComma is null ? null : DecimalSign.Comma : WithComma is null ? DecimalSign.Point : null;

    public decimal? With(DecimalSign sign) => sign == DecimalSign.Point ? WithPoint : WithComma;

    /// <param name="currency">The ISO 4217 code of a currency whose code or sign may stand beside the number; empty for none.</param>
    public static WrittenNumber Read(string text, string currency = "")
    {
        var (number, isGrouped) = WithoutSpaces(text.Trim());
        return new WrittenNumber(Read(Points, ','), Read(Commas, '.'));

        // What is grouped by spaces or apostrophes isn't grouped by another sign as well.
        decimal? Read(CultureInfo culture, char group) => isGrouped && number.Contains(group, StringComparison.Ordinal) ? null : Figures.Read(number, culture, currency);
    }

    /// <summary>Whether a text is a number with a power of ten, as a spreadsheet shows one that is too long for its cell: 1.23E+09.</summary>
    public static bool IsShortened(string text) =>
        text.IndexOfAny(['E', 'e']) is > 0 and var e
        && Read(text[..e]).IsNumber
        && int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    // 1 234 and 1'234, in groups of three as Figures reads them; a space before a currency stays.
    private static (string Text, bool IsGrouped) WithoutSpaces(string text)
    {
        var kept = new StringBuilder(text.Length);
        var (isGrouped, sinceGroup) = (false, -1);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var isGroup = c is ' ' or '\u00a0' or '\u202f' or '\u2009' or '\'' or '’' && at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]);
            if (isGroup)
            {
                if (sinceGroup is >= 0 and not 3 || (sinceGroup < 0 && LeadingDigits(text.AsSpan(0, at)) > 3))
                {
                    // No thousands: whoever reads it on finds a space between digits.
                    return (text, false);
                }

                (isGrouped, sinceGroup) = (true, 0);
                continue;
            }

            if (sinceGroup >= 0 && char.IsDigit(c))
            {
                sinceGroup++;
            }
            else if (sinceGroup is >= 0 and not 3)
            {
                return (text, false);
            }
            else
            {
                sinceGroup = -1;
            }

            kept.Append(c);
        }

        // No thousand begins with a zero.
        return sinceGroup is >= 0 and not 3 || (isGrouped && kept is { Length: > 0 } && kept[0] == '0') ? (text, false) : (kept.ToString(), isGrouped);
    }

    private static int LeadingDigits(ReadOnlySpan<char> before)
    {
        var count = 0;
        for (var at = before.Length - 1; at >= 0 && char.IsDigit(before[at]); at--)
        {
            count++;
        }

        return count;
    }

    // Thousands in threes, or as in India.
    private static CultureInfo Culture(string point, string group)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NumberGroupSizes) = (point, group, [3, 2]);
        return CultureInfo.ReadOnly(culture);
    }
}

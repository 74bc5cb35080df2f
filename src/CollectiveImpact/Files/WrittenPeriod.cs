using System.Globalization;
using NodaTime.Text;

namespace CollectiveImpact.Files;

/// <summary>Reads a week, month or quarter as people, DHIS2 and SDMX write it, wherever that can't mean anything else.</summary>
/// <remarks>
/// <c>2026-W48</c>, <c>2026W48</c>, <c>W48 2026</c>; <c>2026-11</c>, <c>202611</c>, <c>2026-M11</c>, <c>11/2026</c>;
/// <c>2026-Q4</c>, <c>2026Q4</c>, <c>Q4 2026</c>. Source: DHIS2 Developer guide, "Date and period format"; SDMX 2.1, section 6,
/// "Time formats".
/// </remarks>
internal static class WrittenPeriod
{
    private const int YearDigits = 4;

    /// <summary>Null when the text is no such period, or names a week that its year doesn't have.</summary>
    public static Period? Read(string text)
    {
        var written = text.AsSpan().Trim();
        Period? period = written switch
        {
            [>= '0' and <= '9', ..] when StartsWithYear(written) => Of(written[..YearDigits], WithoutSign(written[YearDigits..])),
            [.. var number, '/' or ' ' or '-', _, _, _, _] when StartsWithYear(written[^YearDigits..]) => Of(written[^YearDigits..], char.IsAsciiDigit(number[0]) && number.Length == 1 && written[^(YearDigits + 1)] == '/' ? $"0{number}" : number),
            _ => null,
        };
        return period is { IsReal: true } ? period : null;
    }

    /// <summary>The day that a text names as 2026-11-03, with or without a time behind it.</summary>
    public static LocalDate? Day(string text)
    {
        const int length = 10;
        return text.Length >= length && LocalDatePattern.Iso.Parse(text[..length]).TryGetValue(default, out var day) ? day : null;
    }

    private static Period? Of(ReadOnlySpan<char> year, ReadOnlySpan<char> number) => number switch
    {
        ['W' or 'w', .. var week] when week.Length is 1 or 2 && AreDigits(week) => new Period(string.Create(CultureInfo.InvariantCulture, $"{year}-W{int.Parse(week, CultureInfo.InvariantCulture):00}")),
        ['Q' or 'q', >= '1' and <= '4'] => new Period($"{year}-Q{number[1]}"),
        ['M' or 'm', _, _] when AreDigits(number[1..]) => new Period($"{year}-{number[1..]}"),
        [_, _] when AreDigits(number) => new Period($"{year}-{number}"),
        _ => null,
    };

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text) => text is ['-' or ' ', .. var rest] ? rest : text;

    private static bool StartsWithYear(ReadOnlySpan<char> text) => text is ['1' or '2', _, _, _, ..] && AreDigits(text[..YearDigits]);

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}

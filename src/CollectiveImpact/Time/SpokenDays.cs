using System.Collections.Concurrent;
using System.Globalization;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Time;

/// <summary>Reads days and spans of days as people say them: "5 January", "24.12.", "the 5th", "next week", "last month", "October".</summary>
/// <remarks>Numbers alone are read in the order of the person's culture, unless only the other order is a date. Takes a time that grows with the text only.</remarks>
public static class SpokenDays
{
    private const int LongestSaid = 100;

    private static readonly ConcurrentDictionary<string, (string Said, string Means)[]> s_ways = [];

    private static readonly string[] Fillers = ["the", "on", "of", "until", "till", "til", "day", "at", "in", "from", "for", "de", "del", "le", "den", "der", "am", "bis", "el", "la", "dem", "día", "dia", "يوم", "في", "من"];
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>The day that is meant; without a year, the next such day after today.</summary>
    /// <returns>Null when no day is said.</returns>
    public static LocalDate? Day(string said, LocalDate today, CultureInfo culture)
    {
        if (said.Length > LongestSaid)
        {
            return null;
        }

        var all = Words(InEnglish(said, culture));
        string[] words = [.. all.Where(w => !Fillers.Contains(w))];

        // A weekday before a date says it once more.
        if (words.Length > 1 && Weekday(words[0], culture) is not null)
        {
            words = words[1..];
        }

        return words switch
        {
            ["today"] => today,
            ["tomorrow"] => today.PlusDays(1),
            ["next", "week"] => today.With(DateAdjusters.Next(IsoDayOfWeek.Monday)),
            ["next", "month"] => today.With(DateAdjusters.StartOfMonth).PlusMonths(1),
            ["next", "year"] => new LocalDate(today.Year + 1, 1, 1),
            ["next", var day] when Weekday(day, culture) is { } weekday => today.With(DateAdjusters.Next(IsoDayOfWeek.Monday)).PlusDays((int)weekday - 1),
            ["end", "this", var unit] => AfterEnd(unit, today, culture),
            ["end", var unit] => AfterEnd(unit, today, culture),
            [var count, var unit] when Count(count) is { } many && unit.TrimEnd('s') is "week" or "day" or "month" => After(today, many, unit),
            [var only] => Weekday(only, culture) is { } weekday ? today.With(DateAdjusters.Next(weekday)) : Numeric(only, today, culture) ?? (Ordinal(only) is { } day ? NextWith(day, today) : null),
            _ => Named(words, today, culture),
        };
    }

    /// <summary>The span of days that is meant; without a year, the last such span that has begun.</summary>
    /// <returns>Null when no time is said.</returns>
    public static (LocalDate First, LocalDate Last)? Span(string said, LocalDate today, CultureInfo culture)
    {
        if (said.Length > LongestSaid)
        {
            return null;
        }

        string[] words = [.. Words(InEnglish(said, culture)).Where(w => !Fillers.Contains(w))];
        var (week, month, quarter) = (today.PlusDays(1).With(DateAdjusters.Previous(IsoDayOfWeek.Monday)), today.With(DateAdjusters.StartOfMonth), new LocalDate(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1));
        var half = new LocalDate(today.Year, today.Month <= 6 ? 1 : 7, 1);
        switch (words)
        {
            case ["today"]:
                return (today, today);
            case ["yesterday"]:
                return (today.PlusDays(-1), today.PlusDays(-1));
            case ["last" or "previous", var unit]:
                return Unit(unit, week.PlusWeeks(-1), month.PlusMonths(-1), quarter.PlusMonths(-3), half.PlusMonths(-6), today.Year - 1);
            case ["this" or "current", var unit]:
                return Unit(unit, week, month, quarter, half, today.Year);
            case ["last" or "previous", var count, var unit] when Count(count) is { } many && unit.TrimEnd('s') is "week" or "day" or "month":
                // Up to today, and as many whole ones back.
                return (After(today, -many, unit).PlusDays(1), today);
            case ["week" or "w" or "kw", var number]:
                return InYear(null, number, 'w', today);
            case ["week" or "w" or "kw", var number, var year]:
                return InYear(year, number, 'w', today);
            case ["quarter" or "q", var number]:
                return InYear(null, number, 'q', today);
            case ["quarter" or "q", var number, var year]:
                return InYear(year, number, 'q', today);
            case [var one]:
                return One(one, today) ?? (Month(one, culture) is { } alone ? OfMonth(alone <= today.Month ? today.Year : today.Year - 1, alone) : null);
            case [var name, var year] when Month(name, culture) is { } named && Year(year) is { } its:
                return OfMonth(its, named);
            case [var part, var year] when part is ['w' or 'q', ..] && Year(year) is not null:
                return InYear(year, part[1..], part[0], today);
            default:
                return null;
        }
    }

    private static (LocalDate First, LocalDate Last)? Unit(string unit, LocalDate week, LocalDate month, LocalDate quarter, LocalDate half, int year) => unit switch
    {
        "week" => (week, week.PlusDays(6)),
        "month" => (month, month.PlusMonths(1).PlusDays(-1)),
        "quarter" => (quarter, quarter.PlusMonths(3).PlusDays(-1)),
        "half-year" => (half, half.PlusMonths(6).PlusDays(-1)),
        "year" => (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31)),
        _ => null,
    };

    // "2026-10", "2026-w40", "2026-q4", "w40", "q4", "2026".
    private static (LocalDate First, LocalDate Last)? One(string word, LocalDate today) => word.Split('-') switch
    {
        [['w' or 'q', _, ..] part] => InYear(null, part[1..], part[0], today),
        [var year] => Year(year) is { } its ? (new LocalDate(its, 1, 1), new LocalDate(its, 12, 31)) : null,
        [var year, ['w' or 'q', _, ..] part] => InYear(year, part[1..], part[0], today),
        [var year, var month] => Year(year) is { } its && Whole(month) is >= 1 and <= 12 and var number ? OfMonth(its, number) : null,
        _ => null,
    };

    private static (LocalDate First, LocalDate Last)? InYear(string? year, string number, char kind, LocalDate today)
    {
        if ((year is null ? today.Year : Year(year)) is not { } its || Whole(number) is not { } counted)
        {
            return null;
        }

        var period = new Period(string.Create(CultureInfo.InvariantCulture, $"{its:0000}-{(kind == 'w' ? 'W' : 'Q')}{(kind == 'w' ? counted.ToString("00", CultureInfo.InvariantCulture) : counted.ToString(CultureInfo.InvariantCulture))}"));
        if (!period.IsReal)
        {
            return null;
        }

        // Without a year, one that has begun.
        return year is null && period.FirstDay > today ? InYear((its - 1).ToString(CultureInfo.InvariantCulture), number, kind, today) : (period.FirstDay, period.LastDay);
    }

    private static (LocalDate First, LocalDate Last) OfMonth(int year, int month) => (new LocalDate(year, month, 1), new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1));

    // What is said in the person's language of days, put into the English words that are understood below.
    private static string InEnglish(string said, CultureInfo culture)
    {
        var ways = s_ways.GetOrAdd(Command.Nearest(Texts.Languages, culture) ?? Command.English, static language =>
            [.. new Texts(CultureInfo.GetCultureInfo(language)).DayWords.Split('|').Select(w => w.Split('=')).Select(w => (Said: Letters.Alike(w[0].Trim()), Means: w[1].Trim())).OrderByDescending(w => w.Said.Length)]);
        // Digits are read in whichever script they are written.
        var text = string.Concat(said.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c));
        var alike = Letters.Alike(text);
        foreach (var (way, means) in ways)
        {
            for (var at = alike.IndexOf(way, StringComparison.Ordinal); at >= 0; at = at + means.Length < alike.Length ? alike.IndexOf(way, at + means.Length, StringComparison.Ordinal) : -1)
            {
                var end = at + way.Length;
                if ((at == 0 || !char.IsLetterOrDigit(alike[at - 1])) && (end == alike.Length || !char.IsLetterOrDigit(alike[end])))
                {
                    text = string.Concat(text.AsSpan(0, at), means, text.AsSpan(end));
                    alike = string.Concat(alike.AsSpan(0, at), means, alike.AsSpan(end));
                }
            }
        }

        return text;
    }

    private static string[] Words(string said) => said.ToLowerInvariant().Split([' ', '\t', '\n', '\u00a0', '\u202f', ','], StringSplitOptions.RemoveEmptyEntries);

    private static LocalDate After(LocalDate today, int count, string unit) => unit[0] switch
    {
        'w' => today.PlusWeeks(count),
        'm' => today.PlusMonths(count),
        _ => today.PlusDays(count),
    };

    // Back after the end: on the first day that isn't in it.
    private static LocalDate? AfterEnd(string unit, LocalDate today, CultureInfo culture) => unit switch
    {
        "week" => today.With(DateAdjusters.Next(IsoDayOfWeek.Monday)),
        "month" => today.With(DateAdjusters.StartOfMonth).PlusMonths(1),
        "year" => new LocalDate(today.Year + 1, 1, 1),
        _ when Month(unit, culture) is { } month => new LocalDate(month < today.Month ? today.Year + 1 : today.Year, month, 1).PlusMonths(1),
        _ => null,
    };

    // "5 january", "january 5th", "5. januar 2027".
    private static LocalDate? Named(string[] words, LocalDate today, CultureInfo culture)
    {
        var (month, day, year) = words switch
        {
            [var a, var b] => Month(a, culture) is { } first ? (first, Ordinal(b), null) : (Month(b, culture), Ordinal(a), null),
            [var a, var b, var c] => Month(a, culture) is { } first ? (first, Ordinal(b), Year(c)) : (Month(b, culture), Ordinal(a), Year(c)),
            _ => ((int?)null, (int?)null, (int?)null),
        };
        return words.Length == 3 && year is null ? null : Made(year, month, day, today);
    }

    private static LocalDate? Numeric(string word, LocalDate today, CultureInfo culture)
    {
        var sign = word.IndexOfAny(['.', '/', '-']) is >= 0 and var at ? word[at] : ' ';
        if (sign == ' ' || word.Trim(sign).Split(sign) is not { Length: 2 or 3 } parts || parts.Any(p => Whole(p) is null))
        {
            return null;
        }

        int[] numbers = [.. parts.Select(p => Whole(p)!.Value)];
        if (parts.Length == 3 && parts[0].Length == 4)
        {
            return Made(numbers[0], numbers[1], numbers[2], today);
        }

        int? year = parts.Length < 3 ? null : parts[2].Length == 2 ? 2000 + numbers[2] : Year(parts[2]);
        if (parts.Length == 3 && year is null)
        {
            return null;
        }

        // Points stand in dates that begin with the day.
        var dayFirst = sign == '.' || DayFirst(culture);
        return Made(year, dayFirst ? numbers[1] : numbers[0], dayFirst ? numbers[0] : numbers[1], today)
            ?? Made(year, dayFirst ? numbers[0] : numbers[1], dayFirst ? numbers[1] : numbers[0], today);
    }

    private static bool DayFirst(CultureInfo culture) => culture.DateTimeFormat.ShortDatePattern is var pattern
        && pattern.IndexOf('d', StringComparison.Ordinal) < pattern.IndexOf('M', StringComparison.Ordinal);

    private static LocalDate? Made(int? year, int? month, int? day, LocalDate today)
    {
        if (month is not (>= 1 and <= 12) || day is not (>= 1 and <= 31))
        {
            return null;
        }

        // A leap year comes within eight.
        for (var its = year ?? today.Year; its <= (year ?? (today.Year + 8)); its++)
        {
            if (day <= CalendarSystem.Iso.GetDaysInMonth(its, month.Value) && new LocalDate(its, month.Value, day.Value) is var date && (year is not null || date > today))
            {
                return date;
            }
        }

        return null;
    }

    private static LocalDate? NextWith(int day, LocalDate today)
    {
        for (var month = today.With(DateAdjusters.StartOfMonth); day is >= 1 and <= 31; month = month.PlusMonths(1))
        {
            if (day <= CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month) && month.PlusDays(day - 1) is var date && date > today)
            {
                return date;
            }
        }

        return null;
    }

    private static int? Month(string word, CultureInfo culture)
    {
        var name = word.TrimEnd('.');
        foreach (var format in new[] { culture.DateTimeFormat, Dates.Words(culture).DateTimeFormat, CultureInfo.InvariantCulture.DateTimeFormat })
        {
            for (var month = 0; month < 12 && name.Length > 2; month++)
            {
                foreach (var known in new[] { format.MonthNames[month], format.MonthGenitiveNames[month], format.AbbreviatedMonthNames[month], format.AbbreviatedMonthGenitiveNames[month] })
                {
                    if (known.Length > 0 && Spelling.Alike(known) == Spelling.Alike(name))
                    {
                        return month + 1;
                    }
                }
            }
        }

        return name == "sept" ? 9 : null;
    }

    private static IsoDayOfWeek? Weekday(string word, CultureInfo culture)
    {
        var name = word.TrimEnd('.');
        foreach (var format in new[] { culture.DateTimeFormat, CultureInfo.InvariantCulture.DateTimeFormat })
        {
            for (var day = 0; day < 7 && name.Length > 1; day++)
            {
                if (Spelling.Alike(format.DayNames[day]) == Spelling.Alike(name) || Spelling.Alike(format.AbbreviatedDayNames[day]) == Spelling.Alike(name))
                {
                    return day == 0 ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)day;
                }
            }
        }

        return null;
    }

    private static int? Ordinal(string word) => Whole(word is [.. var number, 's' or 'n' or 'r' or 't', 't' or 'd' or 'h'] ? number : word.TrimEnd('.')) is >= 1 and <= 31 and var day ? day : null;

    private static int? Count(string word) => word is "a" or "an" ? 1 : Array.IndexOf(Numbers, word) is > 0 and var number ? number : Whole(word) is >= 1 and <= 400 and var whole ? whole : null;

    private static int? Year(string word) => word.Length == 4 && Whole(word) is >= 1900 and <= 2199 and var year ? year : null;

    private static int? Whole(string word) => word.Length <= 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

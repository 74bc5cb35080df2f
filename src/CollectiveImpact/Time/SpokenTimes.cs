using System.Globalization;

namespace CollectiveImpact.Time;

/// <summary>Reads times of day as people type them: "9", "9:00", "09.00", "9h30", "9:00 AM", "9 p.m.".</summary>
public static class SpokenTimes
{
    private const int LongestSaid = 12;

    /// <returns>Null when it is no time of day.</returns>
    public static LocalTime? Read(string said)
    {
        var text = string.Concat(said.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c)));
        if (text.Length is 0 or > LongestSaid)
        {
            return null;
        }

        bool? afternoon = null;
        foreach (var (mark, isAfternoon) in new[] { ("a.m.", false), ("am", false), ("p.m.", true), ("pm", true) })
        {
            if (text.EndsWith(mark, StringComparison.Ordinal))
            {
                (afternoon, text) = (isAfternoon, text[..^mark.Length]);
                break;
            }
        }

        var parts = (text.EndsWith('h') ? text[..^1] : text).Split([':', '.', 'h']);
        if (parts.Length > 2 || Whole(parts[0]) is not { } hour || (parts.Length == 2 ? Whole(parts[1]) : 0) is not (>= 0 and <= 59 and var minute) || (parts.Length == 2 && parts[1].Length != 2))
        {
            return null;
        }

        return afternoon is null ? hour <= 23 ? new LocalTime(hour, minute) : null
            : hour is >= 1 and <= 12 ? new LocalTime((hour % 12) + (afternoon.Value ? 12 : 0), minute)
            : null;
    }

    private static int? Whole(string digits) => digits.Length is 1 or 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

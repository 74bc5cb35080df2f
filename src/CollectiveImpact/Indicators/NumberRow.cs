using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Indicators;

/// <summary>A number in one row of a card: its name, what it is, how it went for a quarter, and what that says.</summary>
public static class NumberRow
{
    private const int LongestInALine = 40;

    /// <param name="line">How it went, in characters; empty where nothing can be compared. See <see cref="Sparkline"/>.</param>
    /// <param name="says">What is said of it, in words; what is empty is left out.</param>
    /// <param name="longest">How much of its name is shown.</param>
    public static IEnumerable<Element> Of(Indicator indicator, string value, string line, IEnumerable<string> says, int longest)
    {
        yield return new ColumnSet(
        [
            new Column([RichTextBlock.Of(PeoplesWords.Shorten(indicator.Question, longest), size: TextSize.Small)]),
            new Column([WithLine(value, line)], "auto"),
        ])
        {
            Spacing = Spacing.Small,
        };
        if (string.Join(" · ", says.Where(s => s.Length > 0)) is { Length: > 0 } said)
        {
            yield return RichTextBlock.Of(said, isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
        }
    }

    /// <summary>Numbers where there is little room: each in a line of one block.</summary>
    public static RichTextBlock Lines(IEnumerable<(Indicator Indicator, Total Total)> numbers, CultureInfo culture) =>
        RichTextBlock.Of(string.Join('\n', numbers.Select(n => $"{PeoplesWords.Shorten(n.Indicator.Question, LongestInALine)}: {n.Total.InWords(n.Indicator, culture)} · {n.Total.Coverage(culture)}")), size: TextSize.Small) with { Spacing = Spacing.Small };

    /// <summary>A number, or its name, and behind it how it went.</summary>
    /// <param name="line">In characters, or empty; see <see cref="Sparkline"/>.</param>
    public static RichTextBlock WithLine(string words, string line, TextSize? size = null) => new(
    [
        TextRun.Plain(words) with { Weight = TextWeight.Bolder, Size = size },
        .. line.Length > 0 ? [TextRun.Plain("  " + line) with { Size = TextSize.Small, Color = TextColor.Accent }] : Array.Empty<TextRun>(),
    ]);
}

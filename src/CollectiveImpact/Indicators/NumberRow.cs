using CollectiveImpact.Cards;

namespace CollectiveImpact.Indicators;

/// <summary>A number in one row of a card: its name, what it is, how it went for a quarter, and what that says.</summary>
public static class NumberRow
{
    /// <param name="line">How it went, in characters; empty where nothing can be compared. See <see cref="Sparkline"/>.</param>
    /// <param name="says">What is said of it, in words; what is empty is left out.</param>
    /// <param name="longest">How much of its name is shown.</param>
    public static IEnumerable<Element> Of(Indicator indicator, string value, string line, IEnumerable<string> says, int longest)
    {
        yield return new ColumnSet(
        [
            new Column([RichTextBlock.Of(PeoplesWords.Shorten(indicator.Question, longest), size: TextSize.Small)]),
            new Column([new RichTextBlock([TextRun.Plain(value) with { Weight = TextWeight.Bolder }, .. line.Length > 0 ? [TextRun.Plain("  " + line) with { Size = TextSize.Small, Color = TextColor.Accent }] : Array.Empty<TextRun>()])], "auto"),
        ])
        {
            Spacing = Spacing.Small,
        };
        if (string.Join(" · ", says.Where(s => s.Length > 0)) is { Length: > 0 } said)
        {
            yield return RichTextBlock.Of(said, isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
        }
    }
}

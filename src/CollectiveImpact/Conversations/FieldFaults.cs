using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Conversations;

/// <summary>Says what was wrong right under the field where it was.</summary>
public static class FieldFaults
{
    private const string Sign = "⚠ ";
    private const int LongestSentence = 2_000;

    public static IEnumerable<Element> At(string field, IReadOnlyDictionary<string, string> faults) =>
        faults.TryGetValue(field, out var message) ? [Line(message)] : [];

    /// <summary>All that is wrong on a form, each with the label of its field.</summary>
    public static string InOneSentence(AdaptiveCard form, CultureInfo culture)
    {
        var t = new Texts(culture);
        var said = new List<string>();
        var label = "";
        foreach (var element in Inside(form.Body))
        {
            if (element is Input input)
            {
                label = input.Label;
            }
            else if (element is RichTextBlock { Inlines: [{ Text: var text }] } && text.StartsWith(Sign, StringComparison.Ordinal))
            {
                said.Add(label.Length > 0 ? t.FaultAt(label, text[Sign.Length..]) : text[Sign.Length..]);
            }
        }

        var all = said.Count > 0 ? string.Join(" ", said) : t.LongerThanKept;
        return $"{PeoplesWords.Shorten(all, LongestSentence)} {t.StillInTheForm}";
    }

    private static IEnumerable<Element> Inside(IEnumerable<Element> elements) => elements.SelectMany(e => e switch
    {
        Container container => Inside(container.Items),
        ColumnSet columns => Inside(columns.Columns.SelectMany(c => c.Items)),
        _ => [e],
    });

    public static Element Line(string message) =>
        new RichTextBlock([TextRun.Plain(Sign + message) with { Color = TextColor.Attention, Weight = TextWeight.Bolder }]) { Spacing = Spacing.None };
}

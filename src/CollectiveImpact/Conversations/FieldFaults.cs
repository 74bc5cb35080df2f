using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Conversations;

/// <summary>Says what was wrong on a form where the form itself can't be shown again.</summary>
public static class FieldFaults
{
    private const int LongestSentence = 2_000;

    /// <summary>All that is wrong on a form, each with the label of its field.</summary>
    public static string InOneSentence(AdaptiveCard form, CultureInfo culture)
    {
        var t = new Texts(culture);
        var said = Inside(form.Body).SelectMany(element => element switch
        {
            Input input when FaultLine.Read(input) is var (label, faults) => faults.Select(fault => t.FaultAt(label, fault)),
            RichTextBlock { Inlines: [{ Text: var text }] } when text.StartsWith(FaultLine.Sign, StringComparison.Ordinal) => [text[FaultLine.Sign.Length..]],
            _ => [],
        }).ToArray();
        var all = said.Length > 0 ? string.Join(" ", said) : t.LongerThanKept;
        return $"{PeoplesWords.Shorten(all, LongestSentence)} {t.StillInTheForm}";
    }

    private static IEnumerable<Element> Inside(IEnumerable<Element> elements) => elements.SelectMany(e => e switch
    {
        Container container => Inside(container.Items),
        ColumnSet columns => Inside(columns.Columns.SelectMany(c => c.Items)),
        _ => [e],
    });
}

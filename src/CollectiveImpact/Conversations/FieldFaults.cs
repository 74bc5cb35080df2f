using CollectiveImpact.Cards;

namespace CollectiveImpact.Conversations;

/// <summary>Says what was wrong right under the field where it was.</summary>
public static class FieldFaults
{
    public static IEnumerable<Element> At(string field, IReadOnlyDictionary<string, string> faults) =>
        faults.TryGetValue(field, out var message) ? [Line(message)] : [];

    public static Element Line(string message) =>
        new RichTextBlock([TextRun.Plain("⚠ " + message) with { Color = TextColor.Attention, Weight = TextWeight.Bolder }]) { Spacing = Spacing.None };
}

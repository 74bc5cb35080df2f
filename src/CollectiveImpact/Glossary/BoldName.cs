using CollectiveImpact.Cards;

namespace CollectiveImpact.Glossary;

/// <summary>A sentence in which a name stands out, wherever a language puts it.</summary>
internal static class BoldName
{
    // Unicode keeps it for programs: no text has it.
    private const string Place = "\ufdd0";

    /// <param name="sentence">Says the sentence with a name.</param>
    public static RichTextBlock In(string name, Func<string, string> sentence)
    {
        var parts = sentence(Place).Split(Place, 2);
        return new([.. Around(parts[0]), TextRun.Plain(name) with { Weight = TextWeight.Bolder }, .. Around(parts.ElementAtOrDefault(1) ?? "")]);
    }

    private static IEnumerable<TextRun> Around(string text) => text.Length > 0 ? [TextRun.Plain(text)] : [];
}

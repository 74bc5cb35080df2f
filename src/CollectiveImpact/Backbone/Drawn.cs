using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Backbone;

/// <summary>What the cards of the backbone draw alike.</summary>
internal static class Drawn
{
    // A letter for private use: no language writes it.
    private const string Place = "\ue000";

    /// <summary>The inputs of a form, the empty ones with an empty value.</summary>
    public static IReadOnlyList<Element> Inputs(DrawnForm form) => [.. form.Body.Select(e => e is TextInput { Value: null } input ? input with { Value = "" } : e)];

    /// <summary>A sentence with somebody's words in it in bold, wherever the language puts them.</summary>
    public static RichTextBlock InBold(Func<string, string> sentence, string words)
    {
        var around = sentence(Place).Split(Place, 2);
        var (before, after) = (around[0], around.Length > 1 ? around[1] : "");
        return new RichTextBlock(
        [
            .. before.Length == 0 ? (IEnumerable<TextRun>)[] : [TextRun.Plain(before)],
            TextRun.Plain(words) with { Weight = TextWeight.Bolder },
            .. after.Length == 0 ? (IEnumerable<TextRun>)[] : [TextRun.Plain(after)],
        ]);
    }
}

using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Backbone;

/// <summary>What the cards of the backbone draw alike.</summary>
internal static class Drawn
{
    /// <summary>The inputs of a form, the empty ones with an empty value.</summary>
    public static IReadOnlyList<Element> Inputs(DrawnForm form) => [.. form.Body.Select(e => e is TextInput { Value: null } input ? input with { Value = "" } : e)];
}

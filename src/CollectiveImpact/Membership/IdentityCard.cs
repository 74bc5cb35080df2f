using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Membership;

/// <summary>Draws which accounts are one person's.</summary>
public static class IdentityCard
{
    public const string UndoVerb = "membership.notme";

    private const string OtherField = "other";
    private const int LongestName = 80;

    public static string OtherOf(Form form) => form[OtherField];

    /// <param name="code">With which one more can be added; null to offer none.</param>
    public static AdaptiveCard Of(IReadOnlyList<KnownPerson> others, string? code) => new()
    {
        FallbackText = code is null ? "Your accounts" : $"Your code: {code}",
        Body =
        [
            new TextBlock("Your accounts") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            .. others.Count == 0 ? [new TextBlock("I know you from this chat only.")] : (IEnumerable<Element>)[new TextBlock("These speak for you as well:"), .. others.Select(Line)],
            .. code is null ? [] : (IEnumerable<Element>)
            [
                new TextBlock("Where I don't know you yet, because you are a guest there or use another account, say this to me:") { Separator = true },
                RichTextBlock.Of($"this is me too {code}", TextWeight.Bolder, TextSize.Large),
                new TextBlock("It works once, for a quarter of an hour. Tell it to nobody: whoever says it speaks for you from then on.") { IsSubtle = true },
            ],
        ],
    };

    /// <summary>What the person is told when an account of theirs was added.</summary>
    public static AdaptiveCard Linked(string name, string place, PersonKey other)
    {
        var known = $"{PeoplesWords.Shorten(name, LongestName)}{(place.Length > 0 ? $", in {PeoplesWords.Shorten(place, LongestName)}" : "")}";
        return new AdaptiveCard
        {
            FallbackText = "Another account speaks for you from now on.",
            Body =
            [
                new TextBlock("Another account speaks for you from now on") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(known),
                new TextBlock("It said the code that I gave you. If that wasn't you, undo it."),
            ],
            Actions = [Undo(other)],
        };
    }

    private static ColumnSet Line(KnownPerson other) => new(
    [
        new Column([RichTextBlock.Of(other.Name.Length > 0 ? PeoplesWords.Shorten(other.Name, LongestName) : "An account without a name")]) { VerticalContentAlignment = VerticalAlignment.Center },
        new Column([new ActionSet([Undo(other.Key)])], "auto"),
    ]);

    private static Execute Undo(PersonKey other) => new(UndoVerb, new Dictionary<string, string> { [OtherField] = other.ToString() }) { Title = "Undo", AssociatedInputs = AssociatedInputs.None };
}

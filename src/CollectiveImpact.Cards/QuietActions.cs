namespace CollectiveImpact.Cards;

/// <summary>Small actions in one row of words under what they are about: they take a line, where buttons would take three.</summary>
public static class QuietActions
{
    // WCAG 2.2, 2.5.8: what is pressed is at least 24 pixels high.
    private const string LeastHeight = "24px";

    /// <param name="actions">Each by its title.</param>
    public static ColumnSet Of(params IReadOnlyList<CardAction> actions) => Of(title => title, actions);

    /// <summary>The same, where several rows of a card have them: whoever only hears one is told what it is about.</summary>
    /// <param name="heard">What a screen reader says of a title; it begins with the title, so that it can be pressed by voice.</param>
    /// <param name="actions">Each by its title.</param>
    public static ColumnSet Of(Func<string, string> heard, params IReadOnlyList<CardAction> actions) =>
        new([.. actions.Select(action => new Column([new RichTextBlock([new TextRun(action.Title) { Size = TextSize.Small, Color = TextColor.Accent }])], "auto")
        {
            SelectAction = action with { Title = heard(action.Title) },
            // So that three stay on a phone's card where the text is twice as large.
            Spacing = Spacing.Small,
            MinHeight = LeastHeight,
            VerticalContentAlignment = VerticalAlignment.Center,
        })])
        {
            Spacing = Spacing.None,
        };
}

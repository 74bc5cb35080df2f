namespace CollectiveImpact.Cards;

/// <summary>Small actions in one row of words under what they are about: they take a line, where buttons would take three.</summary>
public static class QuietActions
{
    // WCAG 2.2, 2.5.8: what is pressed is at least 24 pixels high.
    private const string LeastHeight = "24px";

    private const int ShortSubject = 30;

    /// <param name="actions">Each by its title.</param>
    public static ColumnSet Of(params IReadOnlyList<CardAction> actions) => Row(title => title, actions);

    /// <summary>
    /// The same, where several rows of a card have them: whoever only hears one is told what it is about. What is heard begins with the
    /// title, so that it can be pressed by voice (WCAG 2.2, 2.4.4 and 2.5.3).
    /// </summary>
    /// <param name="subject">What the row is about: people's words as they are, shortened here.</param>
    /// <param name="actions">Each by its title.</param>
    public static ColumnSet About(string subject, params IReadOnlyList<CardAction> actions) =>
        Row(title => PeoplesWords.About(title, subject), actions);

    /// <summary>The same as buttons, where a card has too many rows for more: what each is about is its description.</summary>
    public static ActionSet InLittleRoom(string subject, params IReadOnlyList<CardAction> actions) =>
        new([.. actions.Select(action => action with { Tooltip = PeoplesWords.Plain(PeoplesWords.Shorten(subject, ShortSubject)) })]) { Spacing = Spacing.Small };

    private static ColumnSet Row(Func<string, string> heard, IReadOnlyList<CardAction> actions) =>
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

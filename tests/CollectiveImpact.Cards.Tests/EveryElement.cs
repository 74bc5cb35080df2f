namespace CollectiveImpact.Cards.Tests;

/// <summary>A card with every element, input and action of the library, and every property of each.</summary>
internal static class EveryElement
{
    public static AdaptiveCard Card() => new()
    {
        Body =
        [
            .. Words(),
            .. Arrangements(),
            .. Inputs(),
            .. Charts(),
        ],
        Actions = Actions(),
        Refresh = new(new Execute("round.refresh", new Dictionary<string, string> { ["round"] = "r-1" }) { Title = "Refresh" }, ["29:user"]),
        FallbackText = "The food bank network's week.",
        Speak = "The food bank network's week.",
        Lang = "en",
        Msteams = new() { Width = "Full" },
    };

    private static Element[] Words() =>
    [
        new TextBlock("The **week**")
        {
            Id = "heading",
            IsVisible = true,
            Separator = true,
            Spacing = Spacing.ExtraLarge,
            TargetWidth = "atLeast:Narrow",
            Size = TextSize.ExtraLarge,
            Weight = TextWeight.Bolder,
            Color = TextColor.Accent,
            IsSubtle = false,
            HorizontalAlignment = HorizontalAlignment.Center,
            Style = TextBlockStyle.Heading,
            MaxLines = 2,
            Wrap = true,
        },
        RichTextBlock.Of("As they wrote it: *42* families", TextWeight.Lighter, TextSize.Small, isSubtle: true)
            with { HorizontalAlignment = HorizontalAlignment.Right },
        new RichTextBlock([new TextRun("A run") { Color = TextColor.Good, Italic = true }]),
        new FactSet([new("Families", "42"), new("Meals", "1,204")]),
    ];

    private static Element[] Arrangements() =>
    [
        new Container([new TextBlock("Inside")]) { Style = ContainerStyle.Emphasis, Bleed = true },
        new ColumnSet(
        [
            new Column([new TextBlock("Left")], "auto") { VerticalContentAlignment = VerticalAlignment.Bottom, TargetWidth = "Wide" },
            new Column([new TextBlock("Middle")], "2"),
            new Column([new TextBlock("Right")], "80px"),
        ]),
        new Table(
            [new TableColumn(2), new TableColumn()],
            [
                new TableRow([new TableCell([new TextBlock("Partner")]), new TableCell([new TextBlock("Meals")])]) { Style = ContainerStyle.Accent },
                new TableRow([new TableCell([new TextBlock("North Pantry")]), new TableCell([new TextBlock("311")])]),
            ]) { ShowGridLines = true },
        new Image("https://example.org/logo.png", "The network's logo") { Size = "Small" },
        new Image("data:image/png;base64,iVBORw0KGgo=", "A dot") { Width = "16px" },
        new ActionSet([new OpenUrl("https://example.org/terms") { Title = "Terms" }]),
    ];

    private static Element[] Inputs() =>
    [
        new TextInput
        {
            Id = "story",
            Label = "What happened?",
            IsRequired = true,
            ErrorMessage = "Tell us in a few words.",
            Value = "We opened a second shelf.",
            Placeholder = "A few words",
            IsMultiline = true,
            MaxLength = 2000,
            Regex = "^.{3,}$",
        },
        new NumberInput { Id = "meals", Label = "Meals", Value = 12.5m, Min = 0, Max = 100000, Placeholder = "0" },
        new DateInput { Id = "day", Label = "Day", Value = "2026-03-02", Min = "2026-03-01", Max = "2026-03-31" },
        new TimeInput { Id = "time", Label = "Time", Value = "09:30" },
        new ToggleInput { Id = "share", Label = "Sharing", Title = "Share with the network", Value = "true" },
        new ChoiceInput([new("Yes", "yes"), new("No", "no")])
        {
            Id = "again",
            Label = "Again?",
            Value = "yes",
            Placeholder = "Choose",
            Style = ChoiceStyle.Expanded,
            More = new ChoiceQuery("words"),
            IsMultiSelect = true,
        },
    ];

    private static Element[] Charts() =>
    [
        new LineChart([new("Meals", [new("Week 1", 120), new("Week 2", 135.5)]) { Color = "good" }])
        {
            Title = "Meals",
            XAxisTitle = "Week",
            YAxisTitle = "Meals",
            Fallback = new FactSet([new("Week 1", "120"), new("Week 2", "135.5")]),
        },
        new VerticalBarChart([new("North", 311), new("South", 1204)])
        {
            Title = "By partner",
            XAxisTitle = "Partner",
            YAxisTitle = "Meals",
            ShowBarValues = true,
            Fallback = new FactSet([new("North", "311"), new("South", "1,204")]),
        },
        new DonutChart([new("Answered", 7), new("Waiting", 5)])
        {
            Title = "Answers",
            Fallback = new TextBlock("7 answered, 5 still to come."),
        },
        new GaugeChart(58.3, 0, 100, [new(50, "Under way", "warning"), new(50, "Nearly there", "good")])
        {
            Title = "Answered",
            Fallback = RichTextBlock.Of("58 % have answered."),
        },
        new Badge("On time") { Style = BadgeStyle.Good, Icon = "CheckmarkCircle", Fallback = new TextBlock("On time") },
        new Icon("CalendarMonth") { Size = "Small", Color = "Accent", Fallback = new TextBlock("Calendar") },
        new ProgressBar(7, 12) { Color = "Good", Fallback = new TextBlock("7 of 12 answered") },
    ];

    private static CardAction[] Actions() =>
    [
        new Execute("checkin.submit", new Dictionary<string, string> { ["round"] = "r-1" })
        {
            Title = "Send",
            Style = ActionStyle.Positive,
            Tooltip = "Sends your answers",
            Mode = "primary",
            AssociatedInputs = AssociatedInputs.Auto,
        },
        new Execute("checkin.skip") { Title = "Skip", AssociatedInputs = AssociatedInputs.None },
        new Submit(new Dictionary<string, string> { ["round"] = "r-1" }) { Title = "Send", AssociatedInputs = AssociatedInputs.Auto },
        new OpenUrl("https://example.org") { Title = "Open", Mode = "secondary" },
        new ShowCard(new InnerCard([new TextBlock("More")])
        {
            Actions = [new Execute("checkin.delete") { Title = "Delete", Style = ActionStyle.Destructive }],
        }) { Title = "More" },
        new ToggleVisibility(["heading"]) { Title = "Heading" },
    ];
}

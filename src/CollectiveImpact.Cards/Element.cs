using System.Text.Json.Serialization;

namespace CollectiveImpact.Cards;

/// <summary>Anything that stands in a card's body.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(FactSet), "FactSet")]
[JsonDerivedType(typeof(Table), "Table")]
[JsonDerivedType(typeof(Image), "Image")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(NumberInput), "Input.Number")]
[JsonDerivedType(typeof(DateInput), "Input.Date")]
[JsonDerivedType(typeof(TimeInput), "Input.Time")]
[JsonDerivedType(typeof(ToggleInput), "Input.Toggle")]
[JsonDerivedType(typeof(ChoiceInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(LineChart), "Chart.Line")]
[JsonDerivedType(typeof(VerticalBarChart), "Chart.VerticalBar")]
[JsonDerivedType(typeof(DonutChart), "Chart.Donut")]
[JsonDerivedType(typeof(GaugeChart), "Chart.Gauge")]
[JsonDerivedType(typeof(Badge), "Badge")]
[JsonDerivedType(typeof(Icon), "Icon")]
[JsonDerivedType(typeof(ProgressBar), "ProgressBar")]
public abstract record Element
{
    public string? Id { get; init; }

    public bool? IsVisible { get; init; }

    public bool? Separator { get; init; }

    public Spacing? Spacing { get; init; }

    /// <summary>Drawn instead, by clients that don't know this element.</summary>
    public Element? Fallback { get; init; }

    /// <summary>Drawn only at this width, such as <c>atLeast:Narrow</c>.</summary>
    public string? TargetWidth { get; init; }
}

/// <summary>Our own words; its text may hold Teams' small Markdown. People's words belong in a <see cref="RichTextBlock"/>.</summary>
public sealed record TextBlock(string Text) : Element
{
    public bool? Wrap { get; init; } = true;

    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public bool? IsSubtle { get; init; }

    public HorizontalAlignment? HorizontalAlignment { get; init; }

    /// <summary><c>heading</c> lets screen readers jump here.</summary>
    public TextBlockStyle? Style { get; init; }

    public int? MaxLines { get; init; }
}

/// <summary>Text that is shown exactly as written: clients interpret no Markdown in its runs.</summary>
public sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : Element
{
    public HorizontalAlignment? HorizontalAlignment { get; init; }

    /// <summary>A block of one run.</summary>
    public static RichTextBlock Of(string text, TextWeight? weight = null, TextSize? size = null, bool? isSubtle = null) =>
        new([TextRun.Plain(text) with { Weight = weight, Size = size, IsSubtle = isSubtle }]);

    /// <summary>A sentence with somebody's words in it in bold, wherever the language puts them.</summary>
    public static RichTextBlock AroundBold(string words, Func<string, string> sentence) => Around(TextRun.Plain(words) with { Weight = TextWeight.Bolder }, sentence);

    /// <summary>A sentence with a piece of another look in it, wherever the language puts it.</summary>
    /// <param name="sentence">Says the sentence around what it is given for the piece.</param>
    public static RichTextBlock Around(TextRun piece, Func<string, string> sentence)
    {
        // For private use, so that no text of ours has it.
        const string place = "\uE000";
        return new([.. sentence(place).Split(place).SelectMany((words, i) => i == 0 ? new[] { TextRun.Plain(words) } : [piece, TextRun.Plain(words)]).Where(r => r.Text.Length > 0)]);
    }
}

/// <summary>A piece of text with one look.</summary>
public sealed record TextRun(string Text)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TextRun";

    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public bool? IsSubtle { get; init; }

    public bool? Italic { get; init; }

    public bool? Strikethrough { get; init; }

    public bool? Underline { get; init; }

    /// <summary>A person's words, with nothing in them that a client could take for a function.</summary>
    public static TextRun Plain(string words) => new(PeoplesWords.Plain(words));
}

public sealed record Container(IReadOnlyList<Element> Items) : Element
{
    public ContainerStyle? Style { get; init; }

    public bool? Bleed { get; init; }

    /// <summary>Whether it is laid out from the right to the left; null for as the card is.</summary>
    public bool? Rtl { get; init; }
}

public sealed record ColumnSet(IReadOnlyList<Column> Columns) : Element;

/// <param name="Width"><c>auto</c>, <c>stretch</c>, a weight such as <c>2</c>, or pixels such as <c>80px</c>.</param>
public sealed record Column(IReadOnlyList<Element> Items, string Width = "stretch")
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "Column";

    public VerticalAlignment? VerticalContentAlignment { get; init; }

    /// <summary>From the column before.</summary>
    public Spacing? Spacing { get; init; }

    public string? TargetWidth { get; init; }

    /// <summary>In pixels, such as <c>24px</c>.</summary>
    public string? MinHeight { get; init; }

    /// <summary>What a press anywhere on it does; its title is what a screen reader says.</summary>
    public CardAction? SelectAction { get; init; }
}

public sealed record FactSet(IReadOnlyList<Fact> Facts) : Element;

/// <summary>A title and its value; both may hold Markdown, so people's words go through <see cref="PeoplesWords.Escape"/>.</summary>
public sealed record Fact(string Title, string Value);

public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows) : Element
{
    public bool FirstRowAsHeaders { get; init; } = true;

    public bool? ShowGridLines { get; init; }
}

public sealed record TableColumn(int Width = 1);

public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TableRow";

    public ContainerStyle? Style { get; init; }
}

public sealed record TableCell(IReadOnlyList<Element> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "TableCell";
}

/// <param name="AltText">What a screen reader says instead of the picture.</param>
public sealed record Image(string Url, string AltText) : Element
{
    public string? Size { get; init; }

    public string? Width { get; init; }
}

public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : Element;

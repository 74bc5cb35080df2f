using System.Globalization;

namespace CollectiveImpact.Cards.Fields;

/// <summary>A form as far as it is drawn.</summary>
public sealed class DrawnForm(Form shown, IReadOnlyDictionary<string, string> faults, Room room, CultureInfo culture)
{
    private readonly Dictionary<string, string> carried = [];
    private List<Element> body = [];

    public Form Shown => shown;

    public IReadOnlyDictionary<string, string> Faults => faults;

    public Room Room => room;

    public CultureInfo Culture => culture;

    public IReadOnlyList<Element> Body => body;

    /// <summary>Adds an element; an input with what is wrong with it.</summary>
    public void Add(Element element) => body.Add(element is Input { Id: { } field } input ? FaultLine.At(input, At(field)) : element);

    /// <summary>Adds an input with what is wrong with it, and with what it is a part of.</summary>
    /// <param name="whole">Under which name that is said.</param>
    public void Add(Input input, string whole) => body.Add(FaultLine.At(input, [.. At(input.Id!), .. At(whole)]));

    private string[] At(string name) => faults.TryGetValue(name, out var wrong) ? wrong.Split(FaultLine.Between) : [];

    /// <summary>What stands in a field; null for nothing.</summary>
    public string? Kept(string field) => shown.Has(field) ? shown[field] : null;

    public void Carry(string field, string value) => carried[field] = value;

    /// <summary>What a button takes along: this, and what there was no room to show.</summary>
    public IReadOnlyDictionary<string, string> With(params IReadOnlyList<(string Name, string Value)> data)
    {
        var all = new Dictionary<string, string>(carried);
        foreach (var (name, value) in data)
        {
            all[name] = value;
        }

        return all;
    }

    /// <summary>What is drawn meanwhile, apart from the rest.</summary>
    public IReadOnlyList<Element> Within(Action draw)
    {
        var outer = body;
        body = [];
        draw();
        (var inner, body) = (body, outer);
        return inner;
    }
}

/// <summary>How much room a form has.</summary>
/// <param name="Choices">So many are shown at once.</param>
/// <param name="Letters">So much of each name.</param>
/// <param name="Hints">Whether examples stand in empty fields.</param>
/// <param name="Folds">Whether there is more to unfold.</param>
public sealed record Room(int Choices, int Letters, bool Hints = true, bool Folds = true);

/// <summary>What gives way when a card would be larger than Teams takes: from the fullest to the barest, and the first that fits.</summary>
public static class SizeLadder
{
    /// <summary>The steps of forms.</summary>
    public static IReadOnlyList<Room> Forms { get; } = [new(60, 100), new(40, 60), new(20, 40), new(8, 30, Hints: false), new(0, 20, Hints: false)];

    public static AdaptiveCard Fit(Func<Room, AdaptiveCard> draw) => CardJson.FirstThatFits(Forms.Select(draw));
}

/// <summary>Says what was wrong, at the field where it was.</summary>
public static class FaultLine
{
    public const string Sign = "⚠ ";

    /// <summary>
    /// An input with what is wrong with it: framed, so that eyes find it, and between its label and what was typed, as part of the label,
    /// so that whoever hears the field hears it (WCAG 2.2, 3.3.1).
    /// </summary>
    public static Element At(Input input, IReadOnlyList<string> faults) => faults.Count == 0 ? input
        : new Container([input with { Label = string.Join('\n', faults.Select(f => PeoplesWords.Plain(Sign + f)).Prepend(input.Label)), Separator = null, Spacing = null }])
        {
            Style = ContainerStyle.Attention,
            Separator = input.Separator,
            Spacing = input.Spacing,
        };

    /// <summary>The label of an input, and what is wrong with it.</summary>
    public static (string Label, IReadOnlyList<string> Faults) Read(Input input)
    {
        var lines = input.Label.Split('\n' + Sign);
        return (lines[0], lines[1..]);
    }

    /// <summary>Stands between several faults of one field: a sign that nobody can type.</summary>
    internal const char Between = '\u001f';

    /// <summary>Several faults of one field, each to be said in a line of its own.</summary>
    public static string Join(IEnumerable<string> faults) => string.Join(Between, faults);

    public static RichTextBlock Of(string fault) =>
        new([TextRun.Plain(Sign + fault) with { Color = TextColor.Attention, Weight = TextWeight.Bolder }]) { Spacing = Spacing.None };
}

/// <summary>The titles of a card and of its sections, where a screen reader can jump.</summary>
public static class Heading
{
    /// <summary>What the card is.</summary>
    public static TextBlock Of(string text) => new(text) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading };

    /// <summary>What the card is, where somebody's words may be in it: only a text block can be a heading, and clients read Markdown in it.</summary>
    public static Element OfOurs(string text, bool isOurs) => isOurs ? Of(text) : RichTextBlock.Of(text, TextWeight.Bolder, TextSize.Large);

    /// <summary>What the card is, above a name that is somebody's words and can't be a heading.</summary>
    public static TextBlock Above(string text) => Small(text) with { Size = TextSize.Small, IsSubtle = true };

    /// <summary>What a section of it is, under a line.</summary>
    public static TextBlock Section(string text) => Small(text) with { Separator = true };

    /// <summary>What a part of a section is, or all there is of a small card.</summary>
    public static TextBlock Small(string text) => new(text) { Size = TextSize.Default, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading };
}

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

    public void Add(Element element)
    {
        body.Add(element);
        if (element is Input { Id: { } field } && faults.TryGetValue(field, out var fault))
        {
            body.Add(FaultLine.Of(fault));
        }
    }

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
public sealed record Room(int Choices, int Letters, bool Hints = true);

/// <summary>What gives way when a card would be larger than Teams takes: from the fullest to the barest, and the first that fits.</summary>
public static class SizeLadder
{
    /// <summary>The steps of forms.</summary>
    public static IReadOnlyList<Room> Forms { get; } = [new(60, 100), new(40, 60), new(20, 40), new(8, 30, Hints: false), new(0, 20, Hints: false)];

    public static AdaptiveCard Fit(Func<Room, AdaptiveCard> draw) => CardJson.FirstThatFits(Forms.Select(draw));
}

/// <summary>Says what was wrong, right under the field where it was.</summary>
public static class FaultLine
{
    public const string Sign = "⚠ ";

    public static RichTextBlock Of(string fault) =>
        new([TextRun.Plain(Sign + fault) with { Color = TextColor.Attention, Weight = TextWeight.Bolder }]) { Spacing = Spacing.None };
}

/// <summary>The title of a card, where a screen reader can jump.</summary>
public static class Heading
{
    public static TextBlock Of(string text) => new(text) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading };
}

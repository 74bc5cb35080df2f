using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>An input on a card: what its label is, what can be entered, and which rules the client checks.</summary>
internal sealed record DrawnInput(JsonObject Json, CardScope Scope, bool Visible)
{
    private static readonly TimeSpan RegexEndsWithin = TimeSpan.FromSeconds(1);

    public string Id => Json.Text("id") ?? "";

    public string Type => Json.Text("type") ?? "";

    public string? ErrorMessage => Json.Text("errorMessage");

    /// <summary>What the person knows the input by.</summary>
    public string Label => Names.FirstOrDefault() ?? Json.Text("placeholder") ?? $"(no label: {Id})";

    // What is wrong with it stands under its name, in the same label.
    public IEnumerable<string> Names => new[] { Json.Text("label")?.Split('\n')[0], Type == "Input.Toggle" ? Json.Text("title") : null }
        .OfType<string>()
        .Where(name => name.Length > 0);

    /// <summary>Everything the client writes for this input before anybody has touched it.</summary>
    public IEnumerable<string> Words => Type switch
    {
        "Input.Toggle" => [Json.Text("label") ?? "", .. Names.Skip(1)],
        "Input.ChoiceSet" => [Json.Text("label") ?? "", Json.Text("placeholder") ?? "", .. Choices.Select(c => c.Title)],
        _ => [Json.Text("label") ?? "", InitialValue is { Length: > 0 } value ? value : Json.Text("placeholder") ?? ""],
    };

    /// <summary>The value as it would be sent; empty when there is none.</summary>
    public string InitialValue => Json.Text("value") ?? (Type == "Input.Toggle" ? ValueOff : "");

    public string ValueOn => Json.Text("valueOn") ?? "true";

    public string ValueOff => Json.Text("valueOff") ?? "false";

    public IEnumerable<(string Title, string Value)> Choices =>
        Json.Items("choices").Select(c => (c.Text("title") ?? "", c.Text("value") ?? ""));

    private bool IsRequired => Json.Bool("isRequired") == true;

    /// <summary>What the client makes of what was typed: a number in the person's own writing becomes <c>1.5</c>.</summary>
    public string Typed(string words, CultureInfo culture)
    {
        switch (Type)
        {
            case "Input.Text":
                return words;
            case "Input.Number" or "Input.Rating":
                return words.Length == 0 || decimal.TryParse(words, NumberStyles.Float, culture, out _)
                    ? words.Length == 0 ? "" : decimal.Parse(words, NumberStyles.Float, culture).ToString(CultureInfo.InvariantCulture)
                    : throw new ClientRefusedException(Label, ErrorMessage, $"'{words}' can't be typed into a number in {culture.Name}");
            case "Input.Date":
                return words.Length == 0 || DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                    ? words
                    : throw new ClientRefusedException(Label, ErrorMessage, $"'{words}' is not a date; write 2026-11-25");
            case "Input.Time":
                return words.Length == 0 || TimeOnly.TryParseExact(words, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                    ? words
                    : throw new ClientRefusedException(Label, ErrorMessage, $"'{words}' is not a time; write 09:00");
            default:
                throw new InvalidOperationException($"\"{Label}\" is not typed into ({Type}): use Choose or Toggle.");
        }
    }

    public string Chosen(IReadOnlyCollection<string> titles)
    {
        if (Type != "Input.ChoiceSet")
        {
            throw new InvalidOperationException($"\"{Label}\" offers no choices ({Type}).");
        }
        if (titles.Count > 1 && Json.Bool("isMultiSelect") != true)
        {
            throw new InvalidOperationException($"\"{Label}\" takes one choice.");
        }
        return string.Join(',', titles.Select(title => Choices.FirstOrDefault(c => c.Title == title) is { Title: not null } choice
            ? choice.Value
            : throw new InvalidOperationException($"\"{Label}\" has no choice \"{title}\". It has: {string.Join(", ", Choices.Select(c => c.Title))}.")));
    }

    public string Toggled(bool on) => Type == "Input.Toggle"
        ? on ? ValueOn : ValueOff
        : throw new InvalidOperationException($"\"{Label}\" is not a toggle ({Type}).");

    /// <summary>The rule that the client would hold against this value, or nothing.</summary>
    public string? BrokenRule(string value)
    {
        if (IsRequired && (value.Length == 0 || (Type == "Input.Toggle" && value != ValueOn)))
        {
            return "isRequired";
        }
        if (value.Length == 0)
        {
            return null;
        }
        return Type switch
        {
            "Input.Text" when Json.Number("maxLength") is { } most && value.Length > most => $"maxLength {most}",
            "Input.Text" when Json.Text("regex") is { Length: > 0 } regex && !Regex.IsMatch(value, regex, RegexOptions.ECMAScript, RegexEndsWithin) => $"regex {regex}",
            "Input.Number" when Json.Number("min") is { } min && Number(value) < min => $"min {min}",
            "Input.Number" when Json.Number("max") is { } max && Number(value) > max => $"max {max}",
            "Input.Date" or "Input.Time" when Json.Text("min") is { Length: > 0 } min && string.CompareOrdinal(value, min) < 0 => $"min {min}",
            "Input.Date" or "Input.Time" when Json.Text("max") is { Length: > 0 } max && string.CompareOrdinal(value, max) > 0 => $"max {max}",
            _ => null,
        };
    }

    private static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

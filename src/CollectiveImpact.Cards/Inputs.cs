using System.Globalization;
using System.Text.Json.Serialization;

namespace CollectiveImpact.Cards;

/// <summary>An input always has a visible label; what it holds is checked again by the bot.</summary>
/// <remarks>Clients check <c>isRequired</c>, <c>regex</c> and ranges for the person's comfort only: anyone can post anything.</remarks>
public abstract record Input : Element
{
    public required string Label { get; init => field = PeoplesWords.Something(value); }

    public bool? IsRequired { get; init; }

    /// <summary>What the client says when the input is refused; a required input must have one.</summary>
    public string? ErrorMessage { get; init; }
}

public sealed record TextInput : Input
{
    public string? Value { get; init; }

    public string? Placeholder { get; init; }

    public bool? IsMultiline { get; init; }

    public int? MaxLength { get; init; }

    public string? Regex { get; init; }
}

public sealed record NumberInput : Input
{
    public decimal? Value { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public string? Placeholder { get; init; }
}

/// <summary>A date as <c>yyyy-MM-dd</c>.</summary>
public sealed record DateInput : Input
{
    /// <summary>Shown when it is a date; clients refuse a card with anything else in it.</summary>
    public string? Value
    {
        get => DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field : null;
        init;
    }

    public string? Min { get; init; }

    public string? Max { get; init; }
}

/// <summary>A time of day as <c>HH:mm</c>.</summary>
public sealed record TimeInput : Input
{
    /// <summary>Shown when it is a time.</summary>
    public string? Value
    {
        get => TimeOnly.TryParseExact(field, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field : null;
        init;
    }
}

/// <summary>Sends the words <c>true</c> or <c>false</c>.</summary>
public sealed record ToggleInput : Input
{
    public required string Title { get; init; }

    public string? Value
    {
        get => field == ValueOn || field == ValueOff ? field : null;
        init;
    }

    public string ValueOn { get; } = "true";

    public string ValueOff { get; } = "false";

    public bool? Wrap { get; init; } = true;
}

public sealed record ChoiceInput(IReadOnlyList<Choice> Choices) : Input
{
    /// <summary>What is chosen, as far as it can be chosen: what isn't among the choices would be sent again unseen.</summary>
    public string? Value
    {
        get => field is null ? null
            : More == ChoiceQuery.People ? (string.Join(',', field.Split(',').Where(v => Guid.TryParseExact(v, "D", out _))) is { Length: > 0 } people ? people : null)
            : IsMultiSelect != true ? (Choices.Any(c => c.Value == field) ? field : null)
            : string.Join(',', field.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(v => Choices.Any(c => c.Value == v))) is { Length: > 0 } chosen ? chosen : null;
        init;
    }

    public string? Placeholder { get; init; }

    public ChoiceStyle? Style { get; init; }

    public bool? IsMultiSelect { get; init; }

    /// <summary>Where more choices come from as the person types; clients that can't ask offer <see cref="Choices"/> alone.</summary>
    [JsonPropertyName("choices.data")]
    public ChoiceQuery? More { get; init; }

    public bool? Wrap { get; init; } = true;
}

/// <param name="Value">What is sent; without commas, for several choices are sent as one comma-separated text.</param>
public sealed record Choice(string Title, string Value)
{
    public string Title { get; init => field = PeoplesWords.Something(value); } = PeoplesWords.Something(Title);
}

/// <param name="Dataset">What is asked, as the bot knows it.</param>
public sealed record ChoiceQuery(string Dataset)
{
    /// <summary>The people of the reader's organisation: Teams itself looks for them, and sends their object ids.</summary>
    public static readonly ChoiceQuery People = new("graph.microsoft.com/users");

    [JsonPropertyOrder(-1)]
    public string Type { get; } = "Data.Query";
}

[JsonConverter(typeof(JsonStringEnumConverter<ChoiceStyle>))]
public enum ChoiceStyle
{
    [JsonStringEnumMemberName("compact")] Compact,
    [JsonStringEnumMemberName("expanded")] Expanded,
    [JsonStringEnumMemberName("filtered")] Filtered,
}

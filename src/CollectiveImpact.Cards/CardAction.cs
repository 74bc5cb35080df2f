using System.Text.Json.Serialization;

namespace CollectiveImpact.Cards;

/// <summary>A button.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Execute), "Action.Execute")]
[JsonDerivedType(typeof(Submit), "Action.Submit")]
[JsonDerivedType(typeof(OpenUrl), "Action.OpenUrl")]
[JsonDerivedType(typeof(ShowCard), "Action.ShowCard")]
[JsonDerivedType(typeof(ToggleVisibility), "Action.ToggleVisibility")]
public abstract record CardAction
{
    public required string Title { get; init => field = PeoplesWords.Something(value); }

    public ActionStyle? Style { get; init; }

    public string? Tooltip { get; init; }

    /// <summary><c>secondary</c> moves the button into the overflow menu.</summary>
    public string? Mode { get; init; }
}

/// <summary>Answered in place: the bot's answer replaces the card for the person who pressed.</summary>
/// <param name="Data">Ids only. The bot looks everything up again and checks the person; a card is only a hint.</param>
public sealed record Execute(string Verb, IReadOnlyDictionary<string, string>? Data = null) : CardAction
{
    /// <summary><c>none</c> sends no inputs and asks for none, as "Skip" and "Cancel" need.</summary>
    public AssociatedInputs? AssociatedInputs { get; init; }
}

/// <summary>Arrives as a message with a value: what clients without <see cref="Execute"/> send.</summary>
public sealed record Submit(IReadOnlyDictionary<string, string>? Data = null) : CardAction
{
    public AssociatedInputs? AssociatedInputs { get; init; }
}

public sealed record OpenUrl(string Url) : CardAction;

/// <summary>Unfolds a card below; the outer card's buttons don't send its inputs.</summary>
public sealed record ShowCard(InnerCard Card) : CardAction;

public sealed record ToggleVisibility(IReadOnlyList<string> TargetElements) : CardAction;

/// <summary>A card inside a card.</summary>
public sealed record InnerCard(IReadOnlyList<Element> Body)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "AdaptiveCard";

    public IReadOnlyList<CardAction>? Actions { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AssociatedInputs>))]
public enum AssociatedInputs
{
    [JsonStringEnumMemberName("auto")] Auto,
    [JsonStringEnumMemberName("none")] None,
}

[JsonConverter(typeof(JsonStringEnumConverter<ActionStyle>))]
public enum ActionStyle
{
    [JsonStringEnumMemberName("default")] Default,
    [JsonStringEnumMemberName("positive")] Positive,
    [JsonStringEnumMemberName("destructive")] Destructive,
}

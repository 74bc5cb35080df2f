using System.Globalization;
using System.Text.Json.Serialization;

namespace CollectiveImpact.Cards;

/// <summary>
/// A card as Teams renders it: schema 1.5, the newest version that every Teams client draws.
/// Newer elements (charts, badges, icons) are used by name and always carry a <see cref="Element.Fallback"/>.
/// </summary>
public sealed record AdaptiveCard
{
    // With the card that it is of: a copy with something changed carries it along, and must not believe it.
    private sealed record Written(AdaptiveCard Of, string Json);

    private Written? _written;

    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Version { get; } = "1.5";

    public required IReadOnlyList<Element> Body { get; init; }

    public IReadOnlyList<CardAction>? Actions { get; init; }

    public Refresh? Refresh { get; init; }

    /// <summary>What a client that can't draw cards shows, and the toast of a notification.</summary>
    /// <remarks>It often names what people wrote, and may come where functions and mentions are read.</remarks>
    public required string FallbackText { get; init => field = PeoplesWords.Plain(value); }

    /// <summary>What a screen reader says for the whole card.</summary>
    public string? Speak { get; init; }

    public string? Lang { get; init; }

    /// <summary>Whether it is laid out from the right to the left; null until <see cref="In(CultureInfo)"/> says so.</summary>
    public bool? Rtl { get; init; }

    public TeamsOptions? Msteams { get; init; }

    /// <summary>The card as whoever reads this language sees it: from the right to the left where that is how it is written.</summary>
    public AdaptiveCard In(CultureInfo culture) => Rtl is null && culture.TextInfo.IsRightToLeft ? this with { Rtl = true } : this;

    /// <summary>One card that says the same in several languages: each under the one before, and in its own direction.</summary>
    /// <param name="draw">Draws it in one of so many, which share the room that there is.</param>
    public static AdaptiveCard In(IReadOnlyList<CultureInfo> cultures, Func<CultureInfo, int, AdaptiveCard> draw)
    {
        AdaptiveCard[] cards = [.. cultures.Select(c => draw(c, cultures.Count))];
        return (cards[0] with
        {
            Body = [.. cards[0].Body, .. cards.Zip(cultures).Skip(1).Select(also => new Container(also.First.Body) { Separator = true, Spacing = CollectiveImpact.Cards.Spacing.Large, Rtl = also.Second.TextInfo.IsRightToLeft })],
            Actions = cards.SelectMany(c => c.Actions ?? []).ToArray() is { Length: > 0 } actions ? actions : null,
            FallbackText = string.Join(" · ", cards.Select(c => c.FallbackText)),
        }).In(cultures[0]);
    }

    /// <summary>The card as JSON, ready to be sent.</summary>
    public string ToJson() => CardJson.Fitting(this);

    /// <summary>The card as it was drawn, written once: whoever draws measures it first, and it is sent as it was measured.</summary>
    internal string AsDrawn(Func<AdaptiveCard, string> write)
    {
        var written = _written;
        if (!ReferenceEquals(written?.Of, this))
        {
            _written = written = new(this, write(this));
        }

        return written!.Json;
    }
}

/// <summary>Asks the client to fetch a fresh card, for at most 60 people, when it is shown.</summary>
/// <remarks>Teams: "Up to date cards", userIds holds at most 60 Teams user ids; an empty list means by hand only.</remarks>
public sealed record Refresh([property: JsonIgnore] Execute Action, IReadOnlyList<string> UserIds)
{
    // Declared as any action, for only then is its type written.
    [JsonInclude, JsonPropertyName("action")]
    internal CardAction Written => Action;
}

/// <summary>How Teams frames the card.</summary>
public sealed record TeamsOptions
{
    /// <summary><c>Full</c> uses the whole width of the conversation.</summary>
    public string? Width { get; init; }
}

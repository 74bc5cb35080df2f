using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Conversations;

/// <summary>One thing that a person said or pressed, with all that is known of who, where and when.</summary>
/// <param name="ClientId">The id by which the channel knows the person, for cards that refresh themselves.</param>
/// <param name="Culture">The person's own language and number format: as they chose it, else as their client tells it, else as it told it last.</param>
/// <param name="TimeZone">The person's IANA time zone: as their client tells it, else as it told it last; null when it never did.</param>
public sealed record Turn(
    PersonKey Person,
    string Name,
    string ClientId,
    ConversationAddress Address,
    CultureInfo Culture,
    string? TimeZone,
    Instant Now)
{
    /// <summary>What was said, without the mention of the bot; empty after a press.</summary>
    public string Said { get; init; } = "";

    /// <summary>The name of a file that came with it; null for none.</summary>
    public string? File { get; init; }

    /// <summary>What the client told of the person's culture; null when it told nothing, as Teams on phones may: what is known of the person is better then.</summary>
    public string? ToldCulture { get; init; }

    /// <summary>The name of the channel or chat, as far as the channel tells it.</summary>
    public string PlaceName { get; init; } = "";

    /// <summary>What was pressed, if anything.</summary>
    public Press? Press { get; init; }

    /// <summary>The words that stood in the places of a phrase, such as <c>{term}</c>.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>The form that was sent, empty when something was said.</summary>
    public Form Form => Press?.Form ?? Form.Empty;

    /// <summary>
    /// Whether it was done while writing to somebody else, in a place where the bot may not be: that place says nothing of where
    /// the person can be written to, and nothing but the answer can be sent there.
    /// </summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The initiative whose pages it was said on; null in a chat, where people say or choose which they mean.</summary>
    public InitiativeId? On { get; init; }

    /// <summary>Whether it was done on a page of ours: what answers it may be as long as it is, and a file comes with the answer.</summary>
    public bool IsOnPage => On is not null;

    public bool IsPersonal => Address.Kind == PlaceKind.Personal;

    /// <summary>The identity under which it was said, when it is a second one of the person.</summary>
    public PersonKey? SaidAs { get; init; }

    /// <summary>The initiatives that have a home in the channel or chat where it was said, and have not ended.</summary>
    public IReadOnlyList<Initiative> Homes { get; init; } = [];
}

/// <summary>A button on a card.</summary>
/// <param name="MessageId">The message that carries the card.</param>
public sealed record Press(string Verb, Form Form, string? MessageId);

/// <summary>The member who speaks, and the initiative they speak in: checked on the server for every turn.</summary>
public sealed record Here(Initiative Initiative, Member Member)
{
    /// <summary>
    /// Whether the person is no member, and stands in a channel that is a home of the initiative: they read what that channel
    /// gets anyway, and nothing else.
    /// </summary>
    public bool IsVisitor { get; private init; }

    /// <summary>Somebody who isn't known, in a home of the initiative.</summary>
    public static Here Visiting(Initiative initiative, Turn turn) =>
        new(initiative, new Member(turn.Person, turn.Name, Role.Observer, null)) { IsVisitor = true };

    public bool IsBackbone => Member.Role == Role.Backbone;

    /// <summary>The person's own time zone, or the initiative's while theirs isn't known.</summary>
    public DateTimeZone Zone(Turn turn) =>
        TimeZones.Known(turn.TimeZone) ?? TimeZones.Of(Initiative.TimeZone);

    /// <summary>The partner that the member reports for, if any.</summary>
    public Partner? Partner => Initiative.Partner(Member.PartnerId);
}

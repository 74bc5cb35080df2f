using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>
/// A message of the bot's in a conversation. The bot may change or delete it; a person who pressed a button may see a
/// card of their own in its place, until the bot changes the message.
/// </summary>
public sealed class Message
{
    internal const string CardContentType = "application/vnd.microsoft.card.adaptive";

    private readonly Dictionary<Person, JsonObject> _views = [];
    private JsonObject _activity;
    private int _version;
    private bool _deleted;

    internal Message(Conversation conversation, string id, string? threadId, JsonObject activity)
    {
        Conversation = conversation;
        Id = id;
        ThreadId = threadId;
        _activity = activity;
    }

    public Conversation Conversation { get; }

    public string Id { get; }

    /// <summary>In a channel, the id of the post that this is or that it answers.</summary>
    public string? ThreadId { get; }

    /// <summary>The id of the message that this answers; null for what the bot writes of itself.</summary>
    public string? AnswersTo => Conversation.Teams.Look(() => _activity.Text("replyToId"));

    /// <summary>How often the bot has changed this message.</summary>
    public int Updates => Conversation.Teams.Look(() => _version);

    public bool Deleted => Conversation.Teams.Look(() => _deleted);

    /// <summary>The message as it is now, for the person whose chat it is in, or for nobody in particular.</summary>
    public ReceivedCard Current => SeenBy(Conversation.Owner);

    internal ReceivedCard SeenBy(Person? viewer) => Conversation.Teams.Look(() =>
        new ReceivedCard(this, viewer, _version, _activity.Copy(), CardSeenBy(viewer)?.Copy()));

    /// <summary>The message as it is now, counted as seen at an earlier version.</summary>
    internal ReceivedCard SeenBy(Person? viewer, int version) => Conversation.Teams.Look(() =>
        new ReceivedCard(this, viewer, version, _activity.Copy(), CardSeenBy(viewer)?.Copy()));

    internal void Becomes(JsonObject activity) => Conversation.Teams.Change(() =>
    {
        _views.Clear();
        _activity = activity;
        return _version++;
    });

    internal void Shows(Person viewer, JsonObject card) => Conversation.Teams.Change(() => _views[viewer] = card);

    internal void Disappears() => Conversation.Teams.Change(() => _deleted = true);

    internal static IEnumerable<JsonNode> CardsOf(JsonObject activity) => activity
        .Items("attachments")
        .Where(a => a.Text("contentType") == CardContentType)
        .Select(a => a.At("content"))
        .OfType<JsonNode>();

    private JsonObject? CardSeenBy(Person? viewer) =>
        viewer is not null && _views.TryGetValue(viewer, out var own) ? own : CardsOf(_activity).FirstOrDefault() as JsonObject;
}

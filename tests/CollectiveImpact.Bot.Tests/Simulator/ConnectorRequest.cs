using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>A request that the bot made to the connector.</summary>
public sealed class ConnectorRequest
{
    internal ConnectorRequest(DateTimeOffset at, string method, string path, string body)
    {
        At = at;
        Method = method;
        Path = path;
        Body = body;
    }

    public DateTimeOffset At { get; }

    public string Method { get; }

    public string Path { get; }

    public string Body { get; }

    public JsonNode? Json => new BotAnswer(200, Body).Json;

    public int Bytes => System.Text.Encoding.UTF8.GetByteCount(Body);

    /// <summary>Where it was going, when that place is known.</summary>
    public Conversation? To { get; internal set; }

    /// <summary>Whose personal chat it was going to.</summary>
    public Person? Person => (To as PersonalChat)?.Person;

    /// <summary>What the connector answered; nothing while it has not, 0 when it never will.</summary>
    public int? Status { get; internal set; }
}

/// <summary>A message that arrived.</summary>
public sealed record SentMessage(DateTimeOffset At, Message Message, int Bytes)
{
    public Conversation To => Message.Conversation;

    public Person? Person => (To as PersonalChat)?.Person;
}

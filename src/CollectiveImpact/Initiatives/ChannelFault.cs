namespace CollectiveImpact.Initiatives;

/// <summary>What keeps messages out of a conversation.</summary>
[GenerateSerializer]
public enum Obstacle
{
    /// <summary>Teams refused the message, or says that it isn't ours to send.</summary>
    Refused,

    /// <summary>There is no such conversation any more: a channel was deleted.</summary>
    Gone,

    /// <summary>The app isn't in the team or the chat any more.</summary>
    AppRemoved,

    /// <summary>Teams lets nobody, or not this app, write there.</summary>
    Forbidden,

    /// <summary>It was tried until it would have been out of date.</summary>
    Late,
}

/// <summary>That a home channel gets nothing at present.</summary>
/// <param name="Since">When the first message failed for this reason.</param>
[GenerateSerializer, Immutable]
public sealed record ChannelFault(Obstacle Why, Instant Since)
{
    /// <summary>The reason, in words that go after the channel's name and a colon.</summary>
    public string InWords => Why switch
    {
        Obstacle.Gone => "Teams says that it was deleted",
        Obstacle.AppRemoved => "the app was removed from its team",
        Obstacle.Forbidden => "Teams doesn't let me write there",
        Obstacle.Late => "Teams was too busy until it was too late",
        _ => "Teams refused the last message",
    };
}

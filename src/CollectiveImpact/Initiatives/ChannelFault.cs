using System.Globalization;

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
    public string InWords(CultureInfo culture)
    {
        var t = new Texts(culture);
        return Why switch
        {
            Obstacle.Gone => t.ChannelGone,
            Obstacle.AppRemoved => t.ChannelAppRemoved,
            Obstacle.Forbidden => t.ChannelForbidden,
            Obstacle.Late => t.ChannelLate,
            _ => t.ChannelRefused,
        };
    }
}

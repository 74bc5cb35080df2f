using Microsoft.Bot.Schema;

namespace CollectiveImpact.Bot.Teams;

/// <summary>The lists of an activity without the holes that a caller may leave in them.</summary>
internal static class TeamsEntities
{
    public static IEnumerable<Entity> Of(Activity activity) => Whole(activity.Entities);

    /// <summary>Whether the bot itself is among those who came or went.</summary>
    public static bool HasBot(IList<ChannelAccount>? members, Activity activity) =>
        activity.Recipient?.Id is { Length: > 0 } bot && Whole(members).Any(m => m.Id == bot);

    private static IEnumerable<T> Whole<T>(IList<T>? list)
        where T : class => list?.OfType<T>() ?? [];
}

using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>How recipients are named: the tenant, a colon, and who it is there.</summary>
public static class Recipient
{
    public static string Of(PersonKey person) => person.ToString();

    public static string Of(HomeChannel channel) => $"{channel.Address.Tenant}:{channel.Address.ConversationId}";

    /// <summary>People have object ids, and channels haven't.</summary>
    public static bool MayBeChannel(string recipient) => !Guid.TryParse(recipient.AsSpan(recipient.IndexOf(':', StringComparison.Ordinal) + 1), out _);
}

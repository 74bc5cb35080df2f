using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>How recipients are named: the tenant, a colon, and who it is there.</summary>
public static class Recipient
{
    public static string Of(PersonKey person) => person.ToString();

    public static string Of(HomeChannel channel) => $"{channel.Address.Tenant}:{channel.Address.ConversationId}";
}

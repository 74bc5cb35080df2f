namespace CollectiveImpact.Initiatives;

/// <summary>Who a person is: tenant and Entra object id. Names, e-mail addresses and user principal names change and repeat.</summary>
/// <remarks>The same human has another object id as a guest of another tenant, so the tenant belongs to the key.</remarks>
[GenerateSerializer, Immutable]
public sealed record PersonKey(string Tenant, string ObjectId)
{
    /// <summary>Whether they came with a mailbox, without an account that Entra knows; also once they are written to in a chat.</summary>
    public bool CameByMail => Tenant == ConversationAddress.MailTenant;

    public override string ToString() => $"{Tenant}:{ObjectId}";

    /// <exception cref="FormatException">The text isn't <c>tenant:object id</c>.</exception>
    public static PersonKey Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new PersonKey(text[..colon], text[(colon + 1)..])
            : throw new FormatException("A person's key is a tenant, a colon and an object id.");
    }
}

/// <summary>Where to write to: one chat or channel, through the service that Teams named last.</summary>
/// <param name="ServiceUrl">Changes over time; the one of the newest message is the one to use.</param>
[GenerateSerializer, Immutable]
public sealed record ConversationAddress(string ServiceUrl, string ConversationId, string Tenant, string BotId, PlaceKind Kind)
{
    /// <summary>
    /// Stands in the place of a tenant for everybody who is written to by mail: they are queued, paced and retried together, as the
    /// people of a tenant are. Entra's tenants are GUIDs, so none is called that.
    /// </summary>
    public const string MailTenant = "mail";

    public bool IsMail => Tenant == MailTenant;

    /// <summary>A mailbox.</summary>
    /// <param name="address">An address of RFC 5321, such as <c>ana@school.example</c>.</param>
    public static ConversationAddress OfMail(string address) => new("mailto:", address, MailTenant, "", PlaceKind.Personal);
}

/// <summary>What kind of conversation a turn belongs to.</summary>
[GenerateSerializer]
public enum PlaceKind
{
    Personal,
    GroupChat,
    Channel,
}

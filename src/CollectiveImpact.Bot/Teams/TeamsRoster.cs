using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// Says which tenant a person is of who speaks among others. In a channel that is shared across tenants every activity carries
/// the host's tenant, whoever speaks; the channel's roster tells each member's own.
/// </summary>
/// <remarks>
/// Sources: Microsoft Learn, "Agents and tab apps for shared and private channels" (the roster's <c>tenantId</c> and object id),
/// and "Get Teams specific context for your bot" (<c>GET /v3/conversations/{id}/members/{member}</c>).
/// </remarks>
public sealed class TeamsRoster(TeamsQuestions questions)
{
    private const string Kind = "roster";

    /// <summary>The turn as said by the person under their own tenant; as it is when the roster doesn't tell.</summary>
    public async Task<Turn> Resolve(Turn turn, CancellationToken cancel)
    {
        if (turn.IsPersonal || turn.ClientId.Length == 0)
        {
            return turn;
        }

        var place = turn.Address;
        var member = await questions.Ask(
            Kind,
            About(place.ConversationId, turn.ClientId),
            place.ServiceUrl,
            async (teams, soon) => Read(await ((Microsoft.Bot.Connector.Conversations)teams.Conversations).GetConversationMemberAsync(turn.ClientId, place.ConversationId, soon), place.Tenant),
            cancel);
        return member is null ? turn : turn with { Person = member.Person, Name = turn.Name.Length > 0 ? turn.Name : member.Name };
    }

    /// <summary>Somebody has left, or come: the roster is asked again when they next speak there.</summary>
    public void Changed(string conversation, string clientId) => questions.Forget(Kind, About(conversation, clientId));

    private static string About(string conversation, string clientId) => $"{conversation} {clientId}";

    private static Member? Read(ChannelAccount? account, string host)
    {
        if (account is null)
        {
            return null;
        }

        var objectId = account.AadObjectId ?? Text(account, "objectId");
        // A member without a tenant is of the one in which they are looked up.
        var tenant = Text(account, "tenantId") is { Length: > 0 } own ? own : host;
        return !TeamsTurns.IsEntraId(tenant) || !TeamsTurns.IsEntraId(objectId) ? null : new Member(new PersonKey(tenant, objectId), account.Name ?? "");
    }

    private static string? Text(ChannelAccount account, string property) => account.Properties?[property]?.ToString();

    private sealed record Member(PersonKey Person, string Name);
}

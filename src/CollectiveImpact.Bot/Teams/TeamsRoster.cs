using System.Net;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Rest;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// Says which tenant a person is of who speaks among others. In a channel that is shared across tenants every activity carries
/// the host's tenant, whoever speaks; the channel's roster tells each member's own.
/// </summary>
/// <remarks>
/// Sources: Microsoft Learn, "Agents and tab apps for shared and private channels" (the roster's <c>tenantId</c> and object id),
/// and "Get Teams specific context for your bot" (<c>GET /v3/conversations/{id}/members/{member}</c>).
/// </remarks>
public sealed partial class TeamsRoster(TeamsConnections connections, TimeProvider clock, ILogger<TeamsRoster> log) : IDisposable
{
    // Teams gives an invoke five seconds in all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A person's id at the bot stays theirs; a day lets a mistake of the roster's pass.
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);

    // A roster that doesn't answer isn't waited for at each word.
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(1);

    private const int MostKept = 50_000;

    private readonly MemoryCache _people = new(new MemoryCacheOptions { SizeLimit = MostKept, Clock = new Clock(clock) });

    /// <summary>The turn as said by the person under their own tenant; as it is when the roster doesn't tell.</summary>
    public async Task<Turn> Resolve(Turn turn, CancellationToken cancel)
    {
        if (turn.IsPersonal || turn.ClientId.Length == 0)
        {
            return turn;
        }

        var key = (turn.Address.ConversationId, turn.ClientId);
        if (!_people.TryGetValue(key, out Member? member))
        {
            member = await Ask(turn.Address, turn.ClientId, cancel);
            _people.Set(key, member, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = member is null ? Refused : Known });
        }

        return member is null ? turn : turn with { Person = member.Person, Name = turn.Name.Length > 0 ? turn.Name : member.Name };
    }

    /// <summary>Somebody has left, or come: the roster is asked again when they next speak there.</summary>
    public void Changed(string conversation, string clientId) => _people.Remove((conversation, clientId));

    public void Dispose() => _people.Dispose();

    private async Task<Member?> Ask(ConversationAddress place, string clientId, CancellationToken cancel)
    {
        using var measured = TeamsTelemetry.Send("roster");
        using var patience = new CancellationTokenSource(Patience, clock);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var connection = await connections.To(place.ServiceUrl);
            var account = await ((Microsoft.Bot.Connector.Conversations)connection.Conversations).GetConversationMemberAsync(clientId, place.ConversationId, soon.Token);
            measured.Outcome = "Told";
            return Read(account, place.Tenant);
        }
        catch (Exception e) when (e is ErrorResponseException or HttpOperationException or HttpRequestException or TimeoutException or SerializationException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            measured.Outcome = "Refused";
            LogNotTold((e as ErrorResponseException)?.Response?.StatusCode);
            return null;
        }
    }

    private static Member? Read(ChannelAccount? account, string host)
    {
        if (account is null)
        {
            return null;
        }

        var objectId = account.AadObjectId ?? Text(account, "objectId");
        // A member without a tenant is of the one in which they are looked up.
        var tenant = Text(account, "tenantId") is { Length: > 0 } own ? own : host;
        return string.IsNullOrEmpty(objectId) ? null : new Member(new PersonKey(tenant, objectId), account.Name ?? "");
    }

    private static string? Text(ChannelAccount account, string property) => account.Properties?[property]?.ToString();

    private sealed record Member(PersonKey Person, string Name);

    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A roster didn't tell who speaks: {Status}.")]
    private partial void LogNotTold(HttpStatusCode? status);
}

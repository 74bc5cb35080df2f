using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// One lasting connection for each address of Teams, with its credentials. The SDK alone makes one for every turn, whose
/// JSON contracts are worked out anew by reflection: about thirty times the cost of the turn itself.
/// </summary>
public sealed class TeamsConnections : ConnectorFactory
{
    private static readonly ReadOnlyJsonContractResolver Contracts = new();
    private readonly ConcurrentDictionary<string, Task<IConnectorClient>> _connections = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConnectorFactory _sdk;

    public TeamsConnections(BotFrameworkAuthentication sdk, string? appId)
    {
        // The SDK reads the app to speak as from the identity; without an app id (Development only) nothing is signed.
        _sdk = sdk.CreateConnectorFactory(string.IsNullOrEmpty(appId)
            ? new ClaimsIdentity()
            : new ClaimsIdentity([
                new Claim(AuthenticationConstants.AudienceClaim, appId),
                new Claim(AuthenticationConstants.AppIdClaim, appId)]));
    }

    public async ValueTask<IConnectorClient> To(string serviceUrl)
    {
        var connection = _connections.GetOrAdd(serviceUrl, Connect);
        try
        {
            return await connection;
        }
        catch
        {
            _connections.TryRemove(KeyValuePair.Create(serviceUrl, connection));
            throw;
        }
    }

    public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
        await To(serviceUrl);

    private async Task<IConnectorClient> Connect(string serviceUrl)
    {
        var connection = await _sdk.CreateAsync(serviceUrl, null, CancellationToken.None);
        connection.SerializationSettings.ContractResolver = Contracts;
        connection.SerializationSettings.Formatting = Formatting.None;
        connection.DeserializationSettings.ContractResolver = Contracts;
        return new Lasting(connection);
    }

    // The adapter disposes of the connection at the end of each turn; this one stays.
    private sealed class Lasting(IConnectorClient connection) : IConnectorClient
    {
        public Uri BaseUri
        {
            get => connection.BaseUri;
            set => throw new NotSupportedException("This connection is shared.");
        }

        public JsonSerializerSettings SerializationSettings => connection.SerializationSettings;

        public JsonSerializerSettings DeserializationSettings => connection.DeserializationSettings;

        public ServiceClientCredentials Credentials => connection.Credentials;

        public IAttachments Attachments => connection.Attachments;

        public IConversations Conversations => connection.Conversations;

        public void Dispose()
        {
        }
    }
}

/// <summary>The SDK's checks of who calls, with our lasting connections in the place of its own.</summary>
public sealed class TeamsAuthentication(BotFrameworkAuthentication sdk, TeamsConnections connections, TeamsIssuers issuers) : BotFrameworkAuthentication
{
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var result = await sdk.AuthenticateRequestAsync(activity, authHeader, cancellationToken);
        issuers.Check(result.ClaimsIdentity);
        result.ConnectorFactory = connections;
        return result;
    }

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        sdk.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => connections;

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(NoUserTokens.Instance);

    // Nobody signs in through the bot, yet the adapter wants a client for it in every turn.
    private sealed class NoUserTokens : UserTokenClient
    {
        public static readonly NoUserTokens Instance = new();

        public override Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken) => throw Unused();

        public override Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken) => throw Unused();

        public override Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken) => throw Unused();

        public override Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken) => throw Unused();

        public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken) => throw Unused();

        public override Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken) => throw Unused();

        private static NotSupportedException Unused() => new("Nobody signs in through the bot.");
    }
}

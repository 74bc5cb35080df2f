using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace CollectiveImpact.Bot.Directories;

/// <summary>
/// Tokens for one organisation's directory at a time. Who we are is shown by a token of the service's own managed identity, which the
/// registration trusts: there is no secret.
/// </summary>
/// <remarks>Source: Microsoft, "Configure an application to trust a managed identity".</remarks>
internal sealed class DirectoryTokens(DirectorySettings settings, IHttpClientFactory http)
{
    private const string Exchange = "api://AzureADTokenExchange/.default";

    private readonly HttpPipelineTransport _transport = new HttpClientTransport(
        settings.Authority.Scheme == Uri.UriSchemeHttps ? http.CreateClient() : new HttpClient(new WithoutTls { InnerHandler = new SocketsHttpHandler() }));

    private readonly ManagedIdentityCredential? _identity = settings.TokenFile is null ? new(ManagedIdentityId.FromUserAssignedClientId(settings.Identity!)) : null;

    /// <summary>What gives tokens for an organisation, and keeps them while they are good.</summary>
    public TokenCredential Of(string tenant)
    {
        var options = new ClientAssertionCredentialOptions
        {
            AuthorityHost = new UriBuilder(settings.Authority) { Scheme = Uri.UriSchemeHttps, Port = settings.Authority.Port }.Uri,
            // Its address is a setting of ours: nobody need be asked whether it is one of Microsoft's.
            DisableInstanceDiscovery = true,
            Transport = _transport,
        };
        // What fails is tried again where it is kept.
        options.Retry.MaxRetries = 0;
        return new ClientAssertionCredential(tenant, settings.App, WhoWeAre, options);
    }

    private async Task<string> WhoWeAre(CancellationToken cancel) => _identity is null
        ? (await File.ReadAllTextAsync(settings.TokenFile!, cancel)).Trim()
        : (await _identity.GetTokenAsync(new TokenRequestContext([Exchange]), cancel)).Token;

    /// <summary>A developer's machine has no TLS, which the library insists on.</summary>
    private sealed class WithoutTls : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = Uri.UriSchemeHttp }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

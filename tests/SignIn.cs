using System.Text;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Identity.Client;
using Microsoft.Rest;

namespace CollectiveImpact.Testing;

/// <summary>A sign-in service before the real sign-in library: gives tokens by number, unless told to answer otherwise.</summary>
public sealed class SignIn : HttpMessageHandler, IMsalHttpClientFactory
{
    private readonly HttpClient _http;
    private int _given;

    public SignIn() => _http = new HttpClient(this, disposeHandler: false);

    public Func<HttpResponseMessage>? Answers { get; set; }

    public Func<int, string> Token { get; set; } = static n => $"token-{n}";

    public TimeSpan LivesFor { get; set; } = TimeSpan.FromHours(1);

    public int Given => _given;

    public HttpClient GetHttpClient() => _http;

    /// <summary>The SDK's credentials of an app registered here. The SDK shares an app's tokens over the whole process.</summary>
    public ServiceClientCredentialsFactory For(string app) => new Credentials(app, ConfidentialClientApplicationBuilder.Create(app).WithClientSecret("secret")
        .WithAuthority("https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111").WithInstanceDiscovery(false)
        .WithHttpClientFactory(this, retryOnceOn5xx: false).Build());

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Answers?.Invoke() ?? new HttpResponseMessage
    {
        Content = new StringContent(
            $$"""{"token_type":"Bearer","expires_in":{{(int)LivesFor.TotalSeconds}},"access_token":"{{Token(Interlocked.Increment(ref _given))}}"}""", Encoding.UTF8, "application/json"),
    });

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _http.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Credentials(string app, IConfidentialClientApplication signIn) : ServiceClientCredentialsFactory
    {
        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == app);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

        public override Task<ServiceClientCredentials> CreateCredentialsAsync(
            string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
            Task.FromResult<ServiceClientCredentials>(new MsalAppCredentials(signIn, appId, signIn.Authority, audience, validateAuthority));
    }
}

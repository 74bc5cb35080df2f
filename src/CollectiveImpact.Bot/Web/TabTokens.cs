using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CollectiveImpact.Bot.Web;

/// <summary>
/// Which registration the tab in Teams has, and whether a token is one that Entra gave for it to a person. Off until <c>Tab:AppId</c> is set.
/// </summary>
/// <remarks>
/// Tokens come from any tenant, since partners do. Who may read is said by membership; the token says only who somebody is.
/// Source of the rules: Microsoft, "Access tokens" and "Secure applications and APIs by validating claims", of the identity platform.
/// </remarks>
internal sealed partial class TabTokens
{
    /// <summary>The permission that the registration exposes, which Teams asks for a person with.</summary>
    public const string Scope = "access_as_user";

    private const string Usual = "https://login.microsoftonline.com/common/v2.0";
    private const string AnyTenant = "{tenantid}";

    // Entra's have some 2 KB.
    private const int LongestToken = 16 * 1024;

    private readonly JsonWebTokenHandler _reader = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly TokenValidationParameters? _rules;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _keys;
    private readonly ILogger<TabTokens> _log;

    /// <exception cref="CannotStartException">The settings make no sense.</exception>
    public TabTokens(IConfiguration configuration, IHostEnvironment environment, IHttpClientFactory http, ILogger<TabTokens> log)
    {
        _log = log;
        if (configuration["Tab:AppId"] is not { Length: > 0 } app)
        {
            return;
        }

        if (!Guid.TryParseExact(app, "D", out _))
        {
            throw new CannotStartException($"Tab:AppId is \"{app}\"; it must be the client id of the tab's app registration, a GUID.");
        }

        var authority = configuration["Tab:Authority"] is { Length: > 0 } set ? set.TrimEnd('/') : Usual;
        var isHere = environment.IsDevelopment() && Uri.TryCreate(authority, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true };
        if (!isHere && !authority.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new CannotStartException($"Tab:Authority is \"{authority}\"; it must be an https address such as {Usual}.");
        }

        _keys = new ConfigurationManager<OpenIdConnectConfiguration>(
            authority + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http.CreateClient(Options.DefaultName)) { RequireHttps = !isHere })
        {
            // Keys that Entra doesn't publish any more are gone for good.
            UseLastKnownGoodConfiguration = false,
        };
        _rules = new TokenValidationParameters
        {
            ConfigurationManager = _keys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidAudience = app,
            IssuerValidatorUsingConfiguration = IssuerOf,
            ValidateIssuerSigningKey = true,
            IssuerSigningKeyValidatorUsingConfiguration = IsKeyOfIssuer,
        };
    }

    public bool IsOn => _rules is not null;

    /// <summary>Who a token names; null when it isn't one that is taken.</summary>
    /// <exception cref="TimeoutException">Entra's keys can't be had.</exception>
    public async Task<PersonKey?> Check(string token, CancellationToken cancel)
    {
        if (_rules is null)
        {
            return null;
        }

        try
        {
            await _keys!.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException e)
        {
            throw new TimeoutException("Entra's keys can't be had.", e);
        }

        var read = await _reader.ValidateTokenAsync(token, _rules);
        if (!read.IsValid || read.SecurityToken is not JsonWebToken signed)
        {
            var fault = read.Exception?.GetType().Name ?? "token";
            LogRefused(fault);
            return null;
        }

        if (WrongIn(signed) is { } wrong)
        {
            LogRefused(wrong);
            return null;
        }

        return new PersonKey(Text(signed, "tid"), Text(signed, "oid"));
    }

    // What a good signature doesn't say: that it is a person's, of version 2, and meant for the tab.
    private static string? WrongIn(JsonWebToken token) =>
        Text(token, "ver") != "2.0" ? "version"
        : Text(token, "idtyp") == "app" || !Text(token, "scp").Split(' ').Contains(Scope) ? "scope"
        : !Guid.TryParseExact(Text(token, "tid"), "D", out _) ? "tenant"
        : !Guid.TryParseExact(Text(token, "oid"), "D", out _) ? "person"
        : null;

    // One document serves all tenants: its issuer has a place for the tenant, and the token must be of the tenant that it names.
    private static string IssuerOf(string issuer, SecurityToken token, TokenValidationParameters rules, BaseConfiguration? configuration) =>
        token is JsonWebToken jwt && configuration is not null && issuer == For(configuration.Issuer, jwt)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The issuer isn't that of the token's tenant.");

    // A key may serve some tenants only.
    private static bool IsKeyOfIssuer(SecurityKey? key, SecurityToken token, TokenValidationParameters rules, BaseConfiguration? configuration) =>
        configuration is OpenIdConnectConfiguration { JsonWebKeySet.Keys: { } published } && token is JsonWebToken jwt
        && published.FirstOrDefault(k => k.Kid == key?.KeyId) is { } its
        && (!its.AdditionalData.TryGetValue("issuer", out var of) || of?.ToString() is not { } issuer || jwt.Issuer == For(issuer, jwt));

    private static string For(string issuer, JsonWebToken token) => issuer.Replace(AnyTenant, Text(token, "tid"), StringComparison.Ordinal);

    private static string Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var text) ? text : "";

    // Not what stood in it: that is somebody's.
    [LoggerMessage(Level = LogLevel.Information, Message = "A token for the tab was refused: {Why}.")]
    private partial void LogRefused(string why);
}

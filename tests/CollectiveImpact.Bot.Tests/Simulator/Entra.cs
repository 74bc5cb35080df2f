using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>A sign-in service on this machine: it publishes its keys as Entra does, one document for all tenants, and gives the tokens that Teams would get for a person.</summary>
public sealed class Entra : IAsyncLifetime
{
    public const string App = "99999999-8888-7777-6666-555555555555";

    private const string KeyId = "this-month";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = KeyId };
    private readonly RsaSecurityKey _ofOneTenant = new(RSA.Create(2048)) { KeyId = "of-one-tenant" };
    private readonly RSA _ofNobody = RSA.Create(2048);
    private WebApplication _app = null!;

    /// <summary>What the service is told of it.</summary>
    public string Authority => $"{_app.Urls.Single()}/common/v2.0";

    public (string Key, string Value)[] Settings => [("Tab:AppId", App), ("Tab:Authority", Authority)];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http => http.Request.Path.Value switch
        {
            "/common/v2.0/.well-known/openid-configuration" => http.Response.WriteAsJsonAsync(new { issuer = IssuerOf("{tenantid}"), jwks_uri = $"{_app.Urls.Single()}/keys" }),
            "/keys" => http.Response.WriteAsJsonAsync(new { keys = new[] { Published(_key, IssuerOf("{tenantid}")), Published(_ofOneTenant, IssuerOf("11111111-1111-1111-1111-111111111111")) } }),
            _ => http.Response.WriteAsync(""),
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
        _ofOneTenant.Rsa.Dispose();
        _ofNobody.Dispose();
    }

    /// <summary>The token that Teams gets for a person, good unless it is told otherwise.</summary>
    /// <param name="with">Changes what stands in it.</param>
    public string TokenOf(Person person, Action<SecurityTokenDescriptor>? with = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = IssuerOf(person.TenantId),
            Audience = App,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["ver"] = "2.0",
                ["tid"] = person.TenantId,
                ["oid"] = person.AadObjectId,
                ["scp"] = "access_as_user",
                ["azp"] = "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
                ["name"] = person.Name,
            },
        };
        with?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <summary>Tokens of a person that must not be taken, by what is wrong with them.</summary>
    public IEnumerable<(string Fault, string Token)> Forged(Person person)
    {
        var (now, good) = (TimeProvider.System.GetUtcNow().UtcDateTime, TokenOf(person));
        var parts = good.Split('.');
        yield return ("nothing", "");
        yield return ("no token", "garbage");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("alg none", $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.");
        yield return ("another's content", $"{parts[0]}.{TokenOf(person, t => t.Claims["oid"] = Guid.Empty.ToString()).Split('.')[1]}.{parts[2]}");
        yield return ("another key of the same name", TokenOf(person, t => t.SigningCredentials = new SigningCredentials(new RsaSecurityKey(_ofNobody) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256)));
        yield return ("a key that isn't published", TokenOf(person, t => t.SigningCredentials = new SigningCredentials(new RsaSecurityKey(_ofNobody) { KeyId = "of-nobody" }, SecurityAlgorithms.RsaSha256)));
        yield return ("a key of another tenant", TokenOf(person, t => t.SigningCredentials = new SigningCredentials(_ofOneTenant, SecurityAlgorithms.RsaSha256)));
        yield return ("the published key as a password", TokenOf(person, t => t.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(_key.Rsa.ExportRSAPublicKey()) { KeyId = KeyId }, SecurityAlgorithms.HmacSha256)));
        yield return ("another algorithm", TokenOf(person, t => t.SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSsaPssSha256)));
        yield return ("another issuer", TokenOf(person, t => t.Issuer = $"https://login.example.org/{person.TenantId}/v2.0"));
        yield return ("the issuer of another tenant", TokenOf(person, t => t.Issuer = IssuerOf("11111111-1111-1111-1111-111111111111")));
        yield return ("the document's own issuer", TokenOf(person, t => t.Issuer = IssuerOf("{tenantid}")));
        yield return ("another audience", TokenOf(person, t => t.Audience = "00000003-0000-0000-c000-000000000000"));
        yield return ("no audience", TokenOf(person, t => t.Audience = null));
        yield return ("over", TokenOf(person, t => (t.NotBefore, t.Expires) = (now.AddHours(-2), now.AddMinutes(-10))));
        yield return ("not yet", TokenOf(person, t => (t.NotBefore, t.Expires) = (now.AddMinutes(10), now.AddHours(1))));
        yield return ("without an end", TokenOf(person, t => t.Expires = null));
        yield return ("of version 1", TokenOf(person, t => t.Claims["ver"] = "1.0"));
        yield return ("an app's", TokenOf(person, t => { t.Claims.Remove("scp"); t.Claims["roles"] = new[] { "access_as_user" }; }));
        yield return ("an app's that calls itself so", TokenOf(person, t => t.Claims["idtyp"] = "app"));
        yield return ("for something else", TokenOf(person, t => t.Claims["scp"] = "access_as_users User.Read"));
        yield return ("without a person", TokenOf(person, t => t.Claims.Remove("oid")));
        yield return ("without a tenant", TokenOf(person, t => t.Claims.Remove("tid")));
        yield return ("with a tenant that is none", TokenOf(person, t => (t.Claims["tid"], t.Issuer) = ("common", IssuerOf("common"))));
        yield return ("too long", TokenOf(person, t => t.Claims["more"] = new string('a', 20_000)));
    }

    private string IssuerOf(string tenant) => $"{_app.Urls.Single()}/{tenant}/v2.0";

    private static Dictionary<string, string> Published(RsaSecurityKey key, string issuer)
    {
        var open = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["issuer"] = issuer,
            ["n"] = Base64UrlEncoder.Encode(open.Modulus),
            ["e"] = Base64UrlEncoder.Encode(open.Exponent),
        };
    }
}

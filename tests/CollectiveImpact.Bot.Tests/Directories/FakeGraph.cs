using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Directories;

/// <summary>
/// Microsoft Graph and the place that gives its tokens, on this machine: tenants that have allowed something and others, their
/// catalogues page by page, their people, and answers with the bodies that Microsoft documents.
/// </summary>
public sealed class FakeGraph : IAsyncLifetime
{
    public const string App = "77777777-6666-5555-4444-333333333333";
    public const string TeamsApp = "33333333-4444-5555-6666-777777777777";
    private const string Assertion = "a.token.of-the-identity";

    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly string _assertion = Path.GetTempFileName();
    private WebApplication _app = null!;

    public ConcurrentDictionary<string, Tenant> Tenants { get; } = new();

    /// <summary>What was asked of Graph, in order: method, path and what it was answered with.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>How often a token was asked for.</summary>
    public int TokensAsked => _tokensAsked;

    private int _tokensAsked;

    private string Address => _app.Urls.Single();

    /// <summary>What the service is told of it.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("Directory:AppId", App), ("Directory:Authority", Address), ("Directory:Graph", $"{Address}/v1.0"), ("Directory:TokenFile", _assertion), ("TeamsAppId", TeamsApp),
    ];

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_assertion, Assertion + "\n");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Answer);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        File.Delete(_assertion);
    }

    /// <summary>A tenant whose administrator has allowed all, and that has the app.</summary>
    public Tenant Allows(string tenantId)
    {
        var tenant = Tenants.GetOrAdd(tenantId, id => new Tenant(id));
        tenant.Roles = ["TeamsAppInstallation.ReadWriteSelfForUser.All", "AppCatalog.Read.All", "MailboxSettings.Read"];
        return tenant;
    }

    public Tenant Allows(Person person) => Allows(person.TenantId);

    private Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        return path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) ? GiveToken(http, path.Split('/')[1]) : AnswerAsGraph(http, path);
    }

    private async Task GiveToken(HttpContext http, string tenantId)
    {
        Interlocked.Increment(ref _tokensAsked);
        var form = await http.Request.ReadFormAsync();
        if (form["client_id"] != App || form["client_assertion"] != Assertion || form["grant_type"] != "client_credentials" || form["scope"] != $"{Address}/.default")
        {
            await Says(http, 401, new JsonObject { ["error"] = "invalid_client", ["error_description"] = "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application." });
        }
        else if (!Tenants.TryGetValue(tenantId, out var tenant) || tenant.Roles is null)
        {
            await Says(http, 400, new JsonObject { ["error"] = "unauthorized_client", ["error_description"] = $"AADSTS700016: Application with identifier '{App}' was not found in the directory.", ["error_codes"] = new JsonArray(700016) });
        }
        else
        {
            // As it is when it is given: what is allowed afterwards is in the next.
            var token = $"{Guid.NewGuid()}";
            _tokens[token] = $"{tenantId} {string.Join(' ', tenant.Roles)}";
            await Says(http, 200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3599, ["ext_expires_in"] = 3599, ["access_token"] = token });
        }
    }

    private async Task AnswerAsGraph(HttpContext http, string path)
    {
        var roles = _tokens.TryGetValue(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var given) ? given.Split(' ') : null;
        if (roles is null)
        {
            await Refuses(http, 401, "InvalidAuthenticationToken", "Access token is empty.");
            return;
        }

        var tenant = Tenants[roles[0]];
        if (tenant.Throttles > 0)
        {
            tenant.Throttles--;
            http.Response.Headers.RetryAfter = tenant.RetryAfter;
            await Refuses(http, 429, "TooManyRequests", "Too many requests");
            return;
        }

        await (path.Split('/') switch
        {
            [_, "v1.0", "appCatalogs", "teamsApps"] when !roles.Contains("AppCatalog.Read.All") => Refuses(http, 403, "Forbidden", "Missing role permissions on the request. API requires one of 'AppCatalog.Read.All'."),
            [_, "v1.0", "appCatalogs", "teamsApps"] => Says(http, 200, CataloguePage(http, tenant)),
            [_, "v1.0", "users", _, "teamwork", "installedApps"] when !roles.Contains("TeamsAppInstallation.ReadWriteSelfForUser.All") => Refuses(http, 403, "Forbidden", "Missing role permissions on the request."),
            [_, "v1.0", "users", var person, "teamwork", "installedApps"] => Install(http, tenant, person),
            [_, "v1.0", "users", _, "mailboxSettings"] when !roles.Contains("MailboxSettings.Read") => Refuses(http, 403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."),
            [_, "v1.0", "users", var person, "mailboxSettings"] when tenant.Mailboxes.GetValueOrDefault(person) is { } mailbox => Says(http, 200, (JsonObject)mailbox.DeepClone()),
            [_, "v1.0", "users", _, "mailboxSettings"] => Refuses(http, 404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise."),
            _ => Refuses(http, 404, "ResourceNotFound", "Resource not found."),
        });
    }

    // Graph may give an empty page and go on behind it.
    private JsonObject CataloguePage(HttpContext http, Tenant tenant)
    {
        Assert.Equal($"externalId eq '{TeamsApp}'", http.Request.Query["$filter"]);
        var page = int.TryParse(http.Request.Query["$skiptoken"], out var number) ? number : 0;
        var body = new JsonObject { ["value"] = new JsonArray([.. tenant.Catalogue.ElementAtOrDefault(page)?.Select(a => new JsonObject { ["id"] = a.Id, ["externalId"] = TeamsApp, ["displayName"] = "The app", ["distributionMethod"] = a.Method }) ?? []]) };
        if (page + 1 < tenant.Catalogue.Count)
        {
            body["@odata.nextLink"] = $"{Address}/v1.0/appCatalogs/teamsApps?$filter={Uri.EscapeDataString($"externalId eq '{TeamsApp}'")}&$skiptoken={page + 1}";
        }

        return body;
    }

    private async Task Install(HttpContext http, Tenant tenant, string person)
    {
        var asked = await JsonNode.ParseAsync(http.Request.Body);
        var app = asked!["teamsApp@odata.bind"]!.GetValue<string>();
        if (!tenant.Catalogue.SelectMany(p => p).Any(a => app == $"{Address}/v1.0/appCatalogs/teamsApps/{a.Id}"))
        {
            await Refuses(http, 404, "NotFound", "The definition for the app was not found.");
        }
        else if (tenant.Unknown.Contains(person))
        {
            await Refuses(http, 404, "NotFound", "The user was not found.");
        }
        else if (tenant.Installed.TryAdd(person, app))
        {
            tenant.Of(person).TrySetResult();
            Asked.Enqueue($"POST {http.Request.Path} 201");
            http.Response.StatusCode = 201;
        }
        else
        {
            await Refuses(http, 409, "Conflict", "The app is already installed in the specified scope.");
        }
    }

    private Task Refuses(HttpContext http, int status, string code, string message) => Says(http, status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject { ["date"] = "2026-11-25T10:00:00", ["request-id"] = Guid.Empty.ToString(), ["client-request-id"] = Guid.Empty.ToString() },
        },
    });

    private async Task Says(HttpContext http, int status, JsonObject body)
    {
        if (!http.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
        {
            Asked.Enqueue($"{http.Request.Method} {http.Request.Path} {status}");
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body.ToJsonString());
    }

    /// <summary>One organisation's directory.</summary>
    public sealed class Tenant(string id)
    {
        public string Id { get; } = id;

        /// <summary>What its administrator has allowed; null where nobody has allowed anything.</summary>
        public IReadOnlyList<string>? Roles { get; set; }

        /// <summary>Its apps of the id, page by page.</summary>
        public IList<(string Id, string Method)[]> Catalogue { get; } = new List<(string Id, string Method)[]> { Array.Empty<(string, string)>(), new[] { ("in-the-store", "store") }, new[] { ("of-the-organisation", "organization") } };

        /// <summary>Object ids of nobody.</summary>
        public ISet<string> Unknown { get; } = new HashSet<string>();

        /// <summary>Who has the app, and by which of its ids.</summary>
        public ConcurrentDictionary<string, string> Installed { get; } = new();

        /// <summary>What people have set in their mailboxes; whoever isn't here has none.</summary>
        public ConcurrentDictionary<string, JsonObject> Mailboxes { get; } = new();

        /// <summary>Somebody is out of office, as Graph tells it.</summary>
        public void IsOut(string person, string status, string start = "2026-11-24T00:00:00.0000000", string end = "2026-12-03T08:00:00.0000000", string zone = "Romance Standard Time") => Mailboxes[person] = new JsonObject
        {
            ["archiveFolder"] = "AAMk",
            ["timeZone"] = zone,
            ["automaticRepliesSetting"] = new JsonObject
            {
                ["status"] = status,
                ["externalAudience"] = "all",
                ["internalReplyMessage"] = "<html>Gone fishing</html>",
                ["externalReplyMessage"] = "<html>Gone fishing</html>",
                ["scheduledStartDateTime"] = new JsonObject { ["dateTime"] = start, ["timeZone"] = "UTC" },
                ["scheduledEndDateTime"] = new JsonObject { ["dateTime"] = end, ["timeZone"] = "UTC" },
            },
            ["language"] = new JsonObject { ["locale"] = "pt-PT", ["displayName"] = "Portuguese (Portugal)" },
        };

        /// <summary>Somebody works on some days of the week.</summary>
        public void WorksOn(string person, params string[] days)
        {
            IsOut(person, "disabled");
            Mailboxes[person]["workingHours"] = new JsonObject
            {
                ["daysOfWeek"] = new JsonArray([.. days.Select(d => (JsonNode)d)]),
                ["startTime"] = "08:00:00.0000000",
                ["endTime"] = "17:00:00.0000000",
                ["timeZone"] = new JsonObject { ["name"] = "Romance Standard Time" },
            };
        }

        private readonly ConcurrentDictionary<string, TaskCompletionSource> _installations = new();

        /// <summary>Waits until somebody has the app.</summary>
        public Task Has(Person person) => Of(person.AadObjectId).Task.WaitAsync(person.Teams.Patience, TestContext.Current.CancellationToken);

        internal TaskCompletionSource Of(string person) => _installations.GetOrAdd(person, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        /// <summary>How many of the next questions are too many.</summary>
        public int Throttles { get; set; }

        public string RetryAfter { get; set; } = "60";
    }
}

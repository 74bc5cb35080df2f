using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Door;

/// <summary>What one person can ask of the service takes nothing from the others, and a forger takes nothing from anybody.</summary>
public sealed class BudgetTests(Azurite azurite)
{
    private static readonly string TooFast = En.Teams.TooFast;

    [Fact]
    public async Task Who_says_too_much_is_told_once_and_everybody_else_is_answered()
    {
        await using var world = await World.Begins(azurite, [.. Settings(senderBurst: 5).Select(s => (s.Key, s.Value!))]);
        var (ana, ben) = (world.Teams.Person("Ana", "north"), world.Teams.Person("Ben", "north"));

        foreach (var _ in Enumerable.Range(0, 12))
        {
            await ana.Says("help");
        }

        var texts = ana.Messages.Select(m => m.SeenBy(ana).AllText).ToArray();
        Assert.Equal(1, texts.Count(t => t.Contains(TooFast, StringComparison.Ordinal)));
        Assert.Equal(6, texts.Length);
        Assert.DoesNotContain(TooFast, (await ben.Asks("help")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_presses_too_much_reads_so_on_the_card_and_may_press_again_later()
    {
        await using var world = await World.Begins(azurite, [.. Settings(senderBurst: 3).Select(s => (s.Key, s.Value!))]);
        var ana = world.Teams.Person("Ana", "north");
        var help = await ana.Asks("help");
        await help.Press(help.Buttons[0]);
        await help.Press(help.Buttons[0]);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Contains(TooFast, (await help.Press(help.Buttons[0])).Notice, StringComparison.Ordinal);
        }

        Assert.Contains(TooFast, (await ana.Searches("glossary.search", "attendance")).Message, StringComparison.Ordinal);
        Assert.Empty(await ana.TypesAhead("glossary.names:x", "att"));
    }

    [Fact]
    public async Task A_tenant_has_a_budget_of_its_own()
    {
        await using var world = await World.Begins(azurite, [.. Settings(tenantBurst: 6).Select(s => (s.Key, s.Value!))]);
        foreach (var n in Enumerable.Range(0, 8))
        {
            await world.Teams.Person($"Ana {n.ToString(CultureInfo.InvariantCulture)}", "north").Says("help");
        }

        Assert.Equal(7, world.Teams.Sent.Count);
        Assert.DoesNotContain(TooFast, (await world.Teams.Person("Ben", "south").Asks("help")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forged_activities_take_nothing_from_whom_they_name_and_cost_few_checks()
    {
        using var door = new OpenDoor(Settings(senderBurst: 5, strangerBurst: 20));
        Assert.Equal(200, await door.Post("Bearer good"));

        var statuses = new List<int>();
        for (var n = 0; n < 200; n++)
        {
            statuses.Add(await door.Post($"Bearer forged {n.ToString(CultureInfo.InvariantCulture)}"));
        }

        Assert.Equal((19, 181), (statuses.Count(s => s == 401), statuses.Count(s => s == 429)));
        Assert.Equal(20, door.Checked);
        Assert.Equal(200, await door.Post("Bearer good"));
        Assert.Equal(2, door.Turns);
    }

    [Fact]
    public async Task Who_is_over_the_budget_costs_no_check_of_a_token()
    {
        using var door = new OpenDoor(Settings(senderBurst: 5));
        for (var n = 0; n < 50; n++)
        {
            Assert.Equal(200, await door.Post("Bearer good"));
        }

        // Five were answered and one was told; nobody looked at the rest.
        Assert.Equal((5, 6), (door.Turns, door.Checked));
    }

    [Fact]
    public async Task A_token_that_was_good_is_checked_each_time_and_forgotten_when_it_is_not_good_any_more()
    {
        using var door = new OpenDoor(Settings(strangerBurst: 2));
        Assert.Equal(200, await door.Post("Bearer good"));
        door.Good = "Bearer better";

        Assert.Equal(401, await door.Post("Bearer good"));
        Assert.Equal(200, await door.Post("Bearer better"));
        Assert.Equal(429, await door.Post("Bearer good"));
    }

    [Theory]
    [InlineData("Budgets:Sender:PerSecond", "0")]
    [InlineData("Budgets:Tenant:Burst", "-1")]
    [InlineData("Budgets:Stranger:PerSecond", "many")]
    public void A_budget_that_is_none_is_named_at_start(string key, string value)
    {
        var refused = Assert.Throws<CannotStartException>(() => BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true", "--" + key, value]));

        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    // So slow that nothing is given back while a test runs.
    private static Dictionary<string, string?> Settings(int senderBurst = 1000, int tenantBurst = 1000, int strangerBurst = 1000) => new()
    {
        ["Budgets:Sender:PerSecond"] = "0.002",
        ["Budgets:Sender:Burst"] = senderBurst.ToString(CultureInfo.InvariantCulture),
        ["Budgets:Tenant:PerSecond"] = "0.002",
        ["Budgets:Tenant:Burst"] = tenantBurst.ToString(CultureInfo.InvariantCulture),
        ["Budgets:Stranger:PerSecond"] = "0.002",
        ["Budgets:Stranger:Burst"] = strangerBurst.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The adapter before a check of tokens that counts, and a bot that counts.</summary>
    private sealed class OpenDoor : BotFrameworkAuthentication, IBot, IDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddProblemDetails().AddHttpClient().BuildServiceProvider();
        private readonly TeamsBudgets _budgets;
        private readonly TeamsAdapter _adapter;

        public OpenDoor(Dictionary<string, string?> settings)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
            var environment = new HostingEnvironment { EnvironmentName = "Production" };
            _budgets = new TeamsBudgets(configuration, new FakeTimeProvider());
            var (connections, addresses) = (new TeamsConnections(this, "app"), new TeamsAddresses(configuration, environment));
            _adapter = new TeamsAdapter(
                new TeamsAuthentication(this, connections, new TeamsIssuers(configuration, environment)),
                addresses,
                _budgets,
                new TeamsMessenger(connections, addresses, _services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System),
                this,
                NullLogger<TeamsAdapter>.Instance);
        }

        public string Good { get; set; } = "Bearer good";

        public int Checked { get; private set; }

        public int Turns { get; private set; }

        public async Task<int> Post(string token)
        {
            var http = new DefaultHttpContext { RequestServices = _services };
            http.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.7");
            http.Request.Headers.Authorization = token;
            http.Request.ContentType = "application/json";
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(
                """{"type":"invoke","name":"adaptiveCard/action","serviceUrl":"https://smba.trafficmanager.net/emea/","channelId":"msteams","from":{"id":"29:a","aadObjectId":"ana"},"recipient":{"id":"28:b"},"conversation":{"id":"a:1","tenantId":"north"}}"""));
            var result = await _adapter.Answer(http);
            await result.ExecuteAsync(http);
            return http.Response.StatusCode;
        }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Turns++;
            return turnContext.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = 200 } }, cancellationToken);
        }

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
        {
            Checked++;
            return authHeader == Good
                ? Task.FromResult(new AuthenticateRequestResult { ClaimsIdentity = new ClaimsIdentity([new Claim("iss", "https://api.botframework.com"), new Claim("aud", "app")], "Bearer"), Audience = "https://api.botframework.com" })
                : throw new UnauthorizedAccessException();
        }

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new Connectors();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
            _budgets.Dispose();
            _services.Dispose();
        }

        private sealed class Connectors : ConnectorFactory
        {
            public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
                Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(serviceUrl), new MicrosoftAppCredentials("", "")));
        }
    }
}

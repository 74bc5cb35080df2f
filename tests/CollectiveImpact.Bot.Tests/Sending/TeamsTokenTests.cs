using System.Net;
using System.Net.Sockets;
using System.Text;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Sending;

/// <summary>Who the bot says it is: the SDK's credentials and the real sign-in library, before a sign-in service of ours.</summary>
public sealed class TeamsTokenTests : IAsyncLifetime
{
    private readonly SignIn _signIn = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string?> _shown = [];
    private ServiceProvider _services = null!;
    private WebApplication _teams = null!;
    private TeamsMessenger _messenger = null!;
    private Func<string?, int> _answers = static _ => StatusCodes.Status201Created;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _teams = builder.Build();
        _teams.Run(http =>
        {
            var shown = http.Request.Headers.Authorization.ToString();
            lock (_shown)
            {
                _shown.Add(shown);
            }

            http.Response.StatusCode = _answers(shown);
            return http.Response.WriteAsync("{\"id\":\"1:42\"}", Cancel);
        });
        await _teams.StartAsync(Cancel);

        // An app of its own for each test: the SDK shares its tokens over the whole process.
        var app = Guid.NewGuid().ToString();
        _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var http = _services.GetRequiredService<IHttpClientFactory>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MicrosoftAppId"] = app,
            ["MicrosoftAppType"] = "SingleTenant",
        }).Build();
        _messenger = new TeamsMessenger(
            new TeamsConnections(
                new ConfigurationBotFrameworkAuthentication(configuration, _signIn.For(app), httpClientFactory: http),
                app),
            new TeamsAddresses(configuration, _teams.Services.GetRequiredService<IHostEnvironment>()),
            http,
            _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _teams.DisposeAsync();
        await _services.DisposeAsync();
        _signIn.Dispose();
    }

    [Fact]
    public async Task One_token_serves_all_messages()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send()));

        Assert.Equal(20, _shown.Count);
        Assert.All(_shown, shown => Assert.Equal("Bearer token-1", shown));
    }

    [Fact]
    public async Task A_token_is_asked_for_again_after_a_while_and_the_SDK_says_whether_it_is_still_good()
    {
        _signIn.LivesFor = TimeSpan.FromSeconds(10);
        await Send();
        await Send();
        Assert.Equal(1, _signIn.Given);

        _clock.Advance(TimeSpan.FromSeconds(31));
        await Send();

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], _shown);
    }

    [Theory]
    [InlineData(429, "temporarily_unavailable_for_you")]
    [InlineData(500, "server_error")]
    [InlineData(503, "server_error")]
    public async Task A_sign_in_service_that_is_busy_or_unwell_is_tried_later(int status, string error)
    {
        _signIn.Answers = () => Answer(status, error);

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.SignInBusy), await Send());
        Assert.Empty(_shown);
    }

    [Fact]
    public async Task A_sign_in_service_that_cannot_be_reached_is_tried_later()
    {
        _signIn.Answers = static () => throw new HttpRequestException("no route", new SocketException((int)SocketError.HostUnreachable));

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.SignInNotReached), await Send());
    }

    [Fact]
    public async Task A_sign_in_service_that_does_not_answer_in_time_is_tried_later()
    {
        _signIn.Answers = static () => throw new TaskCanceledException("slow");

        Assert.IsType<SendOutcome.TryLater>(await Send());
    }

    [Theory]
    [InlineData(401, "invalid_client")]
    [InlineData(400, "unauthorized_client")]
    public async Task A_wrong_secret_or_app_is_refused_and_not_thrown(int status, string error)
    {
        _signIn.Answers = () => Answer(status, error);

        Assert.Equal(new SendOutcome.Refused(Reasons.NotRecognised), await Send());
        Assert.Empty(_shown);
    }

    [Fact]
    public async Task A_token_that_Teams_no_longer_takes_is_renewed_once_for_all_messages_on_their_way()
    {
        await Send();
        _answers = static shown => shown == "Bearer token-1" ? StatusCodes.Status401Unauthorized : StatusCodes.Status201Created;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send()));

        Assert.All(outcomes, outcome => Assert.Equal(new SendOutcome.Sent("1:42"), outcome));
        Assert.Equal(2, _signIn.Given);
    }

    [Fact]
    public async Task A_new_token_that_Teams_does_not_take_either_is_refused_and_the_next_messages_ask_for_no_other()
    {
        _answers = static _ => StatusCodes.Status401Unauthorized;
        var refused = new SendOutcome.Refused(Reasons.NotRecognised);

        Assert.Equal(refused, await Send());
        Assert.Equal(["Bearer token-1", "Bearer token-2"], _shown);

        Assert.Equal(refused, await Send());
        Assert.Equal((2, 3), (_signIn.Given, _shown.Count));

        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(refused, await Send());
        Assert.Equal((3, 5), (_signIn.Given, _shown.Count));
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_told_by_what_the_sign_in_service_says()
    {
        await Send();
        _answers = static _ => StatusCodes.Status401Unauthorized;
        _signIn.Answers = static () => Answer(503, "server_error");

        Assert.IsType<SendOutcome.TryLater>(await Send());
    }

    private Task<SendOutcome> Send() =>
        _messenger.Send(new ConversationAddress(_teams.Urls.Single() + "/emea/", "a:1", "tenant", "28:bot", PlaceKind.Personal), "{}", "", Cancel);

    private static HttpResponseMessage Answer(int status, string error) =>
        new((HttpStatusCode)status) { Content = new StringContent($$"""{"error":"{{error}}","error_description":"AADSTS1: no"}""", Encoding.UTF8, "application/json") };
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Sending;

/// <summary>What goes to Teams, and what each of its answers means.</summary>
public sealed class TeamsMessengerTests : IAsyncLifetime
{
    private const string Card = "{\"type\":\"AdaptiveCard\",\"text\":\"“ünï” \\u2028 \\\"q\\\" 👩‍🌾\"}";

    private readonly WebApplication _service = BotHost.Build(["--environment", "Development"], builder => builder.Configuration.AddInMemoryCollection(
        new Dictionary<string, string?> { ["ConnectionStrings:Storage"] = "UseDevelopmentStorage=true" }));

    private WebApplication _teams = null!;
    private Func<HttpContext, Task> _answers = static http => http.Response.WriteAsync("{\"id\":\"1:42\"}", CancellationToken.None);
    private (string Method, string Target, JsonNode Body) _request;

    private IMessenger Messenger => _service.Services.GetRequiredService<IMessenger>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _teams = builder.Build();
        _teams.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            _request = (http.Request.Method, target, JsonNode.Parse(await reader.ReadToEndAsync(Cancel))!);
            await _answers(http);
        });
        await _teams.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _teams.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_message_to_a_person_carries_the_card_as_it_was_drawn_and_raises_a_notification()
    {
        Assert.Equal(new SendOutcome.Sent("1:42"), await Messenger.Send(To(), Card, "Your “check-in” 👋", Cancel));

        var (method, target, body) = _request;
        Assert.Equal(("POST", "/emea/v3/conversations/a%3A1%2F2%3Bx/activities"), (method, target));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"type":"message","from":{"id":"28:bot"},"conversation":{"id":"a:1/2;x"},"summary":"Your “check-in” 👋","channelData":{"notification":{"alert":true}},
                 "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":THE CARD}]}
                """.Replace("THE CARD", Card, StringComparison.Ordinal)),
            body));
    }

    [Fact]
    public async Task A_channel_gets_no_notification_of_its_own()
    {
        await Messenger.Send(To() with { Kind = PlaceKind.Channel, ConversationId = "19:x@thread.tacv2" }, Card, "", Cancel);

        Assert.Equal("/emea/v3/conversations/19%3Ax%40thread.tacv2/activities", _request.Target);
        Assert.Null(_request.Body["channelData"]);
    }

    [Fact]
    public async Task A_card_takes_the_place_of_the_message_that_it_names()
    {
        Assert.IsType<SendOutcome.Sent>(await Messenger.Replace(To(), "1:7/8", Card, Cancel));

        Assert.Equal(("PUT", "/emea/v3/conversations/a%3A1%2F2%3Bx/activities/1%3A7%2F8", "1:7/8"), (_request.Method, _request.Target, (string?)_request.Body["id"]));
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":\"ConversationBlockedByUser\"}}", "blocked me")]
    [InlineData("{\"subCode\":\"MessageWritesBlocked\"}", "removed, muted or blocked me")]
    [InlineData("{\"errorCode\":209}", "removed, muted or blocked me")]
    [InlineData("{\"error\":{\"code\":\"BotNotInConversationRoster\"}}", "removed the app")]
    [InlineData("{\"error\":{\"code\":\"BotDisabledByAdmin\"}}", "can't be written to: an administrator switched me off")]
    [InlineData("{\"error\":{\"code\":\"NotEnoughPermissions\"}}", "is in a conversation that I may not write to")]
    [InlineData("{\"error\":{\"code\":\"InvalidBotApiHost\"}}", "is in a government cloud that I am not set up for")]
    [InlineData("{\"error\":null}", "does not let me write any more")]
    [InlineData("{\"error\":{\"code\":\"New one\"}}", "does not let me write any more")]
    [InlineData("[1]", "does not let me write any more")]
    [InlineData("<html>no</html>", "does not let me write any more")]
    [InlineData("", "does not let me write any more")]
    public async Task Every_kind_of_refusal_to_be_written_to_has_its_reason(string body, string reason)
    {
        Answers(403, body);

        Assert.Equal(new SendOutcome.Unreachable(reason), await Messenger.Send(To(), Card, "", Cancel));
    }

    [Theory]
    [InlineData(412, false)]
    [InlineData(429, true)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    [InlineData(504, false)]
    public async Task What_is_busy_or_unwell_is_tried_later_and_only_a_429_is_throttling(int status, bool throttled)
    {
        Answers(status, "", retryAfter: "7");

        Assert.Equal(new SendOutcome.TryLater(TimeSpan.FromSeconds(7), "Teams is busy", throttled), await Messenger.Send(To(), Card, "", Cancel));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(413)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(302)]
    public async Task Nothing_else_is_tried_again(int status)
    {
        Answers(status, "{\"error\":{\"code\":\"x\"}}");

        Assert.IsType<SendOutcome.Refused>(await Messenger.Send(To(), Card, "", Cancel));
    }

    [Fact]
    public async Task A_conversation_that_is_gone_is_no_longer_written_to()
    {
        Answers(404, "{\"error\":{\"code\":\"ConversationNotFound\"}}");

        Assert.IsType<SendOutcome.Unreachable>(await Messenger.Send(To(), Card, "", Cancel));
    }

    [Fact]
    public async Task Retry_after_may_be_a_date_and_what_cannot_be_read_asks_for_no_wait()
    {
        Answers(429, "", retryAfter: TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(Assert.IsType<SendOutcome.TryLater>(await Messenger.Send(To(), Card, "", Cancel)).After!.Value, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5));

        Answers(429, "", retryAfter: "soon");
        Assert.Null(Assert.IsType<SendOutcome.TryLater>(await Messenger.Send(To(), Card, "", Cancel)).After);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_tried_later()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        Assert.Equal(new SendOutcome.TryLater(null, "Teams could not be reached"), await Messenger.Send(To() with { ServiceUrl = $"http://127.0.0.1:{port}/" }, Card, "", Cancel));
    }

    [Fact]
    public async Task No_token_goes_to_an_address_that_is_not_one_of_teams() =>
        Assert.Equal(new SendOutcome.Refused("the stored address isn't one of Teams"), await Messenger.Send(To() with { ServiceUrl = "https://evil.example/" }, Card, "", Cancel));

    private ConversationAddress To() => new(_teams.Urls.Single() + "/emea/", "a:1/2;x", "tenant", "28:bot", PlaceKind.Personal);

    private void Answers(int status, string body, string? retryAfter = null) => _answers = async http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            http.Response.Headers.RetryAfter = retryAfter;
        }

        await http.Response.WriteAsync(body, Cancel);
    };
}

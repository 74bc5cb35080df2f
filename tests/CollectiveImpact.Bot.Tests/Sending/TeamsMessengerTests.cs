using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
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
        Assert.Equal(new SendOutcome.Sent("1:42"), await Messenger.Send(To(), Card, "A “word” 👋", Cancel));

        var (method, target, body) = _request;
        Assert.Equal(("POST", "/emea/v3/conversations/a%3A1%2F2%3Bx/activities"), (method, target));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"type":"message","from":{"id":"28:bot"},"conversation":{"id":"a:1/2;x"},"summary":"A “word” 👋","channelData":{"notification":{"alert":true}},
                 "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":THE CARD}]}
                """.Replace("THE CARD", Card, StringComparison.Ordinal)),
            body));
    }

    [Theory]
    [InlineData("a:1/2;x", PlaceKind.Personal)]
    [InlineData("29:1_Ab-c", PlaceKind.Personal)]
    [InlineData("19:meeting_x@thread.v2", PlaceKind.GroupChat)]
    [InlineData("19:abc@thread.tacv2;messageid=1700000000000", PlaceKind.Channel)]
    [InlineData("19:ä ?#%&+👋", PlaceKind.Channel)]
    public async Task The_requests_are_those_that_the_SDK_makes(string conversation, PlaceKind kind)
    {
        var to = To() with { ConversationId = conversation, Kind = kind };
        var sdk = (await _service.Services.GetRequiredService<TeamsConnections>().To(to.ServiceUrl)).Conversations;
        var message = new Activity
        {
            Type = ActivityTypes.Message,
            From = new ChannelAccount(to.BotId),
            Conversation = new ConversationAccount(id: to.ConversationId),
            Summary = "A “word”\u2028 \"now\" 👋",
            ChannelData = kind == PlaceKind.Personal ? JObject.Parse("""{"notification":{"alert":true}}""") : null,
            Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = new JRaw(Card) }],
        };

        await sdk.SendToConversationAsync(conversation, message, Cancel);
        var asked = _request;
        await Messenger.Send(to, Card, message.Summary, Cancel);
        SameAs(asked);

        (message.Id, message.Summary, message.ChannelData) = ("1:7/8 ü", null, null);
        await sdk.UpdateActivityAsync(conversation, message.Id, message, Cancel);
        asked = _request;
        await Messenger.Replace(to, message.Id, Card, Cancel);
        SameAs(asked);

        void SameAs((string Method, string Target, JsonNode Body) sent)
        {
            Assert.Equal((sent.Method, sent.Target), (_request.Method, _request.Target));
            Assert.True(JsonNode.DeepEquals(sent.Body, _request.Body), $"{sent.Body}\n{_request.Body}");
        }
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
    [InlineData("{\"error\":{\"code\":\"ConversationBlockedByUser\"}}", Reasons.Blocked)]
    [InlineData("{\"subCode\":\"MessageWritesBlocked\"}", Reasons.RemovedOrBlocked)]
    [InlineData("{\"errorCode\":209}", Reasons.RemovedOrBlocked)]
    [InlineData("{\"error\":{\"code\":\"BotNotInConversationRoster\"}}", Reasons.AppRemoved, Obstacle.AppRemoved)]
    [InlineData("{\"error\":{\"code\":\"BotDisabledByAdmin\"}}", Reasons.SwitchedOff)]
    [InlineData("{\"error\":{\"code\":\"NotEnoughPermissions\"}}", Reasons.NotMine)]
    [InlineData("{\"error\":{\"code\":\"InvalidBotApiHost\"}}", Reasons.OtherCloud)]
    [InlineData("{\"error\":null}", Reasons.Forbidden)]
    [InlineData("{\"error\":{\"code\":\"New one\"}}", Reasons.Forbidden)]
    [InlineData("[1]", Reasons.Forbidden)]
    [InlineData("<html>no</html>", Reasons.Forbidden)]
    [InlineData("", Reasons.Forbidden)]
    public async Task Every_kind_of_refusal_to_be_written_to_has_its_reason(string body, string reason, Obstacle obstacle = Obstacle.Forbidden)
    {
        Answers(403, body);

        Assert.Equal(new SendOutcome.Unreachable(reason, obstacle), await Messenger.Send(To(), Card, "", Cancel));
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

        Assert.Equal(new SendOutcome.TryLater(TimeSpan.FromSeconds(7), Reasons.Busy, throttled), await Messenger.Send(To(), Card, "", Cancel));
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
        // Bound and not listened at: nobody else is given it meanwhile.
        using var silent = new ReservedPorts();

        Assert.Equal(new SendOutcome.TryLater(null, Reasons.NotReached), await Messenger.Send(To() with { ServiceUrl = $"http://127.0.0.1:{silent.Silo}/" }, Card, "", Cancel));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_tried_later()
    {
        _answers = static http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        await using var services = new ServiceCollection()
            .AddHttpClient().ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(client => client.Timeout = TimeSpan.FromMilliseconds(50)))
            .BuildServiceProvider();

        Assert.Equal(
            new SendOutcome.TryLater(null, Reasons.NotAnswered) { MayHaveArrived = true },
            await With(services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System).Send(To(), Card, "", Cancel));
    }

    [Fact]
    public async Task A_message_that_cannot_be_found_is_looked_for_again_after_some_seconds()
    {
        var clock = new Hurried();
        var tries = 0;
        Answers(404, "{\"error\":{\"code\":\"ActivityNotFoundInConversation\"}}");
        var notFound = _answers;
        _answers = http => ++tries == 1 ? notFound(http) : http.Response.WriteAsync("{\"id\":\"1:7\"}", Cancel);
        var messenger = With(_service.Services.GetRequiredService<IHttpClientFactory>(), clock);

        Assert.Equal(new SendOutcome.Sent("1:7"), await messenger.Replace(To(), "1:7", Card, Cancel));
        Assert.Equal([TimeSpan.FromSeconds(3)], clock.Waited);

        _answers = notFound;
        Assert.Equal(new SendOutcome.Refused(Reasons.MessageGone), await messenger.Replace(To(), "1:7", Card, Cancel));
    }

    [Theory]
    [InlineData(201, true)]
    [InlineData(201, false)]
    [InlineData(403, true)]
    [InlineData(403, false)]
    public async Task Of_a_long_answer_only_the_beginning_is_read(int status, bool lengthIsSaid)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"id":"1:42","error":{"code":"ConversationBlockedByUser"},"x":"{{new string('x', 1_000_000)}}"}""");
        _answers = async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentLength = lengthIsSaid ? body.Length : null;
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        };

        Assert.Equal(
            status == 201 ? new SendOutcome.Sent("") : new SendOutcome.Unreachable(Reasons.Forbidden),
            await Messenger.Send(To(), Card, "", Cancel));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(403)]
    public async Task An_answer_that_breaks_off_after_its_status_means_what_the_status_says(int status)
    {
        using var teams = new TcpListener(IPAddress.Loopback, 0);
        teams.Start();
        var sending = Messenger.Send(To() with { ServiceUrl = $"http://{teams.LocalEndpoint}/" }, Card, "", Cancel);
        using (var connection = await teams.AcceptTcpClientAsync(Cancel))
        {
            var stream = connection.GetStream();
            var asked = new StringBuilder();
            var some = new byte[4096];
            // The card's end is the message's.
            while (!asked.ToString().EndsWith("}]}", StringComparison.Ordinal))
            {
                asked.Append(Encoding.UTF8.GetString(some, 0, await stream.ReadAsync(some, Cancel)));
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} .\r\nContent-Length: 100\r\n\r\n{{\"id\":"), Cancel);
        }

        Assert.Equal(status == 201 ? new SendOutcome.Sent("") : new SendOutcome.Unreachable(Reasons.Forbidden), await sending);
    }

    [Fact]
    public async Task A_message_that_was_taken_is_sent_even_if_nobody_waits_for_its_id_any_more()
    {
        using var patience = new CancellationTokenSource();
        using var http = new HttpClient(new GivesUpWhenTaken(patience));

        Assert.Equal(new SendOutcome.Sent(""), await With(new Always(http), TimeProvider.System).Send(To(), Card, "", patience.Token));
    }

    [Fact]
    public async Task No_token_goes_to_an_address_that_is_not_one_of_teams() =>
        Assert.Equal(new SendOutcome.Refused(Reasons.NoAddressOfTeams), await Messenger.Send(To() with { ServiceUrl = "https://evil.example/" }, Card, "", Cancel));

    private TeamsMessenger With(IHttpClientFactory http, TimeProvider clock) =>
        new(_service.Services.GetRequiredService<TeamsConnections>(), _service.Services.GetRequiredService<TeamsAddresses>(), http, clock);

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

    private sealed class Always(HttpClient http) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => http;
    }

    private sealed class GivesUpWhenTaken(CancellationTokenSource patience) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await patience.CancelAsync();
            return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("{\"id\":\"1:42\"}") };
        }
    }

    /// <summary>Waits no time at all, and remembers how long it should have.</summary>
    private sealed class Hurried : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>The smallest bot there can be, so that the simulator is tested against the protocol and not against our own bot.</summary>
internal sealed class StandInBot : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HttpClient _http = new();
    private readonly List<JsonObject> _heard = [];
    private WebApplication? _app;

    public Uri Messages => new(new Uri(_app!.Urls.Single()), "api/messages");

    /// <summary>What the bot does with an activity; what it returns is its HTTP answer.</summary>
    public Func<JsonObject, Task<BotAnswer>> Does { get; set; } = _ => Task.FromResult(new BotAnswer(200, ""));

    public IReadOnlyList<JsonObject> Heard
    {
        get
        {
            lock (_lock)
            {
                return [.. _heard];
            }
        }
    }

    public static async Task<StandInBot> Start()
    {
        var bot = new StandInBot();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = bot._app = builder.Build();
        app.UseRouting();
        app.MapPost("/api/messages", bot.Turn);
        await app.StartAsync();
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Answers everything said with a message.</summary>
    public void Answers(JsonObject message) => Does = async activity =>
    {
        if (activity.Text("type") == "message")
        {
            await Send(activity, message);
        }
        return new BotAnswer(200, "");
    };

    /// <summary>Answers presses, and everything else with nothing.</summary>
    public void AnswersPresses(Func<JsonObject, JsonObject> answers) => Does = activity => Task.FromResult(
        activity.Text("type") == "invoke" ? new BotAnswer(200, answers(activity).ToJsonString()) : new BotAnswer(200, ""));

    public Task<BotAnswer> Send(JsonObject to, JsonObject activity) =>
        Calls(HttpMethod.Post, to, "activities", activity);

    /// <summary>Calls the connector about the conversation of an activity that was heard.</summary>
    public Task<BotAnswer> Calls(HttpMethod method, JsonObject about, string path, JsonNode? body = null)
    {
        var conversation = Uri.EscapeDataString(about.At("conversation").Text("id")!);
        return Calls(method, new Uri($"{about.Text("serviceUrl")}v3/conversations/{conversation}/{path}"), body?.ToJsonString());
    }

    public async Task<BotAnswer> Calls(HttpMethod method, Uri address, string? body = null)
    {
        var stop = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, address);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, stop);
        RetryAfter = answer.Headers.RetryAfter?.Delta;
        return new BotAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    public TimeSpan? RetryAfter { get; private set; }

    private async Task Turn(HttpContext http)
    {
        var answer = new BotAnswer(400, "Not JSON.");
        using var reader = new StreamReader(http.Request.Body);
        if (new BotAnswer(200, await reader.ReadToEndAsync(http.RequestAborted)).Json is JsonObject activity)
        {
            lock (_lock)
            {
                _heard.Add(activity);
            }
            answer = await Does(activity);
        }
        http.Response.StatusCode = answer.Status;
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>The Bot Connector's HTTP endpoints, as far as Teams has them.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private readonly TeamsSimulator _teams;
    private readonly CancellationTokenSource _ends = new();
    private WebApplication? _app;

    private Connector(TeamsSimulator teams)
    {
        _teams = teams;
    }

    public Uri Address => new(_app!.Urls.Single());

    public static async Task<Connector> Start(TeamsSimulator teams)
    {
        var connector = new Connector(teams);
        // Empty, so that no settings file or variable of the bot's moves it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = connector._app = builder.Build();
        app.UseRouting();
        connector.Map(app.MapGroup("/{cloud}/v3"));
        connector.Map(app.MapGroup("/{cloud}/{tenant}/v3"));
        app.MapPut("/drive/{file}", connector.Upload);
        app.MapFallback(http => connector.Records(http, Unknown));
        await app.StartAsync();
        return connector;
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _app!.DisposeAsync();
        _ends.Dispose();
    }

    public static string Error(string code, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString();

    /// <summary>An upload session of a person's drive: pieces come in order, each saying where it goes and how long the whole is.</summary>
    private async Task<IResult> Upload(HttpContext http, string file)
    {
        using var piece = new MemoryStream();
        await http.Request.Body.CopyToAsync(piece, http.RequestAborted);
        return _teams.Drive.SendsOnTo is { } elsewhere
            ? Results.Redirect(elsewhere, preserveMethod: true)
            : Results.StatusCode(_teams.Drive.Put(file, http.Request.Headers.ContentRange.ToString(), piece.ToArray()));
    }

    private void Map(RouteGroupBuilder v3)
    {
        On("POST", "/conversations", CreateConversation);
        On("POST", "/conversations/{conversation}/activities", Send);
        On("POST", "/conversations/{conversation}/activities/{activity}", Reply);
        On("PUT", "/conversations/{conversation}/activities/{activity}", Update);
        On("DELETE", "/conversations/{conversation}/activities/{activity}", Delete);
        On("GET", "/conversations/{conversation}/activities/{activity}/members", Members);
        On("GET", "/conversations/{conversation}/members", Members);
        On("GET", "/conversations/{conversation}/members/{member}", Member);
        On("GET", "/conversations/{conversation}/pagedmembers", PagedMembers);
        On("GET", "/teams/{team}", TeamDetails);
        On("GET", "/teams/{team}/conversations", TeamChannels);

        void On(string method, string pattern, Func<Call, Task<Answer>> answers) =>
            v3.MapMethods(pattern, [method], http => Records(http, answers));
    }

    /// <summary>Writes down every request, whatever becomes of it, and answers it.</summary>
    private async Task Records(HttpContext http, Func<Call, Task<Answer>> answers)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var request = new ConnectorRequest(_teams.Clock.GetUtcNow(), http.Request.Method, http.Request.Path, body);
        _teams.Records(request);

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _ends.Token);
        Answer answer;
        try
        {
            answer = await answers(new Call(http, request, ends.Token));
        }
        catch (OperationCanceledException)
        {
            Settle(request, 0);
            http.Abort();
            return;
        }

        // Before the answer is written: whoever has it must find it in the record.
        Settle(request, answer.Status);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        if (answer.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        await http.Response.WriteAsync(answer.Body, ends.Token);
    }

    private void Settle(ConnectorRequest request, int status) => _teams.Change(() => request.Status = status);

    private Task<Answer> CreateConversation(Call call)
    {
        if (Parse(call) is not { } asked)
        {
            return Refuse(400, "BadSyntax", "The body is not a JSON object.");
        }
        return asked.Bool("isGroup") == true ? CreateThread(call, asked) : OpenPersonalChat(call, asked);
    }

    private Task<Answer> OpenPersonalChat(Call call, JsonObject asked)
    {
        var tenant = asked.Text("tenantId") ?? asked.At("channelData").At("tenant").Text("id");
        var members = asked.Items("members").ToList();
        if (tenant is null || members.Count != 1)
        {
            return Refuse(400, "BadSyntax", "A personal chat needs a tenantId and exactly one member.");
        }
        if (_teams.FindPerson(members[0].Text("id") ?? "", tenant) is not { } person)
        {
            return Refuse(404, "NotFound", "The tenant has no such person.");
        }
        return WithFaults(call, person.Chat, () =>
        {
            if (asked.At("activity") is JsonObject activity)
            {
                if (Violates(activity, call) is { } refused)
                {
                    return refused;
                }
                Deliver(call, person.Chat, thread: null, activity);
            }
            // The same person is the same chat; Teams does not tell the id of a message sent along.
            return Ok(201, new JsonObject { ["id"] = person.Chat.Id });
        });
    }

    private Task<Answer> CreateThread(Call call, JsonObject asked)
    {
        if (asked.At("channelData").At("channel").Text("id") is not { } id || asked.At("activity") is not JsonObject activity)
        {
            return Refuse(400, "BadSyntax", "Group chats can't be created; a channel's thread needs channelData.channel.id and an activity.");
        }
        if (_teams.FindConversation(id) is not Channel channel)
        {
            return Refuse(404, "ConversationNotFound", "There is no such channel.");
        }
        return WithFaults(call, channel, () =>
        {
            if (Violates(activity, call) is { } refused)
            {
                return refused;
            }
            var message = Deliver(call, channel, thread: null, activity);
            return Ok(201, new JsonObject { ["id"] = $"{channel.Id};messageid={message}", ["activityId"] = message });
        });
    }

    private static Task<Answer> Unknown(Call call) => Refuse(404, "NotFound", $"There is no {call.Request.Method} {call.Request.Path}.");

    private Task<Answer> Send(Call call) => Send(call, repliesTo: null);

    private Task<Answer> Reply(Call call) => Send(call, repliesTo: call.Route("activity"));

    private Task<Answer> Send(Call call, string? repliesTo)
    {
        var (place, thread) = Place(call);
        if (place is null)
        {
            return Refuse(404, "ConversationNotFound", "There is no such conversation.");
        }
        if (Parse(call) is not { } activity)
        {
            return Refuse(400, "BadSyntax", "The body is not a JSON object.");
        }
        return WithFaults(call, place, () =>
        {
            if (Violates(activity, call) is { } refused)
            {
                return refused;
            }
            if (activity.Text("type") != "message")
            {
                return Ok(201, new JsonObject { ["id"] = _teams.NextMessageId() });
            }
            // A reply without a thread in the conversation's id goes where the message is that it answers.
            var into = thread ?? (repliesTo is null ? null : place.Find(repliesTo)?.ThreadId ?? repliesTo);
            return Ok(201, new JsonObject { ["id"] = Deliver(call, place, into, activity) });
        });
    }

    private Task<Answer> Update(Call call)
    {
        if (Place(call).Conversation is not { } place)
        {
            return Refuse(404, "ConversationNotFound", "There is no such conversation.");
        }
        if (Parse(call) is not { } activity)
        {
            return Refuse(400, "BadSyntax", "The body is not a JSON object.");
        }
        return WithFaults(call, place, () =>
        {
            if (place.Find(call.Route("activity")) is not { Deleted: false } message)
            {
                return Failed(404, "ActivityNotFoundInConversation", "There is no such message here.");
            }
            if (Violates(activity, call) is { } refused)
            {
                return refused;
            }
            message.Becomes(activity);
            return Ok(200, new JsonObject { ["id"] = message.Id });
        });
    }

    private Task<Answer> Delete(Call call)
    {
        if (Place(call).Conversation is not { } place)
        {
            return Refuse(404, "ConversationNotFound", "There is no such conversation.");
        }
        return WithFaults(call, place, () =>
        {
            if (place.Find(call.Route("activity")) is not { Deleted: false } message)
            {
                return Failed(404, "ActivityNotFoundInConversation", "There is no such message here.");
            }
            message.Disappears();
            return new Answer(200, "");
        });
    }

    private Task<Answer> Members(Call call) => WithRoster(call, place =>
        Ok(200, new JsonArray([.. place.Members.Select(m => m.InRoster())])));

    private Task<Answer> Member(Call call) => WithRoster(call, place =>
    {
        var id = call.Route("member");
        var member = place.Members.FirstOrDefault(m =>
            m.UserId == id || string.Equals(m.AadObjectId, id, StringComparison.OrdinalIgnoreCase));
        return member is null
            ? Failed(404, "MemberNotFoundInConversation", "There is no such member here.")
            : Ok(200, member.InRoster());
    });

    private Task<Answer> PagedMembers(Call call) => WithRoster(call, place =>
    {
        var members = place.Members;
        var from = int.TryParse(call.Query("continuationToken"), CultureInfo.InvariantCulture, out var token) ? token : 0;
        var asked = int.TryParse(call.Query("pageSize"), CultureInfo.InvariantCulture, out var size) && size > 0 ? size : int.MaxValue;
        var page = members.Skip(from).Take(Math.Min(asked, _teams.LargestRosterPage)).ToList();
        var answer = new JsonObject { ["members"] = new JsonArray([.. page.Select(m => m.InRoster())]) };
        if (from + page.Count < members.Count)
        {
            answer["continuationToken"] = (from + page.Count).ToString(CultureInfo.InvariantCulture);
        }
        return Ok(200, answer);
    });

    private Task<Answer> TeamDetails(Call call) => WithTeam(call, team => Ok(200, new JsonObject
    {
        ["id"] = team.Id,
        ["name"] = team.Name,
        ["aadGroupId"] = team.GroupId,
        ["tenantId"] = _teams.TenantId(team.Tenant),
        ["type"] = "standard",
        ["channelCount"] = team.Channels.Count,
        ["memberCount"] = team.Members.Count,
    }));

    private Task<Answer> TeamChannels(Call call) => WithTeam(call, team => Ok(200, new JsonObject
    {
        // Teams leaves the General channel without a name, since each client says it in its own language.
        ["conversations"] = new JsonArray([.. team.Channels.Select(c => new JsonObject { ["id"] = c.Id, ["name"] = c == team.General ? null : c.Name })]),
    }));

    private async Task<Answer> WithRoster(Call call, Func<Conversation, Answer> answers)
    {
        if (Place(call).Conversation is not { } place)
        {
            return Failed(404, "ConversationNotFound", "There is no such conversation.");
        }
        call.Request.To = place;
        if (place.RosterFaults.Delay is { } delay && delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, TimeProvider.System, call.Ends);
        }
        var fault = place.RosterFaults.Next();
        if (fault is { NeverAnswers: true })
        {
            Settle(call.Request, 0);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Ends);
        }
        return fault is not null ? new Answer(fault.Status, fault.Body, fault.RetryAfterSeconds)
            : place.Refusal is { } code ? Failed(403, code, "The bot is not in this conversation.")
            : answers(place);
    }

    private Task<Answer> WithTeam(Call call, Func<Team, Answer> answers) => _teams.FindTeam(call.Route("team")) switch
    {
        null => Refuse(404, "TeamNotFound", "There is no such team."),
        { BotIsIn: false } => Refuse(403, "BotNotInConversationRoster", "The bot is not in this team."),
        var team => Task.FromResult(answers(team)),
    };

    /// <summary>Does it, unless a test said otherwise or the bot may not.</summary>
    private async Task<Answer> WithFaults(Call call, Conversation place, Func<Answer> does)
    {
        _teams.Change(() => call.Request.To = place);
        var delay = place.Faults.Delay + _teams.Everyone.Delay;
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, TimeProvider.System, call.Ends);
        }
        var fault = place.Faults.Next() ?? _teams.Everyone.Next();
        if (fault is { NeverAnswers: true })
        {
            Settle(call.Request, 0);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Ends);
        }
        if (fault is { Delivers: false })
        {
            return new Answer(fault.Status, fault.Body, fault.RetryAfterSeconds);
        }
        if (place.Refusal is { } code)
        {
            return Failed(403, code, "The bot may not write here.");
        }
        var done = does();
        return fault is null ? done : new Answer(fault.Status, fault.Body, fault.RetryAfterSeconds);
    }

    private string Deliver(Call call, Conversation place, string? thread, JsonObject activity)
    {
        var id = _teams.NextMessageId();
        var message = new Message(place, id, place is Channel ? thread ?? id : null, activity.Copy());
        _teams.Records(new SentMessage(_teams.Clock.GetUtcNow(), message, call.Request.Bytes));
        place.Add(message);
        return id;
    }

    /// <summary>The conversation of the address, and the thread when it names one: <c>19:…@thread.tacv2;messageid=17…</c>.</summary>
    private (Conversation? Conversation, string? Thread) Place(Call call)
    {
        var parts = call.Route("conversation").Split(";messageid=", 2);
        return (_teams.FindConversation(parts[0]), parts.ElementAtOrDefault(1));
    }

    private JsonObject? Parse(Call call)
    {
        try
        {
            if (JsonNode.Parse(call.Request.Body) is JsonObject body)
            {
                return body;
            }
        }
        catch (JsonException)
        {
            // Recorded below with whatever else is not an object.
        }
        _teams.Records($"{call.Request.Method} {call.Request.Path} is not a JSON object: {call.Request.Body}");
        return null;
    }

    private Answer? Violates(JsonObject activity, Call call)
    {
        if (CardLimits.SizeInUtf16(activity) > CardLimits.LargestMessage)
        {
            _teams.Records($"{call.Request.Method} {call.Request.Path} is larger than {CardLimits.LargestMessage} bytes in UTF-16.");
            return Failed(413, "MessageSizeTooBig", "Message size too large.");
        }
        var violations = Message.CardsOf(activity).SelectMany(CardLimits.Violations).ToList();
        foreach (var violation in violations)
        {
            _teams.Records(violation);
        }
        return violations.Count == 0 ? null : Failed(400, "BadSyntax", string.Join(' ', violations));
    }

    private static Answer Ok(int status, JsonNode body) => new(status, body.ToJsonString());

    private static Answer Failed(int status, string code, string message) => new(status, Error(code, message));

    private static Task<Answer> Refuse(int status, string code, string message) => Task.FromResult(Failed(status, code, message));

    private sealed record Answer(int Status, string Body, int? RetryAfterSeconds = null);

    private sealed record Call(HttpContext Http, ConnectorRequest Request, CancellationToken Ends)
    {
        public string Route(string name) => Http.Request.RouteValues[name] as string ?? "";

        public string Query(string name) => Http.Request.Query[name].ToString();
    }
}

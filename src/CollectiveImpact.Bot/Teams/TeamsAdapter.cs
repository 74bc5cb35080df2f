using System.Buffers;
using System.Text;
using CollectiveImpact.Deliveries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace CollectiveImpact.Bot.Teams;

/// <summary>The door for activities: reads one, checks who sent it, has it answered.</summary>
public sealed partial class TeamsAdapter(
    BotFrameworkAuthentication authentication,
    TeamsAddresses addresses,
    TeamsBudgets budgets,
    TeamsMessenger messenger,
    IBot bot,
    ILogger<TeamsAdapter> log) : CloudAdapterBase(authentication, NullLogger.Instance)
{
    // Most activities are no longer, in bytes; what is takes more room as it comes.
    private const int Usual = 4 * 1024;

    // Characters between text and bytes: the usual 1,024 are for files, and twice what a turn says.
    private const int AtOnce = 256;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializer Json = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new ReadOnlyJsonContractResolver(),
        Converters = [new Iso8601TimeSpanConverter()],
        NullValueHandling = NullValueHandling.Ignore,
        CheckAdditionalContent = true,
        MaxDepth = 64,

        // What people type stays as they typed it: no text becomes a date, no decimal a binary fraction.
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
    });

    public async Task<IResult> Answer(HttpContext http)
    {
        var (activity, unreadable) = await Understand(http);
        if (activity is null)
        {
            return unreadable!;
        }

        var token = http.Request.Headers.Authorization.ToString();
        var known = token.Length > 0 && budgets.Knows(token);
        if (!known && token.Length > 0 && !budgets.AllowsStranger(http))
        {
            return Refused(StatusCodes.Status429TooManyRequests, "Too many callers who haven't shown who they are.");
        }

        var allowance = known ? budgets.Of(activity) : Allowance.Answered;
        if (allowance == Allowance.Dropped)
        {
            return await Drop(http, activity);
        }

        var (caller, stranger) = await Authenticate(http, activity, token);
        if (caller is null)
        {
            return stranger!;
        }

        if (!known)
        {
            // Without an app id (Development only) nobody has a token.
            if (token.Length > 0)
            {
                budgets.Remember(token);
            }

            allowance = budgets.Of(activity);
            if (allowance == Allowance.Dropped)
            {
                return await Drop(http, activity);
            }
        }

        return await Answer(http, activity, caller, allowance);
    }

    /// <summary>Sends an answer as everything else is sent: with a token that is at hand, renewed when it is refused, and written once. The SDK waits at a lock for each token, and writes each message as text before it writes its bytes.</summary>
    /// <exception cref="NotAnsweredException">Teams didn't take it.</exception>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        if (activities is not [{ Type: ActivityTypes.Message } message])
        {
            return await base.SendActivitiesAsync(turnContext, activities, cancellationToken);
        }

        message.Id = null;
        return await messenger.Answer(message.ServiceUrl, message.Conversation.Id, message.ReplyToId, Written(message), cancellationToken) switch
        {
            SendOutcome.Sent(var id) => [new ResourceResponse(id)],
            var outcome => throw new NotAnsweredException(outcome),
        };
    }

    private static async Task<(Activity? Activity, IResult? Refusal)> Understand(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, Refused(StatusCodes.Status415UnsupportedMediaType, "An activity is JSON: the content type must be application/json."));
        }

        Activity? activity;
        try
        {
            activity = await Read(http);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            return (null, Refused(StatusCodes.Status400BadRequest, "The body can't be read as a JSON activity."));
        }
        catch (BadHttpRequestException e)
        {
            return (null, Refused(e.StatusCode, "The body was too long or ended too soon."));
        }

        if (activity is not { Type.Length: > 0, ServiceUrl.Length: > 0, Conversation.Id.Length: > 0 })
        {
            return (null, Refused(StatusCodes.Status400BadRequest, "An activity has a type, a serviceUrl and a conversation with an id."));
        }

        return HasIdsOfTeams(activity) ? (activity, null) : (null, Refused(StatusCodes.Status400BadRequest, "An id or an address is none that Teams would write."));
    }

    private async Task<(AuthenticateRequestResult? Caller, IResult? Refusal)> Authenticate(HttpContext http, Activity activity, string token)
    {
        AuthenticateRequestResult caller;
        try
        {
            caller = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, token, http.RequestAborted);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or SecurityTokenException or ArgumentException)
        {
            // Tokens that aren't tokens at all come out of the SDK as exceptions of the library that reads them.
            budgets.Forget(token);
            return (null, TypedResults.StatusCode(StatusCodes.Status401Unauthorized));
        }
#pragma warning disable CA1031 // Whose key signed the token can't be looked up now; the caller may try again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotChecked(e);
            return (null, Refused(StatusCodes.Status503ServiceUnavailable, "The caller's token can't be checked at the moment."));
        }

        if (!addresses.Include(activity.ServiceUrl))
        {
            LogStrangeAddress(Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) ? url.Host : "?");
            return (null, Refused(StatusCodes.Status403Forbidden, "The activity's serviceUrl isn't an address of Teams."));
        }

        return (caller, null);
    }

    // A turn isn't taken back when the caller stops listening: the press was made.
    private async Task<IResult> Answer(HttpContext http, Activity activity, AuthenticateRequestResult caller, Allowance allowance)
    {
        var after = new AfterTheAnswer();
        var answer = await ProcessActivityAsync(
            caller,
            activity,
            (context, cancel) =>
            {
                context.TurnState.Add(after);
                return allowance == Allowance.Answered ? bot.OnTurnAsync(context, cancel) : Tell(context, cancel);
            },
            CancellationToken.None);
        await Write(http.Response, answer);
        await http.Response.CompleteAsync();
        after.Start(LogNotDoneAfter);
        return TypedResults.Empty;
    }

    // To an invoke the words are the answer; to anything else they are a message, and so cost one.
    private static async Task Tell(ITurnContext context, CancellationToken cancel)
    {
        if (context.Activity.Type == ActivityTypes.Invoke)
        {
            await context.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = TeamsWriting.Patience(context.Activity.Name, TooFast(context.Activity)) }, cancel);
        }
        else if (context.Activity.Type == ActivityTypes.Message)
        {
            await context.SendActivityAsync(new Activity { Type = ActivityTypes.Message, Text = TooFast(context.Activity), TextFormat = TextFormatTypes.Plain }, cancel);
        }
    }

    private static string TooFast(Activity activity) => new Texts(TeamsTurns.CultureOf(activity)).TooFast;

    private static async Task<IResult> Drop(HttpContext http, Activity activity)
    {
        await Write(http.Response, activity.Type == ActivityTypes.Invoke ? TeamsWriting.Patience(activity.Name, TooFast(activity)) : null);
        return TypedResults.Empty;
    }

    // An answer repeats whom and where it answers. Ids are Teams' own; names and languages that nobody has are cut, and what else stands there is left out.
    private static bool HasIdsOfTeams(Activity activity)
    {
        const int longest = 500;
        const int longestName = 256;
        const int longestLanguage = 85;
        activity.Locale = activity.Locale is { Length: > longestLanguage } ? null : activity.Locale;
        foreach (var account in new[] { activity.From, activity.Recipient }.OfType<ChannelAccount>())
        {
            account.Name = account.Name is { Length: > longestName } name ? name[..longestName] : account.Name;
            account.Properties = [];
        }

        activity.Conversation.Properties = [];
        // A blank id is none: it can't be answered to, nor updated or deleted.
        activity.Id = string.IsNullOrWhiteSpace(activity.Id) ? null : activity.Id;
        activity.ReplyToId = string.IsNullOrWhiteSpace(activity.ReplyToId) ? null : activity.ReplyToId;
        activity.Conversation.Name = activity.Conversation.Name is { Length: > longestName } title ? title[..longestName] : activity.Conversation.Name;
        // A thread's id without its channel's names no place.
        return !string.IsNullOrWhiteSpace(TeamsTurns.PlaceOf(activity)) && Array.TrueForAll(
            [activity.Id, activity.ReplyToId, activity.ServiceUrl, activity.ChannelId, activity.From?.Id, activity.From?.AadObjectId, activity.From?.Role, activity.Recipient?.Id, activity.Recipient?.AadObjectId, activity.Recipient?.Role,
                activity.Conversation.Id, activity.Conversation.TenantId, activity.Conversation.ConversationType, activity.Conversation.AadObjectId, activity.Conversation.Role],
            (string? id) => id is null || TeamsTurns.IsWithin(id, longest));
    }

    private static async Task<Activity?> Read(HttpContext http)
    {
        await using var body = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? Usual, 0, Usual));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        return Read(body);
    }

    /// <exception cref="JsonException">It is no activity.</exception>
    internal static Activity? Read(Stream body)
    {
        using var reader = new JsonTextReader(new StreamReader(body, Utf8, detectEncodingFromByteOrderMarks: true, AtOnce)) { ArrayPool = Characters.Shared };
        return Json.Deserialize<Activity>(reader);
    }

    private static async Task Write(HttpResponse response, InvokeResponse? answer)
    {
        response.StatusCode = answer?.Status ?? StatusCodes.Status200OK;
        if (answer?.Body is null)
        {
            return;
        }

        var body = Written(answer.Body);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static ReadOnlyMemory<byte> Written(object value)
    {
        using var body = new MemoryStream(Usual);
        using (var writer = new JsonTextWriter(new StreamWriter(body, Utf8, AtOnce, leaveOpen: true)) { ArrayPool = Characters.Shared })
        {
            Json.Serialize(writer, value);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static ProblemHttpResult Refused(int status, string why) => TypedResults.Problem(why, statusCode: status);

    [LoggerMessage(Level = LogLevel.Error, Message = "A caller's token could not be checked.")]
    private partial void LogNotChecked(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An activity named the service {Host}, which isn't Teams's.")]
    private partial void LogStrangeAddress(string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was to be done after an answer failed.")]
    private partial void LogNotDoneAfter(Exception exception);
}

/// <summary>Teams didn't take an answer.</summary>
internal sealed class NotAnsweredException(SendOutcome outcome) : Exception("Teams didn't take an answer.")
{
    /// <summary>Why, in a word; null where Teams doesn't know the conversation's message.</summary>
    public string? Why { get; } = outcome switch
    {
        SendOutcome.TryLater later => later.Reason,
        SendOutcome.Unreachable unreachable => unreachable.Reason,
        SendOutcome.Refused refused => refused.Reason,
        _ => null,
    };
}

/// <summary>Lends the reader of JSON its characters.</summary>
internal sealed class Characters : IArrayPool<char>
{
    public static readonly Characters Shared = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    public void Return(char[]? array)
    {
        if (array is not null)
        {
            ArrayPool<char>.Shared.Return(array);
        }
    }
}

/// <summary>What a turn leaves to be done once its answer is on the way.</summary>
internal sealed class AfterTheAnswer
{
    private readonly List<Func<Task>> _work = [];

    public void Do(Func<Task> work) => _work.Add(work);

    /// <summary>Starts it, and doesn't wait: the caller's connection is free for the next turn.</summary>
    public void Start(Action<Exception> failed)
    {
        foreach (var work in _work)
        {
            _ = Run(work, failed);
        }
    }

    private static async Task Run(Func<Task> work, Action<Exception> failed)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // Nobody waits for it; it is only told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
        }
    }
}

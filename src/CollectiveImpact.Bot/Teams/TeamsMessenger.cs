using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// Writes to people and channels straight over HTTP, and says what the answer means. The card's bytes go out as they were
/// drawn: taking them apart into the SDK's tree and together again costs more than sending them.
/// </summary>
/// <remarks>The requests are those of the Bot Framework REST API, "Send to Conversation" and "Update Activity"; the tokens are the SDK's.</remarks>
public sealed class TeamsMessenger(TeamsConnections connections, TeamsAddresses addresses, IHttpClientFactory http, TimeProvider clock) : IMessenger
{
    private const int LongestAnswer = 8 * 1024;

    // Teams now and then can't find a message that is there; a few seconds later it can.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(3);
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly TeamsTokens _tokens = new(clock);

    public Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel) =>
        Try("send", to.ServiceUrl, HttpMethod.Post, Path(to.ConversationId), Message(to, null, card, summary), cancel);

    /// <summary>Answers something that was said or pressed, beside it.</summary>
    /// <param name="serviceUrl">Where it came from.</param>
    /// <param name="answered">The message or the event that is answered; null where it had no id.</param>
    /// <param name="message">The answer as JSON, in UTF-8.</param>
    /// <remarks>Source: Bot Framework REST API, "Reply to Activity".</remarks>
    internal Task<SendOutcome> Answer(string serviceUrl, string conversation, string? answered, ReadOnlyMemory<byte> message, CancellationToken cancel) =>
        Try("answer", serviceUrl, HttpMethod.Post, answered is null ? Path(conversation) : $"{Path(conversation)}/{Uri.EscapeDataString(answered)}", message, cancel);

    public async Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel)
    {
        var message = Message(to, messageId, card, null);
        Task<SendOutcome> Once() => Try("replace", to.ServiceUrl, HttpMethod.Put, $"{Path(to.ConversationId)}/{Uri.EscapeDataString(messageId)}", message, cancel);

        var outcome = await Once();
        if (outcome is MessageNotFound)
        {
            await Task.Delay(LookAgainAfter, clock, cancel);
            outcome = await Once();
        }

        return outcome is MessageNotFound ? new SendOutcome.Refused(Reasons.MessageGone) : outcome;
    }

    private static string Path(string conversation) => $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities";

    private static ReadOnlyMemory<byte> Message(ConversationAddress to, string? id, string card, string? summary)
    {
        var bytes = new ArrayBufferWriter<byte>(card.Length + 512);
        using var json = new Utf8JsonWriter(bytes, Readable);
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        if (id is not null)
        {
            json.WriteString("id"u8, id);
        }

        WriteId("from"u8, to.BotId);
        WriteId("conversation"u8, to.ConversationId);
        if (summary is not null)
        {
            json.WriteString("summary"u8, summary);
            if (to.Kind == PlaceKind.Personal)
            {
                // Without it a card alone raises no notification.
                json.WriteStartObject("channelData"u8);
                json.WriteStartObject("notification"u8);
                json.WriteBoolean("alert"u8, true);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("contentType"u8, "application/vnd.microsoft.card.adaptive"u8);
        json.WritePropertyName("content"u8);
        json.WriteRawValue(card, skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;

        void WriteId(ReadOnlySpan<byte> name, string value)
        {
            json.WriteStartObject(name);
            json.WriteString("id"u8, value);
            json.WriteEndObject();
        }
    }

    private async Task<SendOutcome> Try(string kind, string serviceUrl, HttpMethod method, string path, ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        using var measured = TeamsTelemetry.Send(kind);
        var outcome = addresses.Include(serviceUrl)
            ? await Try(new Uri($"{serviceUrl.TrimEnd('/')}/{path}"), serviceUrl, method, message, cancel)
            : new SendOutcome.Refused(Reasons.NoAddressOfTeams);
        measured.Outcome = outcome.GetType().Name;
        return outcome;
    }

    private async Task<SendOutcome> Try(Uri address, string serviceUrl, HttpMethod method, ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        try
        {
            var credentials = (await connections.To(serviceUrl)).Credentials;
            for (var again = false; ; again = true)
            {
                using var request = new HttpRequestMessage(method, address) { Content = new ReadOnlyMemoryContent(message) };
                request.Content.Headers.ContentType = Json;
                if (await _tokens.Sign(request, credentials, cancel) is { } unsigned)
                {
                    return unsigned;
                }

                using var answer = await http.CreateClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (answer.StatusCode == HttpStatusCode.Unauthorized)
                {
                    if (again)
                    {
                        return TeamsTokens.NotRecognised;
                    }

                    if (await _tokens.Renew(credentials, request.Headers.Authorization, cancel) is { } outcome)
                    {
                        return outcome;
                    }

                    continue;
                }

                using var body = await Read(answer, cancel);
                return answer.IsSuccessStatusCode
                    ? new SendOutcome.Sent(Text(body, "id") ?? "")
                    : Meaning(answer, body);
            }
        }
        catch (HttpRequestException e)
        {
            return new SendOutcome.TryLater(null, Reasons.NotReached) { MayHaveArrived = ChannelPosts.MayHaveArrived(e) };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SendOutcome.TryLater(null, Reasons.NotAnswered) { MayHaveArrived = true };
        }
    }

    // The status first: bodies don't always hold the code that the documentation promises.
    private SendOutcome Meaning(HttpResponseMessage answer, JsonDocument? body)
    {
        var code = Code(body);
        return answer.StatusCode switch
        {
            HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new SendOutcome.TryLater(RetryAfter(answer.Headers.RetryAfter, clock), Reasons.Busy, Throttled: answer.StatusCode == HttpStatusCode.TooManyRequests),
            HttpStatusCode.NotFound when code == "ActivityNotFoundInConversation" => new MessageNotFound(),
            HttpStatusCode.NotFound => new SendOutcome.Unreachable(Reasons.ConversationGone, Obstacle.Gone),
            HttpStatusCode.Forbidden when code == "BotNotInConversationRoster" => new SendOutcome.Unreachable(Reasons.AppRemoved, Obstacle.AppRemoved),
            HttpStatusCode.Forbidden => new SendOutcome.Unreachable(code switch
            {
                "ConversationBlockedByUser" => Reasons.Blocked,
                "MessageWritesBlocked" or "209" => Reasons.RemovedOrBlocked,
                "BotDisabledByAdmin" => Reasons.SwitchedOff,
                "InvalidBotApiHost" => Reasons.OtherCloud,
                "NotEnoughPermissions" => Reasons.NotMine,
                _ => Reasons.Forbidden,
            }),
            HttpStatusCode.RequestEntityTooLarge => new SendOutcome.Refused(Reasons.TooLong),
            var status => new SendOutcome.Refused(Reasons.RefusedWith((int)status)),
        };
    }

    // Some answers have their code at the top, some have no JSON at all.
    private static string? Code(JsonDocument? body) =>
        body?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error"u8, out var error) && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("code"u8, out var code) && code.ValueKind == JsonValueKind.String
                ? code.GetString()
                : Text(body, "subCode") ?? Text(body, "errorCode") ?? Text(body, "code");

    private static string? Text(JsonDocument? body, string name) =>
        body?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value)
            ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
            : null;

    private static async Task<JsonDocument?> Read(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentLength is 0 or > LongestAnswer)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(LongestAnswer);
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, LongestAnswer), LongestAnswer, throwOnEndOfStream: false, cancel);
            // A copy of its own: the document keeps reading from it.
            return JsonDocument.Parse(buffer.AsSpan(0, length).ToArray());
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException or OperationCanceledException)
        {
            // The status has come and says what matters. A message that was taken stays so, or it would be sent twice.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How long is asked to be waited, from now; null when it isn't said.</summary>
    internal static TimeSpan? RetryAfter(RetryConditionHeaderValue? asked, TimeProvider clock) => asked switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>Teams can't find the message that is to be replaced.</summary>
    private sealed record MessageNotFound : SendOutcome;
}

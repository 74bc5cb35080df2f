using System.Globalization;
using System.Net;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Writes to people and channels straight through the connector, and says what its answer means.</summary>
public sealed class TeamsMessenger(TeamsConnections connections, TeamsAddresses addresses, TimeProvider clock) : IMessenger
{
    // Teams now and then can't find a message that is there; a few seconds later it can.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(3);

    public Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel)
    {
        var message = Message(to, card, summary);
        if (to.Kind == PlaceKind.Personal)
        {
            // Without it a card alone raises no notification.
            message.ChannelData = new JObject { ["notification"] = new JObject { ["alert"] = true } };
        }

        return Try("send", to, teams => teams.SendToConversationAsync(to.ConversationId, message, cancel), cancel);
    }

    public async Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel)
    {
        var message = Message(to, card, null);
        message.Id = messageId;
        Task<SendOutcome> Once() => Try("replace", to, teams => teams.UpdateActivityAsync(to.ConversationId, messageId, message, cancel), cancel);

        var outcome = await Once();
        if (outcome is MessageNotFound)
        {
            await Task.Delay(LookAgainAfter, clock, cancel);
            outcome = await Once();
        }

        return outcome is MessageNotFound ? new SendOutcome.Refused("Teams no longer has the message") : outcome;
    }

    private static Activity Message(ConversationAddress to, string card, string? summary)
    {
        var message = TeamsBot.CardMessage(card, summary!);
        message.From = new ChannelAccount(to.BotId);
        message.Conversation = new ConversationAccount(id: to.ConversationId);
        return message;
    }

    private async Task<SendOutcome> Try(string kind, ConversationAddress to, Func<IConversations, Task<ResourceResponse>> send, CancellationToken cancel)
    {
        using var measured = TeamsTelemetry.Send(kind);
        var outcome = await Try(to, send, cancel);
        measured.Outcome = outcome.GetType().Name;
        return outcome;
    }

    private async Task<SendOutcome> Try(ConversationAddress to, Func<IConversations, Task<ResourceResponse>> send, CancellationToken cancel)
    {
        if (!addresses.Include(to.ServiceUrl))
        {
            return new SendOutcome.Refused("the stored address isn't one of Teams");
        }

        try
        {
            var teams = await connections.To(to.ServiceUrl);
            var sent = await send(teams.Conversations);
            return new SendOutcome.Sent(sent?.Id ?? "");
        }
        catch (ErrorResponseException e)
        {
            return Meaning(e);
        }
        catch (HttpRequestException)
        {
            return new SendOutcome.TryLater(null, "Teams could not be reached");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SendOutcome.TryLater(null, "Teams did not answer in time");
        }
    }

    // The status first: bodies don't always hold the code that the documentation promises.
    private SendOutcome Meaning(ErrorResponseException e)
    {
        var code = Code(e);
        return e.Response?.StatusCode switch
        {
            HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new SendOutcome.TryLater(RetryAfter(e), "Teams is busy", Throttled: e.Response.StatusCode == HttpStatusCode.TooManyRequests),
            HttpStatusCode.NotFound when code == "ActivityNotFoundInConversation" => new MessageNotFound(),
            HttpStatusCode.NotFound => new SendOutcome.Unreachable("is in a conversation that no longer exists"),
            HttpStatusCode.Forbidden => new SendOutcome.Unreachable(code switch
            {
                "ConversationBlockedByUser" => "blocked me",
                "MessageWritesBlocked" or "209" => "removed, muted or blocked me",
                "BotNotInConversationRoster" => "removed the app",
                "BotDisabledByAdmin" => "can't be written to: an administrator switched me off",
                "InvalidBotApiHost" => "is in a government cloud that I am not set up for",
                "NotEnoughPermissions" => "is in a conversation that I may not write to",
                _ => "does not let me write any more",
            }),
            HttpStatusCode.RequestEntityTooLarge => new SendOutcome.Refused("the message is too long for Teams"),
            HttpStatusCode.Unauthorized => new SendOutcome.Refused("Teams did not accept who I am"),
            { } status => new SendOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"Teams refused the message ({(int)status})")),
            null => new SendOutcome.TryLater(null, "Teams could not be reached"),
        };
    }

    private static string? Code(ErrorResponseException e)
    {
        if (e.Body?.Error?.Code is { Length: > 0 } code)
        {
            return code;
        }

        // Some answers have their code at the top, some have no JSON at all.
        try
        {
            return e.Response?.Content is { Length: > 0 } content && JToken.Parse(content) is JObject body
                ? (string?)(body.SelectToken("subCode") ?? body.SelectToken("errorCode") ?? body.SelectToken("code"))
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(ErrorResponseException e)
    {
        if (e.Response?.Headers is null || !e.Response.Headers.TryGetValue("Retry-After", out var values) || values.FirstOrDefault() is not { } value)
        {
            return null;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > clock.GetUtcNow() ? at - clock.GetUtcNow()
            : null;
    }

    /// <summary>Teams can't find the message that is to be replaced.</summary>
    private sealed record MessageNotFound : SendOutcome;
}

using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Identity.Client;
using Microsoft.Rest;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// Shows Teams who we are: the SDK's token on each request, renewed when Teams no longer takes it. The SDK waits at a lock
/// of the whole process for every token it gives, which costs more than the message; so one is kept for a short while.
/// </summary>
internal sealed class TeamsTokens(TimeProvider clock)
{
    // A token younger than that which is refused as well is not at fault: Teams doesn't know us, and no other token helps.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);

    // The SDK gives tokens that are good for minutes more, and gets new ones five minutes before they end.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly ConditionalWeakTable<ServiceClientCredentials, Token> _tokens = new();
    private readonly Lock _gate = new();
    private Task _renewal = Task.CompletedTask;
    private volatile string? _replaced;
    private long _renewedAt;

    public static SendOutcome NotRecognised { get; } = new SendOutcome.Refused(Reasons.NotRecognised);

    /// <summary>Puts the token on a request. Most often it is there already.</summary>
    /// <returns>What becomes of the message when no token can be got; null when the request is signed.</returns>
    public async ValueTask<SendOutcome?> Sign(HttpRequestMessage request, ServiceClientCredentials? credentials, CancellationToken cancel)
    {
        if (credentials is null)
        {
            return null;
        }

        if (_tokens.TryGetValue(credentials, out var token) && clock.GetElapsedTime(token.Since) < Kept && token.Shown.Parameter != _replaced)
        {
            request.Headers.Authorization = token.Shown;
            return null;
        }

        var since = clock.GetTimestamp();
        var outcome = await Outcome(credentials.ProcessHttpRequestAsync(request, cancel), cancel);
        if (outcome is null && request.Headers.Authorization is { } shown)
        {
            _tokens.AddOrUpdate(credentials, new Token(shown, since));
        }

        return outcome;
    }

    /// <summary>Gets a new token in the place of one that Teams refused, once for all messages that are on their way.</summary>
    /// <returns>What becomes of the message; null when it can be sent again.</returns>
    public Task<SendOutcome?> Renew(ServiceClientCredentials? credentials, AuthenticationHeaderValue? refused, CancellationToken cancel)
    {
        if (credentials is not AppCredentials app || refused?.Parameter is not { } token)
        {
            return Task.FromResult<SendOutcome?>(NotRecognised);
        }

        Task renewal;
        lock (_gate)
        {
            var isYoung = _replaced is not null && !_renewal.IsFaulted && clock.GetElapsedTime(_renewedAt) < Young;
            if (isYoung && token != _replaced)
            {
                return Task.FromResult<SendOutcome?>(NotRecognised);
            }

            if (!isYoung)
            {
                (_replaced, _renewedAt) = (token, clock.GetTimestamp());
                // Elsewhere, because the SDK may hold the thread while another waits for a token.
                _renewal = Task.Run(() => app.GetTokenAsync(forceRefresh: true), CancellationToken.None);
            }

            renewal = _renewal;
        }

        return Outcome(renewal, cancel);
    }

    private async Task<SendOutcome?> Outcome(Task token, CancellationToken cancel)
    {
        try
        {
            // The SDK asks for tokens without looking whether somebody still waits.
            await token.WaitAsync(cancel);
            return null;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && Meaning(e) is { } meaning)
        {
            return meaning;
        }
    }

    private SendOutcome? Meaning(Exception e) => e switch
    {
        // The SDK tries several times and throws all that it met.
        AggregateException { InnerExceptions: [.., var last] } => Meaning(last),
        MsalServiceException { ErrorCode: MsalError.RequestTimeout or MsalError.ManagedIdentityUnreachableNetwork } => NotReached,
        MsalServiceException service when service.StatusCode is 429 or >= 500 || service.IsRetryable =>
            new SendOutcome.TryLater(TeamsMessenger.RetryAfter(service.Headers?.RetryAfter, clock), Reasons.SignInBusy),
        ThrottleException => new SendOutcome.TryLater(null, Reasons.SignInBusy),
        MsalException => NotRecognised,
        HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException => NotReached,
        _ => null,
    };

    private sealed record Token(AuthenticationHeaderValue Shown, long Since);

    private static SendOutcome NotReached => new SendOutcome.TryLater(null, Reasons.SignInNotReached);
}

using System.Net.Sockets;
using CollectiveImpact.Mail;
using MailKit;
using MailKit.Security;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Every few minutes reads what came back of the mails that a server took and couldn't deliver, and notes who can't be reached.</summary>
internal sealed partial class MailBounces(MailBounceBox box, ReturnedMail returned, TimeProvider clock, ILogger<MailBounces> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Who knocks again and again with the wrong key is locked out.
    private static readonly TimeSpan KnocksAgainAfter = TimeSpan.FromHours(1);

    private long? _notLetIn;
    private bool _isAway;

    /// <summary>Reads what has come since the last time.</summary>
    public async Task Run(CancellationToken cancel)
    {
        if (_notLetIn is { } since && clock.GetElapsedTime(since) < KnocksAgainAfter)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            // Where another process or program has the mailbox, what came waits for the next time.
            if (await box.Read((bounce, c) => Note(bounce, refused, c), ends.Token))
            {
                (_notLetIn, _isAway) = (null, false);
            }
        }
        catch (Exception e) when (e is AuthenticationException or SslHandshakeException or NotSupportedException or CommandException)
        {
            _notLetIn = clock.GetTimestamp();
            LogNotLetIn(e.GetType().Name);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is SocketException or IOException or ProtocolException or OperationCanceledException)
        {
            if (!_isAway)
            {
                LogAway(e.GetType().Name);
            }

            _isAway = true;
        }

        foreach (var code in refused)
        {
            LogRefused(code);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRun(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What has come waits for the next start.
        }
    }

    private async Task TryRun(CancellationToken stopping)
    {
        try
        {
            await Run(stopping);
        }
#pragma warning disable CA1031 // Storage that is away is told by the health check; what wasn't noted is still in the mailbox.
        catch (Exception e) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotNoted(e);
        }
    }

    private async Task Note(MailBounce bounce, SortedSet<string> refused, CancellationToken cancel)
    {
        if (bounce.Code is not { } code)
        {
            return;
        }

        if (MailMeaning.OfBounce(code) is { } why)
        {
            await returned.Note(bounce.Mailbox, why, cancel);
        }
        else
        {
            refused.Add(code);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mailbox in Mail:Bounces doesn't let the service in ({Fault}). Look at Mail:Bounces, Mail:BouncesUser and Mail:BouncesPassword; it is tried again in an hour.")]
    private partial void LogNotLetIn(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox in Mail:Bounces can't be reached ({Fault}); it is tried again every few minutes.")]
    private partial void LogAway(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mails came back that were refused for what they are or who sends them ({Code}). Look at SPF, DKIM and DMARC, and at what the provider says of the code.")]
    private partial void LogRefused(string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What came back of mails could not be noted; it is read again in a few minutes.")]
    private partial void LogNotNoted(Exception exception);
}

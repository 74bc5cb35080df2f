using System.Collections.Concurrent;
using System.Net.Sockets;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CollectiveImpact.Bot.Mail;

/// <summary>The connections to the mail server: so many as it may have, each kept open for the mails that follow.</summary>
internal sealed partial class MailConnections : IAsyncDisposable
{
    // Servers close what rests; one that is younger than this is still there nearly always.
    private static readonly TimeSpan RestsAtMost = TimeSpan.FromSeconds(30);

    // Who knocks again and again with the wrong key is locked out.
    private static readonly TimeSpan KnocksAgainAfter = TimeSpan.FromMinutes(1);

    private readonly MailOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<MailConnections> _log;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentStack<MailConnection> _resting = new();
    private readonly ITimer _tidies;
    private long _notLetIn = long.MinValue;

    public MailConnections(MailOptions options, TimeProvider clock, ILogger<MailConnections> log)
    {
        (_options, _clock, _log) = (options, clock, log);
        _free = new SemaphoreSlim(options.Connections);
        _tidies = clock.CreateTimer(_ => Tidy(), null, RestsAtMost, RestsAtMost);
    }

    /// <summary>A connection for one mail, which rests already or is opened; or why there is none.</summary>
    /// <param name="isFresh">Whether it must be a new one.</param>
    public async Task<(MailConnection? Connection, SendOutcome? WhyNot)> Take(bool isFresh, CancellationToken cancel)
    {
        try
        {
            await _free.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return (null, new SendOutcome.TryLater(null, Reasons.MailNotAnswered));
        }

        // One that the server closed is hardly the only one: those that rest beside it go too.
        while (_resting.TryPop(out var resting))
        {
            if (!isFresh && IsGood(resting))
            {
                return (resting, null);
            }

            resting.Dispose();
        }

        var (opened, whyNot) = await Open(cancel);
        if (opened is null)
        {
            _free.Release();
        }

        return (opened, whyNot);
    }

    /// <summary>Takes a connection back, to be used again where it still can.</summary>
    public async Task Return(MailConnection connection)
    {
        if (!connection.IsOpen)
        {
            connection.Dispose();
        }
        else if (connection.Mails >= _options.MailsPerConnection)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
            await connection.Close(patience.Token);
        }
        else
        {
            connection.RestsSince = _clock.GetTimestamp();
            _resting.Push(connection);
        }

        _free.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _tidies.DisposeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
        while (_resting.TryPop(out var resting))
        {
            await resting.Close(patience.Token);
        }

        _free.Dispose();
    }

    private bool IsGood(MailConnection connection) => connection.IsOpen && _clock.GetElapsedTime(connection.RestsSince) < RestsAtMost;

    private void Tidy()
    {
        MailConnection[] all = new MailConnection[_options.Connections];
        foreach (var connection in all.AsSpan(0, Math.Max(0, _resting.TryPopRange(all))).ToArray().Reverse())
        {
            if (IsGood(connection))
            {
                _resting.Push(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    // What fails here is about the server or its settings, and never about the mail.
    private async Task<(MailConnection?, SendOutcome?)> Open(CancellationToken cancel)
    {
        var since = Interlocked.Read(ref _notLetIn);
        if (since != long.MinValue && _clock.GetElapsedTime(since) < KnocksAgainAfter)
        {
            return (null, NotLetIn);
        }

        var connection = new MailConnection();
        try
        {
            await connection.Open(_options.Server, _options.User, _options.Password, cancel);
            return (connection, null);
        }
        catch (Exception e) when (Meaning(e, cancel.IsCancellationRequested) is { } whyNot)
        {
            connection.Dispose();
            if (whyNot == NotLetIn)
            {
                Interlocked.Exchange(ref _notLetIn, _clock.GetTimestamp());
                LogNotLetIn(e.GetType().Name, (int?)((e as SmtpCommandException ?? e.InnerException as SmtpCommandException)?.StatusCode) ?? 0);
            }

            return (null, whyNot);
        }
    }

    private static readonly SendOutcome NotLetIn = new SendOutcome.TryLater(KnocksAgainAfter, Reasons.MailNotLetIn);

    private static SendOutcome? Meaning(Exception e, bool isTooLate) => e switch
    {
        // Whatever breaks off when its time is up.
        OperationCanceledException => new SendOutcome.TryLater(null, Reasons.MailNotAnswered),
        SocketException or IOException or ProtocolException or ObjectDisposedException when isTooLate => new SendOutcome.TryLater(null, Reasons.MailNotAnswered),
        SmtpCommandException { StatusCode: var code } when (int)code is >= 400 and < 500 => new SendOutcome.TryLater(null, Reasons.MailLater, Throttled: true),
        // No encryption where it must be, a certificate that nobody vouches for, a wrong password.
        AuthenticationException or SslHandshakeException or NotSupportedException or CommandException => NotLetIn,
        SocketException or IOException or ProtocolException => new SendOutcome.TryLater(null, Reasons.MailNotReached),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server doesn't let the service in ({Fault}, status {Status}). Look at Mail:Server, Mail:User and Mail:Password; it is tried again in a minute.")]
    private partial void LogNotLetIn(string fault, int status);
}

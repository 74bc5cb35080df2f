using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Sends a card as a mail to one person, and says what the mail server's answer means.</summary>
internal sealed partial class MailMessenger(MailConnections connections, MailWriter writer, MailNumbers numbers, TimeProvider clock, ILogger<MailMessenger> log, IMailDoors doors) : IMessenger
{
    // The server has the mail and may be looking through it: who leaves now sends it twice. RFC 5321 says ten minutes.
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromMinutes(2);

    public async Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel)
    {
        if (MailOptions.Mailbox(to.ConversationId) is not { } mailbox)
        {
            return new SendOutcome.Unreachable(Reasons.MailboxUnknown, Obstacle.Gone);
        }

        if (await doors.For(to, card, cancel) is not { } door)
        {
            return new SendOutcome.Unreachable(Reasons.MailEnded);
        }

        var number = numbers.Of(to, card, summary);
        using var mail = writer.Write(mailbox, door, card, summary, number);
        for (var isFresh = false; ; isFresh = true)
        {
            var (connection, whyNot) = await connections.Take(isFresh, cancel);
            if (connection is null)
            {
                return whyNot!;
            }

            var wasUsed = connection.Mails > 0;
            var (outcome, isLost) = await Try(connection, mail, number, mailbox, cancel);
            if (outcome is not SendOutcome.TryLater { MayHaveArrived: false } || !wasUsed || !isLost)
            {
                return outcome;
            }

            // It had been closed while it rested, or had had enough: that says nothing of the next one.
        }
    }

    /// <summary>A mail that was sent stays as it is.</summary>
    public Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Refused(Reasons.MessageGone));

    /// <returns>What became of it, and whether the connection was lost over it.</returns>
    private async Task<(SendOutcome Outcome, bool IsLost)> Try(MailConnection connection, MimeMessage mail, string number, MailboxAddress to, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(AnswersWithin, clock);
        await using var ends = cancel.Register(() =>
        {
            if (!connection.IsBegun)
            {
                patience.Cancel();
            }
        });
        try
        {
            await connection.Send(mail, (MailboxAddress)mail.From[0], to, patience.Token);
            return (new SendOutcome.Sent(number), false);
        }
        catch (SmtpCommandException e)
        {
            if (e.ErrorCode == SmtpErrorCode.SenderNotAccepted)
            {
                LogSenderRefused((int)e.StatusCode);
            }

            // 421: it closes the connection behind these words.
            var closes = e.StatusCode == SmtpStatusCode.ServiceNotAvailable;
            if (closes)
            {
                connection.Dispose();
            }

            return (MailMeaning.Of(e), closes);
        }
        catch (NotSupportedException)
        {
            // An address in letters that this server has no word for.
            return (new SendOutcome.Unreachable(Reasons.MailboxUnknown, Obstacle.Gone), false);
        }
        catch (Exception e) when (e is OperationCanceledException || (patience.IsCancellationRequested && e is IOException or ProtocolException or ObjectDisposedException))
        {
            connection.Dispose();
            return (new SendOutcome.TryLater(null, Reasons.MailNotAnswered) { MayHaveArrived = connection.IsWholeSent }, false);
        }
        catch (Exception e) when (e is IOException or ProtocolException or ServiceNotConnectedException)
        {
            connection.Dispose();
            return (new SendOutcome.TryLater(null, Reasons.MailNotReached) { MayHaveArrived = connection.IsWholeSent }, true);
        }
        catch (ServiceNotAuthenticatedException)
        {
            LogMustSignIn();
            return (new SendOutcome.TryLater(null, Reasons.MailNotLetIn), false);
        }
        finally
        {
            await connections.Return(connection);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server takes mails from those alone who sign in. Look at Mail:User and Mail:Password.")]
    private partial void LogMustSignIn();

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server takes no mail from the address in Mail:From (status {Status}).")]
    private partial void LogSenderRefused(int status);
}

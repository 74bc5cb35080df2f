using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace CollectiveImpact.Bot.Mail;

/// <summary>One connection to the mail server, over which one mail goes after the other.</summary>
internal sealed class MailConnection : IDisposable
{
    private readonly Overheard _heard = new();
    private readonly SmtpClient _client;

    public MailConnection() => _client = new SmtpClient(_heard)
    {
        // As for the service's other connections: certificates are checked, and lists of those withdrawn are not asked for.
        CheckCertificateRevocation = false,
    };

    /// <summary>How many mails went over it.</summary>
    public int Mails { get; private set; }

    /// <summary>Since when it rests, as a timestamp of the clock.</summary>
    public long RestsSince { get; set; }

    public bool IsOpen => _client.IsConnected;

    /// <summary>Whether the server was told that the mail itself comes now.</summary>
    public bool IsBegun => _heard.TheBeginning;

    /// <summary>Whether the mail under way was sent to its last byte: from then on it may have been taken, whatever is heard.</summary>
    public bool IsWholeSent => _heard.TheEnd;

    public async Task Open(MailServer server, string? user, string? password, CancellationToken cancel)
    {
        // A mail's last bytes don't wait until the server has confirmed those before: that costs up to 40 ms a mail.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancel);
            await _client.ConnectAsync(socket, server.Host, server.Port, server.Encryption, cancel);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (user is not null)
        {
            await _client.AuthenticateAsync(user, password!, cancel);
        }

        // Sent as chunks, a mail has no end that could be overheard. To say its size beforehand, it would be written twice; no server's limit is near.
        _client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime | SmtpCapabilities.Size);
    }

    /// <exception cref="NotSupportedException">The server has no way to write the address, whose letters aren't ASCII.</exception>
    public async Task Send(MimeMessage mail, MailboxAddress from, MailboxAddress to, CancellationToken cancel)
    {
        var format = FormatOptions.Default;
        // A domain has a name in ASCII as well; what stands before it hasn't.
        if (!to.LocalPart.All(char.IsAscii))
        {
            if (!_client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            {
                throw new NotSupportedException();
            }

            format = format.Clone();
            format.International = true;
        }

        Mails++;
        _heard.Begins();
        await _client.SendAsync(format, mail, from, [to], cancel);
    }

    /// <summary>Says goodbye to the server, as far as it still listens.</summary>
    public async Task Close(CancellationToken cancel)
    {
        try
        {
            await _client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ProtocolException or CommandException)
        {
            // It was gone already.
        }

        Dispose();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Hears all that is written to the server, and remembers of it only whether a mail's beginning and its end were.</summary>
    private sealed class Overheard : IProtocolLogger
    {
        private static readonly byte[] Beginning = "DATA\r\n"u8.ToArray();
        private static readonly byte[] End = "\r\n.\r\n"u8.ToArray();
        private readonly byte[] _last = new byte[End.Length];

        public bool TheBeginning { get; private set; }

        public bool TheEnd { get; private set; }

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void Begins() => TheBeginning = TheEnd = false;

        // No line within a mail is a dot alone: that dot is doubled.
        public void LogClient(byte[] buffer, int offset, int count)
        {
            var written = buffer.AsSpan(offset, count);
            TheBeginning |= written.SequenceEqual(Beginning);
            if (count >= End.Length)
            {
                written[^End.Length..].CopyTo(_last);
            }
            else
            {
                _last.AsSpan(count).CopyTo(_last);
                written.CopyTo(_last.AsSpan(End.Length - count));
            }

            TheEnd |= _last.AsSpan().SequenceEqual(End);
        }

        public void LogConnect(Uri uri)
        {
        }

        public void LogServer(byte[] buffer, int offset, int count)
        {
        }

        public void Dispose()
        {
        }
    }
}

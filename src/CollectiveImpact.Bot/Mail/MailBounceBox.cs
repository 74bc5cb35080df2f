using System.Text;
using MailKit;
using MailKit.Net.Pop3;
using MailKit.Security;
using MimeKit;

namespace CollectiveImpact.Bot.Mail;

/// <summary>The mailbox to which notifications come. Those about mails of ours are taken out of it; all else stays as it is.</summary>
internal sealed class MailBounceBox(MailOptions options, MailNumbers numbers)
{
    /// <summary>So many messages are looked at in one go.</summary>
    public const int MostAtOnce = 300;

    /// <summary>What is longer isn't looked into: a mail of ours is a third of it.</summary>
    public const int Longest = 256 * 1024;

    // What was looked at and stays. Only this process knows, and looks again after a restart.
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    /// <summary>Reads what has come, the newest first.</summary>
    /// <param name="each">Called for each notification, before it is taken out: what breaks off in between is read again, so it must do nothing twice.</param>
    /// <returns>False when another process or program has the mailbox, which one at a time may.</returns>
    public async Task<bool> Read(Func<MailBounce, CancellationToken, Task> each, CancellationToken cancel)
    {
        var (server, user, password) = options.Bounces!;
        using var heard = new Overheard();
        // As for the service's other connections: certificates are checked, and lists of those withdrawn are not asked for.
        using var client = new Pop3Client(heard) { CheckCertificateRevocation = false };
        await client.ConnectAsync(server.Host, server.Port, server.Encryption, cancel);
        try
        {
            await client.AuthenticateAsync(user, password, cancel);
        }
        catch (AuthenticationException) when (heard.IsInUse)
        {
            return false;
        }

        try
        {
            await ReadAll(client, each, cancel);
        }
        finally
        {
            // What is to be taken out is so only once the server was told goodbye.
            await client.DisconnectAsync(quit: !cancel.IsCancellationRequested, CancellationToken.None);
        }

        return true;
    }

    private async Task ReadAll(Pop3Client client, Func<MailBounce, CancellationToken, Task> each, CancellationToken cancel)
    {
        var names = client.Count > 0 && client.Capabilities.HasFlag(Pop3Capabilities.UIDL) ? await client.GetMessageUidsAsync(cancel) : [];
        _others.IntersectWith(names);
        for (var (index, looked) = (client.Count - 1, 0); index >= 0 && looked < MostAtOnce; index--)
        {
            var name = index < names.Count ? names[index] : null;
            if (name is not null && _others.Contains(name))
            {
                continue;
            }

            looked++;
            if (await Look(client, index, cancel) is { } bounce)
            {
                await each(bounce, cancel);
                await client.DeleteMessageAsync(index, cancel);
            }
            else if (name is not null)
            {
                _others.Add(name);
            }
        }
    }

    private async Task<MailBounce?> Look(Pop3Client client, int index, CancellationToken cancel)
    {
        if (await client.GetMessageSizeAsync(index, cancel) > Longest)
        {
            return null;
        }

        try
        {
            if (client.Capabilities.HasFlag(Pop3Capabilities.Top))
            {
                await using var beginning = await client.GetStreamAsync(index, headersOnly: true, cancel);
                if (!MailBounce.IsNotification(await HeaderList.LoadAsync(beginning, cancel)))
                {
                    return null;
                }
            }

            await using var whole = await client.GetStreamAsync(index, headersOnly: false, cancel);
            using var message = await MimeMessage.LoadAsync(whole, cancel);
            return MailBounce.Of(message, numbers);
        }
        catch (Exception e) when (e is FormatException or ParseException)
        {
            // Anybody can send something that isn't a mail.
            return null;
        }
    }

    /// <summary>Hears why the mailbox isn't opened, which the client keeps to itself, and remembers of all that is said only that it is in use.</summary>
    private sealed class Overheard : IProtocolLogger
    {
        // RFC 2449 and 3206 have codes for it; older servers only words.
        private static readonly string[] InUse = ["[IN-USE]", "[LOGIN-DELAY]", "[SYS/TEMP]", "already locked", "maildrop lock", "mailbox lock", "mailbox is lock", "in use"];

        public bool IsInUse { get; private set; }

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void LogServer(byte[] buffer, int offset, int count)
        {
            var said = buffer.AsSpan(offset, count);
            if (said.StartsWith("-ERR"u8))
            {
                var words = Encoding.ASCII.GetString(said);
                IsInUse |= InUse.Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase));
            }
        }

        public void LogConnect(Uri uri)
        {
        }

        public void LogClient(byte[] buffer, int offset, int count)
        {
        }

        public void Dispose()
        {
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CollectiveImpact.Testing;

/// <summary>A mail server on this machine, as far as taking mails goes: it does to each command what a test tells it to, and keeps what it took.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    /// <summary>In the place of an answer: the connection ends without one.</summary>
    public const string Drops = "(drops)";

    /// <summary>In the place of an answer: there is none, and the connection stays.</summary>
    public const string SaysNothing = "(says nothing)";

    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly bool _isEncryptedAtOnce;
    private readonly CancellationTokenSource _stops = new();
    private readonly ConcurrentDictionary<int, Socket> _open = new();
    private readonly Task _listening;
    private int _connections;
    private int _taken;

    /// <param name="port">0 for any that is free.</param>
    /// <param name="address">Where it listens; null for where only this machine reaches it.</param>
    /// <param name="certificate">Who it shows that it is. With one, it offers STARTTLS, and to sign in after that; null for neither.</param>
    /// <param name="isEncryptedAtOnce">Whether nothing goes in the clear, not even its greeting.</param>
    public SmtpListener(int port = 0, IPAddress? address = null, X509Certificate2? certificate = null, bool isEncryptedAtOnce = false)
    {
        (_certificate, _isEncryptedAtOnce) = (certificate, isEncryptedAtOnce);
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start(200);
        _listening = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it says that it can do, behind its name.</summary>
    public IReadOnlyList<string> Can { get; set; } = ["PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];

    /// <summary>The answer to a command, or null for the usual one. What ends a mail is the command <c>.</c>.</summary>
    public Func<SmtpCommand, string?> Answers { get; set; } = static _ => null;

    /// <summary>Whether it keeps what it takes, or only counts it.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>The mails that it took, in the order in which it answered that it did.</summary>
    public ConcurrentQueue<SmtpMail> Mails { get; } = new();

    /// <summary>Every command, with its connection's number in front.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Every line that whoever listens on the way could have read.</summary>
    public ConcurrentQueue<string> InTheClear { get; } = new();

    public int Connections => _connections;

    public int Taken => _taken;

    /// <summary>Ends all connections without a word, as servers do with those that rest.</summary>
    public void DropsAll()
    {
        foreach (var socket in _open.Values)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stops.IsCancellationRequested)
        {
            return;
        }

        await _stops.CancelAsync();
        _listener.Stop();
        DropsAll();
        await _listening;
    }

    private async Task Listen()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stops.Token);
                socket.NoDelay = true;
                serving.Add(Serve(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task Serve(Socket socket, int connection)
    {
        _open[connection] = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            await using var talk = new Talking(stream, connection);
            if (_isEncryptedAtOnce)
            {
                await talk.Encrypt(_certificate!, _stops.Token);
            }

            await Talk(talk);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException or AuthenticationException)
        {
            // The client is gone or doesn't trust it, or the test is over.
        }
        finally
        {
            _open.TryRemove(connection, out _);
            socket.Dispose();
        }
    }

    private async Task Talk(Talking talk)
    {
        if (!await Answer(talk, new SmtpCommand(talk.Connection, "", "", 0), "220 mail.example ESMTP"))
        {
            return;
        }

        var (mails, from, to) = (0, "", "");
        while (await talk.Reader.ReadLineAsync(_stops.Token) is { } line)
        {
            if (!talk.IsEncrypted && Keeps)
            {
                InTheClear.Enqueue(line);
            }

            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            var command = new SmtpCommand(talk.Connection, verb, line, mails);
            switch (verb)
            {
                case "MAIL":
                    from = line;
                    break;
                case "RCPT":
                    to = line;
                    break;
            }

            var usual = verb switch
            {
                "EHLO" => Greeting(talk),
                "STARTTLS" => "220 2.0.0 Go on",
                "DATA" => "354 Go on",
                "QUIT" => "221 2.0.0 Goodbye",
                "AUTH" => "235 2.7.0 Welcome",
                _ => "250 2.0.0 Fine",
            };
            if (!await Answer(talk, command, usual) || verb == "QUIT")
            {
                return;
            }

            if (verb == "STARTTLS" && talk.Said[0] == '2')
            {
                await talk.Encrypt(_certificate!, _stops.Token);
            }

            if (verb == "DATA" && talk.Said.StartsWith("354", StringComparison.Ordinal))
            {
                if (await ReadMail(talk) is not { } mail)
                {
                    return;
                }

                mails++;
                if (!await Answer(talk, new SmtpCommand(talk.Connection, ".", mail, mails), "250 2.0.0 Taken", () => Take(new SmtpMail(from, to, mail, talk.Connection, talk.IsEncrypted))))
                {
                    return;
                }
            }
        }
    }

    private string Greeting(Talking talk)
    {
        string[] can = [.. Can, .. _certificate is null ? [] : talk.IsEncrypted ? ["AUTH PLAIN"] : (string[])["STARTTLS"], "HELP"];
        return string.Join("\r\n", can.SkipLast(1).Select(c => $"250-{c}").Prepend("250-mail.example").Append($"250 {can[^1]}"));
    }

    private void Take(SmtpMail mail)
    {
        Interlocked.Increment(ref _taken);
        if (Keeps)
        {
            Mails.Enqueue(mail);
        }
    }

    private async Task<bool> Answer(Talking talk, SmtpCommand command, string usual, Action? takes = null)
    {
        if (Keeps)
        {
            Commands.Enqueue($"{command.Connection} {(command.Verb is "." or "" ? command.Verb : command.Line)}");
        }

        talk.Said = Answers(command) ?? usual;
        if (talk.Said == SaysNothing)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stops.Token);
        }

        if (talk.Said == Drops)
        {
            return false;
        }

        // Before anybody hears that it was taken.
        if (talk.Said[0] == '2')
        {
            takes?.Invoke();
        }

        await talk.Stream.WriteAsync(Encoding.Latin1.GetBytes(talk.Said + "\r\n"), _stops.Token);
        return !talk.Said.StartsWith("421", StringComparison.Ordinal);
    }

    private async Task<string?> ReadMail(Talking talk)
    {
        var mail = new StringBuilder();
        while (await talk.Reader.ReadLineAsync(_stops.Token) is { } line)
        {
            if (line == ".")
            {
                return mail.ToString();
            }

            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }

    private sealed class Talking(Stream stream, int connection) : IAsyncDisposable
    {
        public Stream Stream { get; private set; } = stream;

        public StreamReader Reader { get; private set; } = Read(stream);

        public int Connection { get; } = connection;

        public bool IsEncrypted => Stream is SslStream;

        public string Said { get; set; } = "";

        public async Task Encrypt(X509Certificate2 certificate, CancellationToken cancel)
        {
            var encrypted = new SslStream(Stream);
            Stream = encrypted;
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
            Reader.Dispose();
            Reader = Read(encrypted);
        }

        public async ValueTask DisposeAsync()
        {
            Reader.Dispose();
            await Stream.DisposeAsync();
        }

        private static StreamReader Read(Stream stream) => new(stream, Encoding.Latin1, false, 16 * 1024, leaveOpen: true);
    }
}

/// <param name="Verb">Empty for the greeting, before anything was said; <c>.</c> for the end of a mail, whose line is the mail.</param>
/// <param name="Mails">How many mails ended on this connection so far.</param>
internal sealed record SmtpCommand(int Connection, string Verb, string Line, int Mails);

/// <param name="Text">As it was sent, each byte a character of Latin-1.</param>
internal sealed record SmtpMail(string From, string To, string Text, int Connection, bool IsEncrypted)
{
    /// <summary>The mailbox that it was sent to.</summary>
    public string Mailbox => To[(To.IndexOf('<', StringComparison.Ordinal) + 1)..To.IndexOf('>', StringComparison.Ordinal)];
}

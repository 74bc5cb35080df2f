using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CollectiveImpact.Testing;

/// <summary>A mailbox on this machine, as POP3 opens it: one reader at a time, and what is taken out is gone once they have said goodbye.</summary>
internal sealed class Pop3Listener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stops = new();
    private readonly Task _listening;
    private readonly List<Held> _held = [];
    private int _names;

    public Pop3Listener()
    {
        _listener.Start();
        _listening = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string User { get; } = "bounces";

    public string Password { get; } = "what comes back";

    /// <summary>The answer to a command, or null for the usual one. Empty: the connection ends without one.</summary>
    public Func<string, string?> Answers { get; set; } = static _ => null;

    /// <summary>What it says that it can do beyond the least.</summary>
    public IReadOnlyList<string> Can { get; set; } = ["TOP", "UIDL", "USER", "RESP-CODES"];

    /// <summary>Every command, without what comes behind PASS.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What is in the mailbox, the oldest first.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_held)
            {
                return [.. _held.Select(h => h.Text)];
            }
        }
    }

    public void Arrives(string message)
    {
        lock (_held)
        {
            _held.Add(new Held($"n{++_names}", message.ReplaceLineEndings("\r\n")));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stops.CancelAsync();
        _listener.Stop();
        await _listening;
        _stops.Dispose();
    }

    private async Task Listen()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(Serve(await _listener.AcceptTcpClientAsync(_stops.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await Talk(stream, reader);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The reader is gone, or the test is over.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task Talk(NetworkStream stream, StreamReader reader)
    {
        Task Say(string answer) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), _stops.Token).AsTask();
        await Say("+OK here is a mailbox");
        var (name, gone) = ("", new HashSet<Held>());
        Held[] all = [];
        while (await reader.ReadLineAsync(_stops.Token) is { } line)
        {
            var words = line.Split(' ');
            var verb = words[0].ToUpperInvariant();
            Commands.Enqueue(verb == "PASS" ? verb : line);
            if (Answers(verb) is { } told)
            {
                if (told.Length == 0)
                {
                    return;
                }

                await Say(told);
                continue;
            }

            switch (verb)
            {
                case "CAPA":
                    await Say(Lines(Can));
                    break;
                case "USER":
                    name = words[1];
                    await Say("+OK");
                    break;
                case "PASS" when name == User && line[5..] == Password:
                    lock (_held)
                    {
                        all = [.. _held];
                    }

                    await Say("+OK it is yours");
                    break;
                case "PASS":
                    await Say("-ERR [AUTH] that isn't it");
                    break;
                case "QUIT":
                    lock (_held)
                    {
                        _held.RemoveAll(gone.Contains);
                    }

                    await Say("+OK goodbye");
                    return;
                default:
                    await Say(OfMailbox(verb, words, all, gone));
                    break;
            }
        }
    }

    private static string OfMailbox(string verb, string[] words, Held[] all, HashSet<Held> gone)
    {
        var one = words.Length > 1 ? all[int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) - 1] : null;
        switch (verb)
        {
            case "STAT":
                return $"+OK {all.Length} {all.Sum(h => h.Text.Length)}";
            case "UIDL" when one is null:
                return Lines(all.Select((h, i) => $"{i + 1} {h.Name}"));
            case "LIST" when one is not null:
                return $"+OK {words[1]} {one.Text.Length}";
            case "TOP" when one is not null:
                return Lines([.. one.Text.Split("\r\n").TakeWhile(l => l.Length > 0), ""]);
            case "RETR" when one is not null:
                return Lines(one.Text.Split("\r\n"));
            case "DELE" when one is not null:
                gone.Add(one);
                return "+OK";
            default:
                return "-ERR I don't know that";
        }
    }

    private static string Lines(IEnumerable<string> lines) =>
        string.Join("\r\n", lines.Select(l => l.StartsWith('.') ? "." + l : l).Prepend("+OK").Append("."));

    private sealed record Held(string Name, string Text);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace CollectiveImpact.Benchmarks;

/// <summary>Ten thousand cards as mails to a mail server on loopback, pacing off, against MailKit alone with as many connections and mails that were written beforehand.</summary>
internal static class MailBenchmark
{
    private const int Mails = 10_000;
    private const int FewMails = 500;
    private const int Connections = 8;
    private const int Rounds = 5;
    private const double Aim = 0.6;

    public static async Task Run()
    {
        Console.WriteLine($"mail: {Mails:N0} check-in cards as mails to a mail server on loopback, {Connections} connections, pacing off; against MailKit alone, which sends mails of the same size that were written beforehand.");
        using var process = Child.InRole("as-mailserver");
        await process.Listens();
        var server = new MailServer("127.0.0.1", process.Port, SecureSocketOptions.None);
        var options = new MailOptions(server, "checkins@harbour.example", null, null, null, Connections, int.MaxValue, 0);
        var doors = new Doors();
        var writer = new MailWriter(options, doors, TimeProvider.System);
        await using var connections = new MailConnections(options, TimeProvider.System, NullLogger<MailConnections>.Instance);
        var messenger = new MailMessenger(connections, writer, new MailNumbers(options, TimeProvider.System), TimeProvider.System, NullLogger<MailMessenger>.Instance, doors);
        var card = await Card();
        ConversationAddress[] people = [.. Enumerable.Range(0, Mails).Select(n => ConversationAddress.OfMail($"p{n}@partner.example"))];
        var written = writer.Write(new MailboxAddress("", "p0@partner.example"), doors.Door, card, "Your check-in", "0123456789abcdef0123456789abcdef@harbour.example");
        var bytes = new MemoryStream();
        await written.WriteToAsync(bytes);
        Console.WriteLine($"  a mail has {bytes.Length / 1024.0:N1} KB, its card {card.Length / 1024.0:N1} K characters");

        // The runtime looks at what runs often before it makes it fast.
        for (var n = 0; n < 3; n++)
        {
            await Ours();
            await Raw();
        }

        Console.WriteLine($"  for orientation, MailKit on a socket of its own, whose small writes wait for the server's confirmations: {await Raw(isPlain: true, FewMails):N0} mails/s");
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var (ours, raw) = (await Ours(), await Raw());
            ratios.Add(ours / raw);
            Console.WriteLine($"  round {round}: service {ours:N0} mails/s, MailKit alone {raw:N0}: {ours / raw:P0}");
        }

        var median = SideBySide.Median(ratios);
        Console.WriteLine($"  median: {median:P0} of MailKit alone (aim: at least {Aim:P0}: {(median >= Aim ? "met" : "MISSED")})");

        async Task<double> Ours()
        {
            var start = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (to, cancel) =>
            {
                if (await messenger.Send(to, card, "Your check-in", cancel) is not SendOutcome.Sent)
                {
                    throw new InvalidOperationException("A mail was not taken.");
                }
            });
            return Mails / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        async Task<double> Raw(bool isPlain = false, int mails = Mails)
        {
            // Connected before the clock runs: ours are, too.
            var clients = new ConcurrentBag<(SmtpClient Client, MimeMessage Mail)>();
            for (var n = 0; n < Connections; n++)
            {
                var client = new SmtpClient();
                if (isPlain)
                {
                    await client.ConnectAsync(server.Host, server.Port, server.Encryption);
                }
                else
                {
                    // As ours are.
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(server.Host, server.Port);
                    await client.ConnectAsync(socket, server.Host, server.Port, server.Encryption);
                }

                clients.Add((client, await MimeMessage.LoadAsync(new MemoryStream(bytes.ToArray()))));
            }

            var start = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(people.Take(mails), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (to, cancel) =>
            {
                clients.TryTake(out var one);
                await one.Client.SendAsync(one.Mail, new MailboxAddress("", options.From), [new MailboxAddress("", to.ConversationId)], cancel);
                clients.Add(one);
            });
            var pace = mails / Stopwatch.GetElapsedTime(start).TotalSeconds;
            foreach (var (client, _) in clients)
            {
                client.Dispose();
            }

            return pace;
        }
    }

    /// <summary>A process that takes every mail and keeps none.</summary>
    public static async Task Serve()
    {
        await using var server = new SmtpListener(int.Parse(Environment.GetEnvironmentVariable("PORT")!, CultureInfo.InvariantCulture)) { Keeps = false };
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    // A check-in as the golden cards have it.
    private static async Task<string> Card()
    {
        var golden = await File.ReadAllTextAsync(RepositoryRoot.PathOf("tests", "CollectiveImpact.Tests", "Golden", "ordinary.txt"));
        var first = golden.Split("== ", StringSplitOptions.RemoveEmptyEntries)[0];
        return System.Text.Json.Nodes.JsonNode.Parse(first[first.IndexOf('\n', StringComparison.Ordinal)..])!.ToJsonString();
    }

    private sealed class Doors : IMailDoors, IPages
    {
        public MailDoor Door { get; } = new("Riverside Reads", "Ana Sousa", CultureInfo.GetCultureInfo("en-GB"), new Uri("https://bot.example/m/abcdefghijklmnopqrstuvwxyz"), new Uri("https://bot.example/stop/abcdefghijklmnopqrstuvwxyz"));

        public Task<MailDoor?> For(ConversationAddress to, string card, CancellationToken cancel) => Task.FromResult<MailDoor?>(Door);

        public Uri To(string path) => new("https://bot.example/" + path);

        public Uri FromChat(string path) => To(path);
    }
}

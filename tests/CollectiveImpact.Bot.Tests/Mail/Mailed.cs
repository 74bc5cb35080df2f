using System.Globalization;
using System.Text;
using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Cards;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>The way out by mail as it is, to a mail server on this machine, with doors that lead where a test wants.</summary>
internal sealed class Mailed : IAsyncDisposable, IMailDoors, IPages
{
    public const string Subject = "A subject";

    public static readonly string Card = new AdaptiveCard { FallbackText = Subject, Body = [new TextBlock("A sentence"), new TextInput { Id = "v", Label = "How many?" }] }.ToJson();

    private readonly MailConnections _connections;

    public Mailed(Func<MailOptions, MailOptions>? change = null, SmtpListener? server = null)
    {
        Server = server ?? new SmtpListener();
        MailOptions options = new(new MailServer("127.0.0.1", Server.Port, SecureSocketOptions.None), "checkins@harbour.example", null, null, null, 2, 100, 0);
        options = change?.Invoke(options) ?? options;
        _connections = new MailConnections(options, Clock, NullLogger<MailConnections>.Instance);
        Writer = new MailWriter(options, this, Clock);
        Messenger = new MailMessenger(_connections, Writer, new MailNumbers(options, Clock), Clock, NullLogger<MailMessenger>.Instance, this);
    }

    public SmtpListener Server { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));

    public MailDoor? Door { get; set; } = new("Riverside Reads", "Ana Sousa", CultureInfo.GetCultureInfo("en-GB"), new Uri("https://bot.example/m/abc"), new Uri("https://bot.example/m/stop/abc"));

    public MailMessenger Messenger { get; }

    public MailWriter Writer { get; }

    public Task<SendOutcome> Sends(string to = "ana@school.example", string? card = null, string summary = Subject, CancellationToken? cancel = null) =>
        Messenger.Send(ConversationAddress.OfMail(to), card ?? Card, summary, cancel ?? Xunit.TestContext.Current.CancellationToken);

    /// <summary>The one mail that the server took, as whoever gets it reads it.</summary>
    public MimeMessage Got()
    {
        Xunit.Assert.Single(Server.Mails);
        return Read(Server.Mails.First());
    }

    public static MimeMessage Read(SmtpMail mail) => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(mail.Text)), Xunit.TestContext.Current.CancellationToken);

    public Task<MailDoor?> For(ConversationAddress to, string card, CancellationToken cancel) => Task.FromResult(Door);

    public Uri To(string path) => new("https://bot.example/" + path);

    public Uri FromChat(string path) => To(path);

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        await Server.DisposeAsync();
    }
}

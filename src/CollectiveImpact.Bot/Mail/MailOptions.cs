using System.Globalization;
using System.Net;
using CollectiveImpact.Bot.Hosting;
using MailKit.Security;
using MimeKit;

namespace CollectiveImpact.Bot.Mail;

/// <summary>How mails leave, as whoever runs the service has set it: the section <c>Mail</c> of the configuration.</summary>
/// <param name="From">The address that mails are from.</param>
/// <param name="ReplyTo">Where answers to a mail go; null for to <paramref name="From"/>.</param>
/// <param name="Connections">How many are held to the server at most.</param>
/// <param name="MailsPerConnection">After so many a connection is made anew, before the server closes it.</param>
/// <param name="PerMinute">Mails in any minute; 0 for no limit.</param>
internal sealed record MailOptions(
    MailServer Server, string From, string? ReplyTo, string? User, string? Password, int Connections, int MailsPerConnection, int PerMinute)
{
    private const string Section = "Mail";

    // What Microsoft 365 lets one mailbox send; whoever has another provider may set more.
    private const int UsualPerMinute = 30;

    /// <summary>Where notifications of mails that couldn't be delivered are read; null for nowhere.</summary>
    public MailBounceOptions? Bounces { get; init; }

    /// <summary>The domain of the address, which mails are numbered under.</summary>
    public string Domain => From[(From.LastIndexOf('@') + 1)..];

    /// <returns>Null when no mail server is named, and nobody is written to by mail.</returns>
    /// <exception cref="CannotStartException">A setting is missing or wrong.</exception>
    public static MailOptions? Read(IConfiguration configuration)
    {
        var mail = configuration.GetSection(Section);
        string? Given(string key) => mail[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        var (user, password) = (Given("User"), Given("Password"));
        if (Given("Server") is not { } server)
        {
            return Given("From") is null && user is null && password is null && Given("Bounces") is null
                ? null
                : throw new CannotStartException("Mail:Server is missing: it names the server that takes mails, such as smtp://smtp.example.org:587. Without mail, leave all of Mail empty.");
        }

        if ((user is null) != (password is null))
        {
            throw new CannotStartException($"Mail:{(user is null ? "User" : "Password")} is missing: a mail server is signed in to with both, or with neither.");
        }

        return new(
            MailServer.Read(server),
            Address("From", Given("From") ?? throw new CannotStartException("Mail:From is missing: it is the address that mails are from, such as checkins@example.org.")),
            Given("ReplyTo") is { } reply ? Address("ReplyTo", reply) : null,
            user,
            password,
            Number("Connections", Given("Connections"), 4, 1, 50),
            Number("MailsPerConnection", Given("MailsPerConnection"), 100, 1, 10_000),
            Number("PerMinute", Given("PerMinute"), UsualPerMinute, 0, 100_000))
        {
            Bounces = ReadBounces(Given("Bounces"), Given("BouncesUser"), Given("BouncesPassword"), user, password),
        };
    }

    /// <summary>A mailbox as it can be written to, and nothing else: what could end a line or begin a command is no address.</summary>
    public static MailboxAddress? Mailbox(string address) =>
        MailboxAddress.TryParse(address, out var read) && read.Address == address && address.Contains('@', StringComparison.Ordinal) && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? read : null;

    private static MailBounceOptions? ReadBounces(string? mailbox, string? user, string? password, string? sendsAs, string? sendsWith)
    {
        if (mailbox is null)
        {
            return user is null && password is null ? null : throw new CannotStartException("Mail:Bounces is missing: it names the mailbox to which mails come back, such as pop3s://pop.example.org:995.");
        }

        if ((user is null) != (password is null))
        {
            throw new CannotStartException($"Mail:Bounces{(user is null ? "User" : "Password")} is missing: a mailbox is opened with both, or with neither: then with Mail:User and Mail:Password.");
        }

        return new(
            MailServer.ReadMailbox(mailbox),
            user ?? sendsAs ?? throw new CannotStartException("Mail:BouncesUser is missing: a mailbox is opened with a name and a password."),
            password ?? sendsWith!);
    }

    private static string Address(string key, string value) =>
        Mailbox(value)?.Address ?? throw new CannotStartException($"Mail:{key} is \"{value}\"; it must be a mail address alone, such as checkins@example.org.");

    private static int Number(string key, string? value, int usual, int least, int most) =>
        value is null ? usual
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new CannotStartException(string.Create(CultureInfo.InvariantCulture, $"Mail:{key} is \"{value}\"; it must be a number from {least} to {most}."));
}

/// <summary>The mailbox to which mails come back that couldn't be delivered, and who opens it.</summary>
internal sealed record MailBounceOptions(MailServer Server, string User, string Password);

/// <summary>A server for mails, and how the way to it is kept secret.</summary>
internal sealed record MailServer(string Host, int Port, SecureSocketOptions Encryption)
{
    private static readonly Way Takes = new("Server", "User", "Password", "smtp", 587, 465, "smtp://smtp.example.org:587");
    private static readonly Way Holds = new("Bounces", "BouncesUser", "BouncesPassword", "pop3", 110, 995, "pop3s://pop.example.org:995");

    /// <summary>The server that takes mails.</summary>
    /// <exception cref="CannotStartException">It is no address of a mail server.</exception>
    public static MailServer Read(string address) => Read(address, Takes);

    /// <summary>The server that holds a mailbox.</summary>
    /// <exception cref="CannotStartException">It is no address of one.</exception>
    public static MailServer ReadMailbox(string address) => Read(address, Holds);

    private static MailServer Read(string address, Way way)
    {
        var (usage, secure) = ($"it must be {way.Scheme}://HOST:PORT or {way.Scheme}s://HOST:PORT, such as {way.Example}", way.Scheme + "s");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server) || server.Host.Length == 0 || (server.Scheme != way.Scheme && server.Scheme != secure) || server.PathAndQuery is not ("/" or ""))
        {
            throw new CannotStartException($"Mail:{way.Key} is \"{address}\"; {usage}.");
        }

        if (server.UserInfo.Length > 0)
        {
            throw new CannotStartException($"Mail:{way.Key} holds a name or a password; {usage}. They belong in Mail:{way.User} and Mail:{way.Password}.");
        }

        var isSecure = server.Scheme == secure;
        return new(
            server.IdnHost,
            server.Port > 0 ? server.Port : isSecure ? way.SecurePort : way.Port,
            // What doesn't leave this machine needs no secrecy, and a server there hardly has a certificate that anybody trusts.
            isSecure ? SecureSocketOptions.SslOnConnect : IsHere(server) ? SecureSocketOptions.None : SecureSocketOptions.StartTls);
    }

    private static bool IsHere(Uri server) => server.IsLoopback || (IPAddress.TryParse(server.Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>What a server is for, with the settings that are about it and the ports that it usually has.</summary>
    private sealed record Way(string Key, string User, string Password, string Scheme, int Port, int SecurePort, string Example);
}

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
            return Given("From") is null && user is null && password is null
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
            Number("PerMinute", Given("PerMinute"), UsualPerMinute, 0, 100_000));
    }

    /// <summary>A mailbox as it can be written to, and nothing else: what could end a line or begin a command is no address.</summary>
    public static MailboxAddress? Mailbox(string address) =>
        MailboxAddress.TryParse(address, out var read) && read.Address == address && address.Contains('@', StringComparison.Ordinal) && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? read : null;

    private static string Address(string key, string value) =>
        Mailbox(value)?.Address ?? throw new CannotStartException($"Mail:{key} is \"{value}\"; it must be a mail address alone, such as checkins@example.org.");

    private static int Number(string key, string? value, int usual, int least, int most) =>
        value is null ? usual
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new CannotStartException(string.Create(CultureInfo.InvariantCulture, $"Mail:{key} is \"{value}\"; it must be a number from {least} to {most}."));
}

/// <summary>The server that takes mails, and how the way to it is kept secret.</summary>
internal sealed record MailServer(string Host, int Port, SecureSocketOptions Encryption)
{
    private const string Usage = "it must be smtp://HOST:PORT or smtps://HOST:PORT, such as smtp://smtp.example.org:587";
    private const int Submission = 587;
    private const int SubmissionOverTls = 465;

    /// <exception cref="CannotStartException">It is no address of a mail server.</exception>
    public static MailServer Read(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server) || server.Host.Length == 0 || server.Scheme is not ("smtp" or "smtps") || server.PathAndQuery is not ("/" or ""))
        {
            throw new CannotStartException($"Mail:Server is \"{address}\"; {Usage}.");
        }

        if (server.UserInfo.Length > 0)
        {
            throw new CannotStartException($"Mail:Server holds a name or a password; {Usage}. They belong in Mail:User and Mail:Password.");
        }

        var isSecure = server.Scheme == "smtps";
        return new(
            server.IdnHost,
            server.Port > 0 ? server.Port : isSecure ? SubmissionOverTls : Submission,
            // What doesn't leave this machine needs no secrecy, and a server there hardly has a certificate that anybody trusts.
            isSecure ? SecureSocketOptions.SslOnConnect : IsHere(server) ? SecureSocketOptions.None : SecureSocketOptions.StartTls);
    }

    private static bool IsHere(Uri server) => server.IsLoopback || (IPAddress.TryParse(server.Host, out var ip) && IPAddress.IsLoopback(ip));
}

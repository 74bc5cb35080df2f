using System.Net;
using System.Text;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>The whole service, whose system trusts the mail server's certificate: what a server that nobody trusts gets is in <see cref="MailMessengerTests"/>.</summary>
[Collection(Processes.Collection)]
public sealed class MailEncryptionTests(Azurite azurite)
{
    private const int Reporters = 3;
    private const string Sunday = "2026-11-29T06:00:00Z";
    private const string MondayNine = "2026-11-30T09:00:00Z";

    [Theory]
    [InlineData("smtp", "EHLO STARTTLS")]
    [InlineData("smtps", "")]
    public async Task The_service_signs_in_and_sends_its_mails_where_nobody_on_the_way_can_read_them(string scheme, string inTheClear)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere one process can't be told whom to trust.");
        // With a server that is known to be on the same machine, nothing would be encrypted. Linux reaches this machine by that address too.
        var address = IPAddress.Any;
        using var authority = new CertificateAuthority();
        using var certificate = authority.Vouches(address);
        await using var server = new SmtpListener(0, IPAddress.Loopback, certificate, isEncryptedAtOnce: scheme == "smtps");
        var trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, authority.Pem, TestContext.Current.CancellationToken);
        (string, string)[] settings =
        [
            ("Mail__Server", $"{scheme}://{address}:{server.Port}"), ("Mail__From", "checkins@harbour.example"), ("Mail__User", "harbour"), ("Mail__Password", "a secret"), ("Mail__Connections", "1"),
            // Whom the system trusts: OpenSSL's own variable, which .NET reads when a process first wants to know.
            ("SSL_CERT_FILE", trusted),
        ];

        using (var bot = await BotProcess.Start(azurite.ConnectionString, "e" + Guid.NewGuid().ToString("N")[..10], Sunday, settings))
        {
            await bot.Must($"/test/fill?initiative=m1&reporters={Reporters}&service=http://127.0.0.1:1/&byMail=true");
            await bot.Must($"/test/calendar?now={MondayNine}");
            await bot.Must("/test/settle");
        }

        File.Delete(trusted);
        Assert.Equal(Reporters, server.Mails.Select(m => m.Mailbox).Distinct().Count());
        Assert.All(server.Mails, m => Assert.True(m.IsEncrypted));
        Assert.Contains($"1 AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes("\0harbour\0a secret"))}", server.Commands);
        Assert.Equal(inTheClear, string.Join(' ', server.InTheClear.Select(l => l.Split(' ')[0])));
        Assert.Equal(1, server.Connections);
    }
}

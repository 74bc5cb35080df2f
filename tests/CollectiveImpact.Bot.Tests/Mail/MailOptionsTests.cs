using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>What whoever runs the service may set, and what they are told when it can't be right.</summary>
public sealed class MailOptionsTests
{
    private const string Server = "smtp://smtp.example.org:587";
    private const string From = "checkins@example.org";

    [Fact]
    public async Task Mail_is_off_until_a_server_is_named()
    {
        await using var off = Service();
        await using var on = Service(("Server", Server), ("From", From), ("PerMinute", "40"), ("Connections", "3"));

        Assert.False(off.Services.GetRequiredService<MailChannel>().IsOn);
        Assert.True(on.Services.GetRequiredService<MailChannel>().IsOn);
        Assert.NotNull(on.Services.GetRequiredService<IMessenger>());
        Assert.Equal(
            new SendOutcome.TryLater(null, Reasons.MailNotSetUp),
            await off.Services.GetRequiredService<IMessenger>().Send(ConversationAddress.OfMail("ana@school.example"), Mailed.Card, "x", TestContext.Current.CancellationToken));
        var pace = on.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.Mail;
        Assert.Equal((40, 3), (pace.PerMinute, pace.InFlight));
    }

    [Theory]
    [InlineData("smtp://smtp.example.org", "smtp.example.org", 587, SecureSocketOptions.StartTls)]
    [InlineData("smtp://smtp.example.org:25", "smtp.example.org", 25, SecureSocketOptions.StartTls)]
    [InlineData("smtps://smtp.example.org", "smtp.example.org", 465, SecureSocketOptions.SslOnConnect)]
    [InlineData("smtp://10.0.0.5:25/", "10.0.0.5", 25, SecureSocketOptions.StartTls)]
    [InlineData("smtp://127.0.0.1:2525", "127.0.0.1", 2525, SecureSocketOptions.None)]
    [InlineData("smtp://localhost:2525", "localhost", 2525, SecureSocketOptions.None)]
    [InlineData("smtp://127.0.0.1.example.org", "127.0.0.1.example.org", 587, SecureSocketOptions.StartTls)]
    public void The_way_to_a_server_is_secret_unless_it_is_this_machine(string server, string host, int port, SecureSocketOptions encryption)
    {
        var read = Read(("Server", server), ("From", From))!.Server;

        Assert.Equal((host, port, encryption), (read.Host, read.Port, read.Encryption));
    }

    [Theory]
    [InlineData("pop3s://pop.example.org", "pop.example.org", 995, SecureSocketOptions.SslOnConnect)]
    [InlineData("pop3://pop.example.org", "pop.example.org", 110, SecureSocketOptions.StartTls)]
    [InlineData("pop3://127.0.0.1:1100", "127.0.0.1", 1100, SecureSocketOptions.None)]
    public void The_mailbox_that_mails_come_back_to_is_opened_by_its_own_name_or_by_that_which_sends(string mailbox, string host, int port, SecureSocketOptions encryption)
    {
        (string, string)[] mail = [("Server", Server), ("From", From), ("User", "sends"), ("Password", "sent"), ("Bounces", mailbox)];

        Assert.Equal(new(new MailServer(host, port, encryption), "sends", "sent"), Read(mail)!.Bounces);
        var own = Read([.. mail, ("BouncesUser", "reads"), ("BouncesPassword", "read")])!.Bounces!;
        Assert.Equal(("reads", "read"), (own.User, own.Password));
        Assert.StartsWith("Mail:BouncesPassword", Assert.Throws<CannotStartException>(() => Read([.. mail, ("BouncesUser", "reads")])).Message, StringComparison.Ordinal);
        Assert.Null(Read(mail[..^1])!.Bounces);
    }

    [Theory]
    [InlineData("Mail:Server", "Server", "smtp.example.org:587")]
    [InlineData("Mail:Server", "Server", "https://smtp.example.org")]
    [InlineData("Mail:Server", "Server", "smtp://harbour:secret@smtp.example.org")]
    [InlineData("Mail:Server", "Server", "smtp://smtp.example.org/inbox")]
    [InlineData("Mail:Server", "Server", "")]
    [InlineData("Mail:From", "From", "")]
    [InlineData("Mail:From", "From", "Harbour <checkins@example.org>")]
    [InlineData("Mail:From", "From", "checkins")]
    [InlineData("Mail:ReplyTo", "ReplyTo", "a@b.example, c@d.example")]
    [InlineData("Mail:Password", "User", "harbour")]
    [InlineData("Mail:User", "Password", "secret")]
    [InlineData("Mail:Connections", "Connections", "0")]
    [InlineData("Mail:MailsPerConnection", "MailsPerConnection", "many")]
    [InlineData("Mail:PerMinute", "PerMinute", "-1")]
    [InlineData("Mail:Bounces ", "Bounces", "https://pop.example.org")]
    [InlineData("Mail:Bounces ", "Bounces", "smtp://pop.example.org")]
    [InlineData("Mail:Bounces ", "Bounces", "pop3s://harbour:secret@pop.example.org")]
    [InlineData("Mail:BouncesUser", "Bounces", "pop3s://pop.example.org")]
    [InlineData("Mail:Bounces ", "BouncesUser", "bounces")]
    public void A_setting_that_cannot_be_right_is_named_at_the_start_and_no_secret_is_said(string named, string key, string value)
    {
        var settings = new Dictionary<string, string> { ["Server"] = Server, ["From"] = From, [key] = value };

        var why = Assert.Throws<CannotStartException>(() => Read([.. settings.Select(s => (s.Key, s.Value))]));
        Assert.StartsWith(named, why.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", why.Message, StringComparison.Ordinal);
    }

    private static MailOptions? Read(params (string Key, string Value)[] settings) => MailOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(In(settings)).Build());

    private static Microsoft.AspNetCore.Builder.WebApplication Service(params (string Key, string Value)[] settings) => BotHost.Build(
        ["--environment", "Development"],
        builder => builder.Configuration.AddInMemoryCollection([.. In(settings), new("ConnectionStrings:Storage", "UseDevelopmentStorage=true")]));

    private static IEnumerable<KeyValuePair<string, string?>> In((string Key, string Value)[] settings) => settings.Select(s => new KeyValuePair<string, string?>("Mail:" + s.Key, s.Value));
}
